import Foundation
import Testing

@testable import Tables

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct WorkbookTests {
    @Test func `texts, numbers and times are read back as what they are`() throws {
        let sheet = WorkbookSheet(
            name: "rides", columns: ["pupil", "metres", "board"],
            rows: [
                [.text("P-1"), .number("-12.5"), .time(27_150)], [.text("Åsa & <b>"), .integer(7), .blank],
                [.text("P-1"), .number("1,5"), .time(90_000)],
            ])
        let cells = try ReadSheet(Workbook([sheet]).bytes(), number: 1).cells
        #expect(cells["A1"] == .init(type: "s", value: "pupil"))
        #expect(cells["A2"] == .init(type: "s", value: "P-1"))
        #expect(cells["B2"] == .init(type: "", value: "-12.5"))
        // 7:32:30 is 27150 / 86400 of a day.
        #expect(cells["C2"] == .init(type: "", value: "0.3142361111"))
        #expect(cells["A3"] == .init(type: "s", value: "Åsa & <b>"))
        #expect(cells["C3"] == nil)
        // What is no plain number is text, and hours may pass 24.
        #expect(cells["B4"] == .init(type: "s", value: "1,5"))
        #expect(cells["C4"] == .init(type: "", value: "1.0416666667"))
    }

    @Test(arguments: [
        "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\u{FF1D}1", "<script>", "]]>", "_x003D_1",
        "\u{1}bell", "a\u{FFFE}b", "🚌",
    ])
    func `hostile text stays text, and there is no formula in the file`(_ text: String) throws {
        let bytes = try Workbook([.init(name: "s", columns: ["c"], rows: [[.text(text)]])]).bytes()
        let cell = try #require(ReadSheet(bytes, number: 1).cells["A2"])
        #expect(cell.type == "s")
        let kept = text.unicodeScalars.filter { $0.value >= 32 || $0 == "\t" }.filter { $0 != "\u{FFFE}" }
        #expect(cell.value.replacing("_x005F_", with: "_") == String(String.UnicodeScalarView(kept)))
        #expect(!String(decoding: try part("xl/worksheets/sheet1.xml", of: bytes), as: UTF8.self).contains("<f"))
    }

    @Test func `the header stays in sight and every column can be filtered`() throws {
        let rows: [[WorkbookCell]] = [[.text("x"), .integer(1)], [.text(String(repeating: "y", count: 90)), .blank]]
        let bytes = try Workbook([.init(name: "s", columns: ["a", "b"], rows: rows)]).bytes()
        let page = String(decoding: try part("xl/worksheets/sheet1.xml", of: bytes), as: UTF8.self)
        #expect(page.contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"))
        #expect(page.contains("<autoFilter ref=\"A1:B3\"/>"))
        #expect(
            page.contains("<col min=\"1\" max=\"1\" width=\"60\"")
                && page.contains("<col min=\"2\" max=\"2\" width=\"8\""))
    }

    @Test func `equal sheets are equal bytes`() throws {
        let sheet = WorkbookSheet(name: "s", columns: ["a"], rows: [[.text("x")], [.integer(2)]])
        #expect(try Workbook([sheet]).bytes() == Workbook([sheet]).bytes())
    }

    @Test func `a table that is too long for a sheet goes on in the next`() {
        let sheet = WorkbookSheet(name: "s", columns: ["a"], rows: (0..<5).map { [.integer($0)] })
        let pieces = sheet.pieces(of: 2)
        #expect(pieces.map(\.name) == ["s", "s 2", "s 3"])
        #expect(pieces.flatMap(\.rows) == sheet.rows)
    }

    @Test func `names of sheets are what a spreadsheet takes`() {
        let long = String(repeating: "n", count: 40)
        let names = Workbook.names(["a/b", "AB", long, long, ""])
        #expect(names == ["ab", "AB 2", String(long.prefix(31)), String(long.prefix(26)) + " 2", "Sheet"])
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
    func `columns have letters`(_ column: Int, _ letters: String) {
        #expect(SheetWriter.letters(of: column) == letters)
    }

    @Test func `a cell is cut where a spreadsheet cuts it`() throws {
        let bytes = try Workbook([
            .init(name: "s", columns: ["c"], rows: [[.text(String(repeating: "🚌", count: 20_000))]])
        ]).bytes()
        let value = try #require(ReadSheet(bytes, number: 1).cells["A2"]?.value)
        #expect(value.utf16.count <= 32_767 && value.hasSuffix("🚌…"))
    }
}

private func part(_ name: String, of bytes: [UInt8]) throws -> [UInt8] {
    let archive = try ZIPReader(bytes)
    return try archive.contents(of: #require(archive.entries.first { $0.name == name }))
}

/// A sheet as an XML parser reads it, texts looked up.
private final class ReadSheet: NSObject, XMLParserDelegate {
    struct Cell: Equatable {
        var type: String, value: String
    }

    private(set) var cells: [String: Cell] = [:]
    private var strings: [String] = []
    private var text = "", reference = "", type = ""

    init(_ bytes: [UInt8], number: Int) throws {
        super.init()
        for name in ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"] {
            try parse(part(name, of: bytes))
        }
        try parse(part("xl/sharedStrings.xml", of: bytes))
        try parse(part("xl/worksheets/sheet\(number).xml", of: bytes))
        for (place, cell) in cells where cell.type == "s" {
            cells[place]?.value = strings[try #require(Int(cell.value))]
        }
    }

    private func parse(_ bytes: [UInt8]) throws {
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        #expect(parser.parse(), "well-formed XML")
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
        if name == "c" { (reference, type) = (attributes["r"] ?? "", attributes["t"] ?? "") }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if name == "t" { strings.append(text) }
        if name == "v" { cells[reference] = Cell(type: type, value: text) }
    }
}
