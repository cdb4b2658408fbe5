/// A name in both languages of the municipality.
struct BilingualName: Hashable {
    /// In Swedish.
    var swedish: String
    /// In Finnish.
    var finnish: String

    /// The name in `language` (`fi` or anything else for Swedish).
    func text(in language: String) -> String { language == "fi" ? finnish : swedish }
}

/// Invents names of places and streets, no name twice, the two languages saying the same.
struct PlaceNames {
    private var villages: [BilingualName]
    private var streets: [BilingualName]
    private var stops: [BilingualName]
    private var rounds = (villages: 1, streets: 1, stops: 1)

    init(dice: Dice) {
        var dice = dice
        villages = dice.shuffled(Self.combined(Self.trees, Self.places))
        streets = dice.shuffled(Self.combined(Self.things, Self.streetKinds))
        stops = dice.shuffled(Self.combined(Self.things, Self.spots))
    }

    /// A village that no one has named yet.
    mutating func village() -> BilingualName {
        Self.take(from: &villages, round: &rounds.villages, all: Self.combined(Self.trees, Self.places))
    }
    /// A street.
    mutating func street() -> BilingualName {
        Self.take(from: &streets, round: &rounds.streets, all: Self.combined(Self.things, Self.streetKinds))
    }
    /// A bus stop in the country.
    mutating func stop() -> BilingualName {
        Self.take(from: &stops, round: &rounds.stops, all: Self.combined(Self.things, Self.spots))
    }
    /// The road from one village to the next.
    static func road(to village: BilingualName) -> BilingualName {
        BilingualName(swedish: village.swedish + "vägen", finnish: village.finnish + "ntie")
    }

    /// The next unused name; when all are used, the list again with a number behind each name.
    private static func take(
        from names: inout [BilingualName], round: inout Int, all: @autoclosure () -> [BilingualName]
    ) -> BilingualName {
        if names.isEmpty {
            round += 1
            names = all().map { BilingualName(swedish: "\($0.swedish) \(round)", finnish: "\($0.finnish) \(round)") }
        }
        return names.removeLast()
    }

    private static func combined(_ heads: [(String, String)], _ tails: [(String, String)]) -> [BilingualName] {
        heads.flatMap { head in
            tails.map { BilingualName(swedish: head.0 + $0.0, finnish: head.1 + $0.1) }
        }
    }

    private static let trees = [
        ("Gran", "Kuusi"), ("Björk", "Koivu"), ("Al", "Leppä"), ("Ask", "Saarni"), ("Sten", "Kivi"), ("Tall", "Mänty"),
        ("Sand", "Hiekka"), ("Korn", "Ohra"), ("Kvarn", "Mylly"), ("Tran", "Kurki"), ("Lax", "Lohi"), ("Räv", "Kettu"),
    ]
    private static let places = [
        ("by", "kylä"), ("näs", "niemi"), ("backa", "mäki"), ("dal", "laakso"), ("vik", "lahti"), ("strand", "ranta"),
        ("åker", "pelto"), ("holmen", "saari"), ("forsen", "koski"), ("ängen", "niitty"),
    ]
    private static let things = [
        ("Blåbärs", "Mustikka"), ("Lingon", "Puolukka"), ("Hallon", "Vadelma"), ("Hjortron", "Lakka"),
        ("Svamp", "Sieni"), ("Harv", "Äes"), ("Kråk", "Varis"), ("Skat", "Harakka"), ("Ekorr", "Orava"),
        ("Hare", "Jänis"), ("Älg", "Hirvi"), ("Igelkotts", "Siili"), ("Lärk", "Kiuru"), ("Svan", "Joutsen"),
        ("Gädd", "Hauki"), ("Abborr", "Ahven"), ("Smed", "Seppä"), ("Mjölnar", "Mylläri"), ("Skomakar", "Suutari"),
        ("Fiskar", "Kalastaja"), ("Vete", "Vehnä"), ("Råg", "Ruis"), ("Havre", "Kaura"), ("Ljung", "Kanerva"),
        ("Klöver", "Apila"), ("Blåklint", "Ruiskukka"), ("Mån", "Kuu"), ("Sol", "Aurinko"), ("Stjärn", "Tähti"),
        ("Regnbågs", "Sateenkaari"), ("Käll", "Lähde"), ("Bäck", "Puro"), ("Sjö", "Järvi"), ("Myr", "Suo"),
    ]
    private static let streetKinds = [("vägen", "tie"), ("gatan", "katu"), ("gränden", "kuja"), ("stigen", "polku")]
    private static let spots = [
        ("backen", "rinne"), ("korset", "risteys"), ("grinden", "portti"), ("kröken", "mutka"), ("skogen", "metsä"),
        ("udden", "kärki"),
    ]
}
