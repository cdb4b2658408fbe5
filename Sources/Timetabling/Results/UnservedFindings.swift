import Quantities
import TransportModel

/// Names everyone whom no bus carries: one finding per pupil, session and reason, with the days.
struct UnservedFindings {
    /// The inputs.
    let batch: Batch

    /// The findings, by pupil, then session, then first day.
    func findings(_ unserved: [Unserved]) -> [Finding] {
        struct Case: Hashable {
            var pupil: Index<Pupil>
            var session: Session
            var reason: String
        }
        var days: [Case: [CycleDay]] = [:]
        for entry in unserved {
            let key = Case(pupil: entry.pupil, session: entry.session, reason: entry.reason)
            days[key, default: []].append(entry.day)
        }
        let cases = days.map { (key: $0.key, days: $0.value.sorted()) }
        return cases.sorted {
            ($0.key.pupil, $0.key.session, $0.days[0], $0.key.reason)
                < ($1.key.pupil, $1.key.session, $1.days[0], $1.key.reason)
        }.map { entry in
            let way = entry.key.session == .toSchool ? "to school" : "home from school"
            return Finding(
                "pupil-unserved", .warning, subject: batch.pupils[entry.key.pupil].id,
                message: "No ride \(way) on \(inWords(entry.days)): \(entry.key.reason).")
        }
    }

    /// `Mon, Tue` for cycles of one week, else `week 1 Mon, Tue; week 2 Mon`.
    private func inWords(_ days: [CycleDay]) -> String {
        var weeks: [(week: Int, days: [String])] = []
        for day in days {
            if weeks.last?.week != day.week { weeks.append((day.week, [])) }
            weeks[weeks.count - 1].days.append(day.weekday.code)
        }
        let isSingle = batch.municipality.calendar.cycleWeeks <= 1
        return weeks.map { (isSingle ? "" : "week \($0.week) ") + $0.days.joined(separator: ", ") }
            .joined(separator: "; ")
    }
}
