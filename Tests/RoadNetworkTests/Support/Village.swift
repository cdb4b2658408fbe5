import Quantities

@testable import RoadNetwork

/// A hand-made network: nodes on a grid in metres around 25° E, 60° N, ways and relations with tags.
struct Village {
    private(set) var elements: [String] = []
    private static let origin = GeoPoint(longitude: 25, latitude: 60)

    /// The position `x` metres east and `y` metres north of the origin, to the 1e-7 degrees that maps keep.
    static func point(_ x: Double, _ y: Double) -> GeoPoint {
        let north = origin.distance(to: GeoPoint(longitude: 25, latitude: 60.001)) * 1000
        let east = origin.distance(to: GeoPoint(longitude: 25.001, latitude: 60)) * 1000
        return GeoPoint(
            longitude: ((25 + x / east) * 1e7).rounded() / 1e7, latitude: ((60 + y / north) * 1e7).rounded() / 1e7)
    }

    /// Adds a node.
    mutating func node(_ id: Int, _ x: Double, _ y: Double, _ tags: [String: String] = [:]) {
        let point = Self.point(x, y)
        elements.append(
            "<node id='\(id)' lon='\(point.longitude)' lat='\(point.latitude)'>\(Self.xml(tags))</node>")
    }

    /// Adds a way through `refs`; without tags a residential street.
    mutating func way(_ id: Int, _ refs: [Int], _ tags: [String: String] = ["highway": "residential"]) {
        let nodes = refs.map { "<nd ref='\($0)'/>" }.joined()
        elements.append("<way id='\(id)'>\(nodes)\(Self.xml(tags))</way>")
    }

    /// Adds a turn restriction over a node (`n5`) or ways (`w5`).
    mutating func restriction(
        _ id: Int, from: Int, via: [String], to: Int, _ kind: String, _ more: [String: String] = [:]
    ) {
        var members = "<member type='way' ref='\(from)' role='from'/>"
        for part in via {
            let type = part.hasPrefix("n") ? "node" : "way"
            members += "<member type='\(type)' ref='\(part.dropFirst())' role='via'/>"
        }
        members += "<member type='way' ref='\(to)' role='to'/>"
        let tags = ["type": "restriction", "restriction": kind].merging(more) { _, new in new }
        elements.append("<relation id='\(id)'>\(members)\(Self.xml(tags))</relation>")
    }

    private static func xml(_ tags: [String: String]) -> String {
        tags.sorted { $0.key < $1.key }.map { "<tag k='\($0.key)' v='\($0.value)'/>" }.joined()
    }

    /// A connected village in a square of 800 m: nodes 1 and up at `points`, ways 1 and up between the `pairs` of their
    /// positions, at most `roads` of them.
    static func random(
        _ random: inout RandomSource, nodes: Int, roads: Int
    ) -> (village: Village, points: [(Double, Double)], pairs: [(Int, Int)]) {
        var village = Village()
        let points = (0..<nodes).map { _ in (random.unit() * 800, random.unit() * 800) }
        for (id, point) in points.enumerated() { village.node(id + 1, point.0, point.1) }
        var pairs = (1..<nodes).map { ($0, random.below($0)) }
        for _ in pairs.count..<roads {
            let pair = (random.below(nodes), random.below(nodes))
            if pair.0 != pair.1 { pairs.append(pair) }
        }
        for (way, pair) in pairs.enumerated() { village.way(way + 1, [pair.0 + 1, pair.1 + 1]) }
        return (village, points, pairs)
    }

    /// The network as OpenStreetMap XML, one element a line.
    var xml: String { "<osm version='0.6'>\n" + elements.joined(separator: "\n") + "\n</osm>\n" }

    /// The network, read.
    func network() throws -> RoadNetwork { try RoadNetwork(Village.extract(xml)) }

    /// Reads XML text, with the roads that nobody may use where it `keepsClosed` ones.
    static func extract(_ xml: String, keepsClosed: Bool = false) throws -> OSMExtract {
        var text = xml
        return try text.withUTF8 { try OSMExtract.readXML($0, keepsClosed: keepsClosed) }
    }
}

extension RoadNetwork {
    /// The walk in metres between two places of a village.
    func walk(_ from: (Double, Double), _ to: (Double, Double)) throws -> Double? {
        guard let a = snap(Village.point(from.0, from.1), for: .foot),
            let b = snap(Village.point(to.0, to.1), for: .foot)
        else { return nil }
        return walks(from: [a], to: b)[0]?.distance.metres
    }

    /// The metres of the fastest drive between two places of a village.
    func drive(_ from: (Double, Double), _ to: (Double, Double)) throws -> Int32? {
        guard let a = snap(Village.point(from.0, from.1), for: .bus), let b = snap(Village.point(to.0, to.1), for: .bus)
        else { return nil }
        let metres = drivingMatrix(between: [a, b]).metres(from: 0, to: 1)
        return metres == TravelMatrix.unreachable ? nil : metres
    }
}

/// Whether `value` is within `tolerance` of `expected`.
func isClose(_ value: Double?, _ expected: Double, within tolerance: Double = 0.3) -> Bool {
    value.map { abs($0 - expected) <= tolerance } ?? false
}
