public import Quantities

/// The roads of an area, read from OpenStreetMap: legal walks in metres with their paths, and driving times of a bus.
///
/// Everything is integer arithmetic on the network as read, ties are broken by node id, and nothing depends on the
/// number of threads: the same file gives the same answers on every machine.
public final class RoadNetwork: Sendable {
    let extract: OSMExtract
    let conditions: RoadConditions
    let foot: FootGraph
    let bus: BusGraph
    /// Over all edges on land, those outside the main component and those that are closed included.
    let footGrid: SegmentGrid
    /// Over all edges where a bus may stop, and over ferries, on which it only begins or ends a drive at their piers.
    let busGrid: SegmentGrid
    let footSearches = ScratchPool<Dijkstra>()
    let busHierarchy: BusHierarchy
    let footHierarchy: FootHierarchy

    /// The smallest box that holds every node of a road; ferries do not count.
    public let bounds: (southWest: GeoPoint, northEast: GeoPoint)

    /// Reads an OpenStreetMap file, PBF (zlib or uncompressed blobs) or XML; which one is told from its content.
    /// - Parameter path: the file.
    /// - Parameter threads: how many threads may decode; the result is the same for any number.
    /// - Throws: `RoadNetworkError` naming the byte or line when the file is damaged, needs unsupported features, or
    ///   holds no road at all.
    public static func read(contentsOf path: String, threads: Int = 1) throws(RoadNetworkError) -> RoadNetwork {
        try RoadNetwork(OSMExtract.read(contentsOf: path, threads: threads))
    }

    /// The network of all roads of `extract`.
    convenience init(_ extract: OSMExtract, _ conditions: RoadConditions = RoadConditions()) throws(RoadNetworkError) {
        let foot = FootGraph(extract, conditions)
        let bus = BusGraph(extract, conditions)
        guard foot.edges.count + bus.edges.count > 0 else {
            throw RoadNetworkError(.noRoads, "the file holds no road that one may walk or drive")
        }
        let grids = (SegmentGrid(landRoadsOf: foot.edges, extract), SegmentGrid(busStopsOn: bus.edges, extract))
        self.init(
            extract: extract, conditions, foot: foot, bus: bus, footGrid: grids.0, busGrid: grids.1,
            bounds: extract.bounds)
    }

    /// A network from its parts; orders of contraction are made when they are needed, unless they are known.
    init(
        extract: OSMExtract, _ conditions: RoadConditions, foot: FootGraph, bus: BusGraph, footGrid: SegmentGrid,
        busGrid: SegmentGrid, bounds: (GeoPoint, GeoPoint), footOrder: ContractionOrder = ContractionOrder(),
        busOrder: ContractionOrder = ContractionOrder()
    ) {
        self.extract = extract
        self.conditions = conditions
        self.foot = foot
        self.bus = bus
        self.footGrid = footGrid
        self.busGrid = busGrid
        busHierarchy = BusHierarchy(order: busOrder)
        footHierarchy = FootHierarchy(order: footOrder)
        self.bounds = bounds
    }
}

extension OSMExtract {
    /// The smallest box that holds every node of a road on land.
    fileprivate var bounds: (GeoPoint, GeoPoint) {
        var box = Box()
        // Ferries reach out of the area; a network is where its roads are.
        for road in roads where road.roadClass != .ferry {
            for position in road.refs where roadNodes[position] >= 0 { box.include(point(roadNodes[position])) }
        }
        return (
            GeoPoint(longitude: box.west, latitude: box.south), GeoPoint(longitude: box.east, latitude: box.north)
        )
    }
}
