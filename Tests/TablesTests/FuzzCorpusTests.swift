import Foundation
import Testing

@testable import Tables

/// What fuzzing found is read again by every test run; `Fuzz/run` looks for more.
struct FuzzCorpusTests {
    private func inputs(_ name: String) throws -> [[UInt8]] {
        let folder = "Fuzz/Corpus/\(name)/"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count >= 40)
        return try names.map { try FileBytes.read(folder + $0) }
    }

    @Test func `tables are read or refused, and rows that are written are read back`() throws {
        for bytes in try inputs("csv") {
            guard let table = try? CSVTable(bytes) else { continue }
            for row in table.rows {
                let texts = table.header.prefix(16).map { row[$0] }
                var writer = CSVWriter(columns: ["id"] + texts.indices.map { "c\($0)" })
                writer.append([.plain("1")] + texts.map { .text($0) })
                let back = try CSVTable(writer.bytes)
                #expect(texts.indices.map { back[0]["c\($0)"] } == texts)
                var cells = CellReader(row)
                for column in table.header.prefix(16) { _ = cells.time(column) }
                #expect(cells.problems.allSatisfy { $0.message.count < 400 })
            }
        }
    }

    @Test func `archives are read or refused`() throws {
        for bytes in try inputs("zip") {
            guard let archive = try? ZIPReader(bytes) else { continue }
            for entry in archive.entries {
                guard let contents = try? archive.contents(of: entry) else { continue }
                #expect(contents.count == entry.size)
            }
        }
    }

    @Test func `JSON is read or refused`() throws {
        for bytes in try inputs("geojson") {
            do throws(TableError) {
                _ = try JSONReader.read(bytes)
            } catch {
                #expect(error.line != nil)
            }
        }
    }
}
