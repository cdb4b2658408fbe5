import ParallelWork
import Quantities

/// What this module keeps of an OpenStreetMap file: roads, turn restrictions and places, with their positions.
struct OSMExtract: Sendable {
    /// Roads in file order. `refs` points into `roadNodes`.
    var roads: Column<RoadWay>
    /// The nodes of all roads as positions in `nodeIDs`; -1 for a node that the file does not hold.
    var roadNodes: Column<Int32>
    /// The ids of all nodes that a road or area refers to, ascending.
    var nodeIDs: Column<Int64>
    /// Their positions in 1e-7 degrees.
    var longitudes: Column<Int32>
    var latitudes: Column<Int32>
    /// What their tags mean.
    var features: Column<NodeFeatures>
    /// Turn restrictions that hold for buses.
    let restrictions: [TurnRestriction]
    /// Places, by id.
    let places: Column<ExtractPlace>
    /// The names of roads and places.
    let names: NameTable
    /// The country whose code most speed zones bear; without any, the one that keeps left in which the roads lie, or
    /// nothing.
    let country: String

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
    /// Reads the file at `path`: XML or PBF, whatever it is called.
    static func read(contentsOf path: String, threads: Int) throws(RoadNetworkError) -> OSMExtract {
        try read(MappedFile(path: path), threads: threads)
    }

    /// Reads `file`, with the roads that nobody may use where it `keepsClosed` ones.
    static func read(
        _ file: MappedFile, threads: Int, keepsClosed: Bool = false
    ) throws(RoadNetworkError) -> OSMExtract {
        let first = file.bytes.first { $0 > 0x20 }
        if first == UInt8(ascii: "<") || first == 0xEF { return try readXML(file.bytes, keepsClosed: keepsClosed) }
        return try readPBF(PBFFile(file), threads: threads, keepsClosed: keepsClosed)
    }

    /// Reads OpenStreetMap XML.
    static func readXML(
        _ bytes: UnsafeBufferPointer<UInt8>, keepsClosed: Bool = false
    ) throws(RoadNetworkError) -> OSMExtract {
        var ways = WayHarvest(keepsClosed: keepsClosed)
        try OSMXML.decode(bytes, into: &ways)
        var nodes = NodeHarvest(wanted: wantedNodes(of: ways))
        try OSMXML.decode(bytes, into: &nodes)
        return OSMExtract(ways: ways, nodes: [nodes], wanted: nodes.wanted)
    }

    /// Reads PBF: the blobs independently on `threads` threads, their results joined in file order.
    static func readPBF(
        _ file: PBFFile, threads: Int, keepsClosed: Bool = false
    ) throws(RoadNetworkError) -> OSMExtract {
        let empty = WayHarvest(keepsClosed: keepsClosed)
        var ways = empty
        for part in try decodeAll(file, threads: threads, sink: empty) { ways.append(part) }
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
        let gathered = GatheredExtract(ways: ways, nodes: nodes, wanted: wanted)
        roads = Column(ways.roads)
        roadNodes = Column(gathered.roadNodes)
        nodeIDs = Column(wanted)
        longitudes = Column(gathered.longitudes)
        latitudes = Column(gathered.latitudes)
        features = Column(gathered.features)
        restrictions = ways.restrictions
        places = Column(gathered.places)
        names = NameTable(gathered.names)
        let named = ways.countries.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        country = named ?? LeftHandTraffic.country(of: gathered.sample) ?? ""
    }
}
