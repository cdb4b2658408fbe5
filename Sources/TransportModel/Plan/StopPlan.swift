public import Quantities

/// Which pupil uses which stop: one stop per pupil and home, whatever the day.
public struct StopPlan: Sendable {
    /// The candidates that the indices below point to: the bundle's or the network's, and doors.
    public var candidates: IndexedTable<CandidateStop>
    /// Per home (indexed like `Batch.homes`) its stop and walk; `nil` when the home is not carried or has none.
    public var assigned: [StopInReach?]
    /// The best options per home, best first; the assigned and the chosen stop are always among them.
    public var options: [[StopOption]]
    /// What GLPK or the heuristic proved, one entry per neighbourhood.
    public var neighbourhoods: [NeighbourhoodReport] = []
    /// Carried homes for which no stop is left, with the reason.
    public var unassigned: [(home: Index<Home>, reason: String)] = []

    /// A plan over `candidates` for `homes` homes in which nobody has a stop yet.
    public init(candidates: IndexedTable<CandidateStop>, homes: Int) {
        self.candidates = candidates
        assigned = Array(repeating: nil, count: homes)
        options = Array(repeating: [], count: homes)
    }
}

/// One stop that a family could have, and its price.
public struct StopOption: Sendable {
    /// The stop.
    public var stop: Index<CandidateStop>
    /// The walk to it.
    public var walk: Metres
    /// What choosing it adds to the cost of the stop plan, in the municipality's currency; zero for the assigned stop.
    public var extraCost: Cost

    /// An option.
    public init(stop: Index<CandidateStop>, walk: Metres, extraCost: Cost) {
        self.stop = stop
        self.walk = walk
        self.extraCost = extraCost
    }
}

/// How good the stops of one school neighbourhood are known to be.
public struct NeighbourhoodReport: Sendable {
    /// What it is called, usually the school's id.
    public var name: String
    /// Homes and candidate stops in it.
    public var homes: Int, candidates: Int
    /// `exact` (GLPK proved it within the gap) or `heuristic`.
    public var method: String
    /// The cost found and the proved lower bound, in the model's own unit.
    public var cost: Double, bound: Double?

    /// A report.
    public init(name: String, homes: Int, candidates: Int, method: String, cost: Double, bound: Double?) {
        self.name = name
        self.homes = homes
        self.candidates = candidates
        self.method = method
        self.cost = cost
        self.bound = bound
    }

    /// The relative gap between cost and bound; `nil` without a bound.
    public var gap: Double? { bound.map { cost <= $0 ? 0 : (cost - $0) / max(abs(cost), 1e-9) } }
}
