/// What an arc may weigh: 32 bits for one quantity, 64 for a time (upper half) with a length (lower half), which breaks
/// its ties.
protocol HierarchyWeight: FixedWidthInteger, UnsignedInteger, BitwiseCopyable, Sendable {
    /// The weight as a floating-point number that holds it exactly, if `isExact` says so of a sum. Processors add and
    /// compare these several at a time.
    var lane: Double { get }
    /// The weight of a lane.
    init(lane: Double)
    /// Whether a sum of lanes is the lane of the sum.
    static func isExact(_ lane: Double) -> Bool
}

extension UInt32: HierarchyWeight {
    var lane: Double { self >= .noWay ? .infinity : Double(self) }
    init(lane: Double) { self = lane < Double(UInt32.noWay) ? UInt32(lane) : .noWay }
    static func isExact(_ lane: Double) -> Bool { true }
}

extension UInt64: HierarchyWeight {
    /// 2 to the 27: the length's share of a lane, enough for 1,342 km in centimetres.
    private static let share = 134_217_728.0

    var lane: Double { self >= .noWay ? .infinity : Double(self >> 32) * Self.share + Double(self & 0xFFFF_FFFF) }
    init(lane: Double) {
        guard lane < 9_007_199_254_740_992 else {
            self = .noWay
            return
        }
        let whole = UInt64(lane)
        self = (whole >> 27) << 32 | whole & 0x7FF_FFFF
    }
    /// Up to 16 hours the length of a drive at no more than 80 km/h stays within its share, and the whole within the 53
    /// bits that the number holds.
    static func isExact(_ lane: Double) -> Bool { lane < 57_600_000 * share || lane == .infinity }
}

extension HierarchyWeight {
    /// No way. Twice of it still fits.
    static var noWay: Self { Self.max / 2 }
}

/// The weights of a hierarchy for one metric, customised perfectly: an arc that is longer than the way round it is
/// left out of the searches.
struct HierarchyMetric<Weight: HierarchyWeight>: Sendable {
    let topology: HierarchyTopology
    /// The arcs that searches need.
    let upward: SearchArcs<Weight>
    let downward: SearchArcs<Weight>

    /// The weights of the arcs of the graph, in its order, on `topology`.
    init(_ topology: HierarchyTopology, weights: Column<Weight>) {
        let customiser = Customiser(topology, weights: weights)
        customiser.contract()
        customiser.relaxFromAbove()
        self.topology = topology
        upward = SearchArcs(topology, customiser.up, customiser.upVia) { customiser.needsUp($0) }
        downward = SearchArcs(topology, customiser.down, customiser.downVia) { customiser.needsDown($0) }
    }
}

/// The arcs upwards from each node that a search must look at.
struct SearchArcs<Weight: HierarchyWeight>: Sendable {
    let first: [Int32]
    let heads: [Int32]
    let weights: [Weight]
    /// Per arc what it consists of: a node below both ends, or `~arc` for an arc of the graph.
    let via: [Int32]

    init(
        _ topology: HierarchyTopology, _ all: UnsafeMutablePointer<Weight>, _ allVia: UnsafeMutablePointer<Int32>,
        needs: (Int) -> Bool
    ) {
        let count = (0..<topology.heads.count).reduce(0) { $0 + (needs($1) ? 1 : 0) }
        var first: [Int32] = [0]
        var heads: [Int32] = []
        var weights: [Weight] = []
        var via: [Int32] = []
        first.reserveCapacity(topology.count + 1)
        heads.reserveCapacity(count)
        weights.reserveCapacity(count)
        via.reserveCapacity(count)
        for node in 0..<topology.count {
            for arc in Int(topology.firstArc[node])..<Int(topology.firstArc[node + 1]) where needs(arc) {
                heads.append(topology.heads[arc])
                weights.append(all[arc])
                via.append(allVia[arc])
            }
            first.append(Int32(heads.count))
        }
        (self.first, self.heads, self.weights, self.via) = (first, heads, weights, via)
    }

    /// The node whose row holds `arc`.
    func tail(of arc: Int) -> Int {
        var (low, high) = (0, first.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(first[middle]) <= arc { low = middle } else { high = middle }
        }
        return low
    }

    /// The arc between two nodes, the lower first. Between the ends of an arc that is needed and the node it leads over
    /// there is one: a shorter way for a part would be one for the whole.
    func arc(_ low: Int, _ high: Int) -> Int {
        (Int(first[low])..<Int(first[low + 1])).first { Int(heads[$0]) == high }!
    }
}
