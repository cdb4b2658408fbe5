import Tables

/// Names of files after ids: an id that is no harmless name is spelled out in hexadecimal behind a `~`.
enum FileNames {
    /// The name of the file of `id`, without folder and ending. Different ids have different names.
    static func name(of id: String) -> String {
        let isHarmless = id.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        if isHarmless, (1...64).contains(id.utf8.count) { return id }
        if id.utf8.count > 60 { return "~" + SHA256.hex(of: Array(id.utf8)) }
        return "~" + id.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
