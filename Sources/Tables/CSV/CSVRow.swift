/// One row of a table, its cells found by the header of their column.
package struct CSVRow: Sendable {
    let table: CSVTable
    let index: Int

    /// The line of the file that the row starts on, from 1.
    package var line: Int { table.storage.rowLines[index] }

    /// The trimmed text of the cell under `column`, without the guard that keeps spreadsheets from running it; empty
    /// where the column or the cell is absent.
    package subscript(column: String) -> String {
        guard let position = table.position(of: column) else { return "" }
        return FormulaGuard.stripped(table.storage.text(row: index, column: position))
    }

    /// The cells under `columns` that are not empty, by column.
    package func cells(under columns: [String]) -> [String: String] {
        var found: [String: String] = [:]
        for column in columns {
            let text = self[column]
            if !text.isEmpty { found[column] = text }
        }
        return found
    }
}
