import Quantities

/// The safe walks from chosen places to one target, by the hierarchy: a climb from the target and a sweep down to the
/// places, which carry every trade of metres against hazardous metres that nothing beats.
struct SafeSweep {
    private let metric: SafeMetric
    private let hazards: HazardSelection
    private let edges: EdgeTable
    private let target: SnappedPoint
    /// The trades of all nodes met, and per rank where its own stand; -1 where there are none.
    private var labels: [Trade] = []
    private var firstLabel: [Int32]
    private var labelCount: [Int32]
    /// What the climb found, by rank.
    private var climbed: [Int: [Trade]] = [:]

    /// The walks from `origins` over the roads of `network`.
    init(
        _ metric: SafeMetric, _ network: RoadNetwork, _ hazards: HazardSelection, to target: SnappedPoint,
        from origins: some Sequence<SnappedPoint>
    ) {
        self.metric = metric
        self.hazards = hazards
        self.target = target
        edges = network.foot.edges
        firstLabel = Array(repeating: -1, count: metric.topology.count)
        labelCount = firstLabel
        climb()
        let isSelected = selected(origins)
        var buffer: [Trade] = []
        for rank in stride(from: isSelected.count - 1, through: 0, by: -1) where isSelected[rank] {
            settle(rank, &buffer)
        }
    }

    /// Climbs from the ends of the target's edge through all their ancestors.
    private mutating func climb() {
        let topology = metric.topology
        var heads: [Int] = []
        for directed in edges.uses(of: target) {
            let start = Trade(
                length: edges.along(directed, target.offset),
                hazardous: hazards.hazardous(
                    on: directed.edge, between: edges.firstOffset(of: directed), and: target.offset))
            guard start.hazardous <= metric.limit else { continue }
            let rank = Int(topology.rank[Int(edges.start(of: directed))])
            climbed[rank, default: []].append(start)
            heads.append(rank)
        }
        while let node = heads.min() {
            if var trades = climbed[node] {
                trades.keepUnbeaten()
                climbed[node] = trades
                for arc in metric.downward.arcs(of: node) {
                    join(trades, arc, metric.downward, into: &climbed[Int(metric.downward.heads[arc]), default: []])
                }
            }
            let parent = topology.parent(node)
            heads.removeAll { $0 == node }
            if parent >= 0, !heads.contains(parent) { heads.append(parent) }
        }
    }

    /// Adds the ways over `arc` and then by one of `trades` to `found`.
    private func join(_ trades: [Trade], _ arc: Int, _ arcs: SafeMetric.Arcs, into found: inout [Trade]) {
        let clean = arcs.clean[arc]
        for trade in trades {
            if clean < .noWay, clean &+ trade.length < .noWay {
                found.append(Trade(length: clean &+ trade.length, hazardous: trade.hazardous))
            }
            for position in arcs.trades.range(of: arc) {
                let way = arcs.trades.trades[position] + trade
                if way.length < .noWay, way.hazardous <= metric.limit { found.append(way) }
            }
        }
    }

    /// Per rank whether ways from `origins` may come up through it.
    private func selected(_ origins: some Sequence<SnappedPoint>) -> [Bool] {
        var isSelected = [Bool](repeating: false, count: metric.topology.count)
        var stack: [Int] = []
        for origin in origins {
            for directed in edges.uses(of: origin) {
                let rank = Int(metric.topology.rank[Int(edges.end(of: directed))])
                if !isSelected[rank] { stack.append(rank) }
                isSelected[rank] = true
            }
        }
        while let rank = stack.popLast() {
            for arc in metric.upward.arcs(of: rank) {
                let head = Int(metric.upward.heads[arc])
                if !isSelected[head] { stack.append(head) }
                isSelected[head] = true
            }
        }
        return isSelected
    }

    /// Gathers the trades of `rank` from those above it.
    private mutating func settle(_ rank: Int, _ buffer: inout [Trade]) {
        buffer.removeAll(keepingCapacity: true)
        if let own = climbed[rank] { buffer += own }
        // The shortest way without hazard beats most others at once.
        var bound = buffer.last.map { $0.hazardous == 0 ? $0.length : .noWay } ?? .noWay
        for arc in metric.upward.arcs(of: rank) {
            let head = Int(metric.upward.heads[arc])
            guard firstLabel[head] >= 0 else { continue }
            let last = labels[Int(firstLabel[head] + labelCount[head]) - 1]
            if last.hazardous == 0 { bound = min(bound, metric.upward.clean[arc] &+ last.length) }
        }
        for arc in metric.upward.arcs(of: rank) { gather(arc, below: bound, &buffer) }
        if bound < .noWay { buffer.append(Trade(length: bound, hazardous: 0)) }
        guard !buffer.isEmpty else { return }
        buffer.keepUnbeaten()
        firstLabel[rank] = Int32(labels.count)
        labelCount[rank] = Int32(buffer.count)
        labels += buffer
    }

    /// Adds the ways over `arc` that are shorter than `bound`.
    @inline(__always)
    private func gather(_ arc: Int, below bound: UInt32, _ buffer: inout [Trade]) {
        let head = Int(metric.upward.heads[arc])
        guard firstLabel[head] >= 0 else { return }
        let clean = metric.upward.clean[arc]
        let trades = metric.upward.trades.range(of: arc)
        for position in Int(firstLabel[head])..<Int(firstLabel[head] + labelCount[head]) {
            let label = labels[position]
            if clean &+ label.length < bound {
                buffer.append(Trade(length: clean &+ label.length, hazardous: label.hazardous))
            }
            for trade in trades {
                let way = metric.upward.trades.trades[trade] + label
                if way.length < bound, way.hazardous <= metric.limit { buffer.append(way) }
            }
        }
    }

    /// The length of the safe walk from `origin`, one of those that were given; `nil` where there is none.
    func distance(from origin: SnappedPoint) -> Metres? {
        var best = UInt32.noWay
        for directed in edges.uses(of: origin) where origin.edge == target.edge {
            let (from, to) = (edges.along(directed, origin.offset), edges.along(directed, target.offset))
            let hazardous = hazards.hazardous(on: directed.edge, between: origin.offset, and: target.offset)
            if to >= from, hazardous <= metric.limit { best = min(best, to - from) }
        }
        for directed in edges.uses(of: origin) {
            let rank = Int(metric.topology.rank[Int(edges.end(of: directed))])
            guard firstLabel[rank] >= 0 else { continue }
            let ahead = edges.lengths[directed.edge] - edges.along(directed, origin.offset)
            let hazardous = hazards.hazardous(
                on: directed.edge, between: origin.offset, and: edges.lastOffset(of: directed))
            guard hazardous <= metric.limit else { continue }
            // The first that keeps within the tolerance is the shortest that does.
            let own = labels[Int(firstLabel[rank])..<Int(firstLabel[rank] + labelCount[rank])]
            if let label = own.first(where: { hazardous + $0.hazardous <= metric.limit }) {
                best = min(best, ahead + label.length)
            }
        }
        guard best < .noWay else { return nil }
        return Metres(rounding: origin.exactDistance + Double(best) / 100 + target.exactDistance)
    }
}
