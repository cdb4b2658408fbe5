import ParallelWork
import Quantities

/// What came of comparing the hierarchies with plain searches.
public struct HierarchyVerification: Sendable, Hashable {
    /// The pairs that were compared, each one-to-one, by a sweep and by the arcs of its path.
    public var pairs = 0
    /// Those with a way.
    public var reached = 0
    /// Those of which any of the three differed from Dijkstra's algorithm.
    public var differences = 0
}

extension RoadNetwork {
    /// Compares the hierarchy of `profile` with Dijkstra's algorithm on random pairs of junctions (or of directed edges,
    /// for a bus), to the last unit.
    /// - Parameter pairs: how many, twenty from each origin.
    /// - Parameter seed: chooses the pairs.
    public func verifyHierarchy(
        of profile: TravelProfile, pairs: Int, seed: UInt64 = 1, threads: Int = 1
    ) -> HierarchyVerification {
        switch profile {
        case .foot:
            let weights = Column(foot.forward.weights.map { $0 < .noWay ? UInt64($0) : .noWay })
            return verify(
                footHierarchy.metric(self, threads: threads), foot.forward, weights, pairs: pairs, seed: seed,
                threads: threads)
        case .bus:
            return verify(
                busHierarchy.metric(self, threads: threads), bus.arcs, bus.costs, pairs: pairs, seed: seed,
                threads: threads)
        }
    }

    private func verify<Weight: HierarchyWeight>(
        _ metric: HierarchyMetric<Weight>, _ graph: ArcGraph, _ weights: Column<UInt64>, pairs: Int, seed: UInt64,
        threads: Int
    ) -> HierarchyVerification {
        guard graph.nodeCount > 0 else { return HierarchyVerification() }
        let each = 20
        let parts = Parallel.map(count: (pairs + each - 1) / each, threads: threads) { part in
            var random = RandomSource(seed: seed &+ UInt64(part))
            let source = random.below(graph.nodeCount)
            let targets = (0..<min(each, pairs - part * each)).map { _ in random.below(graph.nodeCount) }
            return compare(metric, graph, weights, from: source, to: targets)
        }
        return parts.reduce(into: HierarchyVerification()) {
            $0.pairs += $1.pairs
            $0.reached += $1.reached
            $0.differences += $1.differences
        }
    }

    /// Compares the ways from `source` to `targets` by the hierarchy, one by one and by a sweep, with those of Dijkstra's
    /// algorithm.
    private func compare<Weight: HierarchyWeight>(
        _ metric: HierarchyMetric<Weight>, _ graph: ArcGraph, _ weights: Column<UInt64>, from source: Int,
        to targets: [Int]
    ) -> HierarchyVerification {
        let plain = CostSearch(graph, arcCosts: weights, from: [(source, 0)], until: targets)
        let search = HierarchySearch(metric)
        let sweep = HierarchySweep(metric, targets: targets)
        var result = HierarchyVerification()
        sweep.run(from: [[(source, 0)]], Climb(graph.nodeCount)) { lane in
            for target in targets {
                // What is farther than a weight can say counts as no way.
                let cost = plain.costs[target]
                let expected = cost < UInt64(Weight.noWay) ? Weight(cost) : nil
                let path = search.path(from: [(source, 0)], to: [(target, 0)])
                let along = path?.arcs.reduce(UInt64(0)) { $0 + weights[$1] }
                let swept = lane[sweep.position(of: target) * HierarchySweep<Weight>.lanes]
                let isEqual =
                    path?.distance == expected && along == expected.map { UInt64($0) }
                    && search.distance(from: [(source, 0)], to: [(target, 0)]) == expected
                    && (!Weight.isExact(swept) || Weight(lane: swept) == expected ?? .noWay)
                result.pairs += 1
                result.reached += expected == nil ? 0 : 1
                result.differences += isEqual ? 0 : 1
            }
        }
        return result
    }
}
