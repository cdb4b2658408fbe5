import TransportModel

/// What pages say in one language, from the catalogue of that language.
struct Messages: Sendable {
    /// The language, as in `lang` of HTML.
    let language: String
    /// Every text by its key.
    let texts: [String: String]

    /// The texts for a template, whose names may not hold dots: `family.day` is `family_day`.
    let forTemplate: [String: String]

    /// The languages that there are catalogues of.
    static let languages = ["en", "fi", "sv"]

    private static let catalogues: [String: Messages] = [
        "en": Messages(reading: PackageResources.messages_en_txt),
        "fi": Messages(reading: PackageResources.messages_fi_txt),
        "sv": Messages(reading: PackageResources.messages_sv_txt),
    ]

    /// The catalogue of `language`; the English one where there is none.
    static func of(_ language: String) -> Messages {
        catalogues[String(language.prefix(2).lowercased())] ?? catalogues["en"] ?? Messages(reading: [])
    }

    /// Reads lines of `key = text`; those that start with `#` are remarks.
    private init(reading bytes: [UInt8]) {
        var texts: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.first != "#" {
            let parts = line.split(separator: " = ", maxSplits: 1)
            if parts.count == 2 { texts[String(parts[0])] = String(parts[1]) }
        }
        self.texts = texts
        forTemplate = Dictionary(uniqueKeysWithValues: texts.map { ($0.key.replacing(".", with: "_"), $0.value) })
        language = texts["language"] ?? "en"
    }

    /// A date as people write it, the month in words: `11 August 2026`.
    func date(_ date: CalendarDate) -> String {
        self("date", ["day": "\(date.day)", "month": self("month.\(date.month)"), "year": "\(date.year)"])
    }

    /// A number of a table with the decimal mark of the language.
    func decimals(_ number: String) -> String { language == "en" ? number : number.replacing(".", with: ",") }

    /// The text of `key` with its placeholders filled, in one pass: a value that looks like a placeholder stays as it
    /// is. The key itself where there is no such text.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        var filled = ""
        var rest = (texts[key] ?? key)[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += values[name] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
