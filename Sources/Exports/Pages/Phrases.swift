/// Short words that feeds need in the languages of a municipality.
enum Phrases {
    /// The languages that there are words in.
    static let languages = Messages.languages

    /// What a masked stop is called.
    static func maskedStop(_ number: Int, language: String) -> String {
        Messages.of(language)("stop.masked", ["number": String(number)])
    }
}
