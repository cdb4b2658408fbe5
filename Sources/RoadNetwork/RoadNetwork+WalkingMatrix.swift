import ParallelWork
public import Quantities

extension RoadNetwork {
    /// Prepares many walks between single points, which otherwise happens when the first are asked for.
    public func prepareWalking(threads: Int = 1) { _ = footHierarchy.metric(self, threads: threads) }

    /// The lengths of the walks between pairs of points, snapped for walking; `nil` where there is no way.
    ///
    /// The same lengths as those of ``walks(from:to:threads:)``, faster for pairs without a common end.
    public func walkDistances(_ pairs: [(origin: SnappedPoint, target: SnappedPoint)], threads: Int = 1) -> [Metres?] {
        let metric = footHierarchy.metric(self, threads: threads)
        let chunk = 256
        let parts = Parallel.map(count: (pairs.count + chunk - 1) / chunk, threads: threads) { part in
            footHierarchy.searches.with(HierarchySearch(metric)) { search in
                pairs[part * chunk..<min(pairs.count, (part + 1) * chunk)].map { origin, target in
                    let around = search.distance(from: walkStarts(origin), to: walkEnds(target))
                    return walkLength(origin, target, around: around)
                }
            }
        }
        return parts.flatMap { $0 }
    }

    /// The lengths of the walks from every origin to every target, row by row; `nil` where a point is missing or no
    /// way leads there.
    public func walkingMatrix(
        from origins: [SnappedPoint?], to targets: [SnappedPoint?], threads: Int = 1
    ) -> [[Metres?]] {
        let metric = footHierarchy.metric(self, threads: threads)
        let ends = targets.map { $0.map(walkEnds) ?? [] }
        let sweep = HierarchySweep(metric, targets: ends.flatMap { $0.map(\.node) })
        let positions = ends.map { $0.map { (position: sweep.position(of: $0.node), rest: $0.weight.lane) } }
        let lanes = HierarchySweep<UInt32>.lanes
        let blocks = Parallel.map(count: (origins.count + lanes - 1) / lanes, threads: threads) { block in
            let rows = block * lanes..<min(origins.count, (block + 1) * lanes)
            return footHierarchy.climbs.with(Climb(metric.topology.count)) { climb in
                sweep.run(from: rows.map { origins[$0].map(walkStarts) ?? [] }, climb) { lane in
                    rows.map { row in
                        targets.indices.map { target -> Metres? in
                            guard let origin = origins[row], let goal = targets[target] else { return nil }
                            let around = positions[target].reduce(Double.infinity) {
                                min($0, lane[$1.position * lanes + row - rows.lowerBound] + $1.rest)
                            }
                            return walkLength(origin, goal, around: UInt32(lane: around))
                        }
                    }
                }
            }
        }
        return blocks.flatMap { $0 }
    }

    /// The ends of the edge of `origin` with the centimetres to them.
    private func walkStarts(_ origin: SnappedPoint) -> [(node: Int, weight: UInt32)] {
        precondition(origin.profile == .foot, "a walk needs a point that was snapped for walking")
        return foot.edges.uses(of: origin).map {
            (Int(foot.edges.end(of: $0)), foot.edges.lengths[$0.edge] - foot.edges.along($0, origin.offset))
        }
    }

    /// The ends of the edge of `target` with the centimetres from them.
    private func walkEnds(_ target: SnappedPoint) -> [(node: Int, weight: UInt32)] {
        precondition(target.profile == .foot, "a walk needs a point that was snapped for walking")
        return foot.edges.uses(of: target).map {
            (Int(foot.edges.start(of: $0)), foot.edges.along($0, target.offset))
        }
    }

    /// The whole walk when the way over the ends of the edges is `around` centimetres long.
    private func walkLength(_ origin: SnappedPoint, _ target: SnappedPoint, around: UInt32?) -> Metres? {
        if origin.source == target.source { return .zero }
        var best = around ?? .noWay
        if origin.edge == target.edge {
            for directed in foot.edges.uses(of: origin) {
                let (from, to) = (foot.edges.along(directed, origin.offset), foot.edges.along(directed, target.offset))
                if to >= from { best = min(best, to - from) }
            }
        }
        guard best < .noWay else { return nil }
        return Metres(rounding: origin.exactDistance + Double(best) / 100 + target.exactDistance)
    }
}
