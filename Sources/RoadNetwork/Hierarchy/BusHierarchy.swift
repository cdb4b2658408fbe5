import Quantities
import Synchronization

/// The hierarchy of the bus graph, made when it is first asked for.
final class BusHierarchy: Sendable {
    private let made = Mutex<HierarchyMetric<UInt64>?>(nil)
    let climbs: ClimbPool<UInt64>
    let searches = HierarchySearchPool<UInt64>()
    private let knownRanks: [Int32]?

    /// A hierarchy to be made over `states` states, in the order of `ranks` where it is known.
    init(states: Int, ranks: [Int32]?) {
        climbs = ClimbPool(capacity: states)
        knownRanks = ranks
    }

    /// The order of contraction.
    func ranks(_ network: RoadNetwork, threads: Int) -> [Int32] { knownRanks ?? network.busRanks(threads: threads) }

    /// The hierarchy with the driving costs of `network`.
    func metric(_ network: RoadNetwork, threads: Int) -> HierarchyMetric<UInt64> {
        made.withLock { made in
            if let made { return made }
            let topology = HierarchyTopology(network.bus.arcs, rank: ranks(network, threads: threads))
            let metric = HierarchyMetric(topology, weights: network.bus.costs)
            made = metric
            return metric
        }
    }
}

extension RoadNetwork {
    /// Prepares large driving matrices, which otherwise happens when the first is asked for.
    public func prepareDriving(threads: Int = 1) { _ = busHierarchy.metric(self, threads: threads) }

    /// The order of contraction of the states: junctions are ordered, and the states of the edges that leave a junction
    /// take its place (a cut of junctions cuts the states that start there).
    func busRanks(threads: Int) -> [Int32] {
        let edges = bus.edges
        let junctions = ArcGraph(
            nodeCount: edges.nodes.count,
            arcs: (0..<edges.count).map {
                ArcGraph.Arc(source: edges.tails[$0], target: edges.heads[$0], weight: 1, label: Int32($0))
            })
        let ranks = NestedDissection.ranks(of: junctions, points: flatPoints(edges), threads: threads)
        let places = bus.stateEdges.indices.sorted {
            (ranks[Int(edges.start(of: bus.stateEdges[$0]))], $0) < (
                ranks[Int(edges.start(of: bus.stateEdges[$1]))], $1
            )
        }
        var result = [Int32](repeating: 0, count: places.count)
        for (rank, state) in places.enumerated() { result[state] = Int32(rank) }
        return result
    }

    /// The junctions of `edges` on a plane whose axes have roughly equal units.
    func flatPoints(_ edges: EdgeTable) -> [(x: Float, y: Float)] {
        let origin = bounds.southWest
        let middle = (bounds.southWest.latitude + bounds.northEast.latitude) / 2
        let plane = LocalPlane(at: .init(longitude: origin.longitude, latitude: middle))
        return edges.nodes.map { node in
            let point = extract.point(node)
            return (
                Float((point.longitude - origin.longitude) * plane.metresEast),
                Float((point.latitude - origin.latitude) * plane.metresNorth)
            )
        }
    }
}

/// Climbs that are not in use.
final class ClimbPool<Weight: HierarchyWeight>: Sendable {
    private let capacity: Int
    private let free = Mutex<[Climb<Weight>]>([])

    init(capacity: Int) { self.capacity = capacity }

    /// Runs `body` with a climb that nobody else uses meanwhile.
    func withClimb<Result>(_ body: (Climb<Weight>) -> Result) -> Result {
        let climb = free.withLock { $0.popLast() } ?? Climb(capacity)
        defer { free.withLock { $0.append(climb) } }
        return body(climb)
    }
}

/// One-to-one searches that are not in use.
final class HierarchySearchPool<Weight: HierarchyWeight>: Sendable {
    private let free = Mutex<[HierarchySearch<Weight>]>([])

    /// Runs `body` with a search in `metric` that nobody else uses meanwhile.
    func withSearch<Result>(
        _ metric: HierarchyMetric<Weight>, _ body: (HierarchySearch<Weight>) -> Result
    ) -> Result {
        let search = free.withLock { $0.popLast() } ?? HierarchySearch(metric)
        defer { free.withLock { $0.append(search) } }
        return body(search)
    }
}
