package import Quantities

/// A row of `assignments.csv`: one ride of one pupil.
package struct AssignmentRow: PlanTableRow {
    /// Who rides.
    package var pupilID = ""
    /// From or to which home.
    package var homeID = ""
    /// The week of the cycle, from 1.
    package var week = 1
    /// The day of the week.
    package var weekday = Weekday.monday
    /// Which way.
    package var session = Session.toSchool
    /// The stop on the home's side.
    package var stopID = ""
    /// Straight line to the nearest legal segment + shortest legal path + straight line to the stop.
    package var walk = Metres.zero
    /// The trip.
    package var tripID = ""
    /// The bus leaves the place of boarding.
    package var board = ClockTime(0, 0)
    /// The bus arrives at the place of alighting.
    package var alight = ClockTime(0, 0)
    /// `alight` - `board`.
    package var ride = Seconds.zero
    /// School start - `alight`, or `board` - school end.
    package var wait = Seconds.zero
    /// Both walks, waits and rides of the pupil's day; equal on both rows of the day.
    package var dayTotal = Seconds.zero
    /// The shortest walk that keeps off the hazards that count; blank where the rules ask for none.
    package var safeWalk: Metres?

    package init() {}

    package static let fileName = "assignments.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("pupil_id", \.pupilID), .init("home_id", \.homeID), .init("week", \.week), .init("weekday", \.weekday),
        .init("session", \.session), .init("stop_id", \.stopID), .init("walk_m", \.walk), .init("trip_id", \.tripID),
        .init("board_time", \.board), .init("alight_time", \.alight), .init("ride_s", \.ride),
        .init("wait_s", \.wait), .init("day_total_s", \.dayTotal), .init("walk_safe_m", \.safeWalk, isAdded: true),
    ]
    package var key: [TableKeyPart] {
        [.text(pupilID), .text(homeID), .number(week), .number(weekday.rawValue), .number(session.order)]
    }

    /// The day of the cycle.
    package var day: CycleDay { CycleDay(week: week, weekday: weekday) }
}

extension Session {
    /// 0 to school, 1 from school.
    package var order: Int { self == .toSchool ? 0 : 1 }
}
