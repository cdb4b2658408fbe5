public import Quantities

/// When a pupil's school day starts and ends.
public struct SchoolDay: Hashable, Sendable {
    /// The first lesson starts.
    public var start: ClockTime
    /// The last lesson ends.
    public var end: ClockTime

    /// A day from `start` to `end`.
    public init(start: ClockTime, end: ClockTime) {
        self.start = start
        self.end = end
    }
}

/// School days per (week, weekday): the most specific row wins (pupil, then class, then school; at one level a row that
/// names the week wins); no row means no school that day.
public struct Timetable: Sendable {
    /// Whom a row is about.
    public enum Subject: Hashable, Sendable {
        case pupil(Index<Pupil>)
        case schoolClass(Index<School>, String)
        case school(Index<School>)
    }

    /// The key of a row; `week` nil means every week.
    public struct Key: Hashable, Sendable {
        /// Whom the row is about.
        public var subject: Subject
        /// The week it names, or `nil` for every week.
        public var week: Int?
        /// Its weekday.
        public var weekday: Weekday

        /// The key of a row.
        public init(_ subject: Subject, week: Int?, weekday: Weekday) {
            self.subject = subject
            self.week = week
            self.weekday = weekday
        }
    }

    /// The rows of the period that the plan is for.
    public var rows: [Key: SchoolDay] = [:]

    /// A timetable without school days.
    public init() {}

    /// The school day of `pupil` (at position `index`) on `day`, or `nil` when there is no school.
    public func schoolDay(of index: Index<Pupil>, _ pupil: Pupil, on day: CycleDay) -> SchoolDay? {
        let levels: [Subject] = [.pupil(index), .schoolClass(pupil.school, pupil.classID), .school(pupil.school)]
        for subject in levels {
            for week in [day.week, nil] {
                if let found = rows[Key(subject, week: week, weekday: day.weekday)] { return found }
            }
        }
        return nil
    }
}
