public import Quantities

/// Which marks on the roads count for some pupils, and how much of them is let pass.
public struct HazardPolicy: Hashable, Sendable {
    /// For whom.
    public var who = Who()
    /// Which kinds of mark count.
    public var kinds: Set<HazardMark.Kind> = [.along, .cross]
    /// Marks with a risk number count when it is above this; `nil`: all count. Marks without a number always do.
    public var riskAbove: Double?
    /// The same, exactly this number included.
    public var riskAtLeast: Double?
    /// Which walks it is about. Default: both.
    public var uses: Set<Use> = Set(Use.allCases)
    /// What columns of `hazards.csv` must say for a mark to count.
    public var columns: [ColumnCondition] = []
    /// When it holds; `nil`: always.
    public var when: DateWindow?
    /// So many metres along hazards are let pass.
    public var exemptAlong = Metres.zero
    /// The line of `rules.yaml`.
    public var line = 0

    /// Every mark counts for everyone.
    public init() {}

    /// What a walk is for.
    public enum Use: String, CaseIterable, Hashable, Sendable {
        /// The way to school that a right is decided by.
        case school
        /// The walk to the stop.
        case stop
    }
}

/// Which homes give a right to a ride.
public struct HomePolicy: Hashable, Sendable {
    /// Kinds of home that do; default all.
    public var entitled: Set<Home.Kind> = Set(Home.Kind.allCases)
    /// What a second home must be; `nil`: nothing more than any other.
    public var second: SecondHome?
    /// The law and section behind it.
    public var law = ""

    /// Every home counts.
    public init() {}

    /// What is asked of a pupil with two homes.
    public struct SecondHome: Hashable, Sendable {
        /// The pupil changes home by whole weeks, Monday to Friday.
        public var wholeWeeks = false
        /// The pupil lives in both equally long, within this share (0.1: 40 to 60 %); `nil`: not asked.
        public var equalWithin: Double?
        /// The column `municipality` of `homes.csv` must name this; empty: not asked.
        public var municipality = ""
        /// The column `application` of `homes.csv` must say yes.
        public var needsApplication = false
        /// The column `consent` of `homes.csv` must say yes: both guardians agree.
        public var needsConsent = false
        /// What the second home gives when all is met and its own distance grants.
        public var gives = RuleEffect.transport

        /// Nothing is asked.
        public init() {}
    }
}

/// On which days and in which sessions some pupils have their right.
public struct DayPolicy: Hashable, Sendable {
    /// For whom.
    public var who = Who()
    /// The weekdays; empty: all.
    public var weekdays: Set<Weekday> = []
    /// The sessions; empty: both.
    public var sessions: Set<Session> = []
    /// What is left out of these; `nil`: nothing.
    public var except: Exception?
    /// When in the year it holds; `nil`: always.
    public var when: DateWindow?
    /// The law and section behind it.
    public var law = ""

    /// Every day, both sessions.
    public init() {}

    /// Rides that are left out.
    public struct Exception: Hashable, Sendable {
        /// The weekdays, besides those of the column.
        public var weekdays: Set<Weekday> = []
        /// The column of `pupils.csv` or `homes.csv` that lists weekdays, `Mon;Wed`; empty: none.
        public var column = ""
        /// The sessions; empty: both.
        public var sessions: Set<Session> = []

        /// Nothing.
        public init() {}

        /// The weekdays that are left out for the pupil of `facts`; words that are no weekday are passed over.
        public func weekdays(for facts: PupilFacts) -> Set<Weekday> {
            let cell = column.isEmpty ? "" : facts.columns[column] ?? ""
            return weekdays.union(cell.split(separator: ";").compactMap { Weekday(code: $0.filter { $0 != " " }) })
        }
    }
}

/// Who rides while a case of theirs is in review.
public struct CarriedCase: Hashable, Sendable {
    /// The causes that are carried.
    public var causes: Set<ReviewCause>
    /// For whom.
    public var who: Who

    /// Carries `causes` for `who`.
    public init(causes: Set<ReviewCause>, who: Who) {
        self.causes = causes
        self.who = who
    }
}

