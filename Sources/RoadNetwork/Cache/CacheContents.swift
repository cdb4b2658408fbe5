extension OSMExtract {
    /// Writes everything.
    func encode(into writer: inout CacheWriter) {
        writer.put(roads)
        writer.put(roadNodes)
        writer.put(nodeIDs)
        writer.put(longitudes)
        writer.put(latitudes)
        writer.put(features)
        writer.put(restrictions.flatMap(\.words))
        writer.put(places)
        writer.put(names.starts)
        writer.put(names.utf8)
        writer.put(Array(country.utf8))
    }

    /// Reads what `encode` wrote.
    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        roads = try reader.column(RoadWay.self)
        roadNodes = try reader.column(Int32.self)
        nodeIDs = try reader.column(Int64.self)
        longitudes = try reader.column(Int32.self)
        latitudes = try reader.column(Int32.self)
        features = try reader.column(NodeFeatures.self)
        restrictions = try TurnRestriction.list(of: reader.column(Int64.self))
        places = try reader.column(ExtractPlace.self)
        names = NameTable(starts: try reader.column(UInt32.self), utf8: try reader.column(UInt8.self))
        country = String(decoding: try reader.column(UInt8.self), as: UTF8.self)
    }
}

extension TurnRestriction {
    /// This restriction as numbers: id, only, then each list after its length; a via node is a list of one after 1,
    /// via ways a list after 0.
    fileprivate var words: [Int64] {
        func list(_ ids: [Int64]) -> [Int64] { [Int64(ids.count)] + ids }
        let between: [Int64] =
            switch via {
            case .node(let id): [1] + list([id])
            case .ways(let ids): [0] + list(ids)
            }
        return [id, isOnly ? 1 : 0] + list(from) + between + list(to)
    }

    fileprivate static func list(of words: Column<Int64>) throws(CacheReader.Mismatch) -> [TurnRestriction] {
        var restrictions: [TurnRestriction] = []
        var position = 0
        func next() throws(CacheReader.Mismatch) -> Int64 {
            guard position < words.count else { throw CacheReader.Mismatch() }
            position += 1
            return words[position - 1]
        }
        func list() throws(CacheReader.Mismatch) -> [Int64] {
            let count = Int(try next())
            guard count >= 0, count <= words.count - position else { throw CacheReader.Mismatch() }
            position += count
            return Array(words[position - count..<position])
        }
        while position < words.count {
            let (id, isOnly) = (try next(), try next() == 1)
            let from = try list()
            let isNode = try next() == 1
            let between = try list()
            guard !isNode || between.count == 1 else { throw CacheReader.Mismatch() }
            let via = isNode ? Via.node(between[0]) : .ways(between)
            restrictions.append(TurnRestriction(id: id, isOnly: isOnly, from: from, via: via, to: try list()))
        }
        return restrictions
    }
}

extension EdgeTable {
    func encode(into writer: inout CacheWriter) {
        for column in [tails, heads, roads, firstPoints, lastPoints, nodes] { writer.put(column) }
        writer.put(lengths)
        writer.put(directions)
    }

    convenience init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        let (tails, heads) = (try reader.column(Int32.self), try reader.column(Int32.self))
        let roads = try reader.column(Int32.self)
        let (first, last) = (try reader.column(Int32.self), try reader.column(Int32.self))
        let nodes = try reader.column(Int32.self)
        self.init(
            tails: tails, heads: heads, roads: roads, firstPoints: first, lastPoints: last,
            lengths: try reader.column(UInt32.self), directions: try reader.column(Directions.self), nodes: nodes)
    }
}

extension ArcGraph {
    func encode(into writer: inout CacheWriter) {
        for column in [firstArc, sources, targets, labels] { writer.put(column) }
        writer.put(weights)
    }

    convenience init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        let (firstArc, sources) = (try reader.column(Int32.self), try reader.column(Int32.self))
        let (targets, labels) = (try reader.column(Int32.self), try reader.column(Int32.self))
        self.init(
            firstArc: firstArc, sources: sources, targets: targets, weights: try reader.column(UInt32.self),
            labels: labels)
    }
}

extension FootGraph {
    func encode(into writer: inout CacheWriter) {
        edges.encode(into: &writer)
        forward.encode(into: &writer)
        backward.encode(into: &writer)
        writer.put(isMain)
        writer.put(hasEmptyArcs)
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        edges = try EdgeTable(from: &reader)
        forward = try ArcGraph(from: &reader)
        backward = try ArcGraph(from: &reader)
        isMain = try reader.column(Bool.self)
        hasEmptyArcs = try reader.value(Bool.self)
    }
}

extension BusGraph {
    func encode(into writer: inout CacheWriter) {
        edges.encode(into: &writer)
        arcs.encode(into: &writer)
        facts.encode(into: &writer)
        writer.put(costs)
        writer.put(times)
        writer.put(isMain)
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        self.init(
            edges: try EdgeTable(from: &reader), arcs: try ArcGraph(from: &reader), facts: try BusFacts(from: &reader),
            costs: try reader.column(UInt64.self), times: try reader.column(UInt32.self),
            isMain: try reader.column(Bool.self))
    }
}

extension BusFacts {
    fileprivate func encode(into writer: inout CacheWriter) {
        writer.put(stateEdges)
        writer.put(firstState)
        writer.put(states)
        for column in [crossesTraffic, isBuiltUp, hasSignals] { writer.put(column) }
        writer.put(drivesOnLeft)
    }

    fileprivate init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        stateEdges = try reader.column(DirectedEdge.self)
        firstState = try reader.column(Int32.self)
        states = try reader.column(Int32.self)
        crossesTraffic = try reader.column(Bool.self)
        isBuiltUp = try reader.column(Bool.self)
        hasSignals = try reader.column(Bool.self)
        drivesOnLeft = try reader.value(Bool.self)
    }
}

extension HierarchyTopology {
    func encode(into writer: inout CacheWriter) {
        for column in [rank, node, firstArc, heads, firstBelow, below, tailsBelow, slots] { writer.put(column) }
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        rank = try reader.column(Int32.self)
        node = try reader.column(Int32.self)
        firstArc = try reader.column(Int32.self)
        heads = try reader.column(Int32.self)
        firstBelow = try reader.column(Int32.self)
        below = try reader.column(Int32.self)
        tailsBelow = try reader.column(Int32.self)
        slots = try reader.column(Int32.self)
    }
}

extension SegmentGrid {
    func encode(into writer: inout CacheWriter) {
        writer.put([west, south, width, height])
        writer.put([columns, rows])
        for column in [firstEntry, entryEdges, entrySegments] { writer.put(column) }
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        let frame = try reader.column(Double.self)
        let size = try reader.column(Int.self)
        guard frame.count == 4, size.count == 2 else { throw CacheReader.Mismatch() }
        (west, south, width, height) = (frame[0], frame[1], frame[2], frame[3])
        (columns, rows) = (size[0], size[1])
        firstEntry = try reader.column(Int32.self)
        entryEdges = try reader.column(Int32.self)
        entrySegments = try reader.column(Int32.self)
    }
}
