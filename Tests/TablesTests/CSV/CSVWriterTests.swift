import Quantities
import Testing

@testable import Tables

struct CSVWriterTests {
    @Test func `a table is written with commas, line feeds and quotes where they are needed`() {
        var writer = CSVWriter(columns: ["id", "name", "walk_m", "kept"])
        writer.append([.text("P-1"), .text("A, \"b\""), .metres(Metres(decimetres: 4003)), .yesNo(true)])
        writer.append([.text("P-2"), .blank, .decimal(2.50, decimals: 3), .time(ClockTime(7, 5))])
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "id,name,walk_m,kept\nP-1,\"A, \"\"b\"\"\",400.3,yes\nP-2,,2.5,07:05:00\n")
    }

    static let hostile = [
        "=1+1", "+cmd", "-2", "@x", "\tx", "\r\nx", "\nx", "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}1",
        "'=1", "''=1", "=\u{31E}1", "'=\u{31E}1", "=HYPERLINK(\"http://x\";\"y\")",
    ]

    @Test(arguments: hostile)
    func `text that a spreadsheet would run is guarded, and read back as it was`(text: String) throws {
        var writer = CSVWriter(columns: ["id", "name"])
        writer.append([.text("1"), .text(text)])
        let written = String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)[1]
        #expect(written.hasPrefix("1,'") || written.hasPrefix("1,\"'"))
        #expect(try CSVTable(writer.bytes)[0]["name"] == text)
    }

    @Test(arguments: [
        "'t Hooft", "O'Hara", "", "Å", "1+1", "<script>", "a\u{202E}b", "a;b", "two\nlines", "a\"\u{31E})\"", "\"\"",
        "'\u{31E}=",
    ])
    func `other text is left alone and read back as it was`(text: String) throws {
        #expect(FormulaGuard.guarded(text) == text)
        var writer = CSVWriter(columns: ["id", "name"])
        writer.append([.text("1"), .text(text)])
        #expect(try CSVTable(writer.bytes)[0]["name"] == text)
    }

    @Test func `negative numbers of our own are not guarded`() {
        var writer = CSVWriter(columns: ["margin_m"])
        writer.append([.metres(Metres(-2900))])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "margin_m\n-2900\n")
    }

    @Test(arguments: [
        (0.1 + 0.2, 6, "0.3"), (1.9999999, 3, "2"), (-0.0001, 3, "0"), (-1.5, 0, "-2"), (23.2749869, 7, "23.2749869"),
        (1e14, 2, "100000000000000"), (0.05, 1, "0.1"),
    ])
    func `decimals are rounded and trailing zeros dropped`(value: Double, decimals: Int, text: String) {
        #expect(DecimalText.fixed(value, decimals: decimals) == text)
    }

    @Test(arguments: [Double.nan, .infinity, 1e15])
    func `what has no short decimal form is blank`(value: Double) {
        #expect(CSVCell.decimal(value, decimals: 2) == .blank)
    }
}
