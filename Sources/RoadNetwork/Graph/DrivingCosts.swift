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
    /// Milliseconds from coming to a pier until the ferry leaves.
    static let boarding: UInt32 = 300_000
    /// A ferry's speed in km/h where neither its duration nor a limit is mapped.
    static let ferrySpeed = 10.0
}

/// What driving and turning cost under some conditions.
struct DrivingCosts {
    /// Per directed edge (by label) the milliseconds along it.
    let times: [UInt32]
    private let extract: OSMExtract
    private let edges: EdgeTable
    private let facts: BusFacts
    private let turnsAtDeadEnds: Bool
    /// Per node the open directed edges that leave it, and the most important road among them.
    private var leaving: [UInt8]
    private var bestClass: [UInt8]

    /// The costs on `edges`, open as the conditions say, for a vehicle that can turn at dead ends or not.
    init(_ extract: OSMExtract, _ edges: EdgeTable, _ facts: BusFacts, rules: SpeedRules, turnsAtDeadEnds: Bool) {
        self.extract = extract
        self.edges = edges
        self.facts = facts
        self.turnsAtDeadEnds = turnsAtDeadEnds
        leaving = Array(repeating: 0, count: edges.nodes.count)
        bestClass = Array(repeating: .max, count: edges.nodes.count)
        for label in 0..<Int32(edges.count * 2) {
            let directed = DirectedEdge(label: label)
            // A pier is the end of a road whether a ferry leaves from it or not.
            guard edges.allows(directed), !edges.isFerry(directed.edge, extract) else { continue }
            let node = Int(edges.start(of: directed))
            leaving[node] = min(200, leaving[node] + 1)
            bestClass[node] = min(bestClass[node], extract.roads[Int(edges.roads[directed.edge])].roadClass.rawValue)
        }
        let ferries = FerryTimes(edges, extract)
        times = (0..<edges.count * 2).map { label in
            let directed = DirectedEdge(label: Int32(label))
            if let crossing = ferries.milliseconds(directed) { return crossing }
            let limit = rules.limit(
                on: extract.roads[Int(edges.roads[directed.edge])], isBackward: directed.isBackward,
                isBuiltUp: facts.isBuiltUp[directed.edge])
            let metresPerSecond = min(limit * 0.9, DrivingHabits.topSpeed) / 3.6
            let seconds = Double(edges.lengths[directed.edge]) / 100 / metresPerSecond
            let stops = facts.hasSignals[directed.edge] ? DrivingHabits.signals : 0
            return UInt32(max(1, min(seconds * 1000, 1e9).rounded())) + stops
        }
    }

    /// Per arc of `arcs` its cost; `noWay` where it is closed.
    func costs(of arcs: ArcGraph) -> [UInt64] {
        arcs.labels.indices.map { arc in
            let from = DirectedEdge(label: arcs.labels[arc])
            let to = facts.stateEdges[Int(arcs.targets[arc])]
            guard edges.allows(from), edges.allows(to), mayTurn(from, to) else { return .noWay }
            let time = times[Int(from.label)] + delay(from, to, crosses: facts.crossesTraffic[arc])
            return UInt64(time) << 32 | UInt64(edges.lengths[from.edge])
        }
    }

    private func mayTurn(_ from: DirectedEdge, _ to: DirectedEdge) -> Bool {
        guard to == from.reversed else { return true }
        let node = Int(edges.end(of: from))
        return turnsAtDeadEnds && leaving[node] == 1
            || extract.features[Int(edges.nodes[node])].contains(.turningPlace)
    }

    private func delay(_ from: DirectedEdge, _ to: DirectedEdge, crosses: Bool) -> UInt32 {
        if to == from.reversed { return DrivingHabits.turningRound }
        if edges.isFerry(to.edge, extract) {
            return edges.isFerry(from.edge, extract) ? 0 : DrivingHabits.boarding
        }
        let node = Int(edges.end(of: from))
        let (old, new) = (Int(edges.roads[from.edge]), Int(edges.roads[to.edge]))
        let signals =
            extract.features[Int(edges.nodes[node])].contains(.trafficSignals) ? DrivingHabits.signals : 0
        let comesFromRoundabout = extract.roads[old].flags.contains(.roundabout)
        if !comesFromRoundabout, extract.roads[new].flags.contains(.roundabout) {
            return signals + DrivingHabits.roundabout
        }
        guard leaving[node] >= 3, signals == 0, !comesFromRoundabout else { return signals }
        var delay: UInt32 = 0
        if crosses, edges.directions[to.edge] == .both { delay += DrivingHabits.crossingTurn }
        if isMinor(extract.roads[old].roadClass, at: node) { delay += DrivingHabits.givingWay }
        return delay
    }

    /// Whether a road clearly more important than one of `roadClass` meets it at `node`.
    private func isMinor(_ roadClass: RoadClass, at node: Int) -> Bool {
        bestClass[node] < roadClass.rawValue && bestClass[node] <= RoadClass.tertiaryLink.rawValue
            && roadClass > .secondary
    }
}
