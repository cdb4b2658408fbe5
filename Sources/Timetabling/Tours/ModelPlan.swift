import Quantities
import TransportModel

/// A session's plan that another should stay near: a neighbouring day's, or last night's.
struct ModelPlan: Sendable {
    /// One per vehicle.
    var tours: [Tour] = []
    /// When everyone travels.
    var habits: [Index<Pupil>: Habit] = [:]

    /// A vehicle and where it calls.
    struct Tour: Sendable {
        /// The vehicle.
        var vehicleType: Index<VehicleType>
        /// The places in driving order.
        var visits: [Visit]
    }

    /// A call and, at a stop, who boards or leaves there.
    struct Visit: Sendable {
        /// Where.
        var place: StopPlace
        /// Empty at schools.
        var pupils: [Index<Pupil>]
    }

    /// No plan to stay near.
    init() {}

    /// `plan` as a model.
    init(_ plan: SessionPlan) {
        tours = plan.tours.map { tour in
            let visits = tour.trips.flatMap(\.visits).map { visit in
                let isStop = if case .stop = visit.place { true } else { false }
                let riders = isStop ? visit.boarding + visit.alighting : []
                return Visit(place: visit.place, pupils: riders.map { plan.demand.journeys[$0].pupil })
            }
            return Tour(vehicleType: tour.vehicleType, visits: visits)
        }
        for trip in plan.tours.flatMap(\.trips) {
            for visit in trip.visits {
                for rider in visit.boarding {
                    let journey = plan.demand.journeys[rider]
                    habits[journey.pupil] = Habit(
                        board: visit.departure, alight: visit.departure, bell: journey.bell, stop: journey.stop)
                }
                for rider in visit.alighting { habits[plan.demand.journeys[rider].pupil]?.alight = visit.arrival }
            }
        }
    }

    /// The share of `demand` that this model carries at the same stop and for the same bell, 0 to 1.
    func share(of demand: SessionDemand) -> Double {
        guard !demand.journeys.isEmpty else { return 1 }
        let known = demand.journeys.count { journey in
            habits[journey.pupil].map { $0.stop == journey.stop && $0.bell == journey.bell } ?? false
        }
        return Double(known) / Double(demand.journeys.count)
    }
}

/// When somebody travels in a plan that another plan should stay near.
struct Habit: Hashable, Sendable {
    /// The vehicle leaves the place of boarding.
    var board: ClockTime
    /// The vehicle is at the place of alighting.
    var alight: ClockTime
    /// The bell that this was for: a habit says nothing about days with another bell.
    var bell: ClockTime
    /// The stop that this was for.
    var stop: Index<CandidateStop>
}
