import Quantities
import TransportModel

/// How rides, walks and waits fall on schools, areas, languages and families with one home or several.
///
/// The area of a home is what the column `area` of `homes.csv` says, else the school nearest to it as the crow flies.
/// Groups of fewer than three riders are left out: a figure of one pupil is that pupil's.
struct EquityTable: Sendable {
    /// The groups, schools first.
    let lines: [Line]

    /// A group.
    struct Line: Sendable {
        var by: String, group: String, riders: String, ride: String, longest: String, walk: String, wait: String
        var at: [String]
    }

    /// The table of the rides of `source`.
    init(_ source: ExportSource, _ places: MapPlaces, _ messages: Messages) {
        let batch = source.batch
        let pupils = Dictionary(
            batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func groups(_ by: String, _ name: (AssignmentRow, Pupil) -> String, at: (Pupil) -> [String]) -> [Line] {
            let rides = Dictionary(grouping: source.tables.assignments) { row in
                pupils[row.pupilID].map { name(row, $0) } ?? ""
            }
            return rides.keys.sorted().compactMap { key in
                let rows = rides[key] ?? []
                let place = rows.first.flatMap { pupils[$0.pupilID] }.map(at) ?? []
                return EquityTable.line(messages("report.by." + by), key, rows, messages, at: place)
            }
        }
        let areas = EquityTable.areas(source, messages)
        lines =
            groups(
                "school", { batch.schools[$1.school].name(in: messages.language).harmless },
                at: { places.school(batch.schools[$0.school].id) }
            )
            + groups("area", { row, _ in areas[HomeID(row)] ?? "" }, at: { _ in [] })
            + groups(
                "language", { $1.language.isEmpty ? messages("report.language.none") : $1.language.harmless },
                at: { _ in [] })
            + groups(
                "homes", { messages($1.homes.count > 1 ? "report.homes.more" : "report.homes.one") }, at: { _ in [] })
    }

    /// What the area of each riding home is called.
    private static func areas(_ source: ExportSource, _ messages: Messages) -> [HomeID: String] {
        let batch = source.batch
        var areas: [HomeID: String] = [:]
        for row in source.tables.assignments where areas[HomeID(row)] == nil {
            guard let home = source.walkLines.homes[HomeID(row)].map({ batch.homes[$0] }) else { continue }
            let given = home.extras["area"] ?? ""
            let nearest = batch.schools.elements.min {
                let (one, other) = (
                    home.place.point.distance(to: $0.place.point), home.place.point.distance(to: $1.place.point)
                )
                return (one, $0.id) < (other, $1.id)
            }
            let around =
                nearest.map { messages("report.around", ["school": $0.name(in: messages.language).harmless]) } ?? ""
            areas[HomeID(row)] = given.isEmpty ? around : given.harmless
        }
        return areas
    }

    private static func line(
        _ by: String, _ group: String, _ rides: [AssignmentRow], _ messages: Messages, at: [String]
    ) -> Line? {
        let riders = Set(rides.map(\.pupilID)).count
        guard riders >= PublicPlan.leastPupils else { return nil }
        let times = PlanSummary.Spread(of: rides.map { Double($0.ride.rawValue) })
        let waits = PlanSummary.Spread(of: rides.map { Double($0.wait.rawValue) })
        let walks = PlanSummary.Spread(of: rides.map(\.walk.metres))
        return Line(
            by: by, group: group, riders: Figure.grouped(riders), ride: Figure.minutes(times.mean, messages),
            longest: Figure.minutes(times.p95, messages), walk: Figure.grouped(Int(walks.mean.rounded())),
            wait: Figure.minutes(waits.mean, messages), at: at)
    }
}
