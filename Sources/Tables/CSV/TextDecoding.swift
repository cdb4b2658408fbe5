/// Bytes of unknown encoding as UTF-8: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.
///
/// Bytes that are not UTF-8 are taken for Windows-1252 one by one and reported, so that a file of mixed parentage
/// keeps its good lines.
package struct TextDecoding: Sendable {
    /// The text as valid UTF-8, without a byte order mark.
    package private(set) var bytes: [UInt8]
    /// What had to be mended or guessed.
    package private(set) var problems: [CellProblem] = []

    /// Decodes `raw`; throws `text-utf16-without-bom` where every other byte at the start is zero.
    package init(_ raw: [UInt8]) throws(TableError) {
        if raw.starts(with: [0xFF, 0xFE]) {
            bytes = []
            decodeUTF16(raw, high: 1, low: 0)
        } else if raw.starts(with: [0xFE, 0xFF]) {
            bytes = []
            decodeUTF16(raw, high: 0, low: 1)
        } else {
            bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
            try refuseUnmarkedUTF16()
            if !bytes.isValidUTF8 { mendWindows1252() }
        }
    }

    private func refuseUnmarkedUTF16() throws(TableError) {
        let head = bytes.prefix(64)
        guard head.count >= 8, head.lazy.filter({ $0 == 0 }).count * 5 >= head.count * 2 else { return }
        throw TableError(
            "text-utf16-without-bom", line: 1,
            message: "The file looks like UTF-16 without a byte order mark. Save it as UTF-8.")
    }

    private mutating func decodeUTF16(_ raw: [UInt8], high: Int, low: Int) {
        let units = stride(from: 2, to: raw.count - 1, by: 2).lazy.map {
            UInt16(raw[$0 + high]) << 8 | UInt16(raw[$0 + low])
        }
        var text = ""
        var damaged = !raw.count.isMultiple(of: 2)
        var decoder = UTF16()
        var iterator = units.makeIterator()
        loop: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): text.unicodeScalars.append(scalar)
            case .error:
                text.unicodeScalars.append("\u{FFFD}")
                damaged = true
            case .emptyInput: break loop
            }
        }
        bytes = Array(text.utf8)
        guard damaged else { return }
        problems.append(
            CellProblem(
                "text-damaged-utf16", .error, line: nil,
                message: "The file is UTF-16 but broken: a character is cut in half. Save it again as UTF-8."))
    }

    private mutating func mendWindows1252() {
        var mended: [UInt8] = []
        mended.reserveCapacity(bytes.count + bytes.count / 8)
        var line = 1
        var firstLine: Int?
        var count = 0
        var position = 0
        while position < bytes.count {
            let length = bytes.lengthOfUTF8Sequence(at: position)
            if length > 0 {
                if bytes[position] == 0x0A { line += 1 }
                mended.append(contentsOf: bytes[position..<position + length])
                position += length
            } else {
                mended.append(contentsOf: String(Character(Windows1252.scalar(bytes[position]))).utf8)
                firstLine = firstLine ?? line
                count += 1
                position += 1
            }
        }
        bytes = mended
        problems.append(
            CellProblem(
                "text-windows-1252", .warning, line: firstLine,
                message: "\(count) bytes are not UTF-8, the first on line \(firstLine ?? 1); they were read as "
                    + "Windows-1252. Check names with å, ä, ö, or save the file as UTF-8."))
    }
}

/// The code page of western Windows machines.
package enum Windows1252 {
    private static let specials: [Unicode.Scalar] = [
        "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}",
        "\u{FFFD}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
    ]

    /// The character that `byte` stands for; U+FFFD for the five that stand for none.
    package static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        (0x80...0x9F).contains(byte) ? specials[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }
}

extension [UInt8] {
    /// Whether all of it is well-formed UTF-8.
    fileprivate var isValidUTF8: Bool { String(validating: self, as: UTF8.self) != nil }

    /// The length of the well-formed UTF-8 sequence that starts at `position`, or 0 where none does.
    fileprivate func lengthOfUTF8Sequence(at position: Int) -> Int {
        let lead = self[position]
        let length: Int
        switch lead {
        case 0..<0x80: return 1
        case 0xC2..<0xE0: length = 2
        case 0xE0..<0xF0: length = 3
        case 0xF0..<0xF5: length = 4
        default: return 0
        }
        guard position + length <= count else { return 0 }
        let isWellFormed = String(validating: self[position..<position + length], as: UTF8.self) != nil
        return isWellFormed ? length : 0
    }
}
