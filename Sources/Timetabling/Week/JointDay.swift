import Quantities
import TransportModel

/// Both sessions of a day, planned together, and the vehicle days that they were planned with.
struct JointDay {
    /// The session that was planned again.
    var mine: SessionPlan
    /// The other one: the same trips, some earlier or later, perhaps in other vehicles.
    var other: SessionPlan
    /// Per vehicle, its type and its trips in driving order.
    private var days: [(type: Index<VehicleType>, trips: [PlanAssembly.Source])] = []

    /// What `joint` says of `mine` and of the trips of `others`.
    init(_ joint: SessionPlan, mine demand: SessionDemand, others: OtherTrips) {
        mine = joint
        mine.demand = demand
        mine.tours = []
        mine.groups = []
        mine.outlines = []
        mine.unserved = joint.unserved.filter { $0.journey < others.own }
        mine.lackingVehicles = min(joint.lackingVehicles, mine.unserved.count)
        other = others.plan
        other.tours = []
        other.groups = []
        other.outlines = []
        for tour in joint.tours { add(tour, others) }
        // A trip that found no room stays as it was; if it is driven, the vehicle days will show.
        let lost = joint.unserved.filter { $0.journey >= others.own }
        for (position, _) in lost.sorted(by: { $0.journey < $1.journey }) {
            let source = others.sources[position - others.own]
            let tour = others.plan.tours[source.tour]
            other.tours.append(SessionTour(vehicleType: tour.vehicleType, trips: [tour.trips[source.trip]]))
        }
    }

    /// The sessions, to school first.
    var plans: [SessionPlan] { mine.demand.session == .toSchool ? [mine, other] : [other, mine] }

    /// The vehicle days as positions among the trips of `plans`.
    var planned: [VehicleDay] {
        let sources = PlanAssembly.sources(plans)
        let positions = Dictionary(uniqueKeysWithValues: zip(sources, sources.indices))
        return days.map { day in
            VehicleDay(chain: TripChain(trips: day.trips.compactMap { positions[$0] }), vehicleType: day.type)
        }
    }

    private mutating func add(_ tour: SessionTour, _ others: OtherTrips) {
        var own: [SessionTrip] = []
        var foreign: [SessionTrip] = []
        var order: [PlanAssembly.Source] = []
        let sessions = (mine: mine.demand.session, other: other.demand.session)
        for trip in tour.trips {
            if let known = others.trip(trip.riders[0]) {
                let moved =
                    sessions.mine == .toSchool
                    ? trip.visits[1].arrival - known.end : trip.visits[0].departure - known.start
                order.append(.init(session: sessions.other, tour: other.tours.count, trip: foreign.count))
                foreign.append(known.moved(by: moved))
            } else {
                order.append(.init(session: sessions.mine, tour: mine.tours.count, trip: own.count))
                own.append(trip)
            }
        }
        if !own.isEmpty { mine.tours.append(SessionTour(vehicleType: tour.vehicleType, trips: own)) }
        if !foreign.isEmpty { other.tours.append(SessionTour(vehicleType: tour.vehicleType, trips: foreign)) }
        days.append((tour.vehicleType, order))
    }

    /// The vehicle days `days` of the trips of both sessions, as a model for the joint problem.
    static func model(of days: [VehicleDay], mine: SessionPlan, others: OtherTrips) -> ModelPlan {
        let session = mine.demand.session
        let own = ModelPlan(mine)
        let plans = session == .toSchool ? [mine, others.plan] : [others.plan, mine]
        let sources = PlanAssembly.sources(plans)
        let rides = Dictionary(uniqueKeysWithValues: zip(others.sources, others.journeys))
        var model = ModelPlan()
        model.tours = days.map { day in
            let trips = day.chain.trips.map { position -> [ModelPlan.Visit] in
                let source = sources[position]
                guard let ride = rides[source] else { return own.tours[source.tour].trips[source.trip] }
                let ends: [StopPlace] = [.stop(ride.stop), .school(ride.school)]
                return (session == .toSchool ? ends : ends.reversed()).map {
                    ModelPlan.Visit(place: $0, riders: [ride.travel])
                }
            }
            return ModelPlan.Tour(vehicleType: day.vehicleType, trips: trips)
        }
        return model
    }
}

extension SessionTrip {
    /// The same trip, all of it later by `seconds`, which may be negative.
    fileprivate func moved(by seconds: Seconds) -> SessionTrip {
        var trip = self
        for visit in trip.visits.indices {
            trip.visits[visit].arrival = trip.visits[visit].arrival + seconds
            trip.visits[visit].departure = trip.visits[visit].departure + seconds
        }
        return trip
    }
}
