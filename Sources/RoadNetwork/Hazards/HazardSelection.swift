import ParallelWork
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
    /// Per edge the centimetres along hazards on all of it.
    let wholeEdges: [UInt32]
    /// Per graph node whether a counted crossing is there.
    let isCrossing: [Bool]

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
        var wholeEdges = [UInt32](repeating: 0, count: map.edgeCount)
        for (edge, union) in unions { wholeEdges[Int(edge)] = union.reduce(0) { $0 + UInt32($1.count) } }
        self.wholeEdges = wholeEdges
        var isCrossing = [Bool](repeating: false, count: map.nodeCount)
        for node in crossings.keys { isCrossing[Int(node)] = true }
        self.isCrossing = isCrossing
    }

    /// Whether no road of the network is dangerous.
    var isEmpty: Bool { stretches.isEmpty && crossings.isEmpty }

    /// The tolerance in centimetres.
    var limit: UInt32 { UInt32(min(Int(tolerance.decimetres) * 10, 1_000_000_000)) }

    /// Centimetres along hazards between two offsets of `edge`.
    func hazardous(on edge: Int, between a: UInt32, and b: UInt32) -> UInt32 {
        guard wholeEdges[edge] > 0, let union = unions[Int32(edge)] else { return 0 }
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
        guard !hazards.isEmpty, let tree = walks.lazy.compactMap({ $0?.tree }).first else {
            return zip(origins, walks).map { origin, walk in
                origin.flatMap { origin in walk.map { HazardWalk(legal: $0, met: [], origin: origin, tree: nil) } }
            }
        }
        let onTheWay = HazardTree(tree, hazards)
        let chunk = 512
        let parts = Parallel.map(count: (walks.count + chunk - 1) / chunk, threads: threads) { part in
            walks[part * chunk..<min(walks.count, (part + 1) * chunk)].map { walk in
                walk.flatMap { onTheWay.assess($0.origin) }
            }
        }
        let assessed = parts.flatMap { $0 }
        let safe = assessed.contains { !($0?.isSafe ?? true) } ? SafeTree(tree, hazards, onTheWay) : nil
        return walks.enumerated().map { index, walk in
            guard let walk else { return nil }
            let assessment = assessed[index]
            return HazardWalk(
                legal: walk, met: assessment?.met ?? [], origin: walk.origin,
                tree: assessment?.isSafe ?? true ? nil : safe)
        }
    }
}
