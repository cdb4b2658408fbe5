public import Quantities

/// What `municipality.yaml` says. Every key but the first four has a default, given here.
public struct Municipality: Sendable {
    /// The municipality's name.
    public var name: String
    /// The coordinate system of every x,y of the bundle, such as `EPSG:3067`; `EPSG:4326` is lon,lat.
    public var crs: String
    /// The file name of the road network inside the bundle.
    public var network: String
    /// The file name of the rules inside the bundle.
    public var rules: String
    /// The school year and its cycle.
    public var calendar = ServiceCalendar()
    /// Languages of letters and names, best known first. Default: Swedish, Finnish, English.
    public var languages = ["sv", "fi", "en"]
    /// The IANA time zone. Default `Europe/Helsinki`.
    public var timeZone = "Europe/Helsinki"
    /// Whom families call or write to, such as `09 1234 567`. Key `contact`; empty: not given.
    public var contact = ""
    /// The last day on which families could choose a stop, inclusive. Key `choices_until`; `nil`: no last day.
    public var choicesUntil: CalendarDate?
    /// Dwell times, margins and speeds.
    public var service = ServiceSettings()
    /// Budgets of the search.
    public var solver = SolverSettings()
    /// What the plan's benefit is measured against, as the municipality knows it. The keys of `baseline:`.
    public var baseline = Baseline()

    /// A municipality with default settings.
    public init(name: String, crs: String, network: String, rules: String) {
        self.name = name
        self.crs = crs
        self.network = network
        self.rules = rules
    }
}

/// The school year, its holidays and the length of its repeating cycle.
public struct ServiceCalendar: Sendable {
    /// The first day of the school year; its week is week 1 of the cycle. `nil`: not given.
    public var from: CalendarDate?
    /// The last day of the school year, inclusive. `nil`: not given.
    public var to: CalendarDate?
    /// Weeks in the cycle, at least 1.
    public var cycleWeeks = 1
    /// Days and ranges without school, both ends inclusive.
    public var holidays: [ClosedRange<CalendarDate>] = []

    /// A calendar of one-week cycles and no holidays.
    public init() {}

    /// The day of the cycle that `date` is; week 1 holds `from`. `nil` when the calendar has no first day.
    public func cycleDay(of date: CalendarDate) -> CycleDay? {
        guard let from else { return nil }
        let weeks = (date.monday.daysSinceEpoch - from.monday.daysSinceEpoch) / 7
        let length = max(1, cycleWeeks)
        return CycleDay(week: ((weeks % length) + length) % length + 1, weekday: date.weekday)
    }
}

/// Times and speeds that turn distances into a day. The keys of `service:` in `municipality.yaml`.
public struct ServiceSettings: Sendable {
    /// Standing at a stop however few board. Key `dwell.stop_s`, default 20.
    public var dwellAtStop = Seconds(20)
    /// Added per pupil who boards or leaves. Key `dwell.per_pupil_s`, default 4.
    public var dwellPerPupil = Seconds(4)
    /// Added per wheelchair. Key `dwell.per_wheelchair_s`, default 120.
    public var dwellPerWheelchair = Seconds(120)
    /// Standing at a school however few leave. Key `dwell.school_s`, default 60.
    public var dwellAtSchool = Seconds(60)
    /// Pupils leave the bus at least this long before school starts. Key `margins.before_start_s`, default 300.
    public var marginBeforeStart = Seconds(300)
    /// The bus leaves at least this long after school ends. Key `margins.after_end_s`, default 300.
    public var marginAfterEnd = Seconds(300)
    /// Pupils wait at school at most this long, before and after, where the rule file has no limit. Key
    /// `longest_wait_s`, default 1800.
    public var longestWait = Seconds(1800)
    /// Whether the file gives `longest_wait_s`: it then holds beside the rule file's limit too.
    public var longestWaitIsGiven = false
    /// Metres per second. Key `walking_speed_mps`, default 1.25.
    public var walkingSpeed = 1.25
    /// Driving seconds of the network are multiplied by this. Key `driving_factor`, default 1.0.
    public var drivingFactor = 1.0
    /// At which stops vehicles can turn round. Everywhere else they leave a stop as they came. Key `turns_at_stops`,
    /// default `minor_roads`.
    public var turnsAtStops = TurnsAtStops.onMinorRoads
    /// How long a vehicle needs to turn round at such a stop, before ``drivingFactor``. Key `turning_s`, default 30, which
    /// is what turning at the end of a road takes.
    public var turning = Seconds(30)
    /// Grams of carbon dioxide that a vehicle emits per kilometre. Key `co2_g_per_km`; `nil`: not known, and then not told.
    public var gramsPerKilometre: Double?
    /// Pupils of several schools may share a vehicle. Key `mixed_loads`, default yes.
    public var mixedLoads = true

    /// The defaults.
    public init() {}

    /// How long a walk of `distance` takes, rounded up to whole seconds.
    public func walkingTime(_ distance: Metres) -> Seconds {
        Seconds(clamping: Int((distance.metres / walkingSpeed).rounded(.up)))
    }
}

/// At which stops vehicles can turn round.
public enum TurnsAtStops: String, CaseIterable, Sendable {
    /// At all of them: minibuses and taxis, or stops with room.
    case always
    /// Where no road larger than an unclassified one passes.
    case onMinorRoads = "minor_roads"
    /// At none: they turn at turning places and at the ends of roads.
    case never

    /// Whether vehicles can turn at a stop whose largest road is `isMinor`: no larger than an unclassified one.
    public func holds(whereLargestRoadIsMinor isMinor: Bool) -> Bool {
        self == .always || self == .onMinorRoads && isMinor
    }
}

/// How things stood before the product, over one cycle; each figure that is not given is not compared.
public struct Baseline: Sendable {
    /// What it is called, such as `Spring 2026`. Key `name`.
    public var name = ""
    /// The share of decisions that nobody had to make by hand, 0 to 1. Key `decided_automatically`.
    public var decidedAutomatically: Double?
    /// Most vehicles out on any one day. Key `vehicles`.
    public var vehicles: Int?
    /// Kilometres, empty ones included, in a cycle. Key `km`.
    public var kilometres: Double?
    /// The cost of a cycle, in the currency of `vehicles.csv`. Key `cost`.
    public var cost: Double?
    /// Kilograms of carbon dioxide in a cycle. Key `co2_kg`.
    public var carbonDioxide: Double?
    /// Minutes of a ride on average. Key `ride_min`.
    public var ride: Double?
    /// Metres of a walk to the stop on average. Key `walk_m`.
    public var walk: Double?

    /// Nothing known.
    public init() {}
}

/// Budgets of the search. The keys of `solver:` in `municipality.yaml`; the command line wins.
public struct SolverSettings: Sendable {
    /// Search steps per problem; `nil`: chosen from the size. Equal budgets give equal bytes.
    public var iterations: Int?
    /// A safety net in wall-clock seconds for the whole run; `nil`: none. A run that it cuts says `time_limited`.
    public var seconds: Double?
    /// The seed of every random choice. Default 1.
    public var seed: UInt64 = 1
    /// Threads; `nil`: all cores. Never changes the result.
    public var threads: Int?

    /// The defaults.
    public init() {}
}
