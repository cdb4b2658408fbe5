public import Quantities

/// Everything the batch decided.
public struct Plan: Sendable {
    /// One per pupil and home, in the order of pupils, then homes.
    public var decisions: [Decision] = []
    /// Who uses which stop.
    public var stopPlan: StopPlan
    /// In which directions vehicles pass the stops; a stop that is not here is passed in any.
    public var headings: [Index<CandidateStop>: StopHeadings] = [:]
    /// By how much the bells of schools are moved; schools that may be moved and stay are here with zero.
    public var bellMoves: BellMoves = [:]
    /// One per pupil, day and session that is carried, in no promised order.
    public var rides: [Ride] = []
    /// Every trip of every day of the cycle.
    public var trips: [Trip] = []
    /// Every vehicle's day, of every day of the cycle.
    public var blocks: [Block] = []
    /// Proved lower bounds; `nil` where nothing is proved.
    public var bound = PlanBound()
    /// Whether the safety net of seconds cut the search.
    public var isTimeLimited = false
    /// Findings of all stages so far.
    public var findings: [Finding] = []

    /// A plan in which nothing but the candidates is known.
    public init(stopPlan: StopPlan) { self.stopPlan = stopPlan }
}

/// Proved lower bounds of a plan.
public struct PlanBound: Sendable {
    /// No plan for these stops and times needs fewer buses on its worst day.
    public var buses: Int?
    /// No plan for these stops and times costs less over the cycle.
    public var cost: Cost?
    /// What is proved about the choice among the tours that the searches came by; `nil` where none was made.
    public var choice: Choice?

    /// A choice among tours, all searches together.
    public struct Choice: Hashable, Sendable {
        /// Tours that could be chosen.
        public var tours: Int
        /// The part of the cost that a better choice from them might save, 0 to 1; 0 when proved the best.
        public var gap: Double

        /// A choice among `tours`.
        public init(tours: Int, gap: Double) {
            self.tours = tours
            self.gap = gap
        }
    }

    /// Nothing proved.
    public init() {}
}

/// In which directions vehicles pass a stop, in whole degrees clockwise from north; `nil`: any.
public struct StopHeadings: Hashable, Sendable {
    /// The direction in which they go on to school.
    public var toSchool: Int?
    /// The direction in which they come from school.
    public var fromSchool: Int?
    /// How long they need to turn round at it, to pass it the other way; `nil`: they cannot.
    public var turning: Seconds?

    /// Any direction.
    public init() {}
}

/// One pupil's travel in one session of one day.
public struct Ride: Sendable {
    /// Who rides.
    public var pupil: Index<Pupil>
    /// From or to which home.
    public var home: Index<Home>
    /// On which day.
    public var day: CycleDay
    /// Which way.
    public var session: Session
    /// The stop on the home's side.
    public var stop: Index<CandidateStop>
    /// The walk between home and stop.
    public var walk: Metres
    /// The trip, an index into `Plan.trips`.
    public var trip: Int
    /// The bus leaves the place of boarding (its departure).
    public var board: ClockTime
    /// The bus arrives at the place of alighting.
    public var alight: ClockTime
    /// School start - alight, or board - school end.
    public var wait: Seconds
    /// Both walks, waits and rides of the pupil's day.
    public var dayTotal: Seconds

    /// A ride; see the properties.
    public init(
        pupil: Index<Pupil>, home: Index<Home>, day: CycleDay, session: Session, stop: Index<CandidateStop>,
        walk: Metres, trip: Int, board: ClockTime, alight: ClockTime, wait: Seconds, dayTotal: Seconds
    ) {
        self.pupil = pupil
        self.home = home
        self.day = day
        self.session = session
        self.stop = stop
        self.walk = walk
        self.trip = trip
        self.board = board
        self.alight = alight
        self.wait = wait
        self.dayTotal = dayTotal
    }

    /// How long the pupil is aboard.
    public var rideTime: Seconds { alight - board }
}

/// A timed sequence of places, driven with pupils aboard by one vehicle on one day.
public struct Trip: Sendable {
    /// Unique in the plan.
    public var id: String
    /// The block it belongs to, an index into `Plan.blocks`.
    public var block: Int
    /// The day it runs.
    public var day: CycleDay
    /// Which way.
    public var session: Session
    /// The places in order; at least two.
    public var stopTimes: [StopTime]

    /// A trip.
    public init(id: String, block: Int, day: CycleDay, session: Session, stopTimes: [StopTime]) {
        self.id = id
        self.block = block
        self.day = day
        self.session = session
        self.stopTimes = stopTimes
    }
}

/// Arrival and departure of a trip at one place.
public struct StopTime: Sendable {
    /// Where.
    public var place: StopPlace
    /// The vehicle comes to a stand.
    public var arrival: ClockTime
    /// The vehicle leaves; not before `arrival`.
    public var departure: ClockTime
    /// Pupils who board and who leave here.
    public var boarding: Int, alighting: Int
    /// Pupils aboard when leaving.
    public var onboard: Int
    /// Metres driven since the trip's first place.
    public var distance: Int

    /// A stop time.
    public init(
        place: StopPlace, arrival: ClockTime, departure: ClockTime, boarding: Int, alighting: Int, onboard: Int,
        distance: Int
    ) {
        self.place = place
        self.arrival = arrival
        self.departure = departure
        self.boarding = boarding
        self.alighting = alighting
        self.onboard = onboard
        self.distance = distance
    }
}

/// Where a vehicle stops.
public enum StopPlace: Hashable, Sendable {
    /// A stop of the stop plan.
    case stop(Index<CandidateStop>)
    /// A school, at its bus gate.
    case school(Index<School>)
}

/// One vehicle's whole day, both sessions, depot out to depot in.
public struct Block: Sendable {
    /// Unique in the plan.
    public var id: String
    /// The day it runs.
    public var day: CycleDay
    /// The vehicle; names the depot too.
    public var vehicleType: Index<VehicleType>
    /// Leaves the depot.
    public var start: ClockTime
    /// Is back at the depot.
    public var end: ClockTime
    /// Its trips in order, indices into `Plan.trips`.
    public var trips: [Int]
    /// All metres driven, `deadhead` included.
    public var distance: Int
    /// Metres driven without pupils.
    public var deadhead: Int
    /// What the day costs.
    public var cost: Cost

    /// A block.
    public init(
        id: String, day: CycleDay, vehicleType: Index<VehicleType>, start: ClockTime, end: ClockTime, trips: [Int],
        distance: Int, deadhead: Int, cost: Cost
    ) {
        self.id = id
        self.day = day
        self.vehicleType = vehicleType
        self.start = start
        self.end = end
        self.trips = trips
        self.distance = distance
        self.deadhead = deadhead
        self.cost = cost
    }
}