/// More about stops than their distance.
public struct StopPolicy: Hashable, Sendable {
    /// The walk to the stop is at most this share of the distance that entitles; `nil`: not asked.
    public var shareOfEntitlement: Double?
    /// The ride must cover at least this share of the way; `nil`: not asked.
    public var transportedShare: Double?
    /// Whether the walk to the stop keeps off all hazards that count for it.
    public var avoidsHazards = false
    /// Whether a stop must be on the pupil's side of a road that the pupil may not cross: the walk to it then keeps
    /// off crossings that count.
    public var rightSide = false
    /// What is done for homes beyond the limit.
    public var beyond = Beyond.unserved
    /// Who is fetched at home instead of at a stop; `nil`: only those whose need says so.
    public var fetchedAtHome: Who?

    /// What is done for homes without a stop within reach.
    public enum Beyond: String, CaseIterable, Hashable, Sendable {
        /// They are named.
        case unserved
        /// They are fetched at home.
        case door
        /// A small vehicle fetches them at home too; it goes all the way, a change of vehicles is not planned.
        case feeder
    }

    /// Nothing more.
    public init() {}
}

/// More about waiting than its length.
public struct WaitPolicy: Hashable, Sendable {
    /// Minutes before the start that do not count as waiting.
    public var uncountedBefore = Seconds.zero
    /// Minutes after the end that do not count as waiting.
    public var uncountedAfter = Seconds.zero
    /// Whose bell counts.
    public var clock = Clock.own
    /// Pupils must be at school so long before the start; `nil`: not said.
    public var arriveBefore: Seconds?
    /// Vehicles leave so long after the end at the earliest; `nil`: not said.
    public var leaveAfter: Seconds?
    /// Whether guided activity is there for those who wait.
    public var guided = false

    /// Whose bell counts.
    public enum Clock: String, CaseIterable, Hashable, Sendable {
        /// The pupil's own first and last lesson.
        case own
        /// The school's frame times.
        case frame
    }

    /// The plain rule.
    public init() {}
}

/// How a decision comes about and how long it lasts.
public struct DecisionProcess: Hashable, Sendable {
    /// Whether families must apply.
    public var application = Application.automatic
    /// How long a decision holds.
    public var validity = Validity.schoolYear
    /// Grades on whose entry a decision is made anew, such as 1, 4, 7; empty: none.
    public var renewedOnGrades: [Int] = []
    /// Days for an appeal; `nil`: not said.
    public var appealDays: Int?
    /// Where appeals go, for an assigned school and for a chosen one.
    public var appealTo = LocalisedText(), appealToForChosenSchool = LocalisedText()
    /// How pupils travel, the preferred way first.
    public var modes: [Mode] = []
    /// What a kilometre of an allowance is worth; `nil`: not said.
    public var allowancePerKilometre: Cost?
    /// Which way an allowance is counted for.
    public var allowanceWay = AllowanceWay.own
    /// Whether a decision is preliminary until timetables are known.
    public var isPreliminary = false
    /// Whether an allowance pays the driver's empty way too.
    public var allowancePaysEmptyLegs = false

    /// Whether families must apply.
    public enum Application: String, CaseIterable, Hashable, Sendable {
        case automatic, needed
    }

    /// How long a decision holds.
    public enum Validity: String, CaseIterable, Hashable, Sendable {
        case schoolYear = "school_year"
        case period
        case grades
    }

    /// Which way an allowance is counted for.
    public enum AllowanceWay: String, CaseIterable, Hashable, Sendable {
        /// To the pupil's own school.
        case own
        /// To the school that was assigned.
        case assigned
        /// The shorter of the two.
        case shorter
    }

    /// How the pupil of `facts` travels: the first way of the order that is there for them. Public transport is where
    /// the column `public_transport` says yes; vehicles and an allowance always are. `nil`: the file has no order.
    public func mode(for facts: PupilFacts) -> Mode? {
        modes.first { mode in
            guard mode == .public else { return true }
            return ColumnCondition(column: "public_transport", test: .oneOf(["yes"])).holds(for: facts.columns) == .yes
        }
    }

    /// How a pupil may travel.
    public enum Mode: String, CaseIterable, Hashable, Sendable {
        case `public`, bus, taxi, allowance
    }

    /// Nothing said.
    public init() {}

    /// What an allowance for a way of `distance` is worth per day with two rides, or `nil` where the file names no price.
    ///
    /// The driver brings and fetches the pupil: two loaded ways, and two empty ones where these are paid.
    public func allowancePerDay(_ distance: Metres) -> Cost? {
        allowancePerKilometre.map {
            Cost(rounding: $0.amount * distance.metres / 1000 * (allowancePaysEmptyLegs ? 4 : 2))
        }
    }
}
