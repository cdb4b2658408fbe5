internal import Eligibility
public import Foundation
internal import Inputs
internal import Quantities
public import TransportModel

/// The recorded decisions of one plan folder, and the rules that they were made by.
///
/// Everything here is read from `trace/`; neither the bundle nor the road network is needed.
public struct DecisionRecords: Sendable {
    let traces: [DecisionTrace]
    let rules: RuleSet

    /// Reads the folder `trace/` of the plan at `plan`.
    /// - Throws: `BatchError` when the records or their rules are missing or damaged.
    public init(plan: URL) throws(BatchError) {
        do throws(FatalProblem) {
            traces = try DecisionRecords.readTraces(plan)
            rules = try DecisionRecords.readRules(plan)
        } catch {
            throw BatchError(stage: "records", problems: [error])
        }
    }

    /// The ids of everyone who is on record, in the order of the decisions, each once.
    public var pupilIDs: [String] {
        var seen: Set<String> = []
        return traces.map(\.subject.pupilID).filter { seen.insert($0).inserted }
    }

    /// The reasoning behind the decisions about `pupilID`, one list of lines per home; empty for an unknown pupil.
    /// - Parameter language: `sv`, `fi` or `en`; `nil`: the family's own.
    /// - Parameter withMap: whether a small map of the measured walk, drawn in text, is added where one is on record.
    public func explanations(of pupilID: String, language: String? = nil, withMap: Bool = false) -> [[String]] {
        traces.filter { $0.subject.pupilID == pupilID }.map { trace in
            let language = language ?? trace.language
            let lines = DecisionExplanation(of: trace, rules: rules).lines(language: language)
            guard withMap, let map = TextMap(Polyline.decode(trace.path) ?? []) else { return lines }
            let legend = Message(.explainMap, ["metres": String(map.scale)])
            return lines + [MessageCatalogue(language: language).text(legend)] + map.lines
        }
    }

    /// A drawing of the measured walks of `pupilID` as SVG, home first; `nil` where none is on record, as for protected
    /// pupils.
    public func map(of pupilID: String) -> String? {
        let paths = traces.filter { $0.subject.pupilID == pupilID }.compactMap { Polyline.decode($0.path) }
        return WalkDrawing(paths: paths.filter { $0.count > 1 })?.svg
    }

    /// Makes every decision again from its record: the number made, and a finding per difference.
    public func replay() -> (decisions: Int, differences: [Finding]) {
        (traces.count, Replay.differences(in: traces, rules: rules).map(\.finding))
    }

    /// The ids of everyone whose decision cannot be explained in each of Swedish, Finnish and English.
    public func unexplained() -> [String] {
        traces.filter { trace in
            let explanation = DecisionExplanation(of: trace, rules: rules)
            return MessageCatalogue.languages.contains { language in
                let lines = explanation.lines(language: language)
                return lines.count < 3 || lines.contains { $0.isEmpty }
            }
        }.map(\.subject.pupilID)
    }

    /// What changed from these records to `newer`: who gains, who loses, and why.
    public func changes(to newer: DecisionRecords) -> DecisionChanges {
        DecisionChanges(DecisionDiff(old: traces, oldRules: rules, new: newer.traces, newRules: newer.rules))
    }

    private static func readTraces(_ plan: URL) throws(FatalProblem) -> [DecisionTrace] {
        let data = try read(plan, TraceFiles.decisions)
        do throws(TraceError) {
            return try TraceFiles.decode(data)
        } catch {
            throw FatalProblem("trace-damaged", file: TraceFiles.decisions, line: error.line, message: error.message)
        }
    }

    private static func readRules(_ plan: URL) throws(FatalProblem) -> RuleSet {
        let data = try read(plan, TraceFiles.rules)
        return try RulesReader.read(text: String(decoding: data, as: UTF8.self), file: TraceFiles.rules).rules
    }

    private static func read(_ plan: URL, _ name: String) throws(FatalProblem) -> Data {
        guard let data = try? Data(contentsOf: plan.appendingPathComponent(name)) else {
            throw FatalProblem(
                "trace-missing", file: name,
                message:
                    "the plan folder has no readable file \(name); name a folder that `skjuts plan` wrote, and read "
                    + "it as staff")
        }
        return data
    }
}
