import Quantities
import Tables
import TransportModel

/// The pupils nearest to each limit: walk, ride, wait, whole day, and the way to school that decides.
///
/// Margins are limit minus value, and for the way to school the distance to the threshold. Protected pupils are left out.
struct LimitTable: Sendable {
    /// A pupil and a limit.
    struct Line: Equatable, Sendable {
        var limit: String, pupil: String, school: String, value: String, allowed: String, margin: String
        var at: [String]
    }

    /// The lines, limit by limit, the nearest first.
    let lines: [Line]

    /// So many pupils stand at each limit.
    static let most = 10

    private struct Case {
        var pupil: String, value: Double, allowed: Double
        var margin: Double { allowed - value }
    }

    /// The table of the rides and decisions of `source`.
    init(_ source: ExportSource, _ places: MapPlaces, _ messages: Messages) {
        let batch = source.batch
        let pupils = Dictionary(
            batch.pupils.indices.filter { !batch.pupils[$0].isProtected }.map { (batch.pupils[$0].id, $0) },
            uniquingKeysWith: { first, _ in first })
        func lines(_ key: String, _ cases: [Case], decimals: Int) -> [Line] {
            LimitTable.nearest(cases).map { near in
                Line(
                    limit: messages(key), pupil: near.pupil.harmless,
                    school: pupils[near.pupil].map {
                        batch.schools[batch.pupils[$0].school].name(in: messages.language).harmless
                    } ?? "",
                    value: messages.decimals(DecimalText.fixed(near.value, decimals: decimals) ?? ""),
                    allowed: messages.decimals(DecimalText.fixed(near.allowed, decimals: decimals) ?? ""),
                    margin: messages.decimals(DecimalText.fixed(near.margin, decimals: decimals) ?? ""),
                    at: places.pupil(near.pupil))
            }
        }
        let rides = LimitTable.cases(source, pupils)
        let ways = source.tables.decisions.compactMap { row -> Case? in
            guard pupils[row.pupilID] != nil, let measured = row.measured, let threshold = row.threshold else {
                return nil
            }
            return Case(pupil: row.pupilID, value: measured.metres, allowed: threshold.metres)
        }
        self.lines =
            lines("report.limit.walk", rides.walks, decimals: 0)
            + lines("report.limit.ride", rides.rides, decimals: 1)
            + lines("report.limit.wait", rides.waits, decimals: 1)
            + lines("report.limit.day", rides.days, decimals: 1)
            + lines("report.limit.entitlement", ways, decimals: 1)
    }

    /// One case a pupil, the nearest ones.
    private static func nearest(_ cases: [Case]) -> [Case] {
        var best: [String: Case] = [:]
        for one in cases where best[one.pupil].map({ abs(one.margin) < abs($0.margin) }) ?? true {
            best[one.pupil] = one
        }
        return best.values.sorted { (abs($0.margin), $0.pupil) < (abs($1.margin), $1.pupil) }.prefix(most).map { $0 }
    }

    private static func cases(
        _ source: ExportSource, _ pupils: [String: Index<Pupil>]
    ) -> (walks: [Case], rides: [Case], waits: [Case], days: [Case]) {
        let batch = source.batch
        var found: (walks: [Case], rides: [Case], waits: [Case], days: [Case]) = ([], [], [], [])
        var facts: [HomeID: PupilFacts] = [:]
        for row in source.tables.assignments {
            guard let pupil = pupils[row.pupilID] else { continue }
            let key = HomeID(row)
            let home = source.walkLines.homes[key]
            let known = facts[key] ?? batch.facts(of: pupil, home: home)
            facts[key] = known
            func minutes(_ value: Seconds) -> Double { Double(value.rawValue) / 60 }
            if row.walk > .zero {
                let limit = batch.rules.stopWalkLimit(for: known).metres
                found.walks.append(Case(pupil: row.pupilID, value: row.walk.metres, allowed: limit))
            }
            let ride = batch.rules.rideLimit(for: known, row.session)
            found.rides.append(Case(pupil: row.pupilID, value: minutes(row.ride), allowed: minutes(ride)))
            let wait = batch.rules.waitLimit(for: known, row.session) ?? batch.municipality.service.longestWait
            found.waits.append(Case(pupil: row.pupilID, value: minutes(row.wait), allowed: minutes(wait)))
            if let day = batch.rules.dayTotalLimit(for: known) {
                found.days.append(Case(pupil: row.pupilID, value: minutes(row.dayTotal), allowed: minutes(day)))
            }
        }
        return found
    }
}
