/// The knobs of the search for depot tours. One set of defaults serves every problem; others measure ingredients.
public struct DeliverySettings: Sendable {
    /// Clients taken out by a step, on average.
    public var ruinSize = 10.0
    /// The longest string that is taken out of one tour.
    public var longestString = 10
    /// How often a whole tour goes too.
    public var wholeTours = 0.01
    /// How often a step begins with a new tour.
    public var freshTours = 0.05
    /// How often an insertion overlooks a place.
    public var blinkRate = 0.01
    /// The temperature at the beginning, in average ways between clients of the first plan.
    public var hot = 1.0
    /// The temperature at the end, likewise.
    public var cold = 0.01
    /// Neighbours that insertions and moves look at.
    public var neighbours = 80
    /// Whether changed tours are polished by moves.
    public var polishes = true
    /// How much worse than before, in temperatures, a step may be to be polished.
    public var polishReach = 10.0
    /// Most clients of a part that a move puts elsewhere; 0: only tails change places and parts turn round.
    public var longestPart = 3
    /// Neighbours that moves look at.
    public var moveNeighbours = 12

    /// The defaults.
    public init() {}

    /// The knobs in alphabetical order.
    private static let knobs: [NamedSetting<Self>] = [
        .number("blinkRate", 0...0.9, \.blinkRate),
        .number("cold", 1e-9...1e6, \.cold),
        .number("freshTours", 0...1, \.freshTours),
        .number("hot", 1e-9...1e6, \.hot),
        .count("longestPart", 0...3, \.longestPart),
        .count("longestString", 1...1000, \.longestString),
        .count("moveNeighbours", 0...1000, \.moveNeighbours),
        .count("neighbours", 1...1000, \.neighbours),
        .number("polishReach", 0...1e9, \.polishReach),
        .flag("polishes", \.polishes),
        .number("ruinSize", 1...1000, \.ruinSize),
        .number("wholeTours", 0...1, \.wholeTours),
    ]

    /// The names that `set` knows, in alphabetical order.
    public static let names = knobs.map(\.name)

    /// Changes the setting called `name`; switches take 0 and 1. Throws for an unknown name and for a value that the
    /// search cannot work with.
    public mutating func set(_ name: String, to value: Double) throws(RoutingError) {
        try NamedSetting.set(name, to: value, of: &self, among: Self.knobs)
    }
}
