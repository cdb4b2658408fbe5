import Synchronization

/// The hierarchy of the foot graph for safe walks: per arc the shortest way without hazard, and the shorter ways with
/// some that no other beats.
struct SafeMetric: Sendable {
    let topology: HierarchyTopology
    /// Along hazards in all at most so much, in centimetres.
    let limit: UInt32
    let upward: Arcs
    let downward: Arcs

    /// The arcs upwards from each node that a search must look at.
    struct Arcs: Sendable {
        private(set) var first: [Int32] = [0]
        private(set) var heads: [Int32] = []
        /// The way without hazard; `noWay` where another way round is shorter.
        private(set) var clean: [UInt32] = []
        private(set) var trades = TradeRows()

        fileprivate init(
            _ topology: HierarchyTopology, _ best: UnsafeMutablePointer<UInt32>, _ all: TradeRows,
            needs: (Int) -> Bool
        ) {
            first.reserveCapacity(topology.count + 1)
            for node in 0..<topology.count {
                for arc in Int(topology.firstArc[node])..<Int(topology.firstArc[node + 1]) {
                    let isNeeded = needs(arc)
                    guard isNeeded || !all.isEmpty(arc) else { continue }
                    heads.append(topology.heads[arc])
                    clean.append(isNeeded ? best[arc] : .noWay)
                    for position in all.range(of: arc) { trades.append(all.trades[position]) }
                    trades.closeRow()
                }
                first.append(Int32(heads.count))
            }
        }

        /// The arcs of `node`.
        @inline(__always)
        func arcs(of node: Int) -> Range<Int> { Int(first[node])..<Int(first[node &+ 1]) }
    }

    /// The ways of `network` when `hazards` count, which cross none.
    init(_ network: RoadNetwork, _ hazards: HazardSelection, threads: Int) {
        precondition(hazards.crossings.isEmpty, "ways over a junction must not depend on where they come from")
        let graph = network.foot.forward
        topology = network.footHierarchy.topology(network, threads: threads)
        limit = hazards.limit
        let hazardous = graph.labels.map { hazards.wholeEdges[DirectedEdge(label: $0).edge] }
        let cleanWeights = Column(zip(graph.weights, hazardous).map { $1 == 0 ? $0 : .noWay })
        let customiser = Customiser(topology, weights: cleanWeights)
        customiser.contract()
        customiser.relaxFromAbove(all: true)
        var contraction = SafeContraction(
            customiser, weights: graph.weights, hazardous: hazardous, limit: limit)
        contraction.run()
        upward = Arcs(topology, customiser.up, contraction.up) { customiser.needsUp($0) }
        downward = Arcs(topology, customiser.down, contraction.down) { customiser.needsDown($0) }
    }
}

/// The safe metric of a selection, made when enough targets were asked for that it pays.
final class SafeMetricStore: Sendable {
    private struct State {
        var network: RoadNetwork?
        var targets = 0
        var metric: SafeMetric?
    }
    private let state = Mutex(State())

    /// From how many targets on it pays: in a large network walks are long, and a search keeps more trades of each.
    private static func manyTargets(_ network: RoadNetwork) -> Int { network.foot.edges.nodes.count > 200_000 ? 1 : 3 }

    /// The metric for one more target of `network`, if it is made or pays; `nil` also where crossings count, or where
    /// the order of contraction is not at hand.
    func metric(_ network: RoadNetwork, _ hazards: HazardSelection, threads: Int) -> SafeMetric? {
        guard hazards.crossings.isEmpty, network.footHierarchy.order.known != nil else { return nil }
        return state.withLock { state in
            if state.network !== network { state = State(network: network) }
            state.targets += 1
            if let metric = state.metric { return metric }
            guard state.targets >= Self.manyTargets(network) else { return nil }
            let metric = SafeMetric(network, hazards, threads: threads)
            state.metric = metric
            return metric
        }
    }
}
