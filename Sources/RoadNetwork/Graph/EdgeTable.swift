import Quantities

/// The roads of one profile, cut at junctions: every edge is a chain of segments of one way between two nodes.
///
/// Edges stand in the order of their ways, and within a way in its drawing direction from `tail` to `head`.
struct EdgeTable: Sendable {
    /// The graph node where an edge starts.
    var tails: [Int32] = []
    /// The graph node where it ends.
    var heads: [Int32] = []
    /// The road it belongs to, as a position in `OSMExtract.roads`.
    var roads: [Int32] = []
    /// Its first and last point as positions in `OSMExtract.roadNodes`; the points between lie between.
    var firstPoints: [Int32] = []
    var lastPoints: [Int32] = []
    /// Its length in centimetres: the sum over its segments, rounded once.
    var lengths: [UInt32] = []
    /// In which directions the profile may use it.
    var directions: [Directions] = []
    /// Per graph node its position in `OSMExtract.nodeIDs`. A node that the profile may not pass stands here once
    /// for every edge that ends at it, so that one can walk up to a gate from either side but not through it.
    var nodes: [Int32] = []

    /// The number of edges.
    var count: Int { tails.count }

    /// Cuts the roads that have `directions` at their junctions, at nodes with `cutting` features and at those with
    /// `barrier` features, which nobody passes.
    init(
        _ extract: OSMExtract, barrier: NodeFeatures, cutting: NodeFeatures = [], directions: (RoadWay) -> Directions
    ) {
        let nodeOf = junctions(extract, barrier: barrier, cutting: cutting, directions: directions)
        let builder = Builder(extract: extract, barrier: barrier, nodeOf: nodeOf)
        for (road, way) in extract.roads.enumerated() {
            let allowed = directions(way)
            if !allowed.isEmpty { builder.cut(road, way, allowed, into: &self) }
        }
    }

    private static let passed: Int32 = -1

    /// Per node of the extract its graph node; -1 for nodes that are no junction or are barriers.
    private mutating func junctions(
        _ extract: OSMExtract, barrier: NodeFeatures, cutting: NodeFeatures, directions: (RoadWay) -> Directions
    ) -> [Int32] {
        var uses = [UInt8](repeating: 0, count: extract.nodeIDs.count)
        for way in extract.roads where !directions(way).isEmpty {
            var previous: Int32 = -1
            for position in way.refs {
                let node = extract.roadNodes[position]
                guard node >= 0 else {
                    if previous >= 0 { uses[Int(previous)] = 2 }
                    previous = -1
                    continue
                }
                // The ends of a way and of its stretches within the file are junctions at once.
                let isEnd = previous < 0 || position == way.refs.upperBound - 1
                uses[Int(node)] = isEnd ? 2 : min(2, uses[Int(node)] + 1)
                previous = node
            }
        }
        for (node, features) in extract.features {
            if !features.isDisjoint(with: cutting), uses[Int(node)] > 0 { uses[Int(node)] = 2 }
            if !features.isDisjoint(with: barrier) { uses[Int(node)] = 0 }
        }
        var nodeOf = [Int32](repeating: Self.passed, count: uses.count)
        for node in uses.indices where uses[node] == 2 {
            nodeOf[node] = Int32(nodes.count)
            nodes.append(Int32(node))
        }
        return nodeOf
    }

    private struct Builder {
        let extract: OSMExtract
        let barrier: NodeFeatures
        let nodeOf: [Int32]

        func isBarrier(_ node: Int32) -> Bool {
            extract.features[node].map { !$0.isDisjoint(with: barrier) } ?? false
        }

        func cut(_ road: Int, _ way: RoadWay, _ allowed: Directions, into table: inout EdgeTable) {
            var start: Int?
            var length = 0.0
            var previous = GeoPoint(longitude: 0, latitude: 0)
            for position in way.refs {
                let node = extract.roadNodes[position]
                guard node >= 0 else {
                    start = nil
                    continue
                }
                let point = extract.point(node)
                defer { previous = point }
                guard let first = start else {
                    start = position
                    length = 0
                    continue
                }
                length += previous.distance(to: point)
                guard nodeOf[Int(node)] >= 0 || isBarrier(node) else { continue }
                append(road, first, position, length, allowed, to: &table)
                start = position
                length = 0
            }
        }

        private func append(
            _ road: Int, _ first: Int, _ last: Int, _ length: Double, _ allowed: Directions, to table: inout EdgeTable
        ) {
            table.tails.append(graphNode(at: first, in: &table))
            table.heads.append(graphNode(at: last, in: &table))
            table.roads.append(Int32(road))
            table.firstPoints.append(Int32(first))
            table.lastPoints.append(Int32(last))
            table.lengths.append(UInt32(min(length * 100, 2e9).rounded()))
            table.directions.append(allowed)
        }

        private func graphNode(at position: Int, in table: inout EdgeTable) -> Int32 {
            let node = extract.roadNodes[position]
            let known = nodeOf[Int(node)]
            guard known < 0 else { return known }
            table.nodes.append(node)
            return Int32(table.nodes.count - 1)
        }
    }
}
