extension OSMExtract {
    /// Writes everything.
    func encode(into writer: inout CacheWriter) {
        writer.put(roads)
        writer.put(roadNodes)
        writer.put(nodeIDs)
        writer.put(longitudes)
        writer.put(latitudes)
        writer.put(isPresent)
        let keys = features.keys.sorted()
        writer.put(keys)
        writer.put(keys.map { features[$0]! })
        writer.put(restrictions.flatMap(\.words))
        writer.put(places)
        writer.put(names.names)
        writer.put([country])
    }

    /// Reads what `encode` wrote.
    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        roads = try reader.array(RoadWay.self)
        roadNodes = try reader.array(Int32.self)
        nodeIDs = try reader.array(Int64.self)
        longitudes = try reader.array(Int32.self)
        latitudes = try reader.array(Int32.self)
        isPresent = try reader.array(Bool.self)
        let keys = try reader.array(Int32.self)
        let values = try reader.array(NodeFeatures.self)
        guard keys.count == values.count else { throw CacheReader.Mismatch() }
        features = Dictionary(zip(keys, values)) { first, _ in first }
        restrictions = try TurnRestriction.list(of: reader.array(Int64.self))
        places = try reader.array(ExtractPlace.self)
        names = NameTable(names: try reader.texts())
        country = try reader.texts().first ?? ""
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

    fileprivate static func list(of words: [Int64]) throws(CacheReader.Mismatch) -> [TurnRestriction] {
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

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        tails = try reader.array(Int32.self)
        heads = try reader.array(Int32.self)
        roads = try reader.array(Int32.self)
        firstPoints = try reader.array(Int32.self)
        lastPoints = try reader.array(Int32.self)
        nodes = try reader.array(Int32.self)
        lengths = try reader.array(UInt32.self)
        directions = try reader.array(Directions.self)
    }
}

extension ArcGraph {
    func encode(into writer: inout CacheWriter) {
        for column in [firstArc, sources, targets, labels] { writer.put(column) }
        writer.put(weights)
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        firstArc = try reader.array(Int32.self)
        sources = try reader.array(Int32.self)
        targets = try reader.array(Int32.self)
        labels = try reader.array(Int32.self)
        weights = try reader.array(UInt32.self)
    }
}

extension FootGraph {
    func encode(into writer: inout CacheWriter) {
        edges.encode(into: &writer)
        forward.encode(into: &writer)
        backward.encode(into: &writer)
        writer.put(isMain)
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        edges = try EdgeTable(from: &reader)
        forward = try ArcGraph(from: &reader)
        backward = try ArcGraph(from: &reader)
        isMain = try reader.array(Bool.self)
    }
}

extension BusGraph {
    func encode(into writer: inout CacheWriter) {
        edges.encode(into: &writer)
        arcs.encode(into: &writer)
        writer.put(costs)
        writer.put(stateEdges)
        writer.put(times)
        writer.put(drivesOnLeft)
        writer.put(isMain)
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        edges = try EdgeTable(from: &reader)
        arcs = try ArcGraph(from: &reader)
        costs = try reader.array(UInt64.self)
        stateEdges = try reader.array(DirectedEdge.self)
        times = try reader.array(UInt32.self)
        drivesOnLeft = try reader.value(Bool.self)
        isMain = try reader.array(Bool.self)
        // States stand in ascending order, the plain one of every directed edge before those with a memory.
        var statesOf = [[Int32]](repeating: [], count: edges.count * 2)
        for (state, directed) in stateEdges.enumerated() {
            guard statesOf.indices.contains(Int(directed.label)) else { throw CacheReader.Mismatch() }
            statesOf[Int(directed.label)].append(Int32(state))
        }
        self.statesOf = statesOf
    }
}

extension SegmentGrid {
    func encode(into writer: inout CacheWriter) {
        writer.put([west, south, width, height])
        writer.put([columns, rows])
        for column in [firstEntry, entryEdges, entrySegments] { writer.put(column) }
    }

    init(from reader: inout CacheReader) throws(CacheReader.Mismatch) {
        let frame = try reader.array(Double.self)
        let size = try reader.array(Int.self)
        guard frame.count == 4, size.count == 2 else { throw CacheReader.Mismatch() }
        (west, south, width, height) = (frame[0], frame[1], frame[2], frame[3])
        (columns, rows) = (size[0], size[1])
        firstEntry = try reader.array(Int32.self)
        entryEdges = try reader.array(Int32.self)
        entrySegments = try reader.array(Int32.self)
    }
}
