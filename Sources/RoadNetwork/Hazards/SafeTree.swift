import Quantities

/// The shortest safe walks from everywhere to one target: a search that carries, besides the length, the centimetres
/// along hazards, and keeps every pair that no other beats in both (Martins 1984).
///
/// The result is exact: no penalty stands for a hazard, and a longer walk with fewer hazardous metres is kept as long
/// as it may lead to a walk within the tolerance.
///
/// Where the shortest walk meets no hazard it is the best safe one too. So only the other junctions are searched, from
/// the border of these inwards.
final class SafeTree: Sendable {
    /// A way from a node to the target.
    private struct Label {
        var node: Int32
        var distance: UInt32
        var hazardous: UInt32
        /// The directed edge on which the walk goes on from the node.
        var next: DirectedEdge
        /// The label at the end of that edge, `atTarget`, or `beyond` a node.
        var following: Int32

        /// Follows nothing: the target lies on the edge.
        static let atTarget: Int32 = -1
        /// Follows the shortest walk from a node; that of node 0 is two below nought.
        static func beyond(_ node: Int) -> Int32 { -2 - Int32(node) }
    }

    private let network: RoadNetwork
    private let tree: WalkTree
    private let hazards: HazardSelection
    private let onTheWay: HazardTree
    private let labels: [Label]
    /// Per node its nearest label, and per label the next one of its node; -1 where there is none.
    private let firstLabels: [Int32]
    private let nextLabels: [Int32]

    private var target: SnappedPoint { tree.target }

    /// The safe walks to the target of `tree`.
    init(_ tree: WalkTree, _ hazards: HazardSelection) {
        let onTheWay = HazardTree(tree, hazards)
        network = tree.network
        self.tree = tree
        self.hazards = hazards
        self.onTheWay = onTheWay
        var search = Search(tree: tree, hazards: hazards, onTheWay: onTheWay)
        search.run()
        labels = search.labels
        firstLabels = search.firstLabels
        nextLabels = search.nextLabels
    }

    private struct Search {
        let tree: WalkTree
        let network: RoadNetwork
        let hazards: HazardSelection
        let isClean: [Bool]
        var labels: [Label] = []
        var firstLabels: [Int32]
        var nextLabels: [Int32] = []
        private var lastLabels: [Int32]
        private var queue = LabelQueue()
        private let graph: ArcGraph
        /// The fewest hazardous centimetres settled per node; at crossings, where it matters how the walk goes on, per
        /// node and edge.
        private var fewest: [UInt32]
        private var fewestAtCrossing: [Int64: UInt32] = [:]

        init(tree: WalkTree, hazards: HazardSelection, onTheWay: HazardTree) {
            self.tree = tree
            network = tree.network
            self.hazards = hazards
            graph = network.foot.backward
            isClean = (0..<graph.nodeCount).map { onTheWay.isClean($0) }
            fewest = Array(repeating: .max, count: graph.nodeCount)
            firstLabels = Array(repeating: -1, count: graph.nodeCount)
            lastLabels = firstLabels
        }

        mutating func run() {
            let edges = network.foot.edges
            let target = tree.target
            for directed in edges.uses(of: target) where !isClean[Int(edges.start(of: directed))] {
                offer(
                    Label(
                        node: edges.start(of: directed), distance: edges.along(directed, target.offset),
                        hazardous: hazards.hazardous(
                            on: directed.edge, between: edges.firstOffset(of: directed), and: target.offset),
                        next: directed, following: Label.atTarget))
            }
            // From each clean node to those before it that are not.
            for node in 0..<graph.nodeCount where isClean[node] {
                extend(node, distance: tree.distance(ofNode: node), hazardous: 0, following: Label.beyond(node))
            }
            while let index = queue.pop() {
                let label = labels[Int(index)]
                guard improves(label) else { continue }
                settle(label, index)
                extend(
                    Int(label.node), distance: label.distance, hazardous: label.hazardous, following: index,
                    next: label.next)
            }
        }

        /// Offers the ways over `node` to the nodes before it; `next` is the edge they go on by, which matters at
        /// crossings.
        private mutating func extend(
            _ node: Int, distance: UInt32, hazardous: UInt32, following: Int32, next: DirectedEdge? = nil
        ) {
            for arc in graph.arcs(of: node) {
                let before = graph.targets[arc]
                let weight = graph.weights[arc]
                guard !isClean[Int(before)], weight < .noWay else { continue }
                let directed = DirectedEdge(label: graph.labels[arc])
                if let next, network.crosses(hazards, at: Int32(node), from: directed, to: next) { continue }
                // Both are below `noWay`, twice of which still fits.
                guard distance + weight < .noWay else { continue }
                offer(
                    Label(
                        node: before, distance: distance + weight,
                        hazardous: hazardous + hazards.wholeEdges[directed.edge], next: directed, following: following))
            }
        }

        private mutating func offer(_ label: Label) {
            guard label.hazardous <= hazards.limit, improves(label) else { return }
            queue.push(UInt64(label.distance) << 32 | UInt64(label.hazardous), Int32(labels.count))
            labels.append(label)
            nextLabels.append(-1)
        }

