import ParallelWork
public import Quantities

/// A walk from one point to another over legal roads.
public struct Walk: Sendable {
    /// Straight line to the nearest legal segment + shortest legal path + straight line at the other end; zero only
    /// between equal points.
    public let distance: Metres
    /// The straight line from the origin to the network.
    public let originSnap: Metres
    /// The straight line from the network to the target.
    public let targetSnap: Metres
    let origin: SnappedPoint
    let tree: WalkTree

    init(distance: Metres, origin: SnappedPoint, tree: WalkTree) {
        self.distance = distance
        originSnap = origin.distance
        targetSnap = tree.target.distance
        self.origin = origin
        self.tree = tree
    }

    /// The walked line from the origin to the target, both included, without repeated points.
    public func path() -> [GeoPoint] { tree.path(from: origin) }

    /// The edges of the walk in order; none between equal points.
    func steps() -> [WalkStep] {
        origin.source == tree.target.source ? [] : tree.steps(from: origin) ?? []
    }
}

extension RoadNetwork {
    /// The walks from `origins` to `target`, by one search from the target over the whole network.
    ///
    /// - Parameter origins: points snapped for walking; `nil` where there was no road in reach.
    /// - Parameter threads: how many threads may measure; the result is the same for any number.
    /// - Returns: per origin its walk; `nil` without origin or where no legal way leads to the target.
    public func walks(from origins: [SnappedPoint?], to target: SnappedPoint, threads: Int = 1) -> [Walk?] {
        precondition(target.profile == .foot, "a walk needs a point that was snapped for walking")
        let tree = WalkTree(self, target: target)
        let chunk = 512
        let parts = Parallel.map(count: (origins.count + chunk - 1) / chunk, threads: threads) { part in
            origins[part * chunk..<min(origins.count, (part + 1) * chunk)].map { origin -> Walk? in
                guard let origin, let distance = tree.distance(from: origin) else { return nil }
                return Walk(distance: distance, origin: origin, tree: tree)
            }
        }
        return parts.flatMap { $0 }
    }

    /// The walked line from `origin` to `target`, both included; empty where no legal way leads there.
    public func walkPath(from origin: SnappedPoint, to target: SnappedPoint) -> [GeoPoint] {
        walks(from: [origin], to: target)[0]?.path() ?? []
    }
}

/// The shortest walks from everywhere to one target.
final class WalkTree: Sendable {
    let target: SnappedPoint
    let network: RoadNetwork
    /// Per graph node the centimetres to the target on the road; at least `noWay` where there is no way.
    private let distances: [UInt32]
    /// Per graph node the arc of the backward graph that leads towards the target; -1 at the target's edge.
    let parents: [Int32]

    init(_ network: RoadNetwork, target: SnappedPoint) {
        self.network = network
        self.target = target
        let edges = network.foot.edges
        var starts: [(node: Int, distance: UInt32)] = []
        for directed in edges.uses(of: target) {
            // Walking along `directed`, the target is reached from its start.
            starts.append((Int(edges.start(of: directed)), edges.along(directed, target.offset)))
        }
        let count = edges.nodes.count
        if let metric = network.footHierarchy.readyMetric(network) {
            let distances = network.footHierarchy.climbs.with(Climb(count)) { climb in
                metric.distances(to: starts.map { ($0.node, $0.distance) }, climb)
            }
            (self.distances, parents) = (distances, network.foot.parents(by: distances, from: starts))
            return
        }
        let (distances, found) = network.footSearches.with(Dijkstra(capacity: count)) { search in
            search.run(on: network.foot.backward, from: starts)
            return (search.allDistances(count), search.allParents(count))
        }
        self.distances = distances
        // Where roads without length make it matter in which order junctions are met, both methods choose alike.
        parents = network.foot.hasEmptyArcs ? network.foot.parents(by: distances, from: starts) : found
    }

    /// The direction in which the best walk from `origin` starts and its centimetres on the road; `isDirect` when it
    /// stays on the edge. Of equal walks the direct one, then that in drawing direction.
    func best(from origin: SnappedPoint) -> (directed: DirectedEdge, isDirect: Bool, centimetres: UInt32)? {
        let edges = network.foot.edges
        var best: (directed: DirectedEdge, isDirect: Bool, centimetres: UInt32)?
        for directed in edges.uses(of: origin) {
            let from = edges.along(directed, origin.offset)
            if origin.edge == target.edge {
                let to = edges.along(directed, target.offset)
                if to >= from, to - from < best?.centimetres ?? .max { best = (directed, true, to - from) }
            }
        }
        for directed in edges.uses(of: origin) {
            let beyond = distances[Int(edges.end(of: directed))]
            guard beyond < .noWay else { continue }
            let ahead = edges.lengths[directed.edge] - edges.along(directed, origin.offset)
            // Both are below `noWay`, twice of which still fits.
            if ahead + beyond < best?.centimetres ?? .noWay { best = (directed, false, ahead + beyond) }
        }
        return best
    }

    /// The centimetres on the road from `node`; at least `noWay` where there is no way.
    func distance(ofNode node: Int) -> UInt32 { distances[node] }

    /// The length of the walk from `origin`.
    func distance(from origin: SnappedPoint) -> Metres? {
        precondition(origin.profile == .foot, "a walk needs a point that was snapped for walking")
        if origin.source == target.source { return .zero }
        guard let best = best(from: origin) else { return nil }
        return Metres(rounding: origin.exactDistance + Double(best.centimetres) / 100 + target.exactDistance)
    }

    /// The line of the walk from `origin`; empty where there is none.
    func path(from origin: SnappedPoint) -> [GeoPoint] {
        if origin.source == target.source { return [origin.source] }
        guard let steps = steps(from: origin) else { return [] }
        return network.line(of: steps, from: origin, to: target)
    }

