import Quantities
import TransportModel

/// Where the report's map shows what its tables tell: `x,y` in the map's units.
struct MapPlaces: Sendable {
    private let stops: [String: String]
    private let schools: [String: String]
    private let riders: [String: String]

    /// The places of the plan of `source` on a map of `projection`; masked stops where the map shows them.
    init(_ source: ExportSource, _ projection: MapProjection) {
        func drawn(_ point: GeoPoint) -> String {
            let position = projection.position(point)
            return "\(position.x.drawn),\(position.y.drawn)"
        }
        let plan = source.publicPlan
        let stops = Dictionary(
            plan.stops.map { (plan.tableID(of: $0), drawn($0.point)) }, uniquingKeysWith: { first, _ in first })
        schools = Dictionary(
            plan.schools.map { ($0.id, drawn($0.place.point)) }, uniquingKeysWith: { first, _ in first })
        riders = Dictionary(
            source.tables.assignments.compactMap { row in stops[row.stopID].map { (row.pupilID, $0) } },
            uniquingKeysWith: { first, _ in first })
        self.stops = stops
    }

    /// Where the stop with this stop_id is shown.
    func stop(_ id: String) -> [String] { stops[id].map { [$0] } ?? [] }
    /// Where the school is shown.
    func school(_ id: String) -> [String] { schools[id].map { [$0] } ?? [] }
    /// Where the stop of the pupil is shown.
    func pupil(_ id: String) -> [String] { riders[id].map { [$0] } ?? [] }
    /// Where what a finding is about is shown: a stop, a school, or a pupil's stop.
    func subject(_ id: String) -> [String] {
        [stops[id], schools[id], riders[id]].compactMap { $0 }.prefix(1).map { $0 }
    }
}
