extension SearchSettings {
    /// The names that `set` knows, in alphabetical order.
    public static let names = [
        "blinkRate", "cold", "countsAbsence", "deadheadWeight", "descentShare", "fixedBellCold", "fixedBellHot",
        "fixedBellRoundSteps", "fixedBellRuinSize", "hot", "lanes", "longestString", "matchingPeriod", "polishCold",
        "polishHot",
        "polishShare", "relinkTrials", "roundSteps", "ruinSize", "seedsAtBank", "sortsInsertions", "usesEssentialTrips",
        "wholeDays", "wholeGroups", "wholeTrips",
    ]

    /// Changes the setting called `name`, such as `blinkRate` to 0; switches take 0 and 1. Throws for an unknown name and
    /// for a value that the search cannot work with.
    public mutating func set(_ name: String, to value: Double) throws(RoutingError) {
        let range = Self.range(of: name)
        guard let range else {
            throw RoutingError("there is no setting \(name); there are \(Self.names.joined(separator: ", "))")
        }
        guard range.contains(value) else {
            throw RoutingError("\(name) must be from \(range.lowerBound) to \(range.upperBound)")
        }
        switch name {
        case "blinkRate": blinkRate = value
        case "cold": cold = value
        case "countsAbsence": countsAbsence = value != 0
        case "deadheadWeight": deadheadWeight = value
        case "descentShare": descentShare = value
        case "fixedBellCold": fixedBellCold = value
        case "fixedBellHot": fixedBellHot = value
        case "fixedBellRoundSteps": fixedBellRoundSteps = Int(value)
        case "fixedBellRuinSize": fixedBellRuinSize = value
        case "hot": hot = value
        case "lanes": lanes = Int(value)
        case "longestString": longestString = Int(value)
        case "matchingPeriod": matchingPeriod = Int(value)
        case "polishCold": polishCold = value
        case "polishHot": polishHot = value
        case "polishShare": polishShare = value
        case "relinkTrials": relinkTrials = Int(value)
        case "roundSteps": roundSteps = Int(value)
        case "ruinSize": ruinSize = value
        case "seedsAtBank": seedsAtBank = value
        case "sortsInsertions": sortsInsertions = value != 0
        case "usesEssentialTrips": usesEssentialTrips = value != 0
        case "wholeDays": wholeDays = value
        case "wholeGroups": wholeGroups = value
        default: wholeTrips = value
        }
    }

    /// What a setting may be.
    private static func range(of name: String) -> ClosedRange<Double>? {
        switch name {
        case "countsAbsence", "sortsInsertions", "usesEssentialTrips", "deadheadWeight", "descentShare",
            "seedsAtBank", "wholeDays", "wholeGroups", "wholeTrips", "polishShare":
            0...1
        case "blinkRate": 0...0.9
        case "hot", "cold", "polishHot", "polishCold", "fixedBellHot", "fixedBellCold": 0.001...1e6
        case "lanes": 1...64
        case "longestString", "ruinSize", "fixedBellRuinSize": 1...1000
        case "matchingPeriod": 1...1e9
        case "relinkTrials", "roundSteps", "fixedBellRoundSteps": 0...10_000
        default: nil
        }
    }
}
