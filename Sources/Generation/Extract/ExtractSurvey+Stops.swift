import Quantities
import RoadNetwork
import TransportModel

extension ExtractSurvey {
    /// The stops that families may choose from: the map's bus stops. A bundle with its own `stops.csv` also has road
    /// corners wherever there is no other stop within 300 m, and a stop at the roadside of every home that still has
    /// none within 700 m. Only where buses and walkers can be.
    func stopSites(_ source: StopSource, near lodgings: [Lodging]) throws(GenerationError) -> [Territory.StopSite] {
        var result: [Territory.StopSite] = []
        for place in roads.busStops() { try add(id: place.id, name: place.name, at: place.point, to: &result) }
        guard source == .file else { return result }
        for corner in roads.corners() where !hasStop(within: 300, of: corner.point, in: result) {
            try add(id: corner.id, name: corner.name, at: corner.point, to: &result)
        }
        for lodging in lodgings where !hasStop(within: 700, of: lodging.spot.point, in: result) {
            guard let roadside = roads.snap(lodging.spot.point, for: .bus, within: 600) else { continue }
            try add(id: "roadside-\(result.count + 1)", name: "", at: roadside.point, to: &result)
        }
        return result
    }

    private func add(
        id: String, name: String, at point: GeoPoint, to sites: inout [Territory.StopSite]
    ) throws(GenerationError) {
        guard roads.snap(point, for: .bus, within: 40) != nil, roads.snap(point, for: .foot, within: 40) != nil else {
            return
        }
        sites.append(
            Territory.StopSite(id: id, name: name.isEmpty ? "Stop \(id)" : name, place: try grid.place(at: point)))
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
