import Quantities

/// The roads of one profile, cut at junctions: every edge is a chain of segments of one way between two nodes.
///
/// Edges stand in the order of their ways, and within a way in its drawing direction from `tail` to `head`.
final class EdgeTable: Sendable {
    /// The graph node where an edge starts.
    let tails: Column<Int32>
    /// The graph node where it ends.
    let heads: Column<Int32>
    /// The road it belongs to, as a position in `OSMExtract.roads`.
    let roads: Column<Int32>
    /// Its first and last point as positions in `OSMExtract.roadNodes`; the points between lie between.
    let firstPoints: Column<Int32>
    let lastPoints: Column<Int32>
    /// Its length in centimetres: the sum over its segments, rounded once.
    let lengths: Column<UInt32>
    /// In which directions the profile may use it; empty where the conditions close it.
    let directions: Column<Directions>
    /// Per graph node its position in `OSMExtract.nodeIDs`. A node that the profile may not pass stands here once
    /// for every edge that ends at it, so that one can walk up to a gate from either side but not through it.
    let nodes: Column<Int32>

    /// The number of edges.
    var count: Int { tails.count }

    /// Whether `edge` is a ferry's.
    func isFerry(_ edge: Int, _ extract: OSMExtract) -> Bool { extract.roads[Int(roads[edge])].roadClass == .ferry }

    /// Cuts the roads that have `directions` at their junctions, at nodes with `cutting` features and at those with
    /// `barrier` features, which nobody passes.
    init(
        _ extract: OSMExtract, barrier: NodeFeatures, cutting: NodeFeatures = [], directions: (RoadWay) -> Directions
    ) {
        let allowed = extract.roads.map(directions)
        var cutter = RoadCutter(extract, barrier: barrier, cutting: cutting, allowed: allowed)
        for (road, way) in extract.roads.enumerated() where !allowed[road].isEmpty { cutter.cut(road, way) }
        tails = Column(cutter.tails)
        heads = Column(cutter.heads)
        roads = Column(cutter.roads)
        firstPoints = Column(cutter.firstPoints)
        lastPoints = Column(cutter.lastPoints)
        lengths = Column(cutter.lengths)
        self.directions = Column(cutter.roads.map { allowed[Int($0)] })
        nodes = Column(cutter.nodes)
    }

    /// A table of its columns.
    init(
        tails: Column<Int32>, heads: Column<Int32>, roads: Column<Int32>, firstPoints: Column<Int32>,
        lastPoints: Column<Int32>, lengths: Column<UInt32>, directions: Column<Directions>, nodes: Column<Int32>
    ) {
        (self.tails, self.heads, self.roads, self.nodes) = (tails, heads, roads, nodes)
        (self.firstPoints, self.lastPoints) = (firstPoints, lastPoints)
        (self.lengths, self.directions) = (lengths, directions)
    }

    /// The edges of `table` where its roads have other `directions`.
    init(_ table: EdgeTable, _ extract: OSMExtract, directions: (RoadWay) -> Directions) {
        (tails, heads, roads, nodes) = (table.tails, table.heads, table.roads, table.nodes)
        (firstPoints, lastPoints, lengths) = (table.firstPoints, table.lastPoints, table.lengths)
        let allowed = extract.roads.map(directions)
        self.directions = Column(table.roads.map { allowed[Int($0)] })
    }
}

/// Cuts roads into edges.
private struct RoadCutter {
    var tails: [Int32] = []
    var heads: [Int32] = []
    var roads: [Int32] = []
    var firstPoints: [Int32] = []
    var lastPoints: [Int32] = []
    var lengths: [UInt32] = []
    var nodes: [Int32] = []
    private let extract: OSMExtract
    private let barrier: NodeFeatures
    /// Per node of the extract its graph node; -1 for nodes that are no junction or are barriers.
    private var nodeOf: [Int32]

    init(_ extract: OSMExtract, barrier: NodeFeatures, cutting: NodeFeatures, allowed: [Directions]) {
        self.extract = extract
        self.barrier = barrier
        var uses = [UInt8](repeating: 0, count: extract.nodeIDs.count)
        for (road, way) in extract.roads.enumerated() where !allowed[road].isEmpty {
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
        nodeOf = Array(repeating: -1, count: uses.count)
        for node in uses.indices where uses[node] > 0 {
            let features = extract.features[node]
            let isJunction = uses[node] == 2 || !features.isDisjoint(with: cutting)
            guard isJunction, features.isDisjoint(with: barrier) else { continue }
            nodeOf[node] = Int32(nodes.count)
            nodes.append(Int32(node))
        }
    }

    mutating func cut(_ road: Int, _ way: RoadWay) {
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
            let isBarrier = !extract.features[Int(node)].isDisjoint(with: barrier)
            guard nodeOf[Int(node)] >= 0 || isBarrier else { continue }
            append(road, first, position, length)
            start = position
            length = 0
        }
    }

    private mutating func append(_ road: Int, _ first: Int, _ last: Int, _ length: Double) {
        tails.append(graphNode(at: first))
        heads.append(graphNode(at: last))
        roads.append(Int32(road))
        firstPoints.append(Int32(first))
        lastPoints.append(Int32(last))
        lengths.append(UInt32(min(length * 100, 2e9).rounded()))
    }

    private mutating func graphNode(at position: Int) -> Int32 {
        let node = extract.roadNodes[position]
        let known = nodeOf[Int(node)]
        guard known < 0 else { return known }
        nodes.append(node)
        return Int32(nodes.count - 1)
    }
}
