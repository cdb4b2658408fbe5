import Quantities
import TransportModel

/// A home's rides as lines of a table, one a day; weeks that are equal stand once.
struct FamilyDays {
    /// The lines, in the order of the cycle.
    let lines: [FamilyPage.DayLine]
    /// The weeks of the cycle that differ; none where all are alike.
    let weeks: [Int]

    /// The lines of `rows`, all of one home.
    init(_ rows: [AssignmentRow], changes: PlanChanges, stopNames: StopNames, messages: Messages) {
        let weeks = Dictionary(grouping: rows, by: \.week)
        var shapes: [(weeks: [Int], days: [FamilyPage.DayLine])] = []
        for week in weeks.keys.sorted() {
            let days = FamilyDays.days(weeks[week] ?? [], changes, stopNames, messages)
            if let same = shapes.firstIndex(where: { $0.days == days }) {
                shapes[same].weeks.append(week)
            } else {
                shapes.append(([week], days))
            }
        }
        self.weeks = shapes.count > 1 ? weeks.keys.sorted() : []
        lines = shapes.flatMap { shape in
            guard shapes.count > 1 else { return shape.days }
            let weeks = shape.weeks.map { messages("family.week", ["week": String($0)]) }.joined(separator: ", ")
            return shape.days.map { line in
                var line = line
                line.day += ", " + weeks
                return line
            }
        }
    }

    private static func days(
        _ rows: [AssignmentRow], _ changes: PlanChanges, _ stopNames: StopNames, _ messages: Messages
    ) -> [FamilyPage.DayLine] {
        let days = Dictionary(grouping: rows, by: \.weekday)
        return days.keys.sorted().map { day in
            let cells = Session.allCases.map { session -> FamilyPage.RideCell in
                guard let row = days[day]?.first(where: { $0.session == session }) else {
                    return FamilyPage.RideCell(leave: messages("family.none"))
                }
                return cell(row, changes, stopNames, messages)
            }
            return FamilyPage.DayLine(day: messages("day.\(day.code)"), rides: cells)
        }
    }

    /// The trip without its day, where its id starts with it, so that equal weeks read alike.
    private static func label(of row: AssignmentRow) -> String {
        let day = "\(row.week)-\(row.weekday.code)-"
        return String(row.tripID.hasPrefix(day) ? row.tripID.dropFirst(day.count) : row.tripID[...]).harmless
    }

    private static func cell(
        _ row: AssignmentRow, _ changes: PlanChanges, _ stopNames: StopNames, _ messages: Messages
    ) -> FamilyPage.RideCell {
        let isNew = changes.isChanged(row)
        var notes: [String] = []
        if isNew, let old = changes.ride(before: row) {
            let stop = old.stopID == row.stopID ? "" : " " + stopNames.name(of: old.stopID, for: messages)
            notes.append(messages("family.before", ["before": "\(old.leave) → \(old.arrive)\(stop)"]))
        }
        return FamilyPage.RideCell(
            leave: row.board.minutes, arrive: [row.alight.minutesRoundedUp],
            new: isNew ? [messages("family.mark")] : [],
            note: notes, trip: [messages("family.trip", ["trip": FamilyDays.label(of: row)])])
    }
}
