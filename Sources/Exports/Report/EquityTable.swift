import Quantities
import TransportModel

/// How rides, walks and waits fall on schools, languages and families with one home or several.
///
/// Groups of fewer than three riders are left out: a figure of one pupil is that pupil's.
struct EquityTable: Sendable {
    /// The groups, schools first.
    let lines: [Line]

    /// A group.
    struct Line: Sendable {
        var group: String, riders: String, ride: String, longest: String, walk: String, wait: String
    }

    /// The table of the rides of `tables`.
    init(_ tables: PlanTables, batch: Batch) {
        let pupils = Dictionary(
            batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func groups(_ name: (Pupil) -> String) -> [Line] {
            let rides = Dictionary(grouping: tables.assignments) { pupils[$0.pupilID].map(name) ?? "" }
            return rides.keys.sorted().compactMap { key in EquityTable.line(key, rides[key] ?? []) }
        }
        lines =
            groups { batch.schools[$0.school].name.harmless }
            + groups { $0.language.isEmpty ? "Language not given" : "Language \($0.language.harmless)" }
            + groups { $0.homes.count > 1 ? "Two homes or more" : "One home" }
    }

    private static func line(_ group: String, _ rides: [AssignmentRow]) -> Line? {
        let riders = Set(rides.map(\.pupilID)).count
        guard riders >= PublicPlan.leastPupils else { return nil }
        let times = PlanSummary.Spread(of: rides.map { Double($0.ride.rawValue) })
        let waits = PlanSummary.Spread(of: rides.map { Double($0.wait.rawValue) })
        let walks = PlanSummary.Spread(of: rides.map(\.walk.metres))
        return Line(
            group: group, riders: Figure.grouped(riders), ride: Figure.minutes(times.mean),
            longest: Figure.minutes(times.p95), walk: Figure.grouped(Int(walks.mean.rounded())),
            wait: Figure.minutes(waits.mean))
    }
}
