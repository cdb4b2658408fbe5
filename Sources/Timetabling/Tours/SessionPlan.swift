import Quantities
import TransportModel
import VehicleRouting

/// How one session's demand is carried.
struct SessionPlan: Sendable {
    /// What is carried.
    var demand: SessionDemand
    /// Who travels together, as the routes were planned.
    var groups: [RideGroup] = []
    /// The order of every vehicle's steps, by position in `groups`.
    var outlines: [TourOutline] = []
    /// Timed tours, by vehicle type, then start.
    var tours: [SessionTour] = []
    /// Positions in `demand.journeys` that no tour carries, with the reason.
    var unserved: [(journey: Int, reason: String)] = []
    /// How many pupils are unserved because no vehicle was left: more searching might carry them.
    var lackingVehicles = 0
    /// Whether the search was cut short by the clock or a signal.
    var isTimeLimited = false
    /// The search steps taken.
    var iterations = 0
    /// How good the choice among the tours found is proved to be.
    var choice: TourChoice?

    /// The empty plan of `demand`.
    init(demand: SessionDemand) { self.demand = demand }
}
