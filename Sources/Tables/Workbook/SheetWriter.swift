/// Writes one sheet: the header frozen and filtered, columns as wide as their first rows need.
struct SheetWriter {
    private let sheet: WorkbookSheet
    private var output: [UInt8] = []

    /// A writer of `sheet`.
    init(_ sheet: WorkbookSheet) { self.sheet = sheet }

    /// The part of the file that holds the sheet; its texts go to `strings`.
    mutating func bytes(_ strings: inout SharedStrings) -> [UInt8] {
        let columns = sheet.columns.indices.map(SheetWriter.letters)
        output.reserveCapacity(sheet.rows.count * sheet.columns.count * 34 + 2000)
        add("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
        add("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
        add("<dimension ref=\"\(SheetWriter.range(of: sheet))\"/>")
        add("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" ")
        add("activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>")
        for (number, width) in widths.enumerated() {
            add("<col min=\"\(number + 1)\" max=\"\(number + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
        }
        add("</cols><sheetData><row r=\"1\">")
        for (column, name) in sheet.columns.enumerated() {
            add("<c r=\"\(columns[column])1\" s=\"1\" t=\"s\"><v>\(strings.position(of: name))</v></c>")
        }
        add("</row>")
        for (number, row) in sheet.rows.enumerated() {
            precondition(row.count == sheet.columns.count, "a row has a cell for every column")
            let line = String(number + 2)
            add("<row r=\"")
            add(line)
            add("\">")
            for (column, cell) in row.enumerated() { add(cell, at: columns[column], line, &strings) }
            add("</row>")
        }
        add("</sheetData><autoFilter ref=\"\(SheetWriter.range(of: sheet))\"/></worksheet>\n")
        return output
    }

    private mutating func add(
        _ cell: WorkbookCell, at column: String, _ line: String, _ strings: inout SharedStrings
    ) {
        switch cell {
        case .blank: break
        case .text(let text) where text.isEmpty: break
        case .text(let text):
            open(column, line)
            add(FormulaGuard.guarded(text) == text ? "\" t=\"s\"><v>" : "\" s=\"3\" t=\"s\"><v>")
            close(String(strings.position(of: text)))
        case .number(let number):
            // What is no plain decimal number stays text.
            guard SheetWriter.isPlain(number) else { return add(.text(number), at: column, line, &strings) }
            open(column, line)
            add("\"><v>")
            close(number)
        case .time(let seconds):
            open(column, line)
            add("\" s=\"2\"><v>")
            close(DecimalText.fixed(Double(seconds) / 86_400, decimals: 10) ?? "0")
        }
    }

    /// Whether `number` is digits with at most a sign before and a point within.
    private static func isPlain(_ number: String) -> Bool {
        var digits = 0
        var points = 0
        for (position, byte) in number.utf8.enumerated() {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x2E where points == 0 && digits > 0: points = 1
            case 0x2D where position == 0: break
            default: return false
            }
        }
        return digits > 0 && number.utf8.last != 0x2E
    }

    private mutating func open(_ column: String, _ line: String) {
        add("<c r=\"")
        add(column)
        add(line)
    }

    private mutating func close(_ value: String) {
        add(value)
        add("</v></c>")
    }

    private mutating func add(_ text: String) { output.append(contentsOf: text.utf8) }

    /// Characters that fit, by the header and the first rows.
    private var widths: [Int] {
        sheet.columns.indices.map { column in
            let cells = sheet.rows.prefix(200).map { row -> Int in
                switch row[column] {
                case .text(let text), .number(let text): text.count
                case .time: 9
                case .blank: 0
                }
            }
            return min(60, max(8, sheet.columns[column].count + 4, (cells.max() ?? 0) + 2))
        }
    }

    /// `A1:C10`: the header and all rows.
    static func range(of sheet: WorkbookSheet, isAbsolute: Bool = false) -> String {
        let last = letters(of: max(0, sheet.columns.count - 1))
        let mark = isAbsolute ? "$" : ""
        return "\(mark)A\(mark)1:\(mark)\(last)\(mark)\(sheet.rows.count + 1)"
    }

    /// `A` for 0, `Z` for 25, `AA` for 26.
    static func letters(of column: Int) -> String {
        var text = ""
        var rest = column + 1
        while rest > 0 {
            let letter = UInt8((rest - 1) % 26) + UInt8(ascii: "A")
            text = String(UnicodeScalar(letter)) + text
            rest = (rest - 1) / 26
        }
        return text
    }
}

extension XMLText {
    /// A spreadsheet keeps this many UTF-16 units of a cell.
    private static let longestCell = 32_767

    /// The text of a cell: cut where a spreadsheet cuts it, and `_x000D_`, which one would read as a character, kept.
    static func cell(_ text: String) -> String {
        var text = text
        if text.utf16.count > longestCell {
            text = String(decoding: Array(text.utf16.prefix(longestCell - 1)), as: UTF16.self)
            while text.last == "\u{FFFD}" { text.removeLast() }
            text += "…"
        }
        guard text.contains("_x") else { return escaped(text) }
        return escaped(text.replacing(/_x(?=[0-9A-Fa-f]{4}_)/) { _ in "_x005F_x" })
    }
}
