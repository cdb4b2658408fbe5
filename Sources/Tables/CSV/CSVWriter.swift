package import Quantities

/// A cell to be written.
package enum CSVCell: Hashable, Sendable {
    /// Text that somebody wrote; guarded against spreadsheets that run it, and without NUL, which no table may hold.
    case text(String)
    /// Our own words and numbers, written as they are.
    case plain(String)
    /// Nothing.
    case blank

    /// An id or name, or nothing.
    package static func text(orBlank text: String?) -> CSVCell { text.map { .text($0) } ?? .blank }
    /// A whole number.
    package static func integer(_ value: some BinaryInteger) -> CSVCell { .plain(String(value)) }
    /// A whole number, or nothing.
    package static func integer(orBlank value: Int?) -> CSVCell { value.map { .plain(String($0)) } ?? .blank }
    /// Metres with a decimal where there is one.
    package static func metres(_ value: Metres) -> CSVCell { .plain(value.description) }
    /// Whole seconds.
    package static func seconds(_ value: Seconds) -> CSVCell { .plain(String(value.rawValue)) }
    /// `HH:MM:SS`.
    package static func time(_ value: ClockTime) -> CSVCell { .plain(value.description) }
    /// Currency units.
    package static func cost(_ value: Cost) -> CSVCell { .plain(value.description) }
    /// `yes` or `no`.
    package static func yesNo(_ value: Bool) -> CSVCell { .plain(value ? "yes" : "no") }
    /// A list with `;`.
    package static func list(_ values: some Sequence<String>) -> CSVCell { .text(values.joined(separator: ";")) }

    /// A number with at most `decimals` decimals, without trailing zeros; blank where it is not finite.
    package static func decimal(_ value: Double, decimals: Int) -> CSVCell {
        guard let text = DecimalText.fixed(value, decimals: decimals) else { return .blank }
        return .plain(text)
    }
}

/// Writes a table strictly: UTF-8 without byte order mark, `,`, LF, quotes only where they are needed.
package struct CSVWriter: Sendable {
    private let columnCount: Int
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether there is no row below the header.
    package private(set) var isEmpty = true

    /// A table with the header `columns`.
    package init(columns: [String]) {
        columnCount = columns.count
        append(columns.map { .plain($0) })
        isEmpty = true
    }

    /// Adds a row of as many cells as there are columns.
    package mutating func append(_ cells: [CSVCell]) {
        precondition(cells.count == columnCount, "a row has a cell for every column")
        isEmpty = false
        for (position, cell) in cells.enumerated() {
            if position > 0 { bytes.append(0x2C) }
            switch cell {
            case .text(let text):
                append(FormulaGuard.guarded(text.utf8.contains(0) ? text.filter { $0 != "\0" } : text))
            case .plain(let text): append(text)
            case .blank: break
            }
        }
        bytes.append(0x0A)
    }

    private mutating func append(_ text: String) {
        let utf8 = text.utf8
        let needsQuotes = utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes || utf8.first == 0x20 || utf8.last == 0x20 else {
            bytes.append(contentsOf: utf8)
            return
        }
        bytes.append(0x22)
        for byte in utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}
