import ParallelWork
import Quantities
import RoadNetwork
import TransportModel

/// A small map of the walk from a home to its stop.
struct WalkMap: Sendable {
    /// The drawing's size in its own units.
    var width: String, height: String
    /// The roads around.
    var roads: String
    /// The walk.
    var walk: String
    /// The ends of the walk.
    var homeX: String, homeY: String, stopX: String, stopY: String
    /// What the map is, for those who cannot see it.
    var title: String
    /// Dangerous roads around.
    var hazards: [String]
    /// The other stops and the walks to them, where these are known.
    var options: [Option]
    /// What else there is to say of the map.
    var notes: [String] = []
    /// The number of the home's own stop in the list of options; empty on a map of one stop.
    var ownNumber = ""
    /// How far above (negative) or below their marks the words for both ends stand, clear of the walk.
    var homeLabel: String, stopLabel: String

    /// Another stop.
    struct Option: Sendable {
        var walk: String, x: String, y: String, number: String
    }

    /// The map of `walk`, home first, with roads down to the class `smallest`; `nil` for a walk of nothing.
    ///
    /// - Parameter others: the other stops with their numbers and the walks to them, which may be empty.
    init?(
        _ walk: [GeoPoint], title: String, tiles: RoadTiles, smallest: RoadClass = .platform,
        others: [(number: Int, stop: GeoPoint, walk: [GeoPoint])] = [], hazards: HazardLines = .none
    ) {
        guard let home = walk.first, let stop = walk.last, walk.count > 1 else { return nil }
        let projection = MapProjection(around: walk + others.map(\.stop), width: 480, leastMargin: 0.0012)
        func drawn(_ line: [GeoPoint], _ tolerance: Double) -> String {
            line.map(projection.position).clipped(to: projection).simplified(tolerance: tolerance).pathData
        }
        width = projection.width.drawn
        height = projection.height.drawn
        roads = tiles.lines(southWest: projection.southWest, northEast: projection.northEast)
            .filter { $0.roadClass <= smallest }.map { drawn($0.points, 0.7) }.joined()
        self.walk = walk.map(projection.position).simplified(tolerance: 0.3).pathData
        (homeX, homeY) = (projection.position(home).x.drawn, projection.position(home).y.drawn)
        (stopX, stopY) = (projection.position(stop).x.drawn, projection.position(stop).y.drawn)
        let isHomeAbove = projection.position(home).y <= projection.position(stop).y
        (homeLabel, stopLabel) = isHomeAbove ? ("-12", "22") : ("20", "-13")
        self.title = title
        self.hazards = hazards.lines.map { drawn($0.points, 0.7) }.filter { !$0.isEmpty }
        options = others.map { other in
            let place = projection.position(other.stop)
            return Option(
                walk: drawn(other.walk, 0.5), x: place.x.drawn, y: place.y.drawn, number: "\(other.number)")
        }
    }
}

extension [DrawnPoint] {
    /// The part of a line from one point before it enters the drawing to one point after it leaves it for good.
    fileprivate func clipped(to projection: MapProjection) -> [DrawnPoint] {
        let inside = indices.filter {
            (0...projection.width).contains(self[$0].x) && (0...projection.height).contains(self[$0].y)
        }
        guard let first = inside.first, let last = inside.last else { return [] }
        return Array(self[Swift.max(0, first - 1)...Swift.min(count - 1, last + 1)])
    }
}

/// The walked lines from homes to their stops.
struct WalkLines: Sendable {
    private let lines: [HomeStop: [GeoPoint]]
    private let ridden: Set<HomeStop>
    /// For so many of a home's options the walk is looked up, where somebody uses the stop.
    static let mostOptions = 6
    /// The homes by the ids of the tables.
    let homes: [HomeID: Index<Home>]

    private struct HomeStop: Hashable, Comparable {
        var home: Index<Home>, stopID: String

        static func < (lhs: HomeStop, rhs: HomeStop) -> Bool { (lhs.home, lhs.stopID) < (rhs.home, rhs.stopID) }
    }

    /// The lines of all homes that ride by `tables` to their stop and to their best options, by one search per stop.
    init(_ tables: PlanTables, batch: Batch, network: RoadNetwork?, threads: Int) {
        let homes = Dictionary(
            batch.homes.indices.map { (HomeID(batch.pupils[batch.homes[$0].pupil].id, batch.homes[$0].id), $0) },
            uniquingKeysWith: { first, _ in first })
        self.homes = homes
        guard let network else {
            lines = [:]
            ridden = []
            return
        }
        let points = Dictionary(tables.stops.map { ($0.stopID, $0.point) }, uniquingKeysWith: { first, _ in first })
        var homesOfStop: [String: [Index<Home>]] = [:]
        var seen: Set<HomeStop> = []
        for ride in tables.assignments where ride.walk > .zero {
            guard let home = homes[HomeID(ride)], seen.insert(HomeStop(home: home, stopID: ride.stopID)).inserted else {
                continue
            }
            homesOfStop[ride.stopID, default: []].append(home)
        }
        ridden = seen
        for option in tables.stopOptions where option.walk > .zero && option.rank <= WalkLines.mostOptions {
            guard homesOfStop[option.stopID] != nil, let home = homes[HomeID(option)],
                seen.insert(HomeStop(home: home, stopID: option.stopID)).inserted
            else { continue }
            homesOfStop[option.stopID, default: []].append(home)
        }
        let stops = homesOfStop.sorted { $0.key < $1.key }
        let found = Parallel.map(stops, threads: threads) { stop -> [(HomeStop, [GeoPoint])] in
            guard let point = points[stop.key], let target = network.snap(point, for: .foot) else { return [] }
            let origins = stop.value.map { network.snap(batch.homes[$0].place.point, for: .foot) }
            return zip(stop.value, network.walks(from: origins, to: target)).map { home, walk in
                (HomeStop(home: home, stopID: stop.key), walk?.path() ?? [])
            }
        }
        lines = Dictionary(found.joined().map { $0 }, uniquingKeysWith: { first, _ in first })
    }

    /// The line of every home to the stop that it uses, in the order of homes and stops.
    var used: [(home: Index<Home>, line: [GeoPoint])] {
        lines.filter { ridden.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key.home, $0.value) }
    }

    /// The line from `home` to the stop `stopID`; empty where it is not known.
    func line(from home: Index<Home>, to stopID: String) -> [GeoPoint] {
        lines[HomeStop(home: home, stopID: stopID)] ?? []
    }
}

/// A pupil's home by the ids of the tables.
struct HomeID: Hashable, Comparable, Sendable {
    var pupilID: String, homeID: String

    init(_ pupilID: String, _ homeID: String) {
        self.pupilID = pupilID
        self.homeID = homeID
    }

    init(_ row: AssignmentRow) { self.init(row.pupilID, row.homeID) }
    init(_ row: StopOptionRow) { self.init(row.pupilID, row.homeID) }
    init(_ row: DecisionRow) { self.init(row.pupilID, row.homeID) }

    static func < (lhs: HomeID, rhs: HomeID) -> Bool { (lhs.pupilID, lhs.homeID) < (rhs.pupilID, rhs.homeID) }
}
