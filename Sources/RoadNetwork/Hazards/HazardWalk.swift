import ParallelWork
public import Quantities

/// A hazard on a walk.
public struct HazardEncounter: Sendable, Hashable {
    /// Its position in the hazard map.
    public let hazard: Int
    /// The metres walked along it; zero for a crossing.
    public let along: Metres
}

/// The shortest legal walk, what is dangerous on it, and the shortest walk that is not.
public struct HazardWalk: Sendable {
    /// The shortest legal walk.
    public let legal: Walk
    /// The counted hazards on it, ascending.
    public let met: [HazardEncounter]
    /// The shortest walk that crosses no counted hazard and keeps within the tolerance along them; equal to the
    /// legal walk where that does so, `nil` where there is none.
    public let safeDistance: Metres?
    private let origin: SnappedPoint
    /// The safe walks to the target; `nil` where the legal walk is one.
    private let safeWalks: SafeWalks?

    /// A walk that is safe.
    init(legal: Walk, met: [HazardEncounter], origin: SnappedPoint) {
        (self.legal, self.met, self.origin) = (legal, met, origin)
        (safeDistance, safeWalks) = (legal.distance, nil)
    }

    /// A walk that is not, beside one of `safe`.
    init(legal: Walk, met: [HazardEncounter], origin: SnappedPoint, safe: SafeWalks, at position: Int) {
        (self.legal, self.met, self.origin) = (legal, met, origin)
        (safeDistance, safeWalks) = (safe.distances[position], safe)
    }

    /// The line of the safe walk, both points included; empty where there is none.
    public func safePath() -> [GeoPoint] { safeWalks.map { $0.path(from: origin) } ?? legal.path() }
}

extension RoadNetwork {
    /// The walks from `origins` to `target`, with what of `hazards` is on them and the shortest way round.
    ///
    /// - Parameter origins: points snapped for walking; `nil` where there was no road in reach.
    /// - Returns: per origin its walks; `nil` without origin or where no legal way leads to the target.
    public func walks(
        from origins: [SnappedPoint?], to target: SnappedPoint, counting hazards: HazardSelection, threads: Int = 1
    ) -> [HazardWalk?] {
        let walks = walks(from: origins, to: target, threads: threads)
        guard !hazards.isEmpty, let tree = walks.lazy.compactMap({ $0?.tree }).first else {
            return zip(origins, walks).map { origin, walk in
                origin.flatMap { origin in walk.map { HazardWalk(legal: $0, met: [], origin: origin) } }
            }
        }
        let onTheWay = HazardTree(tree, hazards, from: origins)
        let chunk = 512
        let parts = Parallel.map(count: (walks.count + chunk - 1) / chunk, threads: threads) { part in
            walks[part * chunk..<min(walks.count, (part + 1) * chunk)].map { walk in
                walk.flatMap { onTheWay.assess($0.origin) }
            }
        }
        let assessed = parts.flatMap { $0 }
        let unsafe = assessed.indices.filter { !(assessed[$0]?.isSafe ?? true) }
        let safe =
            unsafe.isEmpty
            ? nil : SafeWalks(tree, hazards, from: unsafe.compactMap { walks[$0]?.origin }, threads: threads)
        var result = walks.indices.map { index in
            walks[index].map { HazardWalk(legal: $0, met: assessed[index]?.met ?? [], origin: $0.origin) }
        }
        for (position, index) in unsafe.enumerated() {
            guard let walk = walks[index], let assessment = assessed[index], let safe else { continue }
            result[index] = HazardWalk(
                legal: walk, met: assessment.met, origin: walk.origin, safe: safe, at: position)
        }
        return result
    }
}
