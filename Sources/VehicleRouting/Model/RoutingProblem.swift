public import Quantities

/// Who must be carried from where to where, by what, and under which rules: one session of one day.
public struct RoutingProblem: Sendable {
    /// Which end of a request is the school.
    public enum Direction: Sendable {
        /// Many pickups, few deliveries; the clock is judged at the delivery.
        case toSchool
        /// The mirror image: few pickups, many deliveries; the clock is judged at the pickup.
        case fromSchool
    }

    /// What a ride is measured between.
    public enum RideMeasure: Sendable {
        /// From the departure at the pickup to the arrival at the delivery: the time in which pupils see the vehicle move.
        case departureToArrival
        /// From the arrival at the pickup to the arrival at the delivery (from school: departure to departure).
        case arrivalToArrival
    }

    /// The requests. Results name them by their position here.
    public var requests: [RideRequest]
    /// The vehicles. Limits on counts are hard.
    public var fleet: [FleetType]
    /// Driving seconds and metres between all places.
    public var travel: TravelMatrix
    /// Per place of `travel`: the standing time that a visit costs however few board or leave. Requests handled one
    /// after the other at the same place pay it once.
    public var fixedDwell: [DwellTime]
    /// Which end of a request is the school.
    public var direction: Direction
    /// What a ride is measured between.
    public var rideMeasure: RideMeasure

    /// A problem; `fixedDwell` holds one entry per place of `travel`.
    public init(
        requests: [RideRequest], fleet: [FleetType], travel: TravelMatrix, fixedDwell: [DwellTime],
        direction: Direction, rideMeasure: RideMeasure = .departureToArrival
    ) {
        self.requests = requests
        self.fleet = fleet
        self.travel = travel
        self.fixedDwell = fixedDwell
        self.direction = direction
        self.rideMeasure = rideMeasure
    }
}

/// Why a problem cannot be solved at all, with what to do about it.
public struct RoutingError: Error, Equatable, CustomStringConvertible {
    /// What is wrong and where.
    public var message: String

    /// An error that says `message`.
    public init(_ message: String) { self.message = message }

    /// The message.
    public var description: String { message }
}
