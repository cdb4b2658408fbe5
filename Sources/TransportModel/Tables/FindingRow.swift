/// A row of `findings.csv`: a problem in the data or in the plan.
package struct FindingRow: PlanTableRow {
    /// The stable code.
    package var code = ""
    /// How bad it is.
    package var severity = Finding.Severity.info
    /// The file it was found in; may be blank.
    package var file = ""
    /// The line in that file, from 1.
    package var line: Int?
    /// The id of what it is about; may be blank.
    package var subject = ""
    /// What was read, what is wrong and what to do.
    package var message = ""

    package init() {}

    /// The row that says what `finding` says.
    package init(_ finding: Finding) {
        code = finding.code
        severity = finding.severity
        file = finding.file
        line = finding.line
        subject = finding.subject
        message = finding.message
    }

    package static let fileName = "findings.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("code", \.code), .init("severity", \.severity), .init("file", \.file), .init("line", \.line),
        .init("subject", \.subject), .init("message", \.message),
    ]
    package var key: [TableKeyPart] {
        let rank = Finding.Severity.allCases.firstIndex(of: severity) ?? 0
        return [
            .text(code), .number(rank), .text(file), .number(line ?? 0), .text(subject), .text(message),
        ]
    }
}

extension Finding {
    /// The finding that `row` says.
    package init(_ row: FindingRow) {
        self.init(
            row.code, row.severity, file: row.file, line: row.line, subject: row.subject, message: row.message)
    }
}
