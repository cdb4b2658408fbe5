public import Quantities

/// What the search answers: timed tours, and who could not be carried and why.
public struct RoutingPlan: Sendable {
    /// One per vehicle that is used, by fleet type, then by the first place's time.
    public var tours: [Tour]
    /// Requests in no tour, in the order of the problem.
    public var unserved: [UnservedRequest]
    /// Search steps taken.
    public var iterations: Int
    /// Whether the seconds or a cancellation ended the search before its iterations.
    public var isTimeLimited: Bool
    /// How good the choice among the vehicle-days found is proved to be; `nil` where none was made.
    public var choice: TourChoice?

    /// A plan of these parts.
    public init(
        tours: [Tour], unserved: [UnservedRequest], iterations: Int, isTimeLimited: Bool, choice: TourChoice? = nil
    ) {
        self.tours = tours
        self.unserved = unserved
        self.iterations = iterations
        self.isTimeLimited = isTimeLimited
        self.choice = choice
    }

    /// The sum of the tours' costs.
    public var cost: Cost { tours.reduce(.zero) { $0 + $1.cost } }
}

/// What one vehicle does between leaving its depot and coming back; several trips where it empties in between.
public struct Tour: Sendable {
    /// The position of its type in the problem's fleet.
    public var fleetType: Int
    /// The places in order, without the depot. Two neighbours are different places, except where pupils handled at one
    /// place have different hours.
    public var visits: [TourVisit]
    /// When it leaves the depot: the latest moment that keeps the first arrival.
    public var start: ClockTime
    /// When it is back.
    public var end: ClockTime
    /// Driven from depot to depot.
    public var metres: Int
    /// The day, the kilometres and the hours of its fleet type.
    public var cost: Cost

    /// A tour of these parts.
    public init(
        fleetType: Int, visits: [TourVisit], start: ClockTime, end: ClockTime, metres: Int, cost: Cost
    ) {
        self.fleetType = fleetType
        self.visits = visits
        self.start = start
        self.end = end
        self.metres = metres
        self.cost = cost
    }
}

/// A vehicle standing at a place.
public struct TourVisit: Sendable {
    /// A row of the travel matrix.
    public var place: Int
    /// Standing begins.
    public var arrival: ClockTime
    /// Standing ends; board times are departures.
    public var departure: ClockTime
    /// Requests whose pupils board here.
    public var boarding: [Int]
    /// Requests whose pupils leave here.
    public var alighting: [Int]

    /// A visit of these parts.
    public init(place: Int, arrival: ClockTime, departure: ClockTime, boarding: [Int], alighting: [Int]) {
        self.place = place
        self.arrival = arrival
        self.departure = departure
        self.boarding = boarding
        self.alighting = alighting
    }
}

/// A request that no tour carries.
public struct UnservedRequest: Hashable, Sendable {
    /// Its position in the problem.
    public var request: Int
    /// What stands in the way.
    public var reason: Reason

    /// What stands in the way of a request, the first that holds in this order.
    public enum Reason: String, Sendable, CaseIterable {
        /// There is no vehicle at all.
        case noVehicle
        /// The pupils fit into no vehicle type, even alone.
        case tooBigForEveryVehicle
        /// There is no way from the pickup to the delivery, or between any depot and them.
        case noWay
        /// Even the direct drive is longer than the longest ride.
        case rideTooLong
        /// No direct drive can keep the school's window and limit.
        case outsideWindow
        /// The direct drive, with the way from and to the depot, is longer than every fitting vehicle's day.
        case dayTooLong
        /// Alone it could be carried, but the vehicles there are do not suffice for all.
        case noVehicleLeft
    }

    /// A request and its reason.
    public init(request: Int, reason: Reason) {
        self.request = request
        self.reason = reason
    }
}

/// One element of a tour's order, without times.
public enum TourStep: Hashable, Sendable {
    /// Handles the pupils of this request at their stop.
    case stop(request: Int)
    /// Handles the pupils of this request at their school. The engine handles everybody aboard for the same school and
    /// hours with them.
    case school(request: Int)
}

/// A tour's order to start from.
public struct TourOutline: Sendable {
    /// The position of its type in the problem's fleet.
    public var fleetType: Int
    /// The steps in driving order.
    public var steps: [TourStep]

    /// An order of steps for a vehicle of `fleetType`.
    public init(fleetType: Int, steps: [TourStep]) {
        self.fleetType = fleetType
        self.steps = steps
    }

    /// The outline with every request at the position that `renumbered` gives it, without those that it gives none;
    /// `nil` when nothing is left.
    package func renumbered(_ renumbered: (Int) -> Int?) -> TourOutline? {
        let steps = steps.compactMap { step -> TourStep? in
            switch step {
            case .stop(let request): renumbered(request).map { .stop(request: $0) }
            case .school(let request): renumbered(request).map { .school(request: $0) }
            }
        }
        return steps.isEmpty ? nil : TourOutline(fleetType: fleetType, steps: steps)
    }
}

extension Tour {
    /// The tour's order, to start another plan from; `direction` is that of its problem.
    public func outline(_ direction: RoutingProblem.Direction) -> TourOutline {
        let steps = visits.flatMap { visit in
            switch direction {
            case .toSchool:
                visit.boarding.map { TourStep.stop(request: $0) } + visit.alighting.map { TourStep.school(request: $0) }
            case .fromSchool:
                // These tours are made from their end, and so are the lists of each visit.
                visit.alighting.reversed().map { TourStep.stop(request: $0) }
                    + visit.boarding.reversed().map { TourStep.school(request: $0) }
            }
        }
        return TourOutline(fleetType: fleetType, steps: steps)
    }
}
