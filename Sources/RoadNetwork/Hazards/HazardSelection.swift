public import Quantities

/// The hazards that count for some pupils, and how far they may walk along them.
public struct HazardSelection: Sendable {
    /// Positions in the hazard map, ascending.
    public let hazards: [Int]
    /// How many metres along hazards a safe walk may have in all.
    public let tolerance: Metres
    /// Per edge with a counted stretch along it: the stretches, and their union.
    let stretches: [Int32: [EdgeStretch]]
    let unions: [Int32: [Range<UInt32>]]
    /// Per graph node the counted crossings.
    let crossings: [Int32: [Crossing]]

    /// Of the hazards in `map` those at the positions `hazards` count.
    public init(_ map: HazardMap, counting hazards: [Int], tolerance: Metres = .zero) {
        let counted = Set(hazards.map { Int32($0) })
        self.hazards = Set(hazards).sorted()
        self.tolerance = max(.zero, tolerance)
        stretches = map.stretches.mapValues { $0.filter { counted.contains($0.hazard) } }.filter { !$0.value.isEmpty }
        crossings = map.crossings.mapValues { $0.filter { counted.contains($0.hazard) } }.filter { !$0.value.isEmpty }
        unions = stretches.mapValues { parts in
            var union: [Range<UInt32>] = []
            for part in parts {
                if let last = union.last, part.from <= last.upperBound {
                    union[union.count - 1] = last.lowerBound..<max(last.upperBound, part.to)
                } else {
                    union.append(part.from..<part.to)
                }
            }
            return union
        }
    }

    /// Whether no road of the network is dangerous.
    var isEmpty: Bool { stretches.isEmpty && crossings.isEmpty }

    /// The tolerance in centimetres.
    var limit: UInt32 { UInt32(min(Int(tolerance.decimetres) * 10, 1_000_000_000)) }

    /// Centimetres along hazards between two offsets of `edge`.
    func hazardous(on edge: Int, between a: UInt32, and b: UInt32) -> UInt32 {
        guard let union = unions[Int32(edge)] else { return 0 }
        let (low, high) = (min(a, b), max(a, b))
        return union.reduce(0) { sum, part in
            let (from, to) = (max(part.lowerBound, low), min(part.upperBound, high))
            return from < to ? sum + (to - from) : sum
        }
    }
}

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
    private let tree: SafeTree?

    init(legal: Walk, met: [HazardEncounter], origin: SnappedPoint, tree: SafeTree?) {
        self.legal = legal
        self.met = met
        self.origin = origin
        self.tree = tree
        if let tree { safeDistance = tree.distance(from: origin) } else { safeDistance = legal.distance }
    }

    /// The line of the safe walk, both points included; empty where there is none.
    public func safePath() -> [GeoPoint] { tree.map { $0.path(from: origin) } ?? legal.path() }
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
        let met = walks.map { $0?.encounters(hazards) ?? [] }
        var safe: SafeTree?
        return zip(origins, walks).enumerated().map { index, pair in
            guard let origin = pair.0, let walk = pair.1 else { return nil }
            let isSafe = met[index].isEmpty || walk.isSafe(hazards)
            if !isSafe, safe == nil { safe = SafeTree(self, target: target, hazards) }
            return HazardWalk(legal: walk, met: met[index], origin: origin, tree: isSafe ? nil : safe)
        }
    }
}
