import Synchronization

/// The hierarchy of the foot graph, made when it is first asked for.
final class FootHierarchy: Sendable {
    private let made = Mutex<HierarchyMetric<UInt32>?>(nil)
    let climbs: ClimbPool<UInt32>
    let searches = HierarchySearchPool<UInt32>()

    /// A hierarchy to be made over `nodes` nodes.
    init(nodes: Int) { climbs = ClimbPool(capacity: nodes) }

    /// The hierarchy with the lengths of `network`.
    func metric(_ network: RoadNetwork, threads: Int) -> HierarchyMetric<UInt32> {
        made.withLock { made in
            if let made { return made }
            let foot = network.foot
            let ranks = NestedDissection.ranks(
                of: foot.forward, points: network.flatPoints(foot.edges), threads: threads)
            let metric = HierarchyMetric(HierarchyTopology(foot.forward, rank: ranks), weights: foot.forward.weights)
            made = metric
            return metric
        }
    }
}