    /// The edges of the walk from `origin` in order; `nil` where there is none.
    func steps(from origin: SnappedPoint) -> [WalkStep]? {
        guard let best = best(from: origin) else { return nil }
        if best.isDirect { return [WalkStep(directed: best.directed, from: origin.offset, to: target.offset)] }
        let edges = network.foot.edges
        let first = WalkStep(directed: best.directed, from: origin.offset, to: edges.lastOffset(of: best.directed))
        return [first] + steps(fromNode: Int(edges.end(of: best.directed)))
    }

    /// The edges of the walk from `node` in order.
    func steps(fromNode start: Int) -> [WalkStep] {
        let edges = network.foot.edges
        var steps: [WalkStep] = []
        var node = start
        while parents[node] >= 0 {
            let arc = Int(parents[node])
            steps.append(WalkStep(whole: DirectedEdge(label: network.foot.backward.labels[arc]), edges))
            node = Int(network.foot.backward.sources[arc])
        }
        if let last = lastEdge(from: node) {
            steps.append(WalkStep(directed: last, from: edges.firstOffset(of: last), to: target.offset))
        }
        return steps
    }

    /// The target's edge as it is walked from `node`, an end of it: of its two directions the one whose distance it is.
    func lastEdge(from node: Int) -> DirectedEdge? {
        let edges = network.foot.edges
        return edges.uses(of: target).first {
            Int(edges.start(of: $0)) == node && edges.along($0, target.offset) == distances[node]
        }
    }

    /// The edge on which walks go on from `node`.
    func departure(from node: Int) -> DirectedEdge? {
        guard parents[node] >= 0 else { return lastEdge(from: node) }
        return DirectedEdge(label: network.foot.backward.labels[Int(parents[node])])
    }
}

/// A directed edge of a walk or the part of it that is walked; offsets in centimetres along the drawing direction.
struct WalkStep: Sendable {
    let directed: DirectedEdge
    let from: UInt32
    let to: UInt32

    init(directed: DirectedEdge, from: UInt32, to: UInt32) {
        self.directed = directed
        self.from = from
        self.to = to
    }

    /// All of `directed`.
    init(whole directed: DirectedEdge, _ edges: EdgeTable) {
        self.init(directed: directed, from: edges.firstOffset(of: directed), to: edges.lastOffset(of: directed))
    }
}

/// The one or two directions of an edge that are open, as drawn first.
struct EdgeUses: Sequence, IteratorProtocol {
    private var label: Int32
    private let end: Int32

    init(edge: Int32, _ directions: Directions) {
        label = edge * 2 + (directions.contains(.forward) ? 0 : 1)
        end = edge * 2 + (directions.contains(.backward) ? 2 : 1)
    }

    mutating func next() -> DirectedEdge? {
        guard label < end else { return nil }
        defer { label += 1 }
        return DirectedEdge(label: label)
    }
}

extension EdgeTable {
    /// Where `directed` starts, along the drawing direction.
    func firstOffset(of directed: DirectedEdge) -> UInt32 { directed.isBackward ? lengths[directed.edge] : 0 }

    /// Where `directed` ends, along the drawing direction.
    func lastOffset(of directed: DirectedEdge) -> UInt32 { directed.isBackward ? 0 : lengths[directed.edge] }

    /// The directions in which the edge of `point` may be used.
    func uses(of point: SnappedPoint) -> EdgeUses { EdgeUses(edge: point.edge, directions[Int(point.edge)]) }

    /// Centimetres from the start of `directed` to `offset` along the edge's drawing direction.
    func along(_ directed: DirectedEdge, _ offset: UInt32) -> UInt32 {
        directed.isBackward ? lengths[directed.edge] - offset : offset
    }
}

extension RoadNetwork {
    /// The line over `steps` with the straight lines at both ends.
    func line(of steps: [WalkStep], from origin: SnappedPoint, to target: SnappedPoint) -> [GeoPoint] {
        var line = LineBuilder(self, foot.edges)
        line.append(origin.source)
        line.append(origin.point)
        for (index, step) in steps.enumerated() {
            line.append(
                step.directed, from: index == 0 ? origin : nil, to: index == steps.count - 1 ? target : nil)
        }
        line.append(target.point)
        line.append(target.source)
        return line.points
    }
}

/// Puts a line together from edges and parts of edges.
struct LineBuilder {
    private let network: RoadNetwork
    private let edges: EdgeTable
    private(set) var points: [GeoPoint] = []

    init(_ network: RoadNetwork, _ edges: EdgeTable) {
        self.network = network
        self.edges = edges
    }

    /// Adds a point unless it repeats the last one.
    mutating func append(_ point: GeoPoint) {
        if points.last != point { points.append(point) }
    }

    /// Adds the points of `directed` after `from` and before `to`, where they lie on it; else from its start or to
    /// its end.
    mutating func append(_ directed: DirectedEdge, from: SnappedPoint?, to: SnappedPoint?) {
        let first = Int(edges.firstPoints[directed.edge])
        let last = Int(edges.lastPoints[directed.edge])
        if directed.isBackward {
            let high = from.map { Int($0.segment) } ?? last
            let low = to.map { Int($0.segment) + 1 } ?? first
            for position in stride(from: high, through: low, by: -1) { append(network.roadPoint(position)) }
        } else {
            let low = from.map { Int($0.segment) + 1 } ?? first
            let high = to.map { Int($0.segment) } ?? last
            for position in stride(from: low, through: high, by: 1) { append(network.roadPoint(position)) }
        }
    }
}
