import Quantities
import RoadNetwork
import TransportModel

/// What a page's map shows: roads, driven lines, stops sized by their pupils, schools and depots.
struct MapDrawing: Sendable {
    /// The drawing's size in its own units.
    var width: String, height: String
    /// Paths of the larger and the smaller roads, one string each.
    var majorRoads: String, minorRoads: String
    /// The trips, each with the lines between its places.
    var routes: [Route]
    /// Ways that pupils of three homes or more walk.
    var walks: [WalkedWays.Line]
    /// The stops.
    var stops: [Dot]
    /// The schools and depots.
    var schools: [Dot], depots: [Dot]

    /// A trip.
    struct Route: Sendable {
        var id: String, style: String, hops: [Hop]
    }

    /// The line between two places of a trip, wider with more aboard.
    struct Hop: Sendable {
        var path: String, width: String, title: String
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

    /// Where places are drawn.
    let projection: MapProjection

    /// The map of the plan of `source` with the lines of `trips`.
    init(_ source: ExportSource, trips: [PublicTrip], _ messages: Messages) {
        let plan = source.publicPlan
        let places = plan.stops.map(\.point) + (plan.schools + plan.depots).map(\.place.point)
        let projection = MapProjection(around: places)
        self.projection = projection
        width = projection.width.drawn
        height = projection.height.drawn
        (majorRoads, minorRoads) = MapDrawing.roads(source.network, projection)
        routes = MapDrawing.routes(trips, source, projection, messages)
        walks = WalkedWays(source.walkLines, batch: source.batch, projection: projection).lines
        stops = plan.stops.map { stop in
            let users =
                stop.pupils.map { messages("report.map.users", ["count": "\($0)"]) }
                ?? messages("report.map.few", ["count": "\(PublicPlan.leastPupils)"])
            return Dot(
                projection.position(stop.point), radius: 2.5 + 1.2 * Double(stop.pupils ?? 1).squareRoot(),
                title: "\(stop.name(in: messages.language).harmless): \(users)", label: "", isMasked: stop.isMasked)
        }.sorted { $0.radiusValue > $1.radiusValue }
        func dots(_ places: [PublicPlace], radius: Double, key: String) -> [Dot] {
            places.map {
                Dot(
                    projection.position($0.place.point), radius: radius,
                    title: messages(key, ["name": $0.name(in: messages.language).harmless]),
                    label: $0.name(in: messages.language).harmless)
            }
        }
        schools = dots(plan.schools, radius: 6, key: "report.map.school")
        MapDrawing.spread(&schools)
        depots = dots(plan.depots, radius: 5, key: "report.map.depot")
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
    private static func routes(
        _ trips: [PublicTrip], _ source: ExportSource, _ projection: MapProjection, _ messages: Messages
    ) -> [Route] {
        let onboard = Dictionary(
            source.tables.stopTimes.map { ([$0.tripID, "\($0.sequence)"], $0.onboard) },
            uniquingKeysWith: { first, _ in first })
        var blocks: [String: Int] = [:]
        return trips.map { trip in
            let number = blocks[trip.row.blockID] ?? blocks.count
            blocks[trip.row.blockID] = number
            let hops = zip(trip.visits, trip.visits.dropFirst()).enumerated().compactMap { position, pair -> Hop? in
                let line = source.lines.line(from: pair.0.place, to: pair.1.place, in: trip.row.session)
                guard line.count > 1 else { return nil }
                let aboard = onboard[[trip.row.tripID, "\(position + 1)"]] ?? 0
                return Hop(
                    path: line.map(projection.position).simplified(tolerance: 0.7).pathData,
                    width: (1.2 + 0.45 * Double(max(aboard, PublicPlan.leastPupils)).squareRoot()).drawn,
                    title: messages(
                        "report.map.hop", ["trip": trip.row.tripID.harmless, "count": told(aboard)]))
            }
            return Route(id: trip.row.tripID.harmless, style: "t\(number % colours)", hops: hops)
        }
    }

    /// A number of pupils as strangers may read it.
    private static func told(_ count: Int) -> String {
        (1..<PublicPlan.leastPupils).contains(count) ? "<\(PublicPlan.leastPupils)" : "\(count)"
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
