public import Foundation
internal import Exports
internal import Inputs
internal import Quantities
internal import Tables
public import TransportModel

/// A part of the night's work that can be run alone.
public enum PartialRun: String, Sendable {
    /// Decides who is entitled; leaves `decisions.csv`, `review.csv`, `findings.csv` and the records in `trace/`.
    case decide
    /// Decides and assigns stops; leaves `stop_options.csv` too.
    case options

    /// The tables that it leaves, the one that people asked for first.
    var fileNames: [String] {
        switch self {
        case .decide: [DecisionRow.fileName, ReviewRow.fileName, FindingRow.fileName]
        case .options: [StopOptionRow.fileName, DecisionRow.fileName, ReviewRow.fileName, FindingRow.fileName]
        }
    }
}

extension NightlyBatch {
    /// Runs the first stages only.
    /// - Parameter folder: where the tables go, with `<part>.json` beside them; `nil`: nothing is written.
    /// - Returns: the outcome, and the table that people asked for as CSV.
    /// - Throws: `BatchError` when the bundle cannot be read or the folder not be written.
    public func run(_ part: PartialRun, into folder: URL?) throws(BatchError) -> (outcome: BatchOutcome, csv: [UInt8]) {
        var night = try open()
        let decisions = night.decide()
        var plan = Plan(stopPlan: StopPlan(candidates: .init(), homes: night.batch.homes.count))
        if part == .options { plan.stopPlan = night.assignStops(decisions) }
        plan.decisions = decisions
        plan.findings = night.findings
        let files = PlanTables(plan: plan, batch: night.batch).files().filter { part.fileNames.contains($0.name) }
        if let folder { try write(files + night.traces(), of: part, to: folder) }
        let outcome = BatchOutcome(
            folder: folder, findings: plan.findings,
            figures: Outcome.allCases.map { outcome in
                let count = decisions.count { $0.outcome == outcome }
                return .init(key: outcome.rawValue, label: outcome.rawValue.capitalized, value: "\(count)")
            })
        return (outcome, files.first { $0.name == part.fileNames[0] }?.bytes ?? [])
    }

    /// The periods of the bundle's school year, each with a batch for its first day inside the calendar, so that
    /// everything can be decided for each of them; empty when there is one period only.
    /// - Throws: `BatchError` when the bundle cannot be read.
    public func periods() throws(BatchError) -> [(period: SchoolPeriod, batch: NightlyBatch)] {
        let batch = try BundleReader(bundle: bundle, asOf: options.asOf).read().batch
        return batch.periods.map { period in
            var options = self.options
            options.asOf = max(period.from, batch.municipality.calendar.from ?? period.from)
            return (period, NightlyBatch(bundle: bundle, options: options, stop: stop))
        }
    }

    private func write(_ files: [PlanTables.File], of part: PartialRun, to folder: URL) throws(BatchError) {
        do throws(FileError) {
            let marker = "\(part.rawValue).json"
            let replacement = try FolderReplacement(of: folder, recognisedBy: marker)
            for file in files {
                try replacement.write(file.bytes, to: file.name, mode: file.isForStaff ? 0o600 : 0o644)
            }
            let about = JSONValue.object([("schema_version", .integer(1)), ("skjuts", .string(skjutsVersion))])
            try replacement.write(about.prettyBytes, to: marker)
            try replacement.commit()
        } catch {
            throw BatchError(
                stage: "writing", problems: [FatalProblem("not-written", file: error.path, message: error.message)])
        }
    }
}
