/// Gives every arc of a hierarchy the trades of ways over lower nodes that no other way beats: shorter than the
/// shortest way without hazard, with no more along hazards than is tolerated.
///
/// What another way between the same nodes beats cannot be part of a walk that nothing beats, wherever that way leads;
/// so the shortest clean ways, which are known beforehand for all arcs, keep the lists short.
struct SafeContraction {
    private let topology: HierarchyTopology
    private let limit: UInt32
    /// Knows per arc the shortest way of all without hazard.
    private let clean: Customiser<UInt32>
    private let cleanUp: UnsafeMutablePointer<UInt32>
    private let cleanDown: UnsafeMutablePointer<UInt32>
    /// The arcs of the graph that lie along hazards, ascending by where they fall.
    private let marked: [Candidate]
    private(set) var up = TradeRows()
    private(set) var down = TradeRows()
    private var hasTrades: [Bool]
    private var candidates: [Candidate] = []

    /// A way that may be one of an arc.
    private struct Candidate: Comparable {
        /// Twice the arc of the topology, plus one if it leads downwards.
        var slot: Int32
        var trade: Trade

        static func < (one: Candidate, other: Candidate) -> Bool {
            one.slot < other.slot || one.slot == other.slot && one.trade < other.trade
        }
    }

    /// The trades when the graph's arcs have `weights` and `hazardous` centimetres; `clean` knows the ways without any.
    init(_ clean: Customiser<UInt32>, weights: Column<UInt32>, hazardous: [UInt32], limit: UInt32) {
        let topology = clean.topology
        self.topology = topology
        self.limit = limit
        self.clean = clean
        (cleanUp, cleanDown) = (clean.up, clean.down)
        marked = hazardous.indices.filter {
            hazardous[$0] > 0 && hazardous[$0] <= limit && weights[$0] < .noWay && topology.slots[$0] >= 0
        }.map {
            Candidate(slot: topology.slots[$0], trade: Trade(length: weights[$0], hazardous: hazardous[$0]))
        }.sorted()
        hasTrades = Array(repeating: false, count: topology.count)
    }

    /// Contracts all nodes from the lowest up.
    mutating func run() {
        var slotOf = [Int32](repeating: -1, count: topology.count)
        var nextMarked = 0
        for node in 0..<topology.count {
            let own = Int(topology.firstArc[node])..<Int(topology.firstArc[node + 1])
            while nextMarked < marked.count, Int(marked[nextMarked].slot >> 1) < own.upperBound {
                offer(marked[nextMarked].slot, marked[nextMarked].trade)
                nextMarked += 1
            }
            var isMapped = false
            for entry in Int(topology.firstBelow[node])..<Int(topology.firstBelow[node + 1])
            where hasTrades[Int(topology.tailsBelow[entry])] {
                if !isMapped { for arc in own { slotOf[Int(topology.heads[arc])] = Int32(arc) } }
                isMapped = true
                join(below: Int(topology.below[entry]), of: Int(topology.tailsBelow[entry]), slotOf)
                if candidates.count > 1 << 16 { keepUnbeaten() }
            }
            hasTrades[node] = !candidates.isEmpty
            close(own)
        }
    }

    /// Offers the ways over the lower node `tail`, whose arc to the present node is `arc`.
    private mutating func join(below arc: Int, of tail: Int, _ slotOf: [Int32]) {
        for other in arc + 1..<max(arc + 1, Int(topology.firstArc[tail + 1])) {
            let slot = slotOf[Int(topology.heads[other])]
            combine(arc, other, into: slot * 2, bound: cleanUp[Int(slot)])
            combine(other, arc, into: slot * 2 + 1, bound: cleanDown[Int(slot)])
        }
    }

    /// Offers the ways down `first` and up `second` that are shorter than `bound` to `slot`.
    @inline(__always)
    private mutating func combine(_ first: Int, _ second: Int, into slot: Int32, bound: UInt32) {
        let (downs, ups) = (down.range(of: first), up.range(of: second))
        guard !downs.isEmpty || !ups.isEmpty else { return }
        let (cleanFirst, cleanSecond) = (cleanDown[first], cleanUp[second])
        func tryOut(_ one: Trade, _ other: Trade) {
            let way = one + other
            if way.length < bound, way.hazardous <= limit { candidates.append(Candidate(slot: slot, trade: way)) }
        }
        for one in downs { tryOut(down.trades[one], Trade(length: cleanSecond, hazardous: 0)) }
        for other in ups { tryOut(Trade(length: cleanFirst, hazardous: 0), up.trades[other]) }
        for one in downs { for other in ups { tryOut(down.trades[one], up.trades[other]) } }
    }

    private mutating func offer(_ slot: Int32, _ trade: Trade) {
        let arc = Int(slot >> 1)
        guard trade.length < (slot & 1 == 0 ? cleanUp[arc] : cleanDown[arc]) else { return }
        candidates.append(Candidate(slot: slot, trade: trade))
    }

    /// Leaves of each arc's candidates what nothing beats.
    private mutating func keepUnbeaten() {
        guard candidates.count > 1 else { return }
        candidates.sort()
        var kept = 1
        for position in 1..<candidates.count {
            let (candidate, last) = (candidates[position], candidates[kept - 1])
            guard candidate.slot != last.slot || candidate.trade.hazardous < last.trade.hazardous else { continue }
            candidates[kept] = candidate
            kept += 1
        }
        candidates.removeLast(candidates.count - kept)
    }

    /// Hands the candidates to the arcs `own`.
    private mutating func close(_ own: Range<Int>) {
        keepUnbeaten()
        var position = 0
        for arc in own {
            while position < candidates.count, candidates[position].slot == Int32(arc * 2) {
                up.append(candidates[position].trade)
                position += 1
            }
            up.closeRow()
            while position < candidates.count, candidates[position].slot == Int32(arc * 2 + 1) {
                down.append(candidates[position].trade)
                position += 1
            }
            down.closeRow()
        }
        candidates.removeAll(keepingCapacity: true)
    }
}
