import Quantities
import RoadNetwork
import TransportModel

/// Where roads are marked as dangerous on the day of the plan.
struct HazardLines: Sendable {
    /// A line and whose it is.
    struct Line: Sendable {
        var points: [GeoPoint]
    }

    /// The lines.
    let lines: [Line]

    /// No dangerous roads.
    static let none = HazardLines(lines: [])

    /// So near to a line, in metres, a walk is on it.
    private static let near = 12.0

    private init(lines: [Line]) { self.lines = lines }

    /// The marks of `batch` that hold on its day; marked ways are looked up in `network`.
    init(_ batch: Batch, network: RoadNetwork?) {
        let holding = batch.hazards.filter {
            ($0.from ?? batch.asOf) <= batch.asOf && batch.asOf <= ($0.to ?? batch.asOf)
        }
        var ways: Set<Int64> = []
        var lines: [Line] = []
        for hazard in holding {
            switch hazard.location {
            case .way(let way): ways.insert(way)
            case .line(let points): lines.append(Line(points: points))
            }
        }
        self.lines = lines + (network?.lines(ofWays: ways) ?? []).map { Line(points: $0.points) }
    }

    /// Whether a stretch of `walk` of some length runs along a dangerous road, and does not only cross it.
    func isOn(_ walk: [GeoPoint]) -> Bool {
        zip(walk, walk.dropFirst()).contains { from, to in
            let middle = GeoPoint(
                longitude: (from.longitude + to.longitude) / 2, latitude: (from.latitude + to.latitude) / 2)
            return from.distance(to: to) > HazardLines.near
                && lines.contains { line in
                    [from, middle, to].allSatisfy { HazardLines.distance(from: $0, to: line.points) < HazardLines.near }
                }
        }
    }

    private static func distance(from point: GeoPoint, to line: [GeoPoint]) -> Double {
        let projection = MapProjection(around: [point], width: 1000, leastMargin: 0.004)
        // The drawing is 0.008 degrees of latitude high and a thousand units wide.
        let metres = 0.008 * 111_320 / 1000
        let drawn = line.map(projection.position)
        let place = projection.position(point)
        return zip(drawn, drawn.dropFirst()).map { place.distance(toLineFrom: $0, to: $1) }.min().map { $0 * metres }
            ?? .infinity
    }
}
