import Quantities

/// The roads that a bus may use, as a graph whose nodes are directed edges, so that turns can cost or be forbidden.
///
/// A state stands at the start of its edge. The arc from state `e` to state `g` drives along `e` and turns into `g`.
/// A turn restriction over several ways gives the edges between further states, which remember where the bus came
/// from.
struct BusGraph: Sendable {
    /// The edges.
    let edges: EdgeTable
    /// Arcs between states; weights in milliseconds.
    let arcs: ArcGraph
    /// Per arc its cost: milliseconds in the upper 32 bits, centimetres in the lower, so that of equally fast ways the
    /// shorter wins.
    let costs: [UInt64]
    /// Per state its directed edge.
    let stateEdges: [DirectedEdge]
    /// Per directed edge (by label) its states, the plain one first; empty where a bus may not drive.
    let statesOf: [[Int32]]
    /// Per directed edge (by label) the milliseconds along it.
    let times: [UInt32]
    /// Whether traffic keeps to the left.
    let drivesOnLeft: Bool
    /// Per edge whether it is in the main component, so that every other such edge can be reached and left.
    let isMain: [Bool]

    /// Builds the graph from those roads of `extract` that the vehicle of `conditions` may use.
    init(_ extract: OSMExtract, _ conditions: RoadConditions = RoadConditions()) {
        let edges = EdgeTable(
            extract, barrier: .blocksBus, cutting: .turningPlace, directions: conditions.busDirections)
        let rules = SpeedRules(country: extract.country, season: conditions.season)
        let times = Self.times(extract, edges, rules)
        let restrictions = RestrictionTable(extract, edges)
        var builder = StateBuilder(
            extract: extract, edges: edges, restrictions: restrictions, rules: rules,
            turnsAtDeadEnds: conditions.vehicle.turnsAtDeadEnds)
        builder.build(times: times)
        self.edges = edges
        self.times = times
        drivesOnLeft = rules.drivesOnLeft
        stateEdges = builder.stateEdges
        statesOf = builder.statesOf
        arcs = ArcGraph(nodeCount: builder.stateEdges.count, arcs: builder.arcs)
        costs = arcs.weights.indices.map { [arcs] arc in
            UInt64(arcs.weights[arc]) << 32 | UInt64(edges.lengths[Int(arcs.labels[arc]) >> 1])
        }
        let strong = Components.largestStrong(arcs)
        var isMain = [Bool](repeating: false, count: edges.count)
        for (state, directed) in builder.stateEdges.enumerated() where strong[state] { isMain[directed.edge] = true }
        self.isMain = isMain
    }

