/// Lists of common first and family names; a pupil's name is a random pair, nobody's in particular.
enum Names {
    /// First names given to families of `language`.
    static func first(_ language: String) -> [String] {
        switch language {
        case "sv": swedishFirst
        case "fi": finnishFirst
        default: otherFirst
        }
    }

    /// Family names.
    static func family(_ language: String) -> [String] {
        switch language {
        case "sv": swedishFamily
        case "fi": finnishFamily
        default: otherFamily
        }
    }

    private static let swedishFirst = [
        "Agnes", "Alva", "Anton", "Axel", "Bror", "Carl", "Ebba", "Edith", "Elsa", "Elis", "Emil", "Filip", "Freja",
        "Greta", "Gustav", "Hedda", "Hjalmar", "Hugo", "Ida", "Ines", "Isak", "Ivar", "Klara", "Lovisa", "Ludvig",
        "Maja", "Malte", "Märta", "Nils", "Olle", "Otto", "Rasmus", "Saga", "Selma", "Sigrid", "Sixten", "Stina",
        "Svante", "Theo", "Thyra", "Tilde", "Ture", "Vera", "Viktor", "Wilma", "Åke", "Åsa", "Örjan",
    ]
    private static let finnishFirst = [
        "Aada", "Aapo", "Aino", "Aleksi", "Anni", "Antti", "Eero", "Eetu", "Eeva", "Elina", "Elli", "Emma", "Essi",
        "Helmi", "Hilla", "Iida", "Ilmari", "Inka", "Jalmari", "Joona", "Juho", "Kaisa", "Kerttu", "Lauri", "Leevi",
        "Lilja", "Lumi", "Matti", "Mikko", "Minttu", "Niilo", "Nooa", "Oiva", "Onni", "Otso", "Peppi", "Pihla",
        "Ronja", "Saimi", "Sanni", "Sulo", "Taimi", "Tuomas", "Tyyne", "Urho", "Väinö", "Venla", "Vilho",
    ]
    private static let otherFirst = [
        "Adam", "Alina", "Amir", "Ana", "Ben", "Chen", "Clara", "Dana", "David", "Elena", "Emre", "Eva", "Farah",
        "Felix", "Gabriel", "Hana", "Ivan", "Jana", "Jonas", "Julia", "Karim", "Lara", "Leila", "Leo", "Lina", "Luca",
        "Maria", "Mateo", "Maya", "Milan", "Mira", "Nadia", "Nina", "Noah", "Omar", "Paula", "Rosa", "Samuel", "Sara",
        "Sofia", "Tara", "Tom", "Vida", "Yara", "Yusuf", "Zoe",
    ]
    private static let swedishFamily = [
        "Ahlskog", "Backman", "Berglund", "Björk", "Blomqvist", "Dahlberg", "Ekholm", "Ekström", "Englund", "Fagerlund",
        "Forsman", "Granqvist", "Grönroos", "Hagman", "Hedström", "Holmberg", "Högberg", "Karlstedt", "Lillkvist",
        "Lindroos", "Lönnqvist", "Nyberg", "Nygård", "Nylund", "Rosenlund", "Sandell", "Sjöblom", "Skogster",
        "Stenbacka", "Storgård", "Sundqvist", "Söderholm", "Westerlund", "Wikman", "Åberg", "Åkerblom", "Öhman",
        "Österberg",
    ]
    private static let finnishFamily = [
        "Aalto", "Ahonen", "Alanko", "Halla", "Harju", "Heikkinen", "Hiltunen", "Hirvonen", "Jokela", "Järvelä",
        "Kallio", "Kangas", "Karhu", "Kauppi", "Ketola", "Kivelä", "Korpela", "Koskela", "Kuusela", "Lahtinen",
        "Laine", "Lampinen", "Lehtonen", "Leppälä", "Manninen", "Metsälä", "Mäkelä", "Niemelä", "Nurmi", "Ojala",
        "Peltola", "Pohjola", "Rantala", "Saari", "Salmela", "Suvanto", "Toivonen", "Tuominen", "Uotila", "Vainio",
        "Vesala", "Virtala",
    ]
    private static let otherFamily = [
        "Adler", "Amari", "Baran", "Bauer", "Costa", "Diaz", "Farsi", "Ferri", "Garcia", "Haddad", "Horvat", "Ito",
        "Jansen", "Keller", "Khan", "Kovac", "Lee", "Lopes", "Marin", "Meyer", "Mora", "Nagy", "Novak", "Okoro",
        "Petrov", "Ramos", "Rossi", "Sato", "Silva", "Tahir", "Tran", "Weber", "Wolf", "Young", "Yilmaz", "Zeman",
    ]
}
