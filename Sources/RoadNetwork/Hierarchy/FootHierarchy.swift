import Synchronization

/// The hierarchy of the foot graph, made when it is first asked for.
final class FootHierarchy: Sendable {
    private let made = Mutex<HierarchyMetric<UInt32>?>(nil)
    private let knownRanks: [Int32]?
    let climbs: ClimbPool<UInt32>
    let searches = HierarchySearchPool<UInt32>()

    /// A hierarchy to be made over `nodes` nodes, in the order of `ranks` where it is known.
    init(nodes: Int, ranks: [Int32]?) {
        climbs = ClimbPool(capacity: nodes)
        knownRanks = ranks
    }

    /// The order of contraction.
    func ranks(_ network: RoadNetwork, threads: Int) -> [Int32] {
        knownRanks
            ?? NestedDissection.ranks(
                of: network.foot.forward, points: network.flatPoints(network.foot.edges), threads: threads)
    }

    /// The hierarchy with the lengths of `network`.
    func metric(_ network: RoadNetwork, threads: Int) -> HierarchyMetric<UInt32> {
        made.withLock { made in
            if let made { return made }
            let foot = network.foot
            let ranks = ranks(network, threads: threads)
            let metric = HierarchyMetric(HierarchyTopology(foot.forward, rank: ranks), weights: foot.forward.weights)
            made = metric
            return metric
        }
    }
}
