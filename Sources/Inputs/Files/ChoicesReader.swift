import Quantities
import Tables
import TransportModel

/// Reads `choices.csv`: the latest choice per pupil and home counts.
struct ChoicesReader {
    static let schema = FileSchema(
        file: "choices.csv", isRequired: false,
        meaning: "Stops that families chose. The latest per pupil and home counts; two at one moment that differ are a "
            + "finding, and the later row counts.",
        key: ["pupil_id", "home_id", "submitted_at"],
        columns: [
            .required("pupil_id", "For whom."),
            .optional("home_id", "For which home. Blank: all homes."),
            .required("stop_id", "The stop of `stops.csv`, or of the network."),
            .optional("submitted_at", "ISO time, `2026-08-01T19:43:00`. Blank: before all others."),
        ])

    private struct Row {
        var pupil: Int
        var homes: [Index<Home>]
        var stopID: String
        var moment: Moment
        var submittedAt: String
        var line: Int
    }

    let context: BundleContext
    let pupils: IndexedTable<Pupil>
    let homes: IndexedTable<Home>
    /// The ids of the given stops; `nil` where the network's are the candidates.
    let stopIDs: Set<String>?
    /// The last day on which choices could be made, inclusive; `nil`: no last day.
    var until: CalendarDate?

    /// One choice for each home that has one, in the order of homes.
    func read(_ file: BundleTable?) -> [StopChoice] {
        let positions = Positions(pupils.elements.map(\.id))
        let rows = file?.values(subject: "pupil_id", log: context.log) { cells -> Row? in
            let pupil = positions.find("pupil_id", in: "pupils.csv", &cells)
            let stop = cells.id("stop_id")
            let moment = moment(&cells)
            guard let pupil, let stop, let moment, let chosen = homesOf(pupil, &cells) else { return nil }
            if let stopIDs, !stopIDs.contains(stop) {
                cells.refuse(
                    "unknown-stop", "stop_id", stop,
                    "It is not in stops.csv, or its row there was left out. Ask the family to choose again.")
                return nil
            }
            if let until, moment.seconds >= (until.daysSinceEpoch + 1) * 86_400 {
                context.log.add(
                    "choice-late", .warning, file: ChoicesReader.schema.file, line: cells.line,
                    subject: pupils.elements[pupil].id,
                    "Choices could be made until \(until), so it was not used. Keep it for the next round, or move choices_until."
                )
                return nil
            }
            if pupils.elements[pupil].isProtected {
                context.log.add(
                    "choice-protected", .info, file: ChoicesReader.schema.file, line: cells.line,
                    subject: pupils.elements[pupil].id,
                    "The pupil is protected, and such families are not asked through a portal. The choice counts; make "
                        + "sure that it came by the safe way.")
            }
            return Row(
                pupil: pupil, homes: chosen, stopID: stop, moment: moment, submittedAt: cells.text("submitted_at"),
                line: cells.line)
        }
        return latest(of: rows ?? [])
    }

    private func moment(_ cells: inout CellReader) -> Moment? {
        let text = cells.text("submitted_at")
        if text.isEmpty { return .never }
        if let moment = Moment(text) { return moment }
        cells.refuse("csv-bad-time", "submitted_at", text, "Expected a time such as 2026-08-01T19:43:00.")
        return nil
    }

    private func homesOf(_ pupil: Int, _ cells: inout CellReader) -> [Index<Home>]? {
        let all = pupils.elements[pupil].homes
        let id = cells.text("home_id")
        guard !id.isEmpty else { return all }
        let chosen = all.filter { homes[$0].id == id }
        guard chosen.isEmpty else { return chosen }
        cells.refuse("unknown-home", "home_id", id, "The pupil has no such home in homes.csv. Correct the id.")
        return nil
    }

    private func latest(of rows: [Row]) -> [StopChoice] {
        var chosen = [Row?](repeating: nil, count: homes.count)
        for row in rows.sorted(by: { ($0.moment, $0.line) < ($1.moment, $1.line) }) {
            for home in row.homes {
                if let earlier = chosen[home.offset], earlier.stopID != row.stopID { report(earlier, row, home) }
                chosen[home.offset] = row
            }
        }
        return homes.indices.compactMap { home in
            chosen[home.offset].map { row in
                StopChoice(
                    pupil: Index(row.pupil), home: home, stopID: row.stopID, submittedAt: row.submittedAt,
                    line: row.line)
            }
        }
    }

    private func report(_ earlier: Row, _ later: Row, _ home: Index<Home>) {
        let isAtOnce = earlier.moment == later.moment
        context.log.add(
            isAtOnce ? "choices-differ" : "choice-replaced", isAtOnce ? .warning : .info,
            file: ChoicesReader.schema.file,
            line: later.line, subject: pupils.elements[later.pupil].id,
            isAtOnce
                ? "Lines \(earlier.line) and \(later.line) choose \(earlier.stopID) and \(later.stopID) for home "
                    + "\(homes[home].id) at the same moment. Line \(later.line) counts. Ask the guardians."
                : "For home \(homes[home].id) line \(earlier.line) chose \(earlier.stopID); the later choice of "
                    + "\(later.stopID) counts. If two guardians differ, ask them.")
    }
}
