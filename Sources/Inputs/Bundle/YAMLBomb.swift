/// Refuses text with so many aliases that expanding them could take for ever, before any parser sees it.
///
/// A few aliases are left to the reader, which knows quotes and names the line exactly.
enum YAMLBomb {
    private static let mostAliases = 30

    /// The line of the first alias where there are more than `mostAliases`; `nil` otherwise.
    static func line(in text: String) -> Int? {
        var line = 1
        var first: Int?
        var count = 0
        var before: UInt8 = 0x0A
        var isStar = false
        for byte in text.utf8 {
            if isStar, byte != 0x20, byte != 0x0A, byte != 0x2A {
                count += 1
                first = first ?? line
            }
            isStar = byte == 0x2A && [0x0A, 0x20, 0x5B, 0x7B, 0x2C, 0x3A, 0x2D, 0x3F].contains(before)
            if byte == 0x0A { line += 1 }
            before = byte
        }
        return count > mostAliases ? first : nil
    }
}
