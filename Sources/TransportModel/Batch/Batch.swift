public import Quantities

/// A part of the school year with a timetable of its own.
public struct SchoolPeriod: Hashable, Sendable {
    /// The word that `timetable.csv` uses.
    public var name: String
    /// Its first and last day, both inclusive.
    public var from: CalendarDate, to: CalendarDate

    /// The period `name` from `from` to `to`.
    public init(name: String, from: CalendarDate, to: CalendarDate) {
        self.name = name
        self.from = from
        self.to = to
    }

    /// The name as a folder can have it: other characters than letters, digits, `-` and `_` become `_`.
    public var folderName: String {
        let safe = name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "_" }
        return safe.isEmpty ? "_" : String(safe)
    }
}

/// One night's inputs, frozen after reading.
///
/// Every table is in the order of its file; indices are positions in these tables.
public struct Batch: Sendable {
    /// The settings of `municipality.yaml`.
    public var municipality: Municipality
    /// The rules of `rules.yaml`.
    public var rules: RuleSet
    /// Everyone in `pupils.csv` whose row could be read.
    public var pupils: IndexedTable<Pupil> = .init()
    /// Every readable row of `homes.csv`; `Pupil.homes` points here.
    public var homes: IndexedTable<Home> = .init()
    /// The schools with their gates.
    public var schools: IndexedTable<School> = .init()
    /// When school starts and ends, already resolved for the period of `asOf`.
    public var timetable = Timetable()
    /// Given stops; empty when `stops.csv` is absent, and then the network's own are the candidates.
    public var stops: IndexedTable<CandidateStop> = .init()
    /// Whether `stops.csv` was there: an empty file means no stops, an absent one means the network's.
    public var stopsWereGiven = false
    /// Where vehicles start and end.
    public var depots: IndexedTable<Depot> = .init()
    /// The fleet, one entry per row of `vehicles.csv`.
    public var vehicleTypes: IndexedTable<VehicleType> = .init()
    /// Stretches of road that some pupils may not walk.
    public var hazards: [HazardMark] = []
    /// Stops that families chose, the latest per pupil and home.
    public var choices: [StopChoice] = []
    /// Decisions made by hand.
    public var overrides: [DecisionOverride] = []
    /// The municipality's own templates of decision letters, as written, by the two letters of their language.
    public var letterTemplates: [String: String] = [:]
    /// The day the plan is made for; chooses the period and the ages.
    public var asOf: CalendarDate
    /// The period of the timetable that holds `asOf`; empty when there is one period only.
    public var period = ""
    /// Every period of the school year, in the order of their first days; empty when there is one only.
    public var periods: [SchoolPeriod] = []
    /// Where the road network file is.
    public var networkPath: String
    /// Where the file of road edits is; `nil`: there is none.
    public var roadEditsPath: String?
    /// Where the folder `previous/` is, a plan to start from; `nil`: there is none.
    public var previousPlanPath: String?
    /// SHA-256 of every file read, lower-case hexadecimal, by its name in the bundle.
    public var inputHashes: [String: String] = [:]

    /// A batch with empty tables.
    public init(municipality: Municipality, rules: RuleSet, asOf: CalendarDate, networkPath: String) {
        self.municipality = municipality
        self.rules = rules
        self.asOf = asOf
        self.networkPath = networkPath
    }

    /// The days of the cycle, all seven weekdays of every week, in order.
    public var cycleDays: [CycleDay] {
        (1...max(1, municipality.calendar.cycleWeeks)).flatMap { week in
            Weekday.allCases.map { CycleDay(week: week, weekday: $0) }
        }
    }
}
