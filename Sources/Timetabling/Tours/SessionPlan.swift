import Quantities
import TransportModel

/// How one session's demand is carried.
struct SessionPlan: Sendable {
    /// What is carried.
    var demand: SessionDemand
    /// Timed tours, by vehicle type, then start.
    var tours: [SessionTour] = []
    /// Positions in `demand.journeys` that no tour carries, with the reason.
    var unserved: [(journey: Int, reason: String)] = []
    /// A proved lower bound on the vehicles of the session; `nil`: none.
    var vehicleBound: Int?
    /// Whether the search was cut short by the clock or a signal.
    var isTimeLimited = false
    /// The search steps taken.
    var iterations = 0

    /// The empty plan of `demand`.
    init(demand: SessionDemand) { self.demand = demand }

    /// When everyone travels, by pupil.
    var habits: [Index<Pupil>: Habit] {
        var habits: [Index<Pupil>: Habit] = [:]
        for trip in tours.flatMap(\.trips) {
            for visit in trip.visits {
                for rider in visit.boarding {
                    let journey = demand.journeys[rider]
                    habits[journey.pupil] = Habit(
                        board: visit.departure, alight: visit.departure, bell: journey.bell, stop: journey.stop)
                }
                for rider in visit.alighting { habits[demand.journeys[rider].pupil]?.alight = visit.arrival }
            }
        }
        return habits
    }
}
