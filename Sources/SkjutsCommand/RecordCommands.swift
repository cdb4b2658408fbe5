internal import ArgumentParser
internal import Foundation
internal import SchoolTransport
internal import TransportModel

/// `skjuts explain PUPIL PLAN`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why a pupil was granted, refused or sent to review.",
        discussion: """
            Examples:
              skjuts explain P-000123 plan
              skjuts explain P-000123 plan --language fi --map walk.svg
            """)

    @Argument(help: "The pupil_id.")
    var pupil: String

    @Argument(help: "The plan folder.", completion: .directory)
    var plan: String

    @Option(name: .long, help: "sv, fi or en. Default: the family's language.")
    var language: String?

    @Option(name: .long, help: "An SVG file for a small map of the measured walk.", completion: .file())
    var map: String?

    func validate() throws {
        if let language, !["sv", "fi", "en"].contains(language) {
            throw ValidationError("--language must be sv, fi or en.")
        }
    }

    func run() throws {
        let records = try Records.read(plan)
        let explanations = records.explanations(of: pupil, language: language, withMap: true)
        guard !explanations.isEmpty else {
            Records.complain("error: there is no decision about \(pupil) in this plan [unknown-pupil]")
            throw ExitCode(2)
        }
        print(explanations.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
        guard let map else { return }
        guard let drawing = records.map(of: pupil) else {
            Records.complain("No walk is on record for \(pupil), so no map was written.")
            return
        }
        do {
            try drawing.write(toFile: map, atomically: true, encoding: .utf8)
        } catch {
            Records.complain("error: \(map) cannot be written [map-not-written]")
            throw ExitCode(2)
        }
    }
}

/// `skjuts replay PLAN`
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Makes every recorded decision again and reports any difference.",
        discussion: """
            Every decision is explained in Swedish, Finnish and English as well. Exit status 1 where anything differs.

            Example:
              skjuts replay plan
            """)

    @Argument(help: "The plan folder.", completion: .directory)
    var plan: String

    func run() throws {
        let records = try Records.read(plan)
        let (decisions, differences) = records.replay()
        let unexplained = records.unexplained()
        for finding in differences { print("\(finding.subject): \(finding.message) [\(finding.code)]") }
        for pupil in unexplained { print("\(pupil): The decision cannot be explained. [replay-unexplained]") }
        print("\(decisions) decisions made again, \(differences.count) differences")
        print("\(decisions - unexplained.count) decisions explained in 3 languages")
        if !differences.isEmpty || !unexplained.isEmpty { throw ExitCode(1) }
    }
}

/// `skjuts diff OLD NEW`
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Says who gains and who loses a right between two plans, and by which rule or fact.",
        discussion: """
            Prints CSV: one row per changed decision, or with --counts gains and losses by school, area, band, language,
            rule and fact.

            Examples:
              skjuts diff last-night plan
              skjuts diff last-night plan --counts
            """)

    @Argument(help: "The older plan folder.", completion: .directory)
    var old: String

    @Argument(help: "The newer plan folder.", completion: .directory)
    var new: String

    @Flag(name: .long, help: "Count by group instead of listing every change.")
    var counts = false

    func run() throws {
        let changes = try Records.read(old).changes(to: Records.read(new))
        if counts {
            print("grouping,group,gained,lost")
            for count in changes.counts {
                print(
                    [count.grouping, Records.cell(count.group), "\(count.gained)", "\(count.lost)"].joined(
                        separator: ","))
            }
        } else {
            print("pupil_id,home_id,kind,cause,facts,old_rule,new_rule,school_id,band,language,area")
            for change in changes.changes {
                let cells = [
                    change.pupilID, change.homeID, change.kind, change.cause, change.facts.joined(separator: ";"),
                    change.oldRule, change.newRule, change.schoolID, change.band, change.language, change.area,
                ]
                print(cells.map(Records.cell).joined(separator: ","))
            }
        }
    }
}

/// `skjuts lint RULES`
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Looks a rule file over: what cannot be read, and what is hardly meant.",
        discussion: """
            Each line names the file, the line, the key or rule, what is wrong and what to do. Exit status: 0 no error
            (warnings allowed), 1 errors, 2 no rule file at all.

            Example:
              skjuts lint Data/rules/fi-sipoo.yaml
            """)

    @Argument(help: "The rule file.", completion: .file())
    var rules: String

    func run() throws {
        let findings: [Finding]
        do throws(BatchError) {
            findings = try RuleFileCheck.findings(in: URL(fileURLWithPath: rules))
        } catch {
            Records.complain(ResultPrinter.problems(error).joined(separator: "\n"))
            throw ExitCode(2)
        }
        for finding in findings { print(ResultPrinter.line(finding)) }
        print("\(findings.count) findings")
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }
}

/// What the commands that read a plan's records share.
private enum Records {
    /// The records of the plan folder at `path`; ends with status 2 where there are none.
    static func read(_ path: String) throws -> DecisionRecords {
        do throws(BatchError) {
            return try DecisionRecords(plan: URL(fileURLWithPath: path, isDirectory: true))
        } catch {
            complain(ResultPrinter.problems(error).joined(separator: "\n"))
            throw ExitCode(2)
        }
    }

    static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// `text` as a CSV cell that no spreadsheet runs.
    static func cell(_ text: String) -> String {
        let guarded = text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
        guard guarded.contains(where: { ",\"\n\r".contains($0) }) else { return guarded }
        return "\"" + guarded.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
