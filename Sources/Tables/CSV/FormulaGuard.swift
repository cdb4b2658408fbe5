/// Keeps spreadsheets from running text as a formula: a leading `'` before a first character that they act on.
///
/// Quoting is no defence, spreadsheets evaluate quoted cells. The set is that of OWASP ASVS 5, 1.2.10, with line ends
/// and the full-width forms.
package enum FormulaGuard {
    private static let dangerous: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}",
    ]

    /// `text`, with a leading `'` where a spreadsheet would run it, or where it would be mistaken for guarded text.
    package static func guarded(_ text: String) -> String { needsGuard(text.unicodeScalars[...]) ? "'" + text : text }

    /// The text that `guarded` made `text` from.
    package static func stripped(_ text: String) -> String {
        let rest = text.unicodeScalars.dropFirst()
        return text.unicodeScalars.first == "'" && needsGuard(rest) ? String(rest) : text
    }

    private static func needsGuard(_ text: Substring.UnicodeScalarView) -> Bool {
        guard let first = text.first(where: { $0 != "'" }) else { return false }
        return dangerous.contains(first)
    }
}
