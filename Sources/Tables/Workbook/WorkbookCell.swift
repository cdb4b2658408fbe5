/// A cell of a workbook. Text is always stored as text: a spreadsheet shows it and never runs it.
package enum WorkbookCell: Hashable, Sendable {
    /// Words, of which a spreadsheet keeps at most 32,767 characters.
    case text(String)
    /// A number as its decimal text, such as `-12.5`; anything else is written as text.
    case number(String)
    /// A time of day in seconds after midnight; hours may pass 24.
    case time(Int)
    /// Nothing.
    case blank

    /// A whole number.
    package static func integer(_ value: Int) -> WorkbookCell { .number(String(value)) }
}

/// A sheet of a workbook: a header line that stays in sight, and rows that can be filtered.
package struct WorkbookSheet: Sendable {
    /// The name on its tab.
    package var name: String
    /// The header line.
    package var columns: [String]
    /// The rows, each with a cell for every column.
    package var rows: [[WorkbookCell]]

    /// A sheet; see the properties.
    package init(name: String, columns: [String], rows: [[WorkbookCell]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }

    /// Rows that a sheet can have below its header.
    static let mostRows = 1_048_575

    /// The sheets of at most `mostRows` rows that this one must be cut into.
    func pieces(of mostRows: Int = mostRows) -> [WorkbookSheet] {
        guard rows.count > mostRows else { return [self] }
        return stride(from: 0, to: rows.count, by: mostRows).enumerated().map { number, start in
            WorkbookSheet(
                name: number == 0 ? name : "\(name.prefix(27)) \(number + 1)", columns: columns,
                rows: Array(rows[start..<min(rows.count, start + mostRows)]))
        }
    }
}
