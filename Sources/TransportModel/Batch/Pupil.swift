public import Quantities

/// Who may ride.
public struct Pupil: Sendable {
    /// The id of the pupil register, such as `P-000123`.
    public var id: String
    /// The pupil's school.
    public var school: Index<School>
    /// The class, unique within the school.
    public var classID: String
    /// 0 is pre-primary.
    public var grade: Int
    /// The birth date, where it was given.
    public var birthDate: CalendarDate?
    /// Special needs.
    public var needs: Set<Need>
    /// Whether the pupil's whereabouts are protected: such pupils appear in no file but those that staff need.
    public var isProtected: Bool
    /// The name, for the staff's files and the family's own; never for a log, a finding or a feed.
    public var name: String
    /// The family's language, such as `sv`; empty: the municipality's first.
    public var language: String
    /// The pupil's homes, in file order.
    public var homes: [Index<Home>] = []
    /// Columns of the file that the product does not know, by header; rules may ask for them.
    public var extras: [String: String] = [:]
    /// The line of `pupils.csv`, from 1.
    public var line: Int

    /// A pupil without homes.
    public init(
        id: String, school: Index<School>, classID: String, grade: Int, birthDate: CalendarDate? = nil,
        needs: Set<Need> = [], isProtected: Bool = false, name: String = "", language: String = "", line: Int = 0
    ) {
        self.id = id
        self.school = school
        self.classID = classID
        self.grade = grade
        self.birthDate = birthDate
        self.needs = needs
        self.isProtected = isProtected
        self.name = name
        self.language = language
        self.line = line
    }

    /// The places that this pupil takes: a wheelchair place and no seat, or a seat; an escort takes one more seat.
    public var load: Load {
        let own = needs.contains(.wheelchair) ? Load(wheelchairPlaces: 1) : Load(seats: 1)
        return needs.contains(.escort) ? own + Load(seats: 1) : own
    }
}

/// A special need, as the word of the `needs` column.
public enum Need: String, CaseIterable, Hashable, Comparable, Sendable {
    /// Takes a wheelchair place and no seat.
    case wheelchair
    /// Somebody rides along and takes a seat.
    case escort
    /// An adult must meet the pupil.
    case handover
    /// Rides without other pupils aboard.
    case alone
    /// Is fetched at the door, not at a stop.
    case door

    /// Alphabetical, so that sets can be written in one order.
    public static func < (lhs: Need, rhs: Need) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// One of a pupil's homes and when the pupil lives there.
public struct Home: Sendable {
    /// Unique within the pupil.
    public var id: String
    /// Who lives here.
    public var pupil: Index<Pupil>
    /// Where, in both systems.
    public var place: Place
    /// The postal address, for the staff's files and the family's own.
    public var address: String
    /// Weeks of the cycle; empty means all.
    public var weeks: Set<Int>
    /// Weekdays; empty means all.
    public var weekdays: Set<Weekday>
    /// Sessions; empty means both.
    public var sessions: Set<Session>
    /// What kind of home it is.
    public var kind: Kind
    /// Columns of the file that the product does not know, by header; rules may ask for them.
    public var extras: [String: String] = [:]
    /// Other points of the home, by where ways may start; columns such as `door_x` and `door_y`.
    public var otherPoints: [Measure.HomeEnd: Place] = [:]
    /// Sessions in which another home of the pupil covers the same day and comes first in the file: one home at a time.
    public var yields: [CycleDay: Set<Session>] = [:]
    /// The line of `homes.csv`, from 1.
    public var line: Int

    /// What kind of home it is.
    public enum Kind: String, CaseIterable, Sendable {
        case registered, second, care
    }

    /// A home that covers every day unless told otherwise.
    public init(
        id: String, pupil: Index<Pupil>, place: Place, address: String = "", weeks: Set<Int> = [],
        weekdays: Set<Weekday> = [], sessions: Set<Session> = [], kind: Kind = .registered, line: Int = 0
    ) {
        self.id = id
        self.pupil = pupil
        self.place = place
        self.address = address
        self.weeks = weeks
        self.weekdays = weekdays
        self.sessions = sessions
        self.kind = kind
        self.line = line
    }

    /// Where ways start that are measured from `end`: its own point where the register has one, else ``place``.
    public func point(for end: Measure.HomeEnd) -> Place { otherPoints[end] ?? place }

    /// Whether the pupil travels from or to this home on `day` in `session`.
    public func covers(_ day: CycleDay, _ session: Session) -> Bool {
        (weeks.isEmpty || weeks.contains(day.week)) && (weekdays.isEmpty || weekdays.contains(day.weekday))
            && (sessions.isEmpty || sessions.contains(session)) && yields[day]?.contains(session) != true
    }
}

/// A position as it was given and on the ellipsoid.
public struct Place: Hashable, Sendable {
    /// As given, in the municipality's coordinate system.
    public var grid: GridPoint
    /// The same in WGS 84 degrees.
    public var point: GeoPoint

    /// The place that `grid` and `point` both name.
    public init(grid: GridPoint, point: GeoPoint) {
        self.grid = grid
        self.point = point
    }
}
