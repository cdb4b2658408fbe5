/// One-to-one searches in a hierarchy, with all their memory.
///
/// A search climbs from its starts through all their ancestors in the elimination tree, from its goals likewise, and
/// meets at the best common one. `@unchecked Sendable`: one thread uses it at a time.
final class HierarchySearch<Weight: HierarchyWeight>: @unchecked Sendable {
    private let metric: HierarchyMetric<Weight>
    private let forward: Climb<Weight>
    private let backward: Climb<Weight>

    init(_ metric: HierarchyMetric<Weight>) {
        self.metric = metric
        forward = Climb(metric.topology.count)
        backward = Climb(metric.topology.count)
    }

    /// The least of start weight + way + goal weight over all starts and goals (nodes of the graph); `nil` without a
    /// way.
    func distance(from starts: [(node: Int, weight: Weight)], to goals: [(node: Int, weight: Weight)]) -> Weight? {
        meet(starts, goals)?.distance
    }

    /// The same with the arcs of the graph on the way, in order, and the start it begins at.
    func path(
        from starts: [(node: Int, weight: Weight)], to goals: [(node: Int, weight: Weight)]
    ) -> (distance: Weight, start: Int, arcs: [Int])? {
        guard let (distance, top) = meet(starts, goals) else { return nil }
        var arcs: [Int] = []
        var rising: [Int] = []
        var node = top
        while forward.parents[node] >= 0 {
            let arc = Int(forward.parents[node])
            rising.append(arc)
            node = metric.upward.tail(of: arc)
        }
        let start = Int(metric.topology.node[node])
        for arc in rising.reversed() { unpack(arc, isUp: true, into: &arcs) }
        node = top
        while backward.parents[node] >= 0 {
            let arc = Int(backward.parents[node])
            unpack(arc, isUp: false, into: &arcs)
            node = metric.downward.tail(of: arc)
        }
        return (distance, start, arcs)
    }

    private func meet(
        _ starts: [(node: Int, weight: Weight)], _ goals: [(node: Int, weight: Weight)]
    ) -> (distance: Weight, top: Int)? {
        forward.run(metric.topology, metric.upward, starts)
        backward.run(metric.topology, metric.downward, goals)
        var best = (distance: Weight.noWay, top: -1)
        for node in forward.visited {
            let sum = forward.distances[node] &+ backward.distances[node]
            if sum < best.distance { best = (sum, node) }
        }
        return best.top < 0 ? nil : best
    }

    private func unpack(_ arc: Int, isUp: Bool, into arcs: inout [Int]) {
        var stack = [(arc: arc, isUp: isUp)]
        while let (arc, isUp) = stack.popLast() {
            let own = isUp ? metric.upward : metric.downward
            let via = Int(own.via[arc])
            guard via >= 0 else {
                arcs.append(~via)
                continue
            }
            // From one end down to the node below, and up to the other end.
            let (low, high) = (own.tail(of: arc), Int(own.heads[arc]))
            let (from, to) = isUp ? (low, high) : (high, low)
            stack.append((metric.upward.arc(via, to), true))
            stack.append((metric.downward.arc(via, from), false))
        }
    }
}

/// The way up from some nodes through the elimination tree.
/// `@unchecked Sendable`: one thread uses it at a time.
final class Climb<Weight: HierarchyWeight>: @unchecked Sendable {
    /// Per rank the weight; `noWay` where not visited.
    let distances: UnsafeMutablePointer<Weight>
    /// Per rank the search arc it was reached by; -1 for starts.
    let parents: UnsafeMutablePointer<Int32>
    /// The ranks visited, ascending.
    private(set) var visited: [Int] = []

    init(_ count: Int) {
        distances = .allocate(capacity: max(1, count))
        distances.initialize(repeating: .noWay, count: count)
        parents = .allocate(capacity: max(1, count))
        parents.initialize(repeating: -1, count: count)
    }

    deinit {
        distances.deallocate()
        parents.deallocate()
    }

    func run(_ topology: HierarchyTopology, _ arcs: SearchArcs<Weight>, _ starts: [(node: Int, weight: Weight)]) {
        for node in visited {
            distances[node] = .noWay
            parents[node] = -1
        }
        visited.removeAll(keepingCapacity: true)
        var heads = starts.map { Int(topology.rank[$0.node]) }
        for (start, rank) in zip(starts, heads) { distances[rank] = min(distances[rank], start.weight) }
        arcs.first.withUnsafeBufferPointer { first in
            arcs.heads.withUnsafeBufferPointer { targets in
                arcs.weights.withUnsafeBufferPointer { weights in
                    while let node = heads.min() {
                        visited.append(node)
                        let distance = distances[node]
                        if distance < Weight.noWay {
                            for arc in Int(first[node])..<Int(first[node &+ 1]) {
                                let sum = distance &+ weights[arc]
                                let target = Int(targets[arc])
                                if sum < distances[target] {
                                    distances[target] = sum
                                    parents[target] = Int32(truncatingIfNeeded: arc)
                                }
                            }
                        }
                        let parent = topology.parent(node)
                        if parent < 0 {
                            heads.removeAll { $0 == node }
                        } else {
                            for index in heads.indices where heads[index] == node { heads[index] = parent }
                            if heads.count > 1, heads.allSatisfy({ $0 == parent }) { heads = [parent] }
                        }
                    }
                }
            }
        }
    }
}
