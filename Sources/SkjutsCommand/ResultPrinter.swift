internal import Foundation
internal import SchoolTransport
internal import TransportModel

/// Turns what a run left into text for people or JSON for programs. The JSON starts with its schema version.
enum ResultPrinter {
    /// A few lines for people: the figures, then the findings that need somebody.
    static func text(_ outcome: BatchOutcome) -> String {
        var lines = outcome.figures.map { "\($0.label): \($0.value)" }
        let shown = outcome.findings.filter { $0.severity != .info }.sorted { $0.severity < $1.severity }
        for finding in shown.prefix(20) { lines.append(line(finding)) }
        if shown.count > 20 { lines.append("… and \(shown.count - 20) more findings in findings.csv") }
        if let folder = outcome.folder { lines.append("Written to \(folder.path)") }
        return lines.joined(separator: "\n")
    }

    /// Every fatal problem, a line each, and below them what they mean.
    static func text(_ error: BatchError) -> String {
        (problems(error) + ["No plan: \(error.problems.count) fatal problem(s) in \(error.stage)."])
            .joined(separator: "\n")
    }

    /// Every fatal problem, a line each.
    static func problems(_ error: BatchError) -> [String] {
        error.problems.map { problem in
            let place = problem.file.isEmpty ? "" : "\(problem.file)\(problem.line.map { ":\($0)" } ?? ""): "
            return "error: \(place)\(problem.message) [\(problem.code)]"
        }
    }

    /// The outcome as one JSON object.
    static func json(_ outcome: BatchOutcome) -> String {
        let document = ResultDocument(
            schemaVersion: 1, status: outcome.errors > 0 ? "plan_with_errors" : "plan", folder: outcome.folder?.path,
            figures: Dictionary(uniqueKeysWithValues: outcome.figures.map { ($0.key, $0.value) }),
            findings: outcome.findings.map(FindingDocument.init))
        return encode(document)
    }

    /// The fatal problems as one JSON object.
    static func json(_ error: BatchError) -> String {
        let findings = error.problems.map { problem in
            FindingDocument(
                code: problem.code, severity: "fatal", file: problem.file, line: problem.line, subject: "",
                message: problem.message)
        }
        return encode(
            ResultDocument(schemaVersion: 1, status: "no_plan", folder: nil, figures: [:], findings: findings))
    }

    /// One finding on one line.
    static func line(_ finding: Finding) -> String {
        let place = finding.file.isEmpty ? "" : "\(finding.file)\(finding.line.map { ":\($0)" } ?? ""): "
        let subject = finding.subject.isEmpty ? "" : "\(finding.subject): "
        return "\(finding.severity.rawValue): \(place)\(subject)\(finding.message) [\(finding.code)]"
    }

    private static func encode(_ document: ResultDocument) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(document) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}

/// The wire form of a result.
private struct ResultDocument: Encodable {
    var schemaVersion: Int
    var status: String
    var folder: String?
    var figures: [String: String]
    var findings: [FindingDocument]

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case status, folder, figures, findings
    }
}

/// The wire form of a finding.
private struct FindingDocument: Encodable {
    var code, severity, file: String
    var line: Int?
    var subject, message: String
}

extension FindingDocument {
    init(_ finding: Finding) {
        self.init(
            code: finding.code, severity: finding.severity.rawValue, file: finding.file, line: finding.line,
            subject: finding.subject, message: finding.message)
    }
}
