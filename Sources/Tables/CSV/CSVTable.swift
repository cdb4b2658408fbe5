/// A CSV file, read forgivingly: any usual encoding, separator and line end; columns in any order.
///
/// The file is kept as one block of UTF-8; cells are made into values only when they are asked for, so that a table of
/// a million rows costs little more than its bytes.
package struct CSVTable: Sendable {
    /// The header cells, trimmed, in file order.
    package let header: [String]
    /// What is wrong with the file's shape: encoding, quotes, row lengths. Rows with an error are not in `rows`.
    package let problems: [CellProblem]
    /// Headers whose cells are personal: their contents never stand in a message.
    package let confidential: Set<String>

    let storage: CSVStorage
    private let columns: [String: Int]

    /// Reads `bytes`; throws where there is no table at all (empty file, header of zeros, too large).
    ///
    /// - Parameter confidential: headers whose cells must never be quoted in a message.
    package init(_ bytes: [UInt8], confidential: Set<String> = []) throws(TableError) {
        guard bytes.count <= CSVLimits.fileBytes else {
            throw TableError(
                "csv-too-large",
                message: "The file has \(bytes.count) bytes, more than \(CSVLimits.fileBytes). Split it.")
        }
        let decoded = try TextDecoding(bytes)
        var scanner = CSVScanner(decoded.bytes)
        try scanner.scan()
        self.confidential = confidential
        header = scanner.header
        storage = CSVStorage(scanner)
        var positions: [String: Int] = [:]
        var found = decoded.problems + scanner.problems
        for (position, name) in header.enumerated() where !name.isEmpty {
            if positions[name.lowercased()] == nil {
                positions[name.lowercased()] = position
            } else {
                found.append(
                    CellProblem(
                        "csv-duplicate-column", .error, line: scanner.headerLine, column: name,
                        message: "The header has the column \(name.shown) twice; the first was read. "
                            + "Remove or rename one."))
            }
        }
        columns = positions
        problems = found
    }

    /// The number of rows below the header that could be read.
    package var count: Int { storage.rowCount }

    /// The readable rows below the header, in file order.
    package var rows: some RandomAccessCollection<CSVRow> { (0..<count).lazy.map { CSVRow(table: self, index: $0) } }

    /// Row `index`, from 0.
    package subscript(index: Int) -> CSVRow { CSVRow(table: self, index: index) }

    /// The position of the column with the header `name`, in lower or upper case, or `nil`.
    package func position(of name: String) -> Int? { columns[name] ?? columns[name.lowercased()] }

    /// Whether there is a column with the header `name`.
    package func has(_ name: String) -> Bool { position(of: name) != nil }

    /// Those of `names` that the header lacks, in their order.
    package func missing(_ names: [String]) -> [String] { names.filter { !has($0) } }

    /// The headers that are not among `names` (in lower case), in file order.
    package func unknownColumns(besides names: Set<String>) -> [String] {
        header.filter { !$0.isEmpty && !names.contains($0.lowercased()) }
    }
}

/// What a hostile or broken file may cost at most.
package enum CSVLimits {
    /// Bytes of a file.
    package static let fileBytes = 1 << 30
    /// Bytes of a cell; a row with a longer one is left out.
    package static let cellBytes = 1 << 16
    /// Columns of a header.
    package static let columns = 4096
    /// Problems of the file's shape that are reported one by one.
    package static let problems = 1000
    /// How far the end of a quoted cell is looked for beyond its line.
    static let quotedBytes = 1 << 18
    /// Unclosed quotes after which quoted cells may no longer span lines.
    static let unclosedQuotes = 100
}

/// The bytes of a table and where its cells are.
final class CSVStorage: Sendable {
    let bytes: [UInt8]
    let cells: [CSVCellSpan]
    let rowStarts: [Int]
    let rowLines: [Int]

    init(_ scanner: borrowing CSVScanner) {
        bytes = scanner.bytes
        cells = scanner.cells
        rowStarts = scanner.rowStarts + [scanner.cells.count]
        rowLines = scanner.rowLines
    }

    var rowCount: Int { rowLines.count }

    func text(row: Int, column: Int) -> String {
        let first = rowStarts[row]
        guard first + column < rowStarts[row + 1] else { return "" }
        return cells[first + column].text(in: bytes)
    }
}

/// Where a cell is in the file's bytes.
struct CSVCellSpan {
    var start: Int
    var end: Int
    /// Whether it holds doubled quotes.
    var isEscaped: Bool

    /// The cell without its quotes and without white space around it.
    func text(in bytes: [UInt8]) -> String {
        var range = start..<end
        while let first = range.first, bytes[first].isBlank { range = range.dropFirst() }
        while let last = range.last, bytes[last].isBlank { range = range.dropLast() }
        guard isEscaped else { return String(decoding: bytes[range], as: UTF8.self) }
        // By bytes: a mark that joins the second quote would hide it from a search by characters.
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            plain.append(bytes[position])
            let isPair = bytes[position] == 0x22 && position + 1 < range.upperBound && bytes[position + 1] == 0x22
            position += isPair ? 2 : 1
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension UInt8 {
    /// Space, tab, carriage return or line feed.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}
