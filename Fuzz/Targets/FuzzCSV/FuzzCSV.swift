import FuzzDriver
import Tables

/// Any bytes are a table or an error; its cells can be read as anything, and what is written is read back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let table = try? CSVTable(bytes, confidential: ["x"]) else { return 0 }
    var written: [[CSVCell]] = []
    for row in table.rows {
        var cells = CellReader(row)
        var copy: [CSVCell] = []
        for (number, column) in table.header.prefix(16).enumerated() {
            read(column, as: row.line &+ number, &cells)
            copy.append(.text(row[column]))
        }
        precondition(cells.problems.allSatisfy { $0.line == row.line && $0.message.count < 400 })
        written.append(copy)
    }
    readBack(written, columns: min(16, table.header.count))
    return 0
}

/// A cell as one kind of value; the kinds take turns, so that a long table is not read six times over.
private func read(_ column: String, as kind: Int, _ cells: inout CellReader) {
    switch kind % 6 {
    case 0: _ = cells.id(column)
    case 1: _ = cells.integer(column, in: .min ... .max)
    case 2: _ = cells.number(column, in: -1e9...1e9)
    case 3: _ = cells.time(column)
    case 4: _ = cells.yesNo(column)
    default: _ = cells.list(column)
    }
}

/// Rows that we write are read back cell by cell; the first cell of each is a 1, for blank rows are passed over.
private func readBack(_ rows: [[CSVCell]], columns count: Int) {
    guard count > 1, !rows.isEmpty else { return }
    let columns = (0..<count).map { "c\($0)" }
    var writer = CSVWriter(columns: columns)
    for row in rows { writer.append([.plain("1")] + row.dropFirst()) }
    guard let table = try? CSVTable(writer.bytes), table.count == rows.count else {
        preconditionFailure("a row is lost")
    }
    for (position, row) in rows.enumerated() {
        for (column, cell) in zip(columns, row).dropFirst() {
            guard case .text(let text) = cell else { continue }
            precondition(table[position][column] == text, "a cell has changed")
        }
    }
}

/// The entry that the package manager gives an executable; libFuzzer does the rest.
@_cdecl("FuzzCSV_main")
public func fuzzerMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments, fuzzCSV)
}