        private func improves(_ label: Label) -> Bool {
            guard hazards.isCrossing[Int(label.node)] else { return label.hazardous < fewest[Int(label.node)] }
            return label.hazardous < fewestAtCrossing[key(label)] ?? .max
        }

        private mutating func settle(_ label: Label, _ index: Int32) {
            if hazards.isCrossing[Int(label.node)] {
                fewestAtCrossing[key(label)] = label.hazardous
            } else {
                fewest[Int(label.node)] = label.hazardous
            }
            let last = lastLabels[Int(label.node)]
            if last < 0 { firstLabels[Int(label.node)] = index } else { nextLabels[Int(last)] = index }
            lastLabels[Int(label.node)] = index
        }

        private func key(_ label: Label) -> Int64 { Int64(label.node) << 32 | Int64(label.next.label) }
    }

    /// The first steps of the best safe walk from `origin`.
    private func best(from origin: SnappedPoint) -> (first: WalkStep, label: Int32, centimetres: UInt32)? {
        let edges = network.foot.edges
        var best: (first: WalkStep, label: Int32, centimetres: UInt32)?
        for directed in edges.uses(of: origin) where origin.edge == target.edge {
            let (from, to) = (edges.along(directed, origin.offset), edges.along(directed, target.offset))
            let hazardous = hazards.hazardous(on: directed.edge, between: origin.offset, and: target.offset)
            if to >= from, hazardous <= hazards.limit, to - from < best?.centimetres ?? .max {
                best = (WalkStep(directed: directed, from: origin.offset, to: target.offset), -1, to - from)
            }
        }
        for directed in edges.uses(of: origin) {
            let end = edges.lastOffset(of: directed)
            let ahead = edges.lengths[directed.edge] - edges.along(directed, origin.offset)
            let hazardous = hazards.hazardous(on: directed.edge, between: origin.offset, and: end)
            guard hazardous <= hazards.limit else { continue }
            let first = WalkStep(directed: directed, from: origin.offset, to: end)
            let node = Int(edges.end(of: directed))
            if onTheWay.isClean(node) {
                let length = ahead + tree.distance(ofNode: node)
                if length < best?.centimetres ?? .noWay { best = (first, Label.beyond(node), length) }
                continue
            }
            var next = firstLabels[node]
            while next >= 0 {
                let (index, label) = (next, labels[Int(next)])
                next = nextLabels[Int(next)]
                guard hazardous + label.hazardous <= hazards.limit,
                    !network.crosses(hazards, at: label.node, from: directed, to: label.next)
                else { continue }
                if ahead + label.distance < best?.centimetres ?? .noWay {
                    best = (first, index, ahead + label.distance)
                }
                break
            }
        }
        return best
    }

    /// The length of the safe walk from `origin`; `nil` where there is none.
    func distance(from origin: SnappedPoint) -> Metres? {
        guard let best = best(from: origin) else { return nil }
        return Metres(rounding: origin.exactDistance + Double(best.centimetres) / 100 + target.exactDistance)
    }

    /// The line of the safe walk from `origin`; empty where there is none.
    func path(from origin: SnappedPoint) -> [GeoPoint] {
        guard let best = best(from: origin) else { return [] }
        let edges = network.foot.edges
        var steps = [best.first]
        var index = best.label
        while index >= 0 {
            let label = labels[Int(index)]
            steps.append(
                label.following != Label.atTarget
                    ? WalkStep(whole: label.next, edges)
                    : WalkStep(directed: label.next, from: edges.firstOffset(of: label.next), to: target.offset))
            index = label.following
        }
        if index != Label.atTarget { steps += tree.steps(fromNode: Int(-2 - index)) }
        return network.line(of: steps, from: origin, to: target)
    }
}

extension RoadNetwork {
    /// Whether going on at `node` from `arrival` to `departure` crosses one of `hazards`.
    func crosses(
        _ hazards: HazardSelection, at node: Int32, from arrival: DirectedEdge, to departure: DirectedEdge
    ) -> Bool {
        guard hazards.isCrossing[Int(node)] else { return false }
        return hazards.crossings[node]?.contains { isCrossed($0, from: arrival, to: departure) } ?? false
    }

    /// Whether going on from `arrival` to `departure` gets to the other side of `crossing`.
    func isCrossed(_ crossing: Crossing, from arrival: DirectedEdge, to departure: DirectedEdge) -> Bool {
        guard !crossing.edges.contains(Int32(arrival.edge)), !crossing.edges.contains(Int32(departure.edge)) else {
            return false
        }
        return crossing.separates(firstBearing(of: arrival.reversed), firstBearing(of: departure))
    }

    /// The direction in which `directed` leaves its start.
    private func firstBearing(of directed: DirectedEdge) -> Double {
        let edges = foot.edges
        let (first, last) = (Int(edges.firstPoints[directed.edge]), Int(edges.lastPoints[directed.edge]))
        return directed.isBackward
            ? bearing(from: roadPoint(last), to: roadPoint(last - 1))
            : bearing(from: roadPoint(first), to: roadPoint(first + 1))
    }
}
