import FuzzDriver
import Tables

/// Any bytes are a table or an error; every cell can be read as anything, and what is written is read back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let table = try? CSVTable(bytes, confidential: ["x"]) else { return 0 }
    for row in table.rows {
        var cells = CellReader(row)
        var written: [CSVCell] = []
        for column in table.header.prefix(16) {
            _ = cells.id(column)
            _ = cells.integer(column, in: .min ... .max)
            _ = cells.number(column, in: -1e9...1e9)
            _ = cells.time(column)
            _ = cells.yesNo(column)
            _ = cells.list(column)
            written.append(.text(row[column]))
        }
        precondition(cells.problems.allSatisfy { $0.line == row.line && $0.message.count < 400 })
        readBack(written)
    }
    return 0
}

/// A row that we write is read back cell by cell.
private func readBack(_ cells: [CSVCell]) {
    guard cells.count > 1 else { return }
    let columns = cells.indices.map { "c\($0)" }
    var writer = CSVWriter(columns: columns)
    writer.append([.plain("1")] + cells.dropFirst())
    guard let table = try? CSVTable(writer.bytes), table.count == 1 else { preconditionFailure("a row is lost") }
    for (column, cell) in zip(columns, cells).dropFirst() {
        guard case .text(let text) = cell else { continue }
        precondition(table[0][column] == text, "a cell has changed")
    }
}

/// The entry that the package manager gives an executable; libFuzzer does the rest.
@_cdecl("FuzzCSV_main")
public func fuzzerMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments, fuzzCSV)
}
