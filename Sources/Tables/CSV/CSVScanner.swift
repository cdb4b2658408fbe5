/// Finds the cells of a CSV file in its bytes.
///
/// Follows RFC 4180 where the file does. Where it does not, the damage stays on its line: a quote that is not closed, or
/// is followed by stray text, spoils its own row and the next line is read afresh.
struct CSVScanner: ~Copyable {
    let bytes: [UInt8]
    private(set) var header: [String] = []
    private(set) var headerLine = 1
    private(set) var cells: [CSVCellSpan] = []
    private(set) var rowStarts: [Int] = []
    private(set) var rowLines: [Int] = []
    private(set) var problems: [CellProblem] = []

    private var separator: UInt8 = 0x2C
    private var position = 0
    private var line = 1
    private var unclosed = 0
    private var unreported = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Scans the whole file; throws where it has no header.
    mutating func scan() throws(TableError) {
        readSeparatorLine()
        skipEmptyLines()
        guard position < bytes.count else {
            throw TableError("csv-empty-file", message: "The file is empty. It needs a header line with column names.")
        }
        if explicitSeparator == nil { separator = sniffedSeparator() }
        try readHeader()
        while position < bytes.count { readRow() }
        if unreported > 0 {
            problems.append(
                CellProblem(
                    "csv-many-problems", .error, line: nil,
                    message: "\(unreported) more rows are broken and were left out. "
                        + "Export the file again from its source."))
        }
    }

    // MARK: The first lines

    private var explicitSeparator: UInt8?

