import Quantities
import RoadNetwork
import TransportModel

/// What a page's map shows: roads, driven lines, stops sized by their pupils, schools and depots.
struct MapDrawing: Sendable {
    /// The drawing's size in its own units.
    var width: String, height: String
    /// Paths of the larger and the smaller roads, one string each.
    var majorRoads: String, minorRoads: String
    /// The driven lines, by colour.
    var lines: [Line]
    /// The stops.
    var stops: [Dot]
    /// The schools and depots.
    var schools: [Dot], depots: [Dot]

    /// Driven lines of one colour.
    struct Line: Sendable {
        var style: String, path: String
    }

    /// A place.
    struct Dot: Sendable {
        var x: String, y: String, radius: String, title: String, label: String
        var isMasked = false
        /// The corner of a square around the place.
        var left: String, top: String
        /// Where the label stands.
        var labelY = ""
    }

    /// How many colours the trips of a map share.
    static let colours = 6

    /// The map of `plan` with the lines of `trips`; roads from `network`, where there is one.
    init(_ plan: PublicPlan, trips: [PublicTrip], lines driven: DrivenLines, network: RoadNetwork?) {
        let places = plan.stops.map(\.point) + (plan.schools + plan.depots).map(\.place.point)
        let projection = MapProjection(around: places)
        width = projection.width.drawn
        height = projection.height.drawn
        (majorRoads, minorRoads) = MapDrawing.roads(network, projection)
        lines = MapDrawing.lines(trips, driven, projection)
        stops = plan.stops.map { stop in
            let users = stop.pupils.map { "\($0) pupils" } ?? "fewer than \(PublicPlan.leastPupils) pupils"
            return Dot(
                projection.position(stop.point), radius: 2.5 + 1.2 * Double(stop.pupils ?? 1).squareRoot(),
                title: "\(stop.name.harmless): \(users)", label: "", isMasked: stop.isMasked)
        }.sorted { $0.radiusValue > $1.radiusValue }
        schools = plan.schools.map {
            Dot(
                projection.position($0.place.point), radius: 6, title: "School: \($0.name.harmless)",
                label: $0.name.harmless)
        }
        MapDrawing.spread(&schools)
        depots = plan.depots.map {
            Dot(
                projection.position($0.place.point), radius: 5, title: "Depot: \($0.name.harmless)",
                label: $0.name.harmless)
        }
    }

    /// Puts every label above its place, or below or further off where another one is in the way.
    private static func spread(_ dots: inout [Dot]) {
        var taken: [(x: Double, y: Double, width: Double)] = []
        for number in dots.indices {
            let (x, y) = (Double(dots[number].x) ?? 0, Double(dots[number].y) ?? 0)
            let width = 7.5 * Double(dots[number].label.count)
            let rows = [-10.0, 20, -24, 34, -38, 48].map { y + $0 }
            let free = rows.first { row in
                !taken.contains { abs($0.y - row) < 13 && abs($0.x - x) < ($0.width + width) / 2 }
            }
            let row = free ?? rows[0]
            taken.append((x, row, width))
            dots[number].labelY = row.drawn
        }
    }

    private static func roads(_ network: RoadNetwork?, _ projection: MapProjection) -> (major: String, minor: String) {
        var (major, minor) = ("", "")
        let lines = network?.lines(southWest: projection.southWest, northEast: projection.northEast) ?? []
        for line in lines where line.roadClass <= .road {
            let isMajor = line.roadClass <= .secondaryLink
            let drawn = line.points.map(projection.position).simplified(tolerance: 0.7)
            guard isMajor || drawn.extent > 1.5 else { continue }
            if isMajor { major += drawn.pathData } else { minor += drawn.pathData }
        }
        return (major, minor)
    }

    /// One colour per vehicle, in turn.
    private static func lines(
        _ trips: [PublicTrip], _ driven: DrivenLines, _ projection: MapProjection
    ) -> [Line] {
        var blocks: [String: Int] = [:]
        var paths = Array(repeating: "", count: colours)
        for trip in trips {
            let number = blocks[trip.row.blockID] ?? blocks.count
            blocks[trip.row.blockID] = number
            paths[number % colours] +=
                driven.line(of: trip).map(projection.position).simplified(tolerance: 0.7).pathData
        }
        return paths.enumerated().filter { !$0.element.isEmpty }.map { Line(style: "t\($0.offset)", path: $0.element) }
    }
}

extension MapDrawing.Dot {
    fileprivate init(_ point: DrawnPoint, radius: Double, title: String, label: String, isMasked: Bool = false) {
        x = point.x.drawn
        y = point.y.drawn
        self.radius = radius.drawn
        self.title = title
        self.label = label
        self.isMasked = isMasked
        left = (point.x - radius).drawn
        top = (point.y - radius).drawn
    }

    fileprivate var radiusValue: Double { Double(radius) ?? 0 }
    /// Twice the radius.
    var size: String { (2 * radiusValue).drawn }
}

extension [DrawnPoint] {
    /// The longer side of the box around the points.
    fileprivate var extent: Double {
        let (xs, ys) = (map(\.x), map(\.y))
        return Swift.max((xs.max() ?? 0) - (xs.min() ?? 0), (ys.max() ?? 0) - (ys.min() ?? 0))
    }
}
