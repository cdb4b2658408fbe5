import Tables
package import TransportModel

/// What reading a bundle has to say: findings, and the fatal problems that leave no plan.
///
/// Of one code in one file at most a thousand findings are kept; the rest are counted, so that a file that is wrong from
/// end to end stays readable.
package final class InputLog {
    /// Findings of one code in one file that are reported one by one.
    static let mostAlike = 1000

    /// Everything without which there is no plan, in the order it was met.
    package private(set) var fatalProblems: [FatalProblem] = []
    private var kept: [Finding] = []
    private var counts: [Kind: Int] = [:]

    private struct Kind: Hashable {
        var code: String
        var severity: Finding.Severity
        var file: String
    }

    /// Nothing to say yet.
    package init() {}

    /// Adds a problem that leaves no plan.
    package func fatal(_ code: String, file: String, line: Int? = nil, _ message: String) {
        fatalProblems.append(FatalProblem(code, file: file, line: line, message: message))
    }

    /// Adds a problem that leaves no plan.
    package func fatal(_ problem: FatalProblem) { fatalProblems.append(problem) }

    /// Adds `finding`, or counts it where there are many like it.
    package func add(_ finding: Finding) {
        let kind = Kind(code: finding.code, severity: finding.severity, file: finding.file)
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= InputLog.mostAlike { kept.append(finding) }
    }

    /// Adds a finding; see `Finding`.
    package func add(
        _ code: String, _ severity: Finding.Severity, file: String, line: Int? = nil, subject: String = "",
        _ message: String
    ) {
        add(Finding(code, severity, file: file, line: line, subject: subject, message: message))
    }

    /// Adds what was wrong with the cells of `file`; `subject` is the id of the row, or else the column is named.
    func add(_ problems: [CellProblem], file: String, subject: String = "") {
        for problem in problems {
            add(
                problem.code, Finding.Severity(problem.weight), file: file, line: problem.line,
                subject: subject.isEmpty ? problem.column : subject, problem.message)
        }
    }

    /// All findings in the order they were met, and one line for each kind of which there were more than are kept.
    package var findings: [Finding] {
        let surplus = counts.filter { $0.value > InputLog.mostAlike }
            .sorted { ($0.key.file, $0.key.code) < ($1.key.file, $1.key.code) }
        return kept
            + surplus.map { kind, count in
                Finding(
                    kind.code, kind.severity, file: kind.file,
                    message: "\(count - InputLog.mostAlike) more findings like this are not listed. "
                        + "Mend the file where it comes from.")
            }
    }
}

extension Finding.Severity {
    init(_ weight: CellProblem.Weight) {
        switch weight {
        case .error: self = .error
        case .warning: self = .warning
        case .info: self = .info
        }
    }
}
