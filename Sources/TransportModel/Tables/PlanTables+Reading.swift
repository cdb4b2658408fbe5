import Tables

/// A table of the plan folder as it was read back: its rows, where they stand in the file, and what could not be read.
package struct ReadTable<Row: PlanTableRow>: Sendable {
    /// The readable rows, in file order.
    package private(set) var rows: [Row] = []
    /// The line of the file that each row starts on, from 1.
    package private(set) var lines: [Int] = []
    /// What could not be read; each is a breach of the format.
    package private(set) var findings: [Finding] = []

    /// Reads the bytes of the file; unknown columns are ignored.
    package init(_ bytes: [UInt8]) {
        let table: CSVTable
        do {
            table = try CSVTable(bytes)
        } catch {
            findings = [ReadTable.problem(error.code, line: error.line, error.message)]
            return
        }
        findings = table.problems.map { ReadTable.problem($0.code, line: $0.line, $0.message) }
        let missing = table.missing(Row.columns.filter { !$0.isAdded }.map(\.name))
        guard missing.isEmpty else {
            findings.append(
                ReadTable.problem(
                    "plan-missing-column", line: 1,
                    "The file lacks \(missing.count == 1 ? "the column" : "the columns") \(missing.joined(separator: ", "))."
                )
            )
            return
        }
        let absent = Set(table.missing(Row.columns.map(\.name)))
        let columns = Row.columns.filter { !absent.contains($0.name) }
        rows.reserveCapacity(table.count)
        for cells in table.rows { read(cells, columns) }
    }

    private mutating func read(_ cells: CSVRow, _ columns: [TableColumn<Row>]) {
        var row = Row()
        var isWhole = true
        for column in columns where !column.read(&row, cells[column.name]) {
            isWhole = false
            findings.append(
                ReadTable.problem(
                    "plan-bad-cell", line: cells.line,
                    "Column \(column.name) reads \(cells[column.name].shown), which is not one of its values."))
        }
        guard isWhole else { return }
        rows.append(row)
        lines.append(cells.line)
    }

    private static func problem(_ code: String, line: Int?, _ message: String) -> Finding {
        Finding(code, .error, file: Row.fileName, line: line, message: message)
    }
}
