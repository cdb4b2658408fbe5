import ParallelWork
import Quantities

/// What this module keeps of an OpenStreetMap file: roads, turn restrictions and places, with their positions.
struct OSMExtract: Sendable {
    /// Roads in file order. `refs` points into `roadNodes`.
    var roads: [RoadWay]
    /// The nodes of all roads as positions in `nodeIDs`; -1 for a node that the file does not hold.
    var roadNodes: [Int32]
    /// The ids of all nodes that a road or area refers to, ascending.
    var nodeIDs: [Int64]
    /// Their positions in 1e-7 degrees.
    var longitudes: [Int32]
    var latitudes: [Int32]
    /// Whether the file holds the node at a position.
    var isPresent: [Bool]
    /// What the tags of a node mean; nodes without meaning are absent.
    var features: [Int32: NodeFeatures]
    /// Turn restrictions that hold for buses.
    var restrictions: [TurnRestriction]
    /// Places, by id.
    var places: [ExtractPlace]
    /// The names of roads and places.
    var names: NameTable
    /// The country whose code most speed zones bear; empty without any.
    var country: String

    /// The position of the node at `index` of `nodeIDs`.
    func point(_ index: Int32) -> GeoPoint {
        GeoPoint(longitude: Double(longitudes[Int(index)]) / 1e7, latitude: Double(latitudes[Int(index)]) / 1e7)
    }
}

/// A school, building, address or bus stop.
struct ExtractPlace: Sendable {
    /// The kind of its element, `n`, `w` or `r`, and its number.
    let prefix: UInt8
    let number: Int64
    let point: GeoPoint
    let features: NodeFeatures
    let name: Int32

    /// Such as `n123`, `w123`, `r123`.
    var id: String { "\(Unicode.Scalar(prefix))\(number)" }
}

extension OSMExtract {
    /// Reads the file at `path`: `.osm` and `.xml` as XML, everything else as PBF.
    static func read(contentsOf path: String, threads: Int) throws(RoadNetworkError) -> OSMExtract {
        try read(MappedFile(path: path), threads: threads)
    }

    /// Reads `file`.
    static func read(_ file: MappedFile, threads: Int) throws(RoadNetworkError) -> OSMExtract {
        let first = file.bytes.first { $0 > 0x20 }
        if first == UInt8(ascii: "<") || first == 0xEF { return try readXML(file.bytes) }
        return try readPBF(PBFFile(file), threads: threads)
    }

    /// Reads OpenStreetMap XML.
    static func readXML(_ bytes: UnsafeBufferPointer<UInt8>) throws(RoadNetworkError) -> OSMExtract {
        var ways = WayHarvest()
        try OSMXML.decode(bytes, into: &ways)
        var nodes = NodeHarvest(wanted: wantedNodes(of: ways))
        try OSMXML.decode(bytes, into: &nodes)
        return OSMExtract(ways: ways, nodes: [nodes], wanted: nodes.wanted)
    }

    /// Reads PBF: the blobs independently on `threads` threads, their results joined in file order.
    static func readPBF(_ file: PBFFile, threads: Int) throws(RoadNetworkError) -> OSMExtract {
        var ways = WayHarvest()
        for part in try decodeAll(file, threads: threads, sink: WayHarvest()) { ways.append(part) }
        let wanted = wantedNodes(of: ways)
        let nodes = try decodeAll(file, threads: threads, sink: NodeHarvest(wanted: wanted))
        return OSMExtract(ways: ways, nodes: nodes, wanted: wanted)
    }

