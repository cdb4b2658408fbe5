package import Quantities

/// A row of `staff/day_totals.csv`: the longest day of travel of one pupil who has a cap, nearest to it first.
package struct DayTotalRow: PlanTableRow {
    /// What is left under the cap; never negative in a plan that keeps its promises.
    package var spare = Seconds.zero
    /// Who travels.
    package var pupilID = ""
    /// From which home that day.
    package var homeID = ""
    /// The period of the timetable; blank where there is one only.
    package var period = ""
    /// The week and the day of the longest day; the first of equal ones.
    package var week = 1, weekday = Weekday.monday
    /// Both walks, waits and rides.
    package var dayTotal = Seconds.zero
    /// The cap.
    package var limit = Seconds.zero
    /// The law and section behind the cap; may be blank.
    package var law = ""

    package init() {}

    package static let fileName = "staff/day_totals.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("spare_s", \.spare), .init("pupil_id", \.pupilID), .init("home_id", \.homeID),
        .init("period", \.period), .init("week", \.week), .init("weekday", \.weekday),
        .init("day_total_s", \.dayTotal), .init("limit_s", \.limit), .init("law", \.law),
    ]
    package var key: [TableKeyPart] { [.number(Int(spare.rawValue)), .text(pupilID)] }
}

/// A row of `staff/guided_waiting.csv`: when pupils wait at a school, for rule files that promise guided activity.
package struct GuidedWaitRow: PlanTableRow {
    /// The school.
    package var schoolID = ""
    /// The week and the day.
    package var week = 1, weekday = Weekday.monday
    /// Before or after school.
    package var session = Session.toSchool
    /// The first pupil waits from, and the last one to.
    package var from = ClockTime(0, 0), to = ClockTime(0, 0)
    /// How many pupils wait in all.
    package var pupils = 0

    package init() {}

    package static let fileName = "staff/guided_waiting.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("school_id", \.schoolID), .init("week", \.week), .init("weekday", \.weekday),
        .init("session", \.session), .init("from", \.from), .init("to", \.to), .init("pupils", \.pupils),
    ]
    package var key: [TableKeyPart] {
        [.text(schoolID), .number(week), .number(weekday.rawValue), .number(session.order)]
    }
}

/// A row of `staff/free_seats.csv`: a pupil whom the rules give no more than a seat that is free anyhow.
package struct FreeSeatRow: PlanTableRow {
    /// The place in the queue, from 1: who asked first (column `asked_on`), then by id.
    package var position = 1
    /// Whom it is about.
    package var pupilID = "", homeID = ""
    /// The stop with most free rides, and the walk to it; blank where there is none.
    package var stopID = "", walk: Metres?
    /// The rides of the cycle that the pupil would need, and on how many of them a seat is free from that stop.
    package var needed = 0, free = 0

    package init() {}

    package static let fileName = "staff/free_seats.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("position", \.position), .init("pupil_id", \.pupilID), .init("home_id", \.homeID),
        .init("stop_id", \.stopID), .init("walk_m", \.walk), .init("rides_needed", \.needed),
        .init("rides_free", \.free),
    ]
    package var key: [TableKeyPart] { [.number(position)] }
}

extension PlanTables {
    /// The longest day of everyone whose rules have a cap on the day of travel.
    package static func dayTotals(_ plan: Plan, batch: Batch) -> [DayTotalRow] {
        var caps: [Index<Home>: BandLimit<Seconds>?] = [:]
        var rows: [Index<Pupil>: DayTotalRow] = [:]
        let rides = plan.rides.sorted { ($0.pupil, $0.day, $0.session) < ($1.pupil, $1.day, $1.session) }
        for ride in rides {
            let known = caps[ride.home]
            let cap = known ?? batch.rules.dayTotalCap(for: batch.facts(of: ride.pupil, home: ride.home))
            if known == nil { caps[ride.home] = .some(cap) }
            guard let cap else { continue }
            let spare = cap.value - ride.dayTotal
            if let longest = rows[ride.pupil], longest.spare <= spare { continue }
            var row = DayTotalRow()
            (row.pupilID, row.homeID) = (batch.pupils[ride.pupil].id, batch.homes[ride.home].id)
            (row.week, row.weekday, row.period) = (ride.day.week, ride.day.weekday, batch.period)
            (row.dayTotal, row.limit, row.spare, row.law) = (ride.dayTotal, cap.value, spare, cap.law)
            rows[ride.pupil] = row
        }
        return rows.values.sortedByKey()
    }

    /// When pupils wait at each school.
    package static func guidedWaits(_ plan: Plan, batch: Batch) -> [GuidedWaitRow] {
        var rows: [[TableKeyPart]: GuidedWaitRow] = [:]
        for ride in plan.rides where ride.wait > .zero {
            var row = GuidedWaitRow()
            row.schoolID = batch.schools[batch.pupils[ride.pupil].school].id
            (row.week, row.weekday, row.session) = (ride.day.week, ride.day.weekday, ride.session)
            row.from = ride.session == .toSchool ? ride.alight : ride.board - ride.wait
            row.to = ride.session == .toSchool ? ride.alight + ride.wait : ride.board
            let known = rows[row.key] ?? row
            row.from = min(row.from, known.from)
            row.to = max(row.to, known.to)
            row.pupils = known.pupils + 1
            rows[row.key] = row
        }
        return rows.values.sortedByKey()
    }
}
