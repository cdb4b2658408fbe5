import Quantities

/// The roads that a bus may use, as a graph whose nodes are directed edges, so that turns can cost or be forbidden.
///
/// A state stands at the start of its edge. The arc from state `e` to state `g` drives along `e` and turns into `g`.
/// A turn restriction over several ways gives the edges between further states, which remember where the bus came
/// from. Every road is in it that some vehicle may use in some season, so that all conditions share one order of
/// contraction; what they close costs `noWay`.
struct BusGraph: Sendable {
    /// The edges, open as the conditions say.
    let edges: EdgeTable
    /// Arcs between states, without weights; labels are directed edges.
    let arcs: ArcGraph
    /// What of it does not depend on conditions.
    let facts: BusFacts
    /// Per arc its cost: milliseconds in the upper 32 bits, centimetres in the lower, so that of equally fast ways the
    /// shorter wins; `noWay` where it is closed.
    let costs: Column<UInt64>
    /// Per directed edge (by label) the milliseconds along it.
    let times: Column<UInt32>
    /// Per edge whether it is open and in the main component, so that every other such edge can be reached and left.
    let isMain: Column<Bool>

    /// Whether traffic keeps to the left.
    var drivesOnLeft: Bool { facts.drivesOnLeft }

    /// Builds the graph of the roads of `extract` for the vehicle and season of `conditions`.
    init(_ extract: OSMExtract, _ conditions: RoadConditions = RoadConditions()) {
        let edges = EdgeTable(extract, barrier: .blocksBus, cutting: .turningPlace) { $0.bus }
        let (arcs, facts) = BusStates.make(extract, edges)
        self.init(edges: edges, arcs: arcs, facts: facts, extract, conditions)
    }

    /// The roads of `other` under `conditions`.
    init(_ other: BusGraph, _ extract: OSMExtract, _ conditions: RoadConditions) {
        self.init(edges: other.edges, arcs: other.arcs, facts: other.facts, extract, conditions)
    }

    private init(
        edges: EdgeTable, arcs: ArcGraph, facts: BusFacts, _ extract: OSMExtract, _ conditions: RoadConditions
    ) {
        let open = EdgeTable(edges, extract, directions: conditions.busDirections)
        let driving = DrivingCosts(
            extract, open, facts, rules: SpeedRules(country: extract.country, season: conditions.season),
            turnsAtDeadEnds: conditions.vehicle.turnsAtDeadEnds)
        let costs = driving.costs(of: arcs)
        let strong = Components.largestStrong(arcs) { costs[$0] < .noWay }
        var isMain = [Bool](repeating: false, count: open.count)
        for (state, directed) in facts.stateEdges.enumerated() where strong[state] && open.allows(directed) {
            isMain[directed.edge] = true
        }
        self.edges = open
        self.arcs = arcs
        self.facts = facts
        self.costs = Column(costs)
        times = Column(driving.times)
        self.isMain = Column(isMain)
    }

    /// The graph that a cache holds.
    init(
        edges: EdgeTable, arcs: ArcGraph, facts: BusFacts, costs: Column<UInt64>, times: Column<UInt32>,
        isMain: Column<Bool>
    ) {
        (self.edges, self.arcs, self.facts) = (edges, arcs, facts)
        (self.costs, self.times, self.isMain) = (costs, times, isMain)
    }

    /// The states of `directed`, the plain one first; none where a bus may not drive.
    func states(of directed: DirectedEdge) -> Slice<Column<Int32>> {
        guard edges.allows(directed) else { return facts.states[0..<0] }
        let label = Int(directed.label)
        return facts.states[Int(facts.firstState[label])..<Int(facts.firstState[label + 1])]
    }

    /// Milliseconds from the start of `directed` to `offset` centimetres along the edge's drawing direction.
    func time(to offset: UInt32, on directed: DirectedEdge) -> UInt32 {
        let length = edges.lengths[directed.edge]
        guard length > 0 else { return 0 }
        let along = directed.isBackward ? length - offset : offset
        return UInt32((Double(times[Int(directed.label)]) * Double(along) / Double(length)).rounded())
    }

    /// Centimetres from the start of `directed` to `offset` centimetres along the edge's drawing direction.
    func length(to offset: UInt32, on directed: DirectedEdge) -> UInt32 {
        directed.isBackward ? edges.lengths[directed.edge] - offset : offset
    }
}

/// What of a bus graph holds under all conditions.
struct BusFacts: Sendable {
    /// Per state its directed edge.
    let stateEdges: Column<DirectedEdge>
    /// Per directed edge (by label) its first state in `states`; one entry more than directed edges.
    let firstState: Column<Int32>
    let states: Column<Int32>
    /// Per arc whether it turns across the oncoming traffic.
    let crossesTraffic: Column<Bool>
    /// Per edge whether it lies in a settlement.
    let isBuiltUp: Column<Bool>
    /// Per edge whether traffic signals stand between its ends, as those before a junction often do.
    let hasSignals: Column<Bool>
    /// Whether traffic keeps to the left.
    let drivesOnLeft: Bool
}
