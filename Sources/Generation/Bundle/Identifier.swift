/// Ids with a letter and a number of fixed width.
enum Identifier {
    /// Such as `S-07`.
    static func numbered(_ letter: String, _ number: Int, digits: Int) -> String {
        let text = String(number)
        return "\(letter)-" + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
