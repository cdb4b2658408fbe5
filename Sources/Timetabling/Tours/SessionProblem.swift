import Quantities
import TransportModel
import VehicleRouting

/// One session's demand in the words of the routing engine, and the engine's answer in ours.
struct SessionProblem: Sendable {
    /// What is planned.
    let demand: SessionDemand
    /// The requests, in the engine's order.
    var groups: [RideGroup]
    /// The fleet.
    let fleet: IndexedTable<VehicleType>
    /// Matrix rows of the places.
    let places: Places
    /// Dwell times and mixing.
    let service: ServiceSettings
    /// Driving between the places, at least a second between two of them; with `others`, their ends too.
    let travel: TravelMatrix
    /// The trips of the day's other session, where both are planned together; their rides end `demand`.
    var others: OtherTrips?
    /// Pupils of different hours who board or leave at one school one after the other have rows of their own in the
    /// tables, a second apart; the engine plans with that second.
    var turn = Seconds(1)

    /// What the engine is asked.
    var routing: RoutingProblem {
        RoutingProblem(
            requests: groups.map(request),
            fleet: fleet.elements.map { type in
                FleetType(
                    depot: places.position(of: type.depot), count: type.count, capacity: type.capacity,
                    costPerDay: type.costPerDay, costPerKilometre: type.costPerKilometre,
                    costPerHour: type.costPerHour, longestDay: type.longestDay)
            },
            travel: travel, fixedDwell: (0..<travel.count).map { DwellTime(fixedDwell($0)) },
            direction: direction)
    }

    /// The engine's word for the session.
    var direction: RoutingProblem.Direction { demand.session == .toSchool ? .toSchool : .fromSchool }

    private func request(_ group: RideGroup) -> RideRequest {
        let isToSchool = demand.session == .toSchool
        let (pickup, delivery) = ends(group)
        let atStop = DwellTime(handling(group.members))
        let atSchool = isOther(group) ? .zero : DwellTime(handling(group.members) + turn)
        return RideRequest(
            pickup: pickup, delivery: delivery, load: group.load,
            boarding: isToSchool ? atStop : atSchool, alighting: isToSchool ? atSchool : atStop,
            schoolWindow: TimeWindow(
                earliest: group.key.schoolWindow.lowerBound, latest: group.key.schoolWindow.upperBound),
            longestRide: group.key.rideLimit, ridesAlone: group.ridesAlone,
            mixingGroup: service.mixedLoads ? 0 : group.key.school.offset)
    }

    private func isOther(_ group: RideGroup) -> Bool { others?.trip(group.members[0]) != nil }

    private func ends(_ group: RideGroup) -> (pickup: Int, delivery: Int) {
        if let others, isOther(group) {
            let ends = others.ends(group.members[0])
            return (ends.first, ends.last)
        }
        let stop = places.position(of: .stop(group.key.stop), in: demand.session)
        let school = places.position(of: .school(group.key.school), in: demand.session)
        return demand.session == .toSchool ? (stop, school) : (school, stop)
    }

    /// What boarding or leaving of `members` adds to the standing time; that of the other session's trips is in them.
    private func handling(_ members: [Int]) -> Seconds {
        let members = members.filter { others?.trip($0) == nil }
        let wheelchairs = members.reduce(0) { $0 + Int(demand.journeys[$1].load.wheelchairPlaces) }
        return Seconds(
            clamping: members.count * Int(service.dwellPerPupil.rawValue)
                + wheelchairs * Int(service.dwellPerWheelchair.rawValue))
    }

    private func fixedDwell(_ position: Int) -> Seconds {
        guard position < places.all.count else { return .zero }
        return switch places.all[position].site {
        case .depot: .zero
        case .school: service.dwellAtSchool
        case .stop: service.dwellAtStop
        }
    }

    /// The engine's `tour` cut into trips wherever nobody is aboard; its times are not set.
    func sessionTour(_ tour: Tour) -> SessionTour {
        var trips: [SessionTrip] = []
        var visits: [TripVisit] = []
        var onboard = 0
        for (number, visit) in tour.visits.enumerated() {
            let boarding = members(visit.boarding)
            let alighting = members(visit.alighting)
            guard let place = stopPlace(visit.place) else { continue }
            onboard += boarding.count - alighting.count
            let fixed = isContinued(number, of: tour) ? .zero : fixedDwell(visit.place)
            visits.append(
                TripVisit(
                    place: place, position: visit.place, boarding: boarding, alighting: alighting,
                    standing: fixed + handling(boarding + alighting), arrival: visit.arrival,
                    departure: visit.departure))
            if onboard == 0 {
                trips.append(SessionTrip(visits: visits))
                visits = []
            }
        }
        return SessionTour(vehicleType: Index(tour.fleetType), trips: trips)
    }

    /// Whether the neighbour at the same place (the next to school, the one before from school) pays the fixed part of
    /// the standing time: a vehicle that stays where it is pays it once.
    private func isContinued(_ number: Int, of tour: Tour) -> Bool {
        let neighbour = demand.session == .toSchool ? number + 1 : number - 1
        guard tour.visits.indices.contains(neighbour) else { return false }
        return tour.visits[neighbour].place == tour.visits[number].place
    }

    private func members(_ requests: [Int]) -> [Int] { requests.flatMap { groups[$0].members }.sorted() }

    private func stopPlace(_ position: Int) -> StopPlace? {
        if let end = others?.place(position, demand.session) { return end }
        switch places.all[position].site {
        case .depot: return nil
        case .school(let school): return .school(school)
        case .stop(let stop, _): return .stop(stop)
        }
    }
}
