import Quantities
import TransportModel

/// A home's rides as lines of a table, one a day; weeks that are equal stand once.
struct FamilyDays {
    /// The lines, in the order of the cycle.
    let lines: [FamilyPage.DayLine]

    /// The lines of `rows`, all of one home.
    init(_ rows: [AssignmentRow], trips: [String: TripRow], messages: Messages) {
        let weeks = Dictionary(grouping: rows, by: \.week)
        var shapes: [(weeks: [Int], days: [FamilyPage.DayLine])] = []
        for week in weeks.keys.sorted() {
            let days = FamilyDays.days(weeks[week] ?? [], messages)
            if let same = shapes.firstIndex(where: { $0.days == days }) {
                shapes[same].weeks.append(week)
            } else {
                shapes.append(([week], days))
            }
        }
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

    private static func days(_ rows: [AssignmentRow], _ messages: Messages) -> [FamilyPage.DayLine] {
        let days = Dictionary(grouping: rows, by: \.weekday)
        return days.keys.sorted().map { day in
            let there = days[day]?.first { $0.session == .toSchool }
            let back = days[day]?.first { $0.session == .fromSchool }
            let none = messages("family.none")
            return FamilyPage.DayLine(
                day: messages("day.\(day.code)"), leave: there?.board.minutes ?? none,
                atSchool: there.map { [$0.alight.minutesRoundedUp] } ?? [], leaveSchool: back?.board.minutes ?? none,
                home: back.map { [$0.alight.minutesRoundedUp] } ?? [])
        }
    }
}
