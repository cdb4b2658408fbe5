import Quantities

/// Single loads and fixed bells: every school is served at one moment, and a vehicle carries pupils of one school at a
/// time.
///
/// A trip collects stops of one school and reaches it exactly at its hour; whether it fits behind another trip depends
/// only on its own stops and on which school the vehicle comes from. Times are real seconds, kept to 0.002 s.
public struct FixedBellProblem: Sendable {
    /// A school and its hour.
    public struct School: Sendable {
        /// When vehicles arrive, in seconds.
        public var arrival: Double
        /// When they leave again: the arrival and the unloading.
        public var departure: Double

        /// A school that is reached at `arrival` and left at `departure`.
        public init(arrival: Double, departure: Double) {
            self.arrival = arrival
            self.departure = departure
        }
    }

    /// A stop with pupils of one school.
    public struct Stop: Sendable {
        /// A position in `schools`.
        public var school: Int
        /// Places that they take, at least 1.
        public var pupils: Int
        /// Standing time in seconds.
        public var service: Double

        /// A stop of `pupils` for `school`.
        public init(school: Int, pupils: Int, service: Double) {
            self.school = school
            self.pupils = pupils
            self.service = service
        }
    }

    /// The schools.
    public var schools: [School]
    /// The stops; results name them by their position.
    public var stops: [Stop]
    /// Places in a vehicle.
    public var capacity: Int
    /// From leaving a stop to arriving at the school, in seconds, inclusive.
    public var longestRide: Double
    /// Driving seconds between places, the stops first, then the schools. Must be symmetric and keep the triangle
    /// inequality.
    public var drive: @Sendable (Int, Int) -> Double

    /// A problem; see the properties.
    public init(
        schools: [School], stops: [Stop], capacity: Int, longestRide: Double,
        drive: @escaping @Sendable (Int, Int) -> Double
    ) {
        self.schools = schools
        self.stops = stops
        self.capacity = capacity
        self.longestRide = longestRide
        self.drive = drive
    }
}

/// The plan of a `FixedBellProblem`.
public struct FixedBellPlan: Sendable {
    /// Stops in driving order, all of one school.
    public struct Trip: Sendable {
        /// A position in the problem's schools.
        public var school: Int
        /// Positions in the problem's stops.
        public var stops: [Int]

        /// A trip.
        public init(school: Int, stops: [Int]) {
            self.school = school
            self.stops = stops
        }
    }

    /// The trips of each vehicle, in order.
    public var vehicles: [[Trip]]
    /// Stops that no trip can serve.
    public var unserved: [Int]
    /// Search steps taken.
    public var iterations: Int
    /// Whether the seconds or a cancellation ended the search before its iterations.
    public var isTimeLimited: Bool
}
