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
    /// What makes many targets quick.
    let metrics = SafeMetricStore()

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
