public import Quantities

extension RoadNetwork {
    /// The targets that a safe walk from `origin` reaches within `limit` (inclusive), nearest first, ties by target: a
    /// walk that crosses none of `hazards` and keeps within their tolerance along them.
    ///
    /// Exact as ``walks(from:to:counting:threads:)`` is, but searched from the home outwards and no farther than `limit`,
    /// so that many homes with many targets can be asked.
    public func safeWalksInReach(
        from origin: SnappedPoint, to targets: FootTargets, within limit: Metres, counting hazards: HazardSelection
    ) -> [(target: Int, distance: Metres)] {
        precondition(origin.profile == .foot, "a walk needs a point that was snapped for walking")
        guard limit >= .zero else { return [] }
        var search = SafeReach(network: self, targets: targets, hazards: hazards, limit: limit)
        search.run(from: origin)
        let found = search.best.compactMap { target, centimetres -> (target: Int, distance: Metres)? in
            let point = targets.points[target]!
            let length = origin.exactDistance + Double(centimetres) / 100 + point.exactDistance
            let distance = point.source == origin.source ? .zero : Metres(rounding: length)
            return distance <= limit ? (target, distance) : nil
        }
        return found.sorted { ($0.distance, $0.target) < ($1.distance, $1.target) }
    }
}

/// A search that carries centimetres walked and centimetres along hazards side by side (Martins 1984), from one home.
private struct SafeReach {
    /// A way from the home to a node: the edge it came by matters where a road must not be crossed.
    private struct Label {
        var node: Int32
        var distance: UInt32
        var hazardous: UInt32
        var arrival: DirectedEdge
    }

    let network: RoadNetwork
    let targets: FootTargets
    let hazards: HazardSelection
    /// Per target met the centimetres on the road.
    private(set) var best: [Int: UInt32] = [:]
    private let farthest: UInt32
    private var labels: [Label] = []
    private var queue = LabelQueue()
    private var fewest: [Int32: UInt32] = [:]
    private var fewestAtCrossing: [Int64: UInt32] = [:]

    init(network: RoadNetwork, targets: FootTargets, hazards: HazardSelection, limit: Metres) {
        self.network = network
        self.targets = targets
        self.hazards = hazards
        farthest = UInt32(clamping: Int(limit.decimetres) * 10 + 10)
    }

    mutating func run(from origin: SnappedPoint) {
        let edges = network.foot.edges
        for directed in edges.uses(of: origin) {
            meet(on: directed, from: origin.offset, distance: 0, hazardous: 0)
            offer(
                Label(
                    node: edges.end(of: directed),
                    distance: edges.lengths[directed.edge] - edges.along(directed, origin.offset),
                    hazardous: hazards.hazardous(
                        on: directed.edge, between: origin.offset, and: edges.lastOffset(of: directed)),
                    arrival: directed))
        }
        while let index = queue.pop() {
            let label = labels[Int(index)]
            guard improves(label) else { continue }
            settle(label)
            leave(label)
        }
    }

    /// Goes on along every road that may be taken without crossing a hazard.
    private mutating func leave(_ label: Label) {
        let edges = network.foot.edges
        for arc in network.foot.forward.arcs(of: Int(label.node)) {
            let directed = DirectedEdge(label: network.foot.forward.labels[arc])
            guard !network.crosses(hazards, at: label.node, from: label.arrival, to: directed) else { continue }
            meet(
                on: directed, from: edges.firstOffset(of: directed), distance: label.distance,
                hazardous: label.hazardous)
            let (distance, overflow) = label.distance.addingReportingOverflow(network.foot.forward.weights[arc])
            guard !overflow else { continue }
            offer(
                Label(
                    node: network.foot.forward.targets[arc], distance: distance,
                    hazardous: label.hazardous + hazards.wholeEdges[directed.edge], arrival: directed))
        }
    }

    /// Notes the targets on `directed` at or after `offset`.
    private mutating func meet(on directed: DirectedEdge, from offset: UInt32, distance: UInt32, hazardous: UInt32) {
        let edges = network.foot.edges
        let start = edges.along(directed, offset)
        for target in targets.targets(on: directed.edge) {
            let end = targets.points[Int(target)]!.offset
            let position = edges.along(directed, end)
            guard position >= start,
                hazardous + hazards.hazardous(on: directed.edge, between: offset, and: end) <= hazards.limit
            else { continue }
            let total = distance + (position - start)
            if total < best[Int(target)] ?? .max { best[Int(target)] = total }
        }
    }

    private mutating func offer(_ label: Label) {
        guard label.distance <= farthest, label.hazardous <= hazards.limit, improves(label) else { return }
        queue.push(UInt64(label.distance) << 32 | UInt64(label.hazardous), Int32(labels.count))
        labels.append(label)
    }

    private func improves(_ label: Label) -> Bool {
        guard hazards.isCrossing[Int(label.node)] else { return label.hazardous < fewest[label.node] ?? .max }
        return label.hazardous < fewestAtCrossing[key(label)] ?? .max
    }

    private mutating func settle(_ label: Label) {
        if hazards.isCrossing[Int(label.node)] {
            fewestAtCrossing[key(label)] = label.hazardous
        } else {
            fewest[label.node] = label.hazardous
        }
    }

    private func key(_ label: Label) -> Int64 { Int64(label.node) << 32 | Int64(label.arrival.label) }
}
