import Quantities
import RoadNetwork
import TransportModel

extension ExtractSurvey {
    /// The longest walk to a stop that every home of an invented bundle has; the rules allow a little more.
    private static let farthestStop = Metres(1400)

    /// The stops that families may choose from: the map's bus stops. A bundle with its own `stops.csv` also has road
    /// corners wherever there is no other stop within 300 m, and for every home that has no stop within its walk yet
    /// the nearest corner. Only where buses and walkers can be.
    func stopSites(_ source: StopSource, near lodgings: [Lodging]) throws(GenerationError) -> [Territory.StopSite] {
        var result: [Territory.StopSite] = []
        for place in roads.busStops() { try add(place, to: &result) }
        guard source == .file else { return result }
        for corner in roads.corners() where !hasStop(within: 300, of: corner.point, in: result) {
            try add(corner, to: &result)
        }
        let all = candidates
        let reach = roads.footTargets(all.map { roads.snap($0.point, for: .foot, within: 40) })
        var chosen = Set(result.map(\.id))
        for lodging in lodgings {
            let near = roads.walksInReach(from: lodging.snapped, to: reach, within: Self.farthestStop)
            guard let nearest = near.first, !near.contains(where: { chosen.contains(all[$0.target].id) }) else {
                continue
            }
            chosen.insert(all[nearest.target].id)
            try add(all[nearest.target], to: &result)
        }
        return result
    }

    /// The bus stops and corners of the map where buses and walkers can be.
    private var candidates: [NetworkPlace] {
        (roads.busStops() + roads.corners()).filter { isUsable($0) }
    }

    private func isUsable(_ place: NetworkPlace) -> Bool {
        roads.snap(place.point, for: .bus, within: 40) != nil && roads.snap(place.point, for: .foot, within: 40) != nil
    }

    /// The homes from which a walk of allowed length leads to a stop or corner.
    func withinReachOfStops(_ lodgings: [Lodging]) -> [Lodging] {
        let targets = roads.footTargets(candidates.map { roads.snap($0.point, for: .foot, within: 40) })
        return lodgings.filter {
            !roads.walksInReach(from: $0.snapped, to: targets, within: Self.farthestStop).isEmpty
        }
    }

    private func add(_ place: NetworkPlace, to sites: inout [Territory.StopSite]) throws(GenerationError) {
        guard isUsable(place) else { return }
        sites.append(
            Territory.StopSite(
                id: place.id, name: place.name.isEmpty ? "Stop \(place.id)" : place.name,
                swedish: place.swedish, finnish: place.finnish, place: try grid.place(at: place.point)))
    }

    private func hasStop(within metres: Double, of point: GeoPoint, in sites: [Territory.StopSite]) -> Bool {
        // A degree of latitude is at least 110 km everywhere: most stops are ruled out without a square root.
        let degrees = metres / 110_000
        return sites.contains {
            abs($0.place.point.latitude - point.latitude) <= degrees && $0.place.point.distance(to: point) <= metres
        }
    }

    /// One to three depots where houses are, far from each other.
    func depots(near lodgings: [Lodging]) throws(GenerationError) -> [Territory.DepotSite] {
        var dice = Dice(seed: seed, subject: "depots")
        let count = pupils < 600 ? 1 : pupils < 6000 ? 2 : 3
        var points: [GeoPoint] = []
        while points.count < count {
            let candidates = (0..<min(40, lodgings.count)).map { _ in dice.pick(lodgings).spot.point }
            let remote = candidates.max { first, second in
                let nearest = { (point: GeoPoint) in points.map { $0.distance(to: point) }.min() ?? 0 }
                return nearest(first) < nearest(second)
            }
            guard let remote else { break }
            points.append(remote)
        }
        var result: [Territory.DepotSite] = []
        for point in points {
            let id = "D\(result.count + 1)"
            result.append(
                Territory.DepotSite(
                    id: id, name: "Depot \(id)", place: try grid.place(at: point),
                    operatorName: Territory.operators[result.count % Territory.operators.count]))
        }
        return result
    }
}
