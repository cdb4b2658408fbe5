import Quantities

/// Makes the states and arcs of a bus graph: every turn that some vehicle may make in some season.
struct BusStates {
    private let extract: OSMExtract
    private let edges: EdgeTable
    private let restrictions: RestrictionTable
    private let drivesOnLeft: Bool
    private var stateEdges: [DirectedEdge] = []
    /// Per directed edge (by label) its plain state; -1 where a bus may not drive.
    private var plainStates: [Int32]
    /// The states with a memory of the directed edges that have some.
    private var furtherStates: [Int32: [Int32]] = [:]
    private var arcs: [ArcGraph.Arc] = []
    private var crossesTraffic: [Bool] = []
    /// The directed edges that start at each node, ascending.
    private let leaving: LeavingEdges
    /// How many of them are open under all conditions.
    private var alwaysLeaving: [Int]
    private var memoryStates: [[Int32]: Int32] = [:]

    /// The arcs between states, and what else holds under all conditions, for the roads `edges` of `extract`.
    static func make(_ extract: OSMExtract, _ edges: EdgeTable) -> (arcs: ArcGraph, facts: BusFacts) {
        let rules = SpeedRules(country: extract.country)
        var states = BusStates(extract, edges, drivesOnLeft: rules.drivesOnLeft)
        states.build()
        let (firstState, statesOf) = states.statesByEdge()
        let graph = ArcGraph(nodeCount: states.stateEdges.count, arcs: states.arcs)
        let area = BuiltUpArea(extract)
        let builtUp = extract.roads.map { !$0.bus.isEmpty && area.contains($0, extract) }
        let facts = BusFacts(
            stateEdges: Column(states.stateEdges), firstState: Column(firstState),
            states: Column(statesOf), crossesTraffic: Column(states.crossesTraffic),
            isBuiltUp: Column(edges.roads.map { builtUp[Int($0)] }),
            hasSignals: Column(edges.haveSignalsInside(extract)),
            drivesOnLeft: rules.drivesOnLeft)
        return (ArcGraph(graph, weights: []), facts)
    }

    private init(_ extract: OSMExtract, _ edges: EdgeTable, drivesOnLeft: Bool) {
        self.extract = extract
        self.edges = edges
        self.drivesOnLeft = drivesOnLeft
        restrictions = RestrictionTable(extract, edges)
        plainStates = Array(repeating: -1, count: edges.count * 2)
        leaving = LeavingEdges(edges)
        alwaysLeaving = Array(repeating: 0, count: edges.nodes.count)
    }

    private mutating func build() {
        for directed in edges.usable {
            plainStates[Int(directed.label)] = Int32(stateEdges.count)
            stateEdges.append(directed)
            let road = extract.roads[Int(edges.roads[directed.edge])]
            guard road.isAlwaysOpenToVehicles, road.roadClass != .ferry else { continue }
            alwaysLeaving[Int(edges.start(of: directed))] += 1
        }
        let memories = restrictions.memories
        for memory in memories {
            memoryStates[memory] = Int32(stateEdges.count)
            furtherStates[memory.last!, default: []].append(Int32(stateEdges.count))
            stateEdges.append(DirectedEdge(label: memory.last!))
        }
        let plain = stateEdges.count - memories.count
        for state in stateEdges.indices {
            let directed = stateEdges[state]
            let history = state < plain ? [] : memories[state - plain]
            let node = Int(edges.end(of: directed))
            let ways = leaving.edges(of: node)
            for next in ways where mayTurn(directed, next) {
                guard let target = target(of: next, after: directed, history) else { continue }
                // States are met in ascending order, so the arcs stand in rows already.
                arcs.append(ArcGraph.Arc(source: Int32(state), target: target, weight: 0, label: directed.label))
                crossesTraffic.append(ways.count >= 3 && crosses(directed, next))
            }
        }
    }

    /// Per directed edge its first state, and all states in that order, the plain one of an edge first.
    private func statesByEdge() -> (first: [Int32], states: [Int32]) {
        var first: [Int32] = [0]
        var states: [Int32] = []
        first.reserveCapacity(plainStates.count + 1)
        states.reserveCapacity(stateEdges.count)
        for (label, plain) in plainStates.enumerated() {
            if plain >= 0 { states.append(plain) }
            if let further = furtherStates[Int32(label)] { states += further }
            first.append(Int32(states.count))
        }
        return (first, states)
    }

