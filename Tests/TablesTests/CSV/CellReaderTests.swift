import Quantities
import Testing

@testable import Tables

private func reader(_ value: String, confidential: Set<String> = []) throws -> CellReader {
    let quoted = value.replacing("\"", with: "\"\"")
    return CellReader(try CSVTable(Array("a,b\n1,\"\(quoted)\"\n".utf8), confidential: confidential)[0])
}

struct CellReaderTests {
    @Test(arguments: [
        ("12", 12), ("+7", 7), ("-3", -3), ("12.0", 12), ("1 234", 1234), ("1\u{A0}234", 1234), ("8,00", 8),
        ("9223372036854775807", Int.max),
    ])
    func `whole numbers are read`(text: String, value: Int) throws {
        var cells = try reader(text)
        #expect(cells.integer("b", in: .min ... .max) == value)
        #expect(cells.isSound)
    }

    @Test(arguments: [
        "x", "1.5", "1.000", "9223372036854775808", "-9223372036854775809", "1e3", "0x10", "--1", "1 2", "nan", "∞",
        String(repeating: "9", count: 400),
    ])
    func `what is no whole number is an error that says so`(text: String) throws {
        var cells = try reader(text)
        #expect(cells.integer("b", in: .min ... .max) == nil)
        #expect(cells.problems.map(\.code) == ["csv-bad-number"])
        #expect(cells.problems[0].line == 2)
        #expect(cells.problems[0].column == "b")
        #expect(cells.problems[0].message.contains("Expected"))
    }

    @Test(arguments: [
        ("6800000", 6_800_000.0), ("300000,25", 300_000.25), ("300000.25", 300_000.25), ("6 800 000,5", 6_800_000.5),
        (".5", 0.5), ("\u{2212}2", -2.0),
    ])
    func `numbers are read with point or comma`(text: String, value: Double) throws {
        var cells = try reader(text)
        #expect(cells.number("b", in: -1e9...1e9) == value)
    }

    @Test(arguments: ["1.234,5", "1.2.3", "inf", "NaN", "1e400", ""])
    func `what is no number is an error`(text: String) throws {
        var cells = try reader(text)
        #expect(cells.number("b", in: -1e9...1e9) == nil)
        #expect(!cells.isSound)
    }

    @Test func `a number outside its range is an error that names the range`() throws {
        var cells = try reader("-1")
        #expect(cells.integer("b", in: 0...200) == nil)
        #expect(cells.problems.map(\.code) == ["csv-number-out-of-range"])
        #expect(cells.problems[0].message.contains("0 to 200"))
    }

    @Test(arguments: [
        ("8:05", ClockTime(8, 5)), ("08:05", ClockTime(8, 5)), ("8.05", ClockTime(8, 5)),
        ("08:05:07", ClockTime(8, 5, 7)), ("24:00", ClockTime(24, 0)),
    ])
    func `times are read`(text: String, time: ClockTime) throws {
        var cells = try reader(text)
        #expect(cells.time("b") == time)
    }

    @Test(arguments: ["8", "8:5", "8:60", "99:00", "465", "8:05 am", "-1:00", "8:05:60", "٨:٠٥"])
    func `what is no time is an error`(text: String) throws {
        var cells = try reader(text)
        #expect(cells.time("b") == nil)
        #expect(cells.problems.map(\.code) == ["csv-bad-time"])
    }

    @Test(arguments: [("yes", true), ("Ja", true), ("x", true), ("", false), ("no", false), ("ei", false)])
    func `yes and no are read in a few languages`(text: String, value: Bool) throws {
        var cells = try reader(text)
        #expect(cells.yesNo("b") == value)
        #expect(cells.isSound)
    }

    @Test(arguments: ["1,23E+11", "1.2e-5", "7E+2"])
    func `an id that a spreadsheet turned into a number is refused`(text: String) throws {
        var cells = try reader(text)
        #expect(cells.id("b") == nil)
        #expect(cells.problems.map(\.code) == ["csv-damaged-id"])
    }

    @Test(arguments: ["00100", "P-000123", "1E5", "S1", "Å-1"])
    func `ids stay as they are written`(text: String) throws {
        var cells = try reader(text)
        #expect(cells.id("b") == text)
    }

    @Test func `an invisible mark in an id is refused and never printed`() throws {
        var cells = try reader("P-1\u{202E}2")
        #expect(cells.id("b") == nil)
        #expect(cells.problems.map(\.code) == ["csv-bad-id"])
        #expect(!cells.problems[0].message.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `lists are parted by semicolons`() throws {
        #expect(try reader(" Mon; Tue;;Wed ").list("b") == ["Mon", "Tue", "Wed"])
    }

    @Test func `the contents of a personal column never stand in a message`() throws {
        var cells = try reader("31O245.7", confidential: ["b"])
        #expect(cells.number("b", in: 0...1) == nil)
        #expect(!cells.problems[0].message.contains("245"))
    }

    @Test func `a long cell is cut in messages`() throws {
        var cells = try reader(String(repeating: "y", count: 60_000))
        #expect(cells.time("b") == nil)
        #expect(cells.problems[0].message.count < 200)
    }
}