    /// `sep=;` as the first line, which spreadsheets write.
    private mutating func readSeparatorLine() {
        guard bytes.count >= 5, bytes.starts(with: Array("sep=".utf8)) || bytes.starts(with: Array("SEP=".utf8)),
            bytes.count == 5 || bytes[5] == 0x0A || bytes[5] == 0x0D
        else { return }
        explicitSeparator = bytes[4]
        separator = bytes[4]
        position = 5
        takeLineEnd()
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return }
            position = end
            takeLineEnd()
        }
    }

    /// The separator that the header line holds most of outside quotes.
    private func sniffedSeparator() -> UInt8 {
        var counts: [(byte: UInt8, count: Int)] = [(0x2C, 0), (0x3B, 0), (0x09, 0)]
        var isQuoted = false
        for byte in bytes[position...] {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A || byte == 0x0D { break }
            if !isQuoted, let kind = counts.firstIndex(where: { $0.byte == byte }) { counts[kind].count += 1 }
        }
        return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
    }

    private mutating func readHeader() throws(TableError) {
        headerLine = line
        let fault = readCells()
        let found = cells
        cells = []
        if let fault {
            throw TableError("csv-bad-header", line: headerLine, message: "The header line is broken: \(fault.message)")
        }
        guard found.count <= CSVLimits.columns else {
            throw TableError(
                "csv-bad-header", line: headerLine,
                message: "The header has \(found.count) columns, more than \(CSVLimits.columns). Is it a table?")
        }
        header = found.map { $0.text(in: bytes) }
    }

    // MARK: Rows

    private mutating func readRow() {
        let first = cells.count
        let rowLine = line
        if let fault = readCells() {
            cells.removeSubrange(first...)
            report(fault)
            return
        }
        let row = cells[first...]
        if row.allSatisfy({ $0.isEmpty(in: bytes) }) {
            cells.removeSubrange(first...)
            return
        }
        if row.count > header.count, !row.dropFirst(header.count).allSatisfy({ $0.isEmpty(in: bytes) }) {
            report(
                CellProblem(
                    "csv-long-row", .error, line: rowLine,
                    message: "The row has \(row.count) cells, the header \(header.count). Put cells that hold the "
                        + "separator in quotes. The row was left out."))
            cells.removeSubrange(first...)
            return
        }
        if row.count < header.count {
            report(
                CellProblem(
                    "csv-short-row", .warning, line: rowLine,
                    message: "The row has \(row.count) cells, the header \(header.count); the missing ones were read "
                        + "as empty. Check the row."))
        }
        rowStarts.append(first)
        rowLines.append(rowLine)
    }

    private mutating func report(_ problem: CellProblem) {
        if problems.count < CSVLimits.problems { problems.append(problem) } else { unreported += 1 }
    }

    /// Reads the cells of one row and its line end; the fault that spoils it, if any.
    private mutating func readCells() -> CellProblem? {
        let rowLine = line
        let first = cells.count
        var fault: CellProblem?
        while true {
            if let quote = openingQuote() {
                guard let end = endOfQuoted(from: quote + 1) else {
                    skipLine()
                    return quoteFault(line: rowLine, cell: cells.count - first + 1)
                }
                cells.append(CSVCellSpan(start: quote + 1, end: end.quote, isEscaped: end.isEscaped))
                line += end.lines
                position = end.next
            } else {
                let start = position
                while position < bytes.count, !endsCell(bytes[position]) { position += 1 }
                cells.append(CSVCellSpan(start: start, end: position, isEscaped: false))
            }
            fault = fault ?? contentFault(cells[cells.count - 1], line: rowLine, cell: cells.count - first)
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
        }
        takeLineEnd()
        return fault
    }

    private func endsCell(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

    private mutating func takeLineEnd() {
        guard position < bytes.count else { return }
        let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
        position += isPair ? 2 : 1
        line += 1
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        takeLineEnd()
    }

    private func contentFault(_ span: CSVCellSpan, line: Int, cell: Int) -> CellProblem? {
        if span.end - span.start > CSVLimits.cellBytes {
            return CellProblem(
                "csv-cell-too-long", .error, line: line,
                message: "Cell \(cell) has \(span.end - span.start) bytes, more than \(CSVLimits.cellBytes). "
                    + "The row was left out: shorten the cell.")
        }
        guard bytes[span.start..<span.end].contains(0) else { return nil }
        return CellProblem(
            "csv-nul-byte", .error, line: line,
            message: "Cell \(cell) holds a zero byte, so the file is damaged. The row was left out: "
                + "export the file again from its source.")
    }

    private func quoteFault(line: Int, cell: Int) -> CellProblem {
        CellProblem(
            "csv-unclosed-quote", .error, line: line,
            message: "Cell \(cell) opens a quote that is not closed before a separator or line end. The row was left "
                + "out: close the quote, and double quotes inside a cell.")
    }

    // MARK: Quotes

    /// Where the quote is that opens the cell at `position`, blanks before it allowed; `nil` for a bare cell.
    private func openingQuote() -> Int? {
        var probe = position
        while probe < bytes.count, bytes[probe] == 0x20 { probe += 1 }
        return probe < bytes.count && bytes[probe] == 0x22 ? probe : nil
    }

    /// The end of a quoted cell: its closing quote, where the next cell or line end is, and the lines it spans.
    private struct QuotedEnd {
        var quote: Int, next: Int, lines: Int, isEscaped: Bool
    }

    /// Looks for the quote that closes the cell whose contents start at `start`; `nil` where there is none, or where
    /// something else than a separator or line end follows it.
    private mutating func endOfQuoted(from start: Int) -> QuotedEnd? {
        var probe = start
        var lines = 0
        var isEscaped = false
        let spansLines = unclosed < CSVLimits.unclosedQuotes
        while probe < bytes.count, lines == 0 || (spansLines && probe - start <= CSVLimits.quotedBytes) {
            let byte = bytes[probe]
            if byte == 0x22 {
                if probe + 1 < bytes.count, bytes[probe + 1] == 0x22 {
                    isEscaped = true
                    probe += 2
                    continue
                }
                var next = probe + 1
                while next < bytes.count, bytes[next] == 0x20 { next += 1 }
                guard next == bytes.count || endsCell(bytes[next]) else { break }
                return QuotedEnd(quote: probe, next: next, lines: lines, isEscaped: isEscaped)
            }
            let isPair = byte == 0x0D && probe + 1 < bytes.count && bytes[probe + 1] == 0x0A
            if byte == 0x0A || (byte == 0x0D && !isPair) { lines += 1 }
            probe += 1
        }
        unclosed += 1
        return nil
    }
}

extension CSVCellSpan {
    /// Whether there is nothing but blanks in it.
    func isEmpty(in bytes: [UInt8]) -> Bool { bytes[start..<end].allSatisfy(\.isBlank) }
}
