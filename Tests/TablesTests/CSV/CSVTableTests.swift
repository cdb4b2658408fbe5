import Testing

@testable import Tables

private func table(_ text: String) throws -> CSVTable { try CSVTable(Array(text.utf8)) }

private func cells(_ table: CSVTable, _ column: String) -> [String] { table.rows.map { $0[column] } }

struct CSVTableTests {
    @Test(arguments: [",", ";", "\t"])
    func `the separator is the one that the header holds most of`(separator: String) throws {
        let lines = [["a", "b", "c"], ["1", "2.5", "3"]].map { $0.joined(separator: separator) }
        let read = try table(lines.joined(separator: "\n"))
        #expect(read.header == ["a", "b", "c"])
        #expect(cells(read, "c") == ["3"])
        #expect(read.problems.isEmpty)
    }

    @Test func `a separator in a quoted header name is not counted`() throws {
        let read = try table("\"a,b,c\";d\n1;2\n")
        #expect(read.header == ["a,b,c", "d"])
    }

    @Test func `a first line sep= names the separator and is no header`() throws {
        let read = try table("sep=|\r\na|b\r\n1|2,5;3\r\n")
        #expect(cells(read, "b") == ["2,5;3"])
        #expect(read[0].line == 3)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every line end is a line`(end: String) throws {
        let read = try table(["a,b", "1,2", "", "3,4", ""].joined(separator: end))
        #expect(cells(read, "a") == ["1", "3"])
        #expect(read.rows.map(\.line) == [2, 4])
    }

    @Test func `columns may come in any order and case, unknown ones are kept`() throws {
        let read = try table("Extra,PUPIL_ID\nx,P-1\n")
        #expect(read[0]["pupil_id"] == "P-1")
        #expect(read.unknownColumns(besides: ["pupil_id"]) == ["Extra"])
        #expect(read[0].cells(under: ["Extra"]) == ["Extra": "x"])
        #expect(read.missing(["pupil_id", "grade"]) == ["grade"])
    }

    @Test func `a quoted cell may hold separators, doubled quotes and line ends`() throws {
        let read = try table("a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n")
        #expect(cells(read, "a") == ["x, \"y\"\nz", "3"])
        #expect(read.rows.map(\.line) == [2, 4])
        #expect(read.problems.isEmpty)
    }

    @Test func `an unclosed quote spoils its own line and no other`() throws {
        let read = try table("a,b\n1,\"open\n2,3\n4,\"also open\n5,6\n")
        #expect(cells(read, "a") == ["2", "5"])
        #expect(read.problems.map(\.code) == ["csv-unclosed-quote", "csv-unclosed-quote"])
        #expect(read.problems.map(\.line) == [2, 4])
    }

    @Test func `text after a closing quote spoils its own line and no other`() throws {
        let read = try table("a,b\n\"he said \"hi\" to me\",2\n3,4\n")
        #expect(cells(read, "a") == ["3"])
        #expect(read.problems.map(\.code) == ["csv-unclosed-quote"])
    }

    @Test func `a hundred thousand unclosed quotes are read in linear time and reported in bounds`() throws {
        let read = try table("a,b\n" + String(repeating: "1,\"x\"\"\n", count: 100_000))
        #expect(read.count == 0)
        #expect(read.problems.count == CSVLimits.problems + 1)
        #expect(read.problems.last?.code == "csv-many-problems")
    }

    @Test func `a short row is reported and reads as blank, a long one is left out`() throws {
        let read = try table("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n")
        #expect(cells(read, "c") == ["", "3"])
        #expect(read.problems.map(\.code) == ["csv-short-row", "csv-long-row"])
        #expect(read.problems.map(\.weight) == [.warning, .error])
    }

    @Test func `a column that stands twice is reported and the first is read`() throws {
        let read = try table("a,b,a\n1,2,3\n")
        #expect(read[0]["a"] == "1")
        #expect(read.problems.map(\.code) == ["csv-duplicate-column"])
        #expect(read.problems[0].column == "a")
    }

    @Test func `a zero byte spoils its row`() throws {
        let read = try table("a,b\n1,\0\n3,4\n")
        #expect(cells(read, "a") == ["3"])
        #expect(read.problems.map(\.code) == ["csv-nul-byte"])
        #expect(read.problems[0].line == 2)
    }

    @Test(arguments: [false, true])
    func `a cell of ten megabytes spoils its row`(quoted: Bool) throws {
        let long = String(repeating: "x", count: 10_000_000)
        let read = try table("a,b\n1,\(quoted ? "\"\(long)\"" : long)\n3,4\n")
        #expect(cells(read, "a") == ["3"])
        #expect(read.problems.map(\.code) == ["csv-cell-too-long"])
    }

    @Test(arguments: ["", "\n\n", "  \n\t\n", "\u{FEFF}", "sep=;\n"])
    func `a file without a header is no table`(text: String) {
        #expect(throws: TableError.self) { try CSVTable(Array(text.utf8)) }
    }

    @Test func `a header of more columns than a table has is refused`() {
        let text = String(repeating: "a,", count: 5000) + "\n"
        #expect(throws: TableError.self) { try CSVTable(Array(text.utf8)) }
    }

    @Test func `a truncated file keeps its whole rows, wherever it is cut`() throws {
        let text = Array("id;name;x\nP-1;\"A; b\";300000,5\nP-2;\"C\"\"d\";2\n".utf8)
        for length in 10...text.count {
            let read = try CSVTable(Array(text[..<length]))
            #expect(read.rows.allSatisfy { $0["id"].hasPrefix("P") })
        }
    }
}
