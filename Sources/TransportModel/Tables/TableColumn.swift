package import Tables

/// One column of a table of the plan folder: its name, how a row fills it and how a row is filled from it.
package struct TableColumn<Row>: Sendable {
    /// The name in the header line.
    package let name: String
    /// Whether the cells are free text, which the writer guards against spreadsheets.
    package let isText: Bool
    /// The cell of a row.
    package let write: @Sendable (Row) -> String
    /// The cell of a row in a workbook.
    package let workbookCell: @Sendable (Row) -> WorkbookCell
    /// Puts a cell into a row; `false` when the cell is not a value of this column.
    package let read: @Sendable (inout Row, String) -> Bool

    /// Whether plans of other programs may lack it: it is not part of the exchanged format.
    package let isAdded: Bool

    /// The column `name` that holds the property at `path`.
    package init<Value: TableValue>(
        _ name: String, _ path: any WritableKeyPath<Row, Value> & Sendable, isAdded: Bool = false
    ) {
        self.name = name
        self.isAdded = isAdded
        isText = Value.isText
        write = { $0[keyPath: path].cell }
        workbookCell = { $0[keyPath: path].workbookCell }
        read = { row, cell in
            guard let value = Value(cell: cell) else { return false }
            row[keyPath: path] = value
            return true
        }
    }
}

/// A row of a table of the plan folder. The type is the schema: what writes a file also reads it back.
package protocol PlanTableRow: Hashable, Sendable {
    /// The name of the file in the plan folder.
    static var fileName: String { get }
    /// The columns in order, key first.
    static var columns: [TableColumn<Self>] { get }
    /// What identifies the row in its file; files are sorted by it.
    var key: [TableKeyPart] { get }
    /// A row in which every cell is blank or zero.
    init()
}

extension PlanTableRow {
    /// The cells in the order of the columns.
    package var cells: [String] { Self.columns.map { $0.write(self) } }
}

/// A part of a row's key. Numbers, days and sessions sort by what they mean, ids by their characters.
package enum TableKeyPart: Hashable, Comparable, Sendable {
    case number(Int)
    case text(String)
}

extension Sequence where Element: PlanTableRow {
    /// The rows in the order in which files hold them.
    package func sortedByKey() -> [Element] {
        map { (key: $0.key, row: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.row)
    }
}
