/// Short words that feeds need in the languages of a municipality.
enum Phrases {
    /// The languages that there are words in.
    static let languages = ["sv", "fi", "en"]

    /// What a masked stop is called.
    static func maskedStop(_ number: Int, language: String) -> String {
        switch language {
        case "sv": "Hållplats \(number)"
        case "fi": "Pysäkki \(number)"
        default: "Stop \(number)"
        }
    }
}
