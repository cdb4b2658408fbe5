import Quantities

/// Makes the states and arcs of a bus graph: every turn that some vehicle may make in some season.
struct BusStates {
    private let extract: OSMExtract
    private let edges: EdgeTable
    private let restrictions: RestrictionTable
    private let drivesOnLeft: Bool
    private var stateEdges: [DirectedEdge] = []
    private var statesOf: [[Int32]]
    private var arcs: [ArcGraph.Arc] = []
    private var crossesTraffic: [Bool] = []
    /// The directed edges that start at each node, ascending.
    private var leaving: [[DirectedEdge]]
    /// How many of them are open under all conditions.
    private var alwaysLeaving: [Int]
    private var memoryStates: [[Int32]: Int32] = [:]

    /// The arcs between states, and what else holds under all conditions, for the roads `edges` of `extract`.
    static func make(_ extract: OSMExtract, _ edges: EdgeTable) -> (arcs: ArcGraph, facts: BusFacts) {
        let rules = SpeedRules(country: extract.country)
        var states = BusStates(extract, edges, drivesOnLeft: rules.drivesOnLeft)
        states.build()
        var firstState: [Int32] = [0]
        firstState.reserveCapacity(states.statesOf.count + 1)
        for list in states.statesOf { firstState.append(firstState.last! + Int32(list.count)) }
        let graph = ArcGraph(nodeCount: states.stateEdges.count, arcs: states.arcs)
        let area = BuiltUpArea(extract)
        let builtUp = extract.roads.map { !$0.bus.isEmpty && area.contains($0, extract) }
        let facts = BusFacts(
            stateEdges: Column(states.stateEdges), firstState: Column(firstState),
            states: Column(states.statesOf.flatMap { $0 }), crossesTraffic: Column(states.crossesTraffic),
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
        statesOf = Array(repeating: [], count: edges.count * 2)
        leaving = Array(repeating: [], count: edges.nodes.count)
        alwaysLeaving = Array(repeating: 0, count: edges.nodes.count)
    }

    private mutating func build() {
        for directed in edges.usable {
            statesOf[Int(directed.label)] = [Int32(stateEdges.count)]
            stateEdges.append(directed)
            let node = Int(edges.start(of: directed))
            leaving[node].append(directed)
            if extract.roads[Int(edges.roads[directed.edge])].isAlwaysOpenToVehicles { alwaysLeaving[node] += 1 }
        }
        let memories = restrictions.memories
        for memory in memories {
            memoryStates[memory] = Int32(stateEdges.count)
            statesOf[Int(memory.last!)].append(Int32(stateEdges.count))
            stateEdges.append(DirectedEdge(label: memory.last!))
        }
        let plain = stateEdges.count - memories.count
        for state in stateEdges.indices {
            let directed = stateEdges[state]
            let history = state < plain ? [] : memories[state - plain]
            let node = Int(edges.end(of: directed))
            for next in leaving[node] where mayTurn(directed, next) {
                guard let target = target(of: next, after: directed, history) else { continue }
                // States are met in ascending order, so the arcs stand in rows already.
                arcs.append(ArcGraph.Arc(source: Int32(state), target: target, weight: 0, label: directed.label))
                crossesTraffic.append(leaving[node].count >= 3 && crosses(directed, next))
            }
        }
    }

    private func target(of next: DirectedEdge, after last: DirectedEdge, _ history: [Int32]) -> Int32? {
        let plain = statesOf[Int(next.label)][0]
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
