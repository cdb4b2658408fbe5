internal import Eligibility
public import Foundation
internal import Inputs
public import TransportModel

/// Reads one rule file and says what is wrong or odd about it.
public enum RuleFileCheck {
    /// Every finding about the rule file at `url`: what cannot be read, then what can but is hardly meant.
    /// - Throws: `BatchError` when it is no rule file at all.
    public static func findings(in url: URL) throws(BatchError) -> [Finding] {
        let name = url.lastPathComponent
        guard let data = try? Data(contentsOf: url) else {
            throw BatchError(
                stage: "rules",
                problems: [
                    FatalProblem(
                        "rules-unreadable", file: name,
                        message:
                            "There is no such file, or it cannot be read. Name a rule file such as Data/rules/fi.yaml.")
                ])
        }
        do throws(FatalProblem) {
            let read = try RulesReader.read(bytes: Array(data), file: name)
            return read.findings + RuleLinter(rules: read.rules, file: name).findings()
        } catch {
            throw BatchError(stage: "rules", problems: [error])
        }
    }
}
