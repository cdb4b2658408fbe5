/// One day of the repeating cycle: a week from 1 to the cycle's length, and a weekday.
public struct CycleDay: Hashable, Comparable, Sendable {
    /// The week of the cycle; week 1 contains the first day of the calendar.
    public var week: Int
    /// The day of that week.
    public var weekday: Weekday

    /// The `weekday` of week `week`.
    public init(week: Int, weekday: Weekday) {
        self.week = week
        self.weekday = weekday
    }

    /// Whether `lhs` comes earlier in the cycle.
    public static func < (lhs: CycleDay, rhs: CycleDay) -> Bool {
        (lhs.week, lhs.weekday) < (rhs.week, rhs.weekday)
    }
}

/// Which way pupils travel.
public enum Session: String, CaseIterable, Hashable, Comparable, Sendable {
    /// The ride to school, in the morning.
    case toSchool = "to_school"
    /// The ride home, after school.
    case fromSchool = "from_school"

    /// To school comes first.
    public static func < (lhs: Session, rhs: Session) -> Bool { lhs == .toSchool && rhs == .fromSchool }
}
