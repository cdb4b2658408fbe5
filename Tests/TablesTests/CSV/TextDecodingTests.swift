import Testing

@testable import Tables

private func text(_ raw: [UInt8]) throws -> String { String(decoding: try TextDecoding(raw).bytes, as: UTF8.self) }

private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    let units = [0xFEFF] + Array(text.utf16)
    return units.flatMap { unit in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return bigEndian ? pair.reversed() : pair
    }
}

struct TextDecodingTests {
    @Test func `a byte order mark is not part of the text`() throws {
        #expect(try text([0xEF, 0xBB, 0xBF] + Array("Å".utf8)) == "Å")
    }

    @Test(arguments: [false, true])
    func `UTF-16 with a byte order mark is read, beyond the basic plane too`(bigEndian: Bool) throws {
        let raw = utf16("pupil_id\nPörtö 🚌", bigEndian: bigEndian)
        #expect(try text(raw) == "pupil_id\nPörtö 🚌")
        #expect(try TextDecoding(raw).problems.isEmpty)
    }

    @Test func `half a character of UTF-16 is reported`() throws {
        let cut = Array(utf16("ab", bigEndian: false).dropLast())
        #expect(try TextDecoding(cut).problems.map(\.code) == ["text-damaged-utf16"])
        let lone = try TextDecoding([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00])
        #expect(String(decoding: lone.bytes, as: UTF8.self) == "\u{FFFD}A")
        #expect(lone.problems.map(\.code) == ["text-damaged-utf16"])
    }

    @Test func `UTF-16 without a byte order mark is refused by name`() {
        let raw = Array(utf16("pupil_id,grade", bigEndian: false).dropFirst(2))
        #expect(throws: TableError.self) { try TextDecoding(raw) }
    }

    @Test func `bytes that are not UTF-8 are Windows-1252 and reported with their first line`() throws {
        let raw = Array("name\n".utf8) + [0x42, 0x6A, 0xF6, 0x72, 0x6B, 0x0A, 0x80, 0x0A]
        let decoded = try TextDecoding(raw)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == "name\nBjörk\n€\n")
        #expect(decoded.problems.map(\.code) == ["text-windows-1252"])
        #expect(decoded.problems[0].line == 2)
    }

    @Test func `good UTF-8 beside Windows-1252 bytes stays as it is`() throws {
        #expect(try text(Array("å\n".utf8) + [0xE5]) == "å\nå")
    }

    @Test func `every byte alone decodes to valid text`() throws {
        for byte in UInt8.min ... .max {
            let decoded = try TextDecoding([0x61, byte, 0x62])
            #expect(String(validating: decoded.bytes, as: UTF8.self) != nil)
        }
    }
}
