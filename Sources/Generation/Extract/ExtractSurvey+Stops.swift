import Quantities
import RoadNetwork
import TransportModel

extension ExtractSurvey {
    /// The stops that families may choose from: the map's bus stops; for a bundle with its own `stops.csv` also road
    /// corners wherever there is no other stop within 300 m. Only where buses and walkers can be.
    func stopSites(_ source: StopSource, near lodgings: [Lodging]) throws(GenerationError) -> [Territory.StopSite] {
        var result: [Territory.StopSite] = []
        func add(_ places: [NetworkPlace], apart: Double) throws(GenerationError) {
            for place in places {
                let isFree = apart == 0 || result.allSatisfy { $0.place.point.distance(to: place.point) > apart }
                guard isFree, roads.snap(place.point, for: .bus, within: 40) != nil,
                    roads.snap(place.point, for: .foot, within: 40) != nil
                else { continue }
                result.append(
                    Territory.StopSite(
                        id: place.id, name: place.name.isEmpty ? "Stop \(place.id)" : place.name,
                        place: try grid.place(at: place.point)))
            }
        }
        try add(roads.busStops(), apart: 0)
        if source == .file { try add(roads.corners(), apart: 300) }
        return result
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
