/// A name in both languages of the municipality.
struct BilingualName: Hashable {
    /// In Swedish.
    var swedish: String
    /// In Finnish.
    var finnish: String
    /// The Finnish name's genitive (`Koivuniemen`), for names made of it.
    var genitive = ""

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
        villages = dice.shuffled(Self.allVillages)
        streets = dice.shuffled(Self.combined(Self.things, Self.streetKinds))
        stops = dice.shuffled(Self.combined(Self.things, Self.spots))
    }

    /// A village that no one has named yet.
    mutating func village() -> BilingualName {
        Self.take(from: &villages, round: &rounds.villages, all: Self.allVillages)
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
        BilingualName(swedish: village.swedish + "vägen", finnish: village.genitive + " tie")
    }

    /// The next unused name; when all are used, the list again with `Norra`, `Södra`, … or a number before each name.
    private static func take(
        from names: inout [BilingualName], round: inout Int, all: @autoclosure () -> [BilingualName]
    ) -> BilingualName {
        if names.isEmpty {
            let (swedish, finnish) = round <= parts.count ? parts[round - 1] : ("\(round):e", "\(round). ")
            round += 1
            names = all().map {
                BilingualName(
                    swedish: "\(swedish) \($0.swedish)", finnish: finnish + $0.finnish,
                    genitive: finnish + $0.genitive)
            }
        }
        return names.removeLast()
    }

    private static let parts = [
        ("Norra", "Pohjois-"), ("Södra", "Etelä-"), ("Östra", "Itä-"), ("Västra", "Länsi-"), ("Övre", "Ylä-"),
        ("Nedre", "Ala-"), ("Stora", "Iso-"), ("Lilla", "Pikku-"),
    ].map { ($0.0, $0.1) }

    private static var allVillages: [BilingualName] {
        trees.flatMap { tree in
            places.map {
                BilingualName(swedish: tree.0 + $0.0, finnish: tree.1 + $0.1, genitive: tree.1 + $0.2)
            }
        }
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
        ("by", "kylä", "kylän"), ("näs", "niemi", "niemen"), ("backa", "mäki", "mäen"), ("dal", "laakso", "laakson"),
        ("vik", "lahti", "lahden"), ("strand", "ranta", "rannan"), ("åker", "pelto", "pellon"),
        ("holmen", "saari", "saaren"), ("forsen", "koski", "kosken"), ("ängen", "niitty", "niityn"),
    ]
    private static let things = [
        ("Blåbärs", "Mustikka"), ("Lingon", "Puolukka"), ("Hallon", "Vadelma"), ("Hjortron", "Lakka"),
        ("Svamp", "Sieni"), ("Harv", "Äes"), ("Kråk", "Varis"), ("Skat", "Harakka"), ("Ekorr", "Orava"),
        ("Hare", "Jänis"), ("Älg", "Hirvi"), ("Igelkotts", "Siili"), ("Lärk", "Kiuru"), ("Svan", "Joutsen"),
        ("Gädd", "Hauki"), ("Abborr", "Ahven"), ("Smed", "Seppä"), ("Mjölnar", "Mylläri"), ("Skomakar", "Suutari"),
        ("Fiskar", "Kalastaja"), ("Vete", "Vehnä"), ("Råg", "Ruis"), ("Havre", "Kaura"), ("Ljung", "Kanerva"),
        ("Klöver", "Apila"), ("Blåklint", "Ruiskukka"), ("Mån", "Kuu"), ("Sol", "Aurinko"), ("Stjärn", "Tähti"),
        ("Regnbågs", "Sateenkaari"), ("Käll", "Lähde"), ("Bäck", "Puro"), ("Sjö", "Järvi"), ("Myr", "Suo"),
        ("Varg", "Susi"), ("Björn", "Karhu"), ("Lo", "Ilves"), ("Uggle", "Pöllö"), ("Fink", "Peippo"),
        ("Gök", "Käki"), ("Mes", "Tiais"), ("Enbärs", "Kataja"), ("Rönn", "Pihlaja"), ("Hassel", "Pähkinä"),
        ("Moss", "Sammal"), ("Is", "Jää"), ("Frost", "Halla"), ("Vind", "Tuuli"), ("Regn", "Sade"),
        ("Moln", "Pilvi"), ("Timmer", "Hirsi"), ("Tegel", "Tiili"), ("Sadel", "Satula"), ("Hjul", "Pyörä"),
    ]
    private static let streetKinds = [
        ("vägen", "tie"), ("gatan", "katu"), ("gränden", "kuja"), ("stigen", "polku"), ("ringen", "kaari"),
        ("svängen", "mutka"), ("brinken", "törmä"),
    ]
    private static let spots = [
        ("backen", "rinne"), ("korset", "risteys"), ("grinden", "portti"), ("kröken", "kulma"), ("skogen", "metsä"),
        ("udden", "kärki"),
    ]
}
