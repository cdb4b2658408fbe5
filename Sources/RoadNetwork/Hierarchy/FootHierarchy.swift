import Synchronization

/// The hierarchy of the foot graph, made when it is first asked for.
final class FootHierarchy: Sendable {
    /// Shared by all conditions of one traveller.
    let order: ContractionOrder
    private let made = Mutex<HierarchyMetric<UInt32>?>(nil)
    let climbs = ScratchPool<Climb<UInt32>>()
    let searches = ScratchPool<HierarchySearch<UInt32>>()

    /// A hierarchy in the order of `order`.
    init(order: ContractionOrder) { self.order = order }

    /// The completed graph of `network`.
    func topology(_ network: RoadNetwork, threads: Int) -> HierarchyTopology {
        order.topology {
            let foot = network.foot
            let ranks = NestedDissection.ranks(
                of: foot.forward, points: network.flatPoints(foot.edges), threads: threads)
            return HierarchyTopology(foot.forward, rank: ranks)
        }
    }

    /// The hierarchy with the lengths of `network`, if it is made or can be made in no time.
    func readyMetric(_ network: RoadNetwork) -> HierarchyMetric<UInt32>? {
        if let made = made.withLock({ $0 }) { return made }
        return order.known == nil ? nil : metric(network, threads: 1)
    }

    /// The hierarchy with the lengths of `network`.
    func metric(_ network: RoadNetwork, threads: Int) -> HierarchyMetric<UInt32> {
        made.withLock { made in
            if let made { return made }
            let metric = HierarchyMetric(topology(network, threads: threads), weights: network.foot.forward.weights)
            made = metric
            return metric
        }
    }
}
