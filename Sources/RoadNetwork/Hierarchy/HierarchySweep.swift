extension HierarchyMetric {
    /// Per node of the graph the distance to the nearest of `goals`, what a goal costs included; at least `noWay` where
    /// there is no way. One climb from the goals and one sweep downwards over all nodes (PHAST, Delling, Goldberg,
    /// Nowatzyk & Werneck 2011).
    func distances(to goals: [(node: Int, weight: Weight)], _ climb: Climb<Weight>) -> [Weight] {
        climb.run(topology, downward, goals)
        let count = topology.count
        var result = [Weight](repeating: .noWay, count: count)
        let ranked = UnsafeMutablePointer<Weight>.allocate(capacity: max(1, count))
        ranked.initialize(repeating: .noWay, count: count)
        defer { ranked.deallocate() }
        for rank in climb.visited { ranked[rank] = climb.distances[rank] }
        result.withUnsafeMutableBufferPointer { result in
            topology.node.withUnsafeBufferPointer { node in
                upward.first.withUnsafeBufferPointer { first in
                    upward.heads.withUnsafeBufferPointer { heads in
                        upward.weights.withUnsafeBufferPointer { weights in
                            for rank in stride(from: count - 1, through: 0, by: -1) {
                                var best = ranked[rank]
                                for arc in Int(first[rank])..<Int(first[rank &+ 1]) {
                                    best = min(best, weights[arc] &+ ranked[Int(heads[arc])])
                                }
                                ranked[rank] = best
                                result[Int(node[rank])] = best
                            }
                        }
                    }
                }
            }
        }
        return result
    }
}

/// Many-to-many: the downward closure of the targets, selected once, and swept for eight sources at a time (RPHAST,
/// Delling, Goldberg & Werneck 2011).
struct HierarchySweep<Weight: HierarchyWeight>: Sendable {
    /// Sources that are swept together.
    static var lanes: Int { 8 }

    private let metric: HierarchyMetric<Weight>
    /// The ranks of the closure, descending.
    private let ranks: [Int32]
    /// Per position of the closure its arcs from higher positions.
    private let first: [Int32]
    private let sources: [Int32]
    private let weights: [Double]
    /// Per rank its position in the closure; -1 outside.
    private let positions: [Int32]

    /// Selects what the ways to `targets` (nodes of the graph) may come down through.
    init(_ metric: HierarchyMetric<Weight>, targets: [Int]) {
        let count = metric.topology.count
        var isSelected = [Bool](repeating: false, count: count)
        var stack: [Int] = []
        for target in targets {
            let rank = Int(metric.topology.rank[target])
            if !isSelected[rank] { stack.append(rank) }
            isSelected[rank] = true
        }
        while let node = stack.popLast() {
            for arc in Int(metric.downward.first[node])..<Int(metric.downward.first[node + 1]) {
                let head = Int(metric.downward.heads[arc])
                if !isSelected[head] { stack.append(head) }
                isSelected[head] = true
            }
        }
        var ranks: [Int32] = []
        var positions = [Int32](repeating: -1, count: count)
        var first: [Int32] = [0]
        var sources: [Int32] = []
        var weights: [Double] = []
        for rank in stride(from: count - 1, through: 0, by: -1) where isSelected[rank] {
            positions[rank] = Int32(ranks.count)
            ranks.append(Int32(rank))
            for arc in Int(metric.downward.first[rank])..<Int(metric.downward.first[rank + 1]) {
                sources.append(positions[Int(metric.downward.heads[arc])])
                weights.append(metric.downward.weights[arc].lane)
            }
            first.append(Int32(sources.count))
        }
        self.metric = metric
        (self.ranks, self.positions) = (ranks, positions)
        (self.first, self.sources, self.weights) = (first, sources, weights)
    }

    /// The position of a target in the lanes that `run` hands out.
    func position(of target: Int) -> Int { Int(positions[Int(metric.topology.rank[target])]) }

    /// Sweeps for up to eight groups of starts; `body` reads, for a position and a lane, the weight (as
    /// `HierarchyWeight.lane`) at `position * lanes + lane`.
    func run<Result>(
        from groups: [[(node: Int, weight: Weight)]], _ climb: Climb<Weight>, _ body: (UnsafePointer<Double>) -> Result
    ) -> Result {
        let lanes = Self.lanes
        precondition(groups.count <= lanes, "at most \(lanes) sources are swept at a time")
        let vectors = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: max(1, ranks.count))
        vectors.initialize(repeating: SIMD8(repeating: .infinity), count: ranks.count)
        defer { vectors.deallocate() }
        let lane = UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Double.self)
        for (index, starts) in groups.enumerated() {
            climb.run(metric.topology, metric.upward, starts)
            for rank in climb.visited where positions[rank] >= 0 {
                lane[Int(positions[rank]) * lanes + index] = climb.distances[rank].lane
            }
        }
        first.withUnsafeBufferPointer { first in
            sources.withUnsafeBufferPointer { sources in
                weights.withUnsafeBufferPointer { weights in
                    for position in 0..<ranks.count {
                        var best = vectors[position]
                        for arc in Int(first[position])..<Int(first[position &+ 1]) {
                            let sum = vectors[Int(sources[arc])] + SIMD8(repeating: weights[arc])
                            best.replace(with: sum, where: sum .< best)
                        }
                        vectors[position] = best
                    }
                }
            }
        }
        return body(lane)
    }
}