    private static func decodeAll<Sink: OSMSink & Sendable>(
        _ file: PBFFile, threads: Int, sink empty: Sink
    ) throws(RoadNetworkError) -> [Sink] {
        let results = Parallel.map(count: file.blobs.count, threads: threads) { index in
            Result { () throws(RoadNetworkError) -> Sink in
                var sink = empty
                let bytes = try file.inflated(index)
                try bytes.withUnsafeBufferPointer { (buffer) throws(RoadNetworkError) in
                    try PBFFile.located(at: file.blobs[index].offset) { () throws(WireError) in
                        try PBFBlock.decode(buffer, into: &sink)
                    }
                }
                return sink
            }
        }
        var sinks: [Sink] = []
        for result in results { sinks.append(try result.get()) }
        return sinks
    }

    private static func wantedNodes(of ways: WayHarvest) -> [Int64] {
        var ids = ways.roadRefs + ways.areaRefs
        ids.sort()
        var unique: [Int64] = []
        for id in ids where unique.last != id { unique.append(id) }
        return unique
    }

    private init(ways: WayHarvest, nodes: [NodeHarvest], wanted: [Int64]) {
        roads = ways.roads
        nodeIDs = wanted
        restrictions = ways.restrictions
        names = ways.names
        longitudes = Array(repeating: 0, count: wanted.count)
        latitudes = Array(repeating: 0, count: wanted.count)
        isPresent = Array(repeating: false, count: wanted.count)
        features = [:]
        places = []
        roadNodes = []
        country = ways.countries.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
        for part in nodes { take(part) }
        roadNodes = ways.roadRefs.map { id in
            let position = wanted.lowerBound(of: id, in: 0..<wanted.count)
            return isPresent[position] ? Int32(position) : -1
        }
        takeAreas(of: ways)
        places.sort { ($0.prefix, $0.number) < ($1.prefix, $1.number) }
    }

    private mutating func take(_ nodes: NodeHarvest) {
        for node in nodes.found {
            longitudes[Int(node.position)] = node.longitude
            latitudes[Int(node.position)] = node.latitude
            isPresent[Int(node.position)] = true
        }
        for node in nodes.features {
            let position = nodeIDs.lowerBound(of: node.id, in: 0..<nodeIDs.count)
            if position < nodeIDs.count, nodeIDs[position] == node.id {
                features[Int32(position)] = node.features
            }
            guard !node.features.isDisjoint(with: .places) else { continue }
            places.append(
                ExtractPlace(
                    prefix: UInt8(ascii: "n"), number: node.id,
                    point: GeoPoint(longitude: Double(node.longitude) / 1e7, latitude: Double(node.latitude) / 1e7),
                    features: node.features, name: names.position(of: nodes.names[node.name])))
        }
    }

    private mutating func takeAreas(of ways: WayHarvest) {
        var outlines: [Int64: Range<Int>] = [:]
        let outer = Set(ways.areas.map(\.outline))
        for road in ways.roads where outer.contains(road.id) { outlines[road.id] = road.refs }
        for area in ways.areas {
            let ids =
                area.prefix == UInt8(ascii: "w")
                ? ways.areaRefs[area.refs] : outlines[area.outline].map { ways.roadRefs[$0] } ?? []
            guard let point = middle(of: ids) else { continue }
            places.append(
                ExtractPlace(
                    prefix: area.prefix, number: area.id, point: point, features: area.features, name: area.name))
        }
    }

    /// The middle of the box round the nodes `ids` that the file holds.
    private func middle(of ids: ArraySlice<Int64>) -> GeoPoint? {
        var box: (west: Int64, south: Int64, east: Int64, north: Int64)?
        for id in ids {
            let position = nodeIDs.lowerBound(of: id, in: 0..<nodeIDs.count)
            guard position < nodeIDs.count, nodeIDs[position] == id, isPresent[position] else { continue }
            let (x, y) = (Int64(longitudes[position]), Int64(latitudes[position]))
            let known = box ?? (x, y, x, y)
            box = (min(known.west, x), min(known.south, y), max(known.east, x), max(known.north, y))
        }
        return box.map {
            GeoPoint(longitude: Double($0.west + $0.east) / 2e7, latitude: Double($0.south + $0.north) / 2e7)
        }
    }
}
