extension SearchSettings {
    /// The knobs in alphabetical order.
    private static let knobs: [NamedSetting<Self>] = [
        .number("blinkRate", 0...0.9, \.blinkRate),
        .number("cold", 0.001...1e6, \.cold),
        .flag("countsAbsence", \.countsAbsence),
        .number("deadheadWeight", 0...1, \.deadheadWeight),
        .number("descentShare", 0...1, \.descentShare),
        .number("fixedBellCold", 0.001...1e6, \.fixedBellCold),
        .number("fixedBellHot", 0.001...1e6, \.fixedBellHot),
        .count("fixedBellRoundSteps", 0...10_000, \.fixedBellRoundSteps),
        .number("fixedBellRuinSize", 1...1000, \.fixedBellRuinSize),
        .number("hot", 0.001...1e6, \.hot),
        NamedSetting(name: "lanes", range: 1...64) { $0.lanes = Int($1) },
        .count("longestBank", 0...1e9, \.longestBank),
        .count("longestString", 1...1000, \.longestString),
        .count("matchingPeriod", 1...1e9, \.matchingPeriod),
        .number("polishCold", 0.001...1e6, \.polishCold),
        .number("polishHot", 0.001...1e6, \.polishHot),
        .number("polishShare", 0...1, \.polishShare),
        .count("poolDays", 0...1e6, \.poolDays),
        .count("recombinations", 0...1000, \.recombinations),
        .count("relinkTrials", 0...10_000, \.relinkTrials),
        .count("roundSteps", 0...10_000, \.roundSteps),
        .number("ruinSize", 1...1000, \.ruinSize),
        .number("seedsAtBank", 0...1, \.seedsAtBank),
        .number("schoolRuinSize", 1...1000, \.schoolRuinSize),
        .number("schoolRuins", 0...1, \.schoolRuins),
        .number("smallerVehicles", 0...1, \.smallerVehicles),
        .flag("sortsInsertions", \.sortsInsertions),
        .number("tailExchanges", 0...1, \.tailExchanges),
        .flag("usesEssentialTrips", \.usesEssentialTrips),
        .number("wholeDays", 0...1, \.wholeDays),
        .number("wholeGroups", 0...1, \.wholeGroups),
        .number("wholeTrips", 0...1, \.wholeTrips),
    ]

    /// The names that `set` knows, in alphabetical order.
    public static let names = knobs.map(\.name)

    /// Changes the setting called `name`, such as `blinkRate` to 0; switches take 0 and 1. Throws for an unknown name and
    /// for a value that the search cannot work with.
    public mutating func set(_ name: String, to value: Double) throws(RoutingError) {
        try NamedSetting.set(name, to: value, of: &self, among: Self.knobs)
    }
}
