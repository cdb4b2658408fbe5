public import Quantities

/// The roads of an area, read from OpenStreetMap: legal walks in metres with their paths, and driving times of a bus.
///
/// Everything is integer arithmetic on the network as read, ties are broken by node id, and nothing depends on the
/// number of threads: the same file gives the same answers on every machine.
public final class RoadNetwork: Sendable {
    let extract: OSMExtract
    let foot: FootGraph
    let bus: BusGraph
    let footGrid: SegmentGrid
    let busGrid: SegmentGrid
    let footSearches: SearchPool
    let islands = IslandGrids()
    let busHierarchy: BusHierarchy
    let footHierarchy: FootHierarchy

    /// The smallest box that holds every road node.
    public let bounds: (southWest: GeoPoint, northEast: GeoPoint)

    /// Reads an OpenStreetMap file, PBF (zlib or uncompressed blobs) or XML; which one is told from its content.
    /// - Parameter path: the file.
    /// - Parameter threads: how many threads may decode; the result is the same for any number.
    /// - Throws: `RoadNetworkError` naming the byte or line when the file is damaged, needs unsupported features, or
    ///   holds no road at all.
    public static func read(contentsOf path: String, threads: Int = 1) throws(RoadNetworkError) -> RoadNetwork {
        try RoadNetwork(OSMExtract.read(contentsOf: path, threads: threads))
    }

    convenience init(_ extract: OSMExtract, _ conditions: RoadConditions = RoadConditions()) throws(RoadNetworkError) {
        let foot = FootGraph(extract, conditions)
        let bus = BusGraph(extract, conditions)
        guard foot.edges.count + bus.edges.count > 0 else {
            throw RoadNetworkError(.noRoads, "the file holds no road that one may walk or drive")
        }
        let footGrid = SegmentGrid(extract, foot.edges) { foot.isMain[$0] }
        let busGrid = SegmentGrid(extract, bus.edges) { edge in
            let road = extract.roads[Int(bus.edges.roads[edge])]
            return bus.isMain[edge] && road.roadClass > .motorwayLink
                && road.flags.isDisjoint(with: [.motorroad, .tunnel])
        }
        self.init(extract: extract, foot: foot, bus: bus, footGrid: footGrid, busGrid: busGrid)
    }

    /// A network from its parts; ranks are the orders of contraction where they are known.
    init(
        extract: OSMExtract, foot: FootGraph, bus: BusGraph, footGrid: SegmentGrid, busGrid: SegmentGrid,
        footRanks: [Int32]? = nil, busRanks: [Int32]? = nil
    ) {
        self.extract = extract
        self.foot = foot
        self.bus = bus
        self.footGrid = footGrid
        self.busGrid = busGrid
        footSearches = SearchPool(capacity: foot.edges.nodes.count)
        busHierarchy = BusHierarchy(states: bus.stateEdges.count, ranks: busRanks)
        footHierarchy = FootHierarchy(nodes: foot.edges.nodes.count, ranks: footRanks)
        var box = Box()
        for node in extract.roadNodes where node >= 0 { box.include(extract.point(node)) }
        bounds = (
            GeoPoint(longitude: box.west, latitude: box.south), GeoPoint(longitude: box.east, latitude: box.north)
        )
    }
}