    private static func times(_ extract: OSMExtract, _ edges: EdgeTable, _ rules: SpeedRules) -> [UInt32] {
        let area = BuiltUpArea(extract)
        let builtUp = extract.roads.map { !$0.bus.isEmpty && area.contains($0, extract) }
        let hasSignals = edges.haveSignalsInside(extract)
        return (0..<edges.count * 2).map { label in
            let directed = DirectedEdge(label: Int32(label))
            let road = Int(edges.roads[directed.edge])
            let limit = rules.limit(
                on: extract.roads[road], isBackward: directed.isBackward, isBuiltUp: builtUp[road])
            let metresPerSecond = min(limit * 0.9, DrivingHabits.topSpeed) / 3.6
            let seconds = Double(edges.lengths[directed.edge]) / 100 / metresPerSecond
            let stops = hasSignals[directed.edge] ? DrivingHabits.signals : 0
            return UInt32(max(1, min(seconds * 1000, 1e9).rounded())) + stops
        }
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

extension EdgeTable {
    /// Per edge whether traffic signals stand between its ends, as those before a junction often do.
    fileprivate func haveSignalsInside(_ extract: OSMExtract) -> [Bool] {
        (0..<count).map { edge in
            (firstPoints[edge] + 1..<max(firstPoints[edge] + 1, lastPoints[edge])).contains { position in
                extract.features[extract.roadNodes[Int(position)]]?.contains(.trafficSignals) ?? false
            }
        }
    }
}

/// How a bus is driven where the road does not say.
enum DrivingHabits {
    /// The highest speed in km/h, whatever the limit.
    static let topSpeed = 80.0
    /// Milliseconds at traffic signals.
    static let signals: UInt32 = 12_000
    /// Milliseconds to enter a more important road.
    static let givingWay: UInt32 = 6_000
    /// Milliseconds to turn across the oncoming traffic.
    static let crossingTurn: UInt32 = 8_000
    /// Milliseconds to enter a roundabout.
    static let roundabout: UInt32 = 5_000
    /// Milliseconds to turn round.
    static let turningRound: UInt32 = 30_000
}

/// Makes the states and arcs of a bus graph.
private struct StateBuilder {
    let extract: OSMExtract
    let edges: EdgeTable
    let restrictions: RestrictionTable
    let rules: SpeedRules
    let turnsAtDeadEnds: Bool
    var stateEdges: [DirectedEdge] = []
    var statesOf: [[Int32]] = []
    var arcs: [ArcGraph.Arc] = []
    /// The directed edges that start at each node, ascending.
    private var leaving: [[DirectedEdge]] = []
    private var memoryStates: [[Int32]: Int32] = [:]

    init(
        extract: OSMExtract, edges: EdgeTable, restrictions: RestrictionTable, rules: SpeedRules, turnsAtDeadEnds: Bool
    ) {
        self.turnsAtDeadEnds = turnsAtDeadEnds
        self.extract = extract
        self.edges = edges
        self.restrictions = restrictions
        self.rules = rules
        statesOf = Array(repeating: [], count: edges.count * 2)
        leaving = Array(repeating: [], count: edges.nodes.count)
    }

    mutating func build(times: [UInt32]) {
        for directed in edges.usable {
            statesOf[Int(directed.label)] = [Int32(stateEdges.count)]
            stateEdges.append(directed)
            leaving[Int(edges.start(of: directed))].append(directed)
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
            let history = state < plain ? [directed.label] : memories[state - plain]
            for next in leaving[Int(edges.end(of: directed))] {
                guard mayTurn(directed, next), let target = target(of: next, after: history) else { continue }
                let weight = times[Int(directed.label)] + delay(from: directed, to: next)
                arcs.append(
                    ArcGraph.Arc(source: Int32(state), target: target, weight: weight, label: directed.label))
            }
        }
    }

    private func target(of next: DirectedEdge, after history: [Int32]) -> Int32? {
        let plain = statesOf[Int(next.label)][0]
        guard restrictions.concerns(history.last!) else { return plain }
        let path = history + [next.label]
        for start in 0..<path.count - 1 where restrictions.forbids(Array(path[start...])) { return nil }
        for start in 0..<path.count - 1 {
            if let state = memoryStates[Array(path[start...])] { return state }
        }
        return plain
    }

    private func mayTurn(_ from: DirectedEdge, _ to: DirectedEdge) -> Bool {
        guard to == from.reversed else { return true }
        let node = Int(edges.end(of: from))
        if turnsAtDeadEnds, leaving[node].count == 1 { return true }
        return extract.features[edges.nodes[node]]?.contains(.turningPlace) ?? false
    }

    private func delay(from: DirectedEdge, to: DirectedEdge) -> UInt32 {
        let node = Int(edges.end(of: from))
        if to == from.reversed { return DrivingHabits.turningRound }
        var delay: UInt32 = 0
        if extract.features[edges.nodes[node]]?.contains(.trafficSignals) ?? false { delay += DrivingHabits.signals }
        let (old, new) = (extract.roads[Int(edges.roads[from.edge])], extract.roads[Int(edges.roads[to.edge])])
        if new.flags.contains(.roundabout), !old.flags.contains(.roundabout) { return delay + DrivingHabits.roundabout }
        guard leaving[node].count >= 3, delay == 0, !old.flags.contains(.roundabout) else { return delay }
        let angle = turn(from, to)
        let crosses = rules.drivesOnLeft ? angle < -0.7 : angle > 0.7
        if crosses, edges.directions[to.edge] == .both { delay += DrivingHabits.crossingTurn }
        if isMinor(old, at: node) { delay += DrivingHabits.givingWay }
        return delay
    }

    /// Whether a road clearly more important than `road` meets it at `node`.
    private func isMinor(_ road: RoadWay, at node: Int) -> Bool {
        leaving[node].contains {
            let other = extract.roads[Int(edges.roads[$0.edge])].roadClass
            return other < road.roadClass && other <= .tertiaryLink && road.roadClass > .secondary
        }
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

    /// The direction in which `directed` arrives, in degrees scaled to the latitude.
    private func lastStep(of directed: DirectedEdge) -> (x: Double, y: Double) {
        let (first, last) = (Int(edges.firstPoints[directed.edge]), Int(edges.lastPoints[directed.edge]))
        let (from, to) = directed.isBackward ? (first + 1, first) : (last - 1, last)
        let (a, b) = (extract.point(extract.roadNodes[from]), extract.point(extract.roadNodes[to]))
        let north = a.distance(to: GeoPoint(longitude: a.longitude, latitude: b.latitude))
        let east = a.distance(to: GeoPoint(longitude: b.longitude, latitude: a.latitude))
        return (b.longitude < a.longitude ? -east : east, b.latitude < a.latitude ? -north : north)
    }
}
