import Quantities
import TransportModel

/// A session's plan that another should stay near: a neighbouring day's, or last night's.
struct ModelPlan: Sendable {
    /// One per vehicle.
    var tours: [Tour] = []
    /// When everyone travels: once per stop and bell that the pupil has.
    private(set) var habits: [Index<Pupil>: [Habit]] = [:]

    /// A vehicle and where it calls.
    struct Tour: Sendable {
        /// The vehicle.
        var vehicleType: Index<VehicleType>
        /// The places of each trip in driving order.
        var trips: [[Visit]]

        /// The places of all trips in driving order.
        var visits: [Visit] { trips.flatMap(\.self) }
    }

    /// A call and who boards or leaves there.
    struct Visit: Sendable {
        /// Where.
        var place: StopPlace
        /// Who boards, then who leaves.
        var riders: [Journey.Travel]
    }

    /// No plan to stay near.
    init() {}

    /// `plan` as a model.
    init(_ plan: SessionPlan) {
        tours = plan.tours.map { tour in
            let trips = tour.trips.map { trip in
                trip.visits.map { visit in
                    Visit(
                        place: visit.place,
                        riders: (visit.boarding + visit.alighting).map { plan.demand.journeys[$0].travel })
                }
            }
            return Tour(vehicleType: tour.vehicleType, trips: trips)
        }
        for trip in plan.tours.flatMap(\.trips) {
            var boarded: [Int: ClockTime] = [:]
            for visit in trip.visits {
                for rider in visit.boarding { boarded[rider] = visit.departure }
                for rider in visit.alighting {
                    let journey = plan.demand.journeys[rider]
                    add(
                        Habit(
                            board: boarded[rider] ?? visit.arrival, alight: visit.arrival, bell: journey.bell,
                            stop: journey.stop), of: journey.pupil)
                }
            }
        }
    }

    /// Remembers `habit`, unless one of `pupil` for the same stop and bell is known.
    mutating func add(_ habit: Habit, of pupil: Index<Pupil>) {
        let known = habits[pupil] ?? []
        guard !known.contains(where: { $0.stop == habit.stop && $0.bell == habit.bell }) else { return }
        habits[pupil, default: []].append(habit)
    }

    /// Remembers what `other` knows of stops and bells that this model knows nothing of.
    mutating func addHabits(of other: ModelPlan) {
        for (pupil, habits) in other.habits { for habit in habits { add(habit, of: pupil) } }
    }

    /// What is known of `journey`: from its stop for its bell, else for its bell, else whatever there is.
    func habit(of journey: Journey) -> Habit? {
        guard let known = habits[journey.pupil] else { return nil }
        return known.first { $0.stop == journey.stop && $0.bell == journey.bell }
            ?? known.first { $0.bell == journey.bell } ?? known.first
    }

    /// The share of `demand` that this model carries at the same stop and for the same bell, 0 to 1.
    func share(of demand: SessionDemand) -> Double {
        guard !demand.journeys.isEmpty else { return 1 }
        let known = demand.journeys.count { journey in
            habit(of: journey).map { $0.stop == journey.stop && $0.bell == journey.bell } ?? false
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
