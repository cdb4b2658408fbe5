import Quantities
import TransportModel

/// Makes the vehicle days of a day from its session plans.
struct VehicleDays {
    /// The inputs.
    let batch: Batch
    /// Matrix rows of the places.
    let places: Places
    /// Driving between the places.
    let travel: TravelMatrix

    /// Why a trip that was planned is not driven.
    static let dropReason = "no vehicle is left for its trip when both sessions of the day are put together"

    /// A pupil whose trip no vehicle drives.
    struct Dropped: Hashable {
        var pupil: Index<Pupil>
        var session: Session
    }

    /// How many vehicles drive `plan` when nothing else is driven that day; `nil` where they are too few.
    func vehicles(of plan: SessionPlan) -> Int? {
        let answer = vehicleDays(of: [plan])
        return answer.dropped.isEmpty ? answer.days.count : nil
    }

    /// The vehicle days of a day with the session plans `plans`, which may have been planned together as `planned`.
    func vehicleDays(
        of plans: [SessionPlan], planned: [VehicleDay] = []
    ) -> (days: [VehicleDay], rules: ChainRules, dropped: [Dropped]) {
        let trips = plans.flatMap { plan in
            plan.tours.flatMap { tour in
                tour.trips.map { trip in
                    DayTrip(
                        start: trip.start, end: trip.end, firstPosition: trip.firstPosition,
                        lastPosition: trip.lastPosition, metres: trip.metres(travel),
                        load: trip.maximumLoad(plan.demand.journeys), riders: trip.riders.count,
                        vehicleType: tour.vehicleType)
                }
            }
        }
        let rules = ChainRules(
            trips: trips, fleet: batch.vehicleTypes,
            depots: batch.vehicleTypes.elements.map { places.position(of: $0.depot) }, travel: travel)
        let (days, lost) = BlockBuilder(rules: rules, planned: planned).vehicleDays()
        let sources = PlanAssembly.sources(plans)
        let dropped = lost.flatMap { position -> [Dropped] in
            let source = sources[position]
            guard let plan = plans.first(where: { $0.demand.session == source.session }) else { return [] }
            return plan.tours[source.tour].trips[source.trip].riders.map {
                Dropped(pupil: plan.demand.journeys[$0].pupil, session: source.session)
            }
        }
        return (days, rules, dropped)
    }
}
