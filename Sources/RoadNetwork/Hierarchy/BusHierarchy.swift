import Quantities
import Synchronization

/// The hierarchy of the bus graph, made when it is first asked for.
final class BusHierarchy: Sendable {
    /// Shared by all conditions.
    let order: ContractionOrder
    private let made = Mutex<HierarchyMetric<UInt64>?>(nil)
    let climbs = ScratchPool<Climb<UInt64>>()
    let searches = ScratchPool<HierarchySearch<UInt64>>()

    /// A hierarchy in the order of `order`.
    init(order: ContractionOrder) { self.order = order }

    /// The completed graph of `network`.
    func topology(_ network: RoadNetwork, threads: Int) -> HierarchyTopology {
        order.topology { HierarchyTopology(network.bus.arcs, rank: network.busRanks(threads: threads)) }
    }

    /// The hierarchy with the driving costs of `network`.
    func metric(_ network: RoadNetwork, threads: Int) -> HierarchyMetric<UInt64> {
        made.withLock { made in
            if let made { return made }
            let metric = HierarchyMetric(topology(network, threads: threads), weights: network.bus.costs)
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
        let keys = bus.facts.stateEdges.map { ranks[Int(edges.start(of: $0))] }
        let places = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
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
