public import Quantities

/// Points that walks may lead to, prepared once for many searches.
public struct FootTargets: Sendable {
    /// The number of targets, those without road included.
    public let count: Int
    /// Targets by edge: `firstOf[edge]..<firstOf[edge + 1]` in `order`.
    let firstOf: [Int32]
    let order: [Int32]
    let points: [SnappedPoint?]

    /// The targets on `edge`.
    func targets(on edge: Int) -> ArraySlice<Int32> { order[Int(firstOf[edge])..<Int(firstOf[edge + 1])] }
}

extension RoadNetwork {
    /// Prepares `points`, snapped for walking, as targets; `nil` stands for a point without road in reach.
    public func footTargets(_ points: [SnappedPoint?]) -> FootTargets {
        var first = [Int32](repeating: 0, count: foot.edges.count + 1)
        for case let point? in points { first[Int(point.edge) + 1] += 1 }
        for edge in 0..<foot.edges.count { first[edge + 1] += first[edge] }
        var next = first
        var order = [Int32](repeating: 0, count: Int(first.last!))
        for (index, point) in points.enumerated() {
            guard let point else { continue }
            order[Int(next[Int(point.edge)])] = Int32(index)
            next[Int(point.edge)] += 1
        }
        return FootTargets(count: points.count, firstOf: first, order: order, points: points)
    }

    /// The targets that a walk from `origin` reaches within `limit` (inclusive), nearest first, ties by target.
    public func walksInReach(
        from origin: SnappedPoint, to targets: FootTargets, within limit: Metres
    ) -> [(target: Int, distance: Metres)] {
        precondition(origin.profile == .foot, "a walk needs a point that was snapped for walking")
        guard limit >= .zero else { return [] }
        let best = pathsInReach(from: origin, to: targets, within: limit)
        var found: [(target: Int, distance: Metres)] = []
        for (target, centimetres) in best {
            let point = targets.points[target]!
            let isSame = point.source == origin.source
            let length = origin.exactDistance + Double(centimetres) / 100 + point.exactDistance
            let distance = isSame ? .zero : Metres(rounding: length)
            if distance <= limit { found.append((target, distance)) }
        }
        return found.sorted { ($0.distance, $0.target) < ($1.distance, $1.target) }
    }

    /// Per target that a search of a little more than `limit` meets the centimetres on the road.
    private func pathsInReach(
        from origin: SnappedPoint, to targets: FootTargets, within limit: Metres
    ) -> [Int: UInt32] {
        let edges = foot.edges
        var best: [Int: UInt32] = [:]
        func meet(_ directed: DirectedEdge, startingAt distance: UInt32, after offset: UInt32) {
            for target in targets.targets(on: directed.edge) {
                let position = edges.along(directed, targets.points[Int(target)]!.offset)
                guard position >= offset else { continue }
                let total = distance + (position - offset)
                if total < best[Int(target)] ?? .max { best[Int(target)] = total }
            }
        }
        var starts: [(node: Int, distance: UInt32)] = []
        for isBackward in [false, true] {
            let directed = DirectedEdge(Int(origin.edge), isBackward: isBackward)
            guard edges.allows(directed) else { continue }
            let offset = edges.along(directed, origin.offset)
            meet(directed, startingAt: 0, after: offset)
            starts.append((Int(edges.end(of: directed)), edges.lengths[directed.edge] - offset))
        }
        let onRoad = min(UInt32(clamping: Int(limit.decimetres) * 10 + 10), .noWay - 1)
        footSearches.with(Dijkstra(capacity: edges.nodes.count)) { search in
            search.run(on: foot.forward, from: starts, limit: onRoad) { node, distance in
                for arc in foot.forward.arcs(of: node) {
                    let directed = DirectedEdge(label: foot.forward.labels[arc])
                    if edges.allows(directed) { meet(directed, startingAt: distance, after: 0) }
                }
                return true
            }
        }
        return best
    }
}
