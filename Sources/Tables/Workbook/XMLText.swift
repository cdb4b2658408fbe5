/// Text as XML wants it.
package enum XMLText {
    /// `text` with marks that XML reads escaped, and without characters that it may not hold.
    package static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