    private func target(of next: DirectedEdge, after last: DirectedEdge, _ history: [Int32]) -> Int32? {
        let plain = plainStates[Int(next.label)]
        guard restrictions.concerns(last.label) else { return plain }
        let path = (history.isEmpty ? [last.label] : history) + [next.label]
        for start in 0..<path.count - 1 where restrictions.forbids(Array(path[start...])) { return nil }
        for start in 0..<path.count - 1 {
            if let state = memoryStates[Array(path[start...])] { return state }
        }
        return plain
    }

    /// Whether turning round may be possible there, for some vehicle when some roads are closed.
    private func mayTurn(_ from: DirectedEdge, _ to: DirectedEdge) -> Bool {
        guard to == from.reversed else { return true }
        let node = Int(edges.end(of: from))
        return alwaysLeaving[node] <= 1 || extract.features[Int(edges.nodes[node])].contains(.turningPlace)
    }

    private func crosses(_ from: DirectedEdge, _ to: DirectedEdge) -> Bool {
        guard to != from.reversed else { return false }
        let angle = turn(from, to)
        return drivesOnLeft ? angle < -0.7 : angle > 0.7
    }

    /// The angle of the turn in radians, left positive.
    private func turn(_ from: DirectedEdge, _ to: DirectedEdge) -> Double {
        let (a, b) = (lastStep(of: from), lastStep(of: to.reversed))
        // `b` points back along the new edge.
        let (dx, dy) = (-b.x, -b.y)
        let (cross, dot) = (a.x * dy - a.y * dx, a.x * dx + a.y * dy)
        // A coarse arctangent is enough to tell left from straight from right.
        guard dot < abs(cross) else { return cross / max(dot, 1e-9) }
        return cross >= 0 ? .pi / 2 : -.pi / 2
    }

    /// The direction in which `directed` arrives, in metres.
    private func lastStep(of directed: DirectedEdge) -> (x: Double, y: Double) {
        let (first, last) = (Int(edges.firstPoints[directed.edge]), Int(edges.lastPoints[directed.edge]))
        let (from, to) = directed.isBackward ? (first + 1, first) : (last - 1, last)
        let (a, b) = (extract.point(extract.roadNodes[from]), extract.point(extract.roadNodes[to]))
        let north = a.distance(to: GeoPoint(longitude: a.longitude, latitude: b.latitude))
        let east = a.distance(to: GeoPoint(longitude: b.longitude, latitude: a.latitude))
        return (b.longitude < a.longitude ? -east : east, b.latitude < a.latitude ? -north : north)
    }
}

/// The usable directed edges that start at each node, ascending.
private struct LeavingEdges {
    private let first: [Int32]
    private let labels: [Int32]

    init(_ edges: EdgeTable) {
        var first = [Int32](repeating: 0, count: edges.nodes.count + 1)
        let usable = edges.usable
        for directed in usable { first[Int(edges.start(of: directed)) + 1] += 1 }
        for node in 0..<edges.nodes.count { first[node + 1] += first[node] }
        var next = first
        var labels = [Int32](repeating: 0, count: usable.count)
        for directed in usable {
            let node = Int(edges.start(of: directed))
            labels[Int(next[node])] = directed.label
            next[node] += 1
        }
        (self.first, self.labels) = (first, labels)
    }

    func edges(of node: Int) -> some RandomAccessCollection<DirectedEdge> {
        labels[Int(first[node])..<Int(first[node + 1])].lazy.map { DirectedEdge(label: $0) }
    }
}

extension EdgeTable {
    /// Per edge whether traffic signals stand between its ends.
    fileprivate func haveSignalsInside(_ extract: OSMExtract) -> [Bool] {
        (0..<count).map { edge in
            (firstPoints[edge] + 1..<max(firstPoints[edge] + 1, lastPoints[edge])).contains { position in
                extract.features[Int(extract.roadNodes[Int(position)])].contains(.trafficSignals)
            }
        }
    }
}

extension RoadWay {
    /// Whether every vehicle may use it in every season, as far as seasons and sizes go.
    fileprivate var isAlwaysOpenToVehicles: Bool { vehicleMonths == .all && sizes.isUnlimited }
}
