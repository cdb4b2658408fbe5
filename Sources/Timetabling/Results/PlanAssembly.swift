import Quantities
import TransportModel

/// Writes the week down: trips, blocks and rides of every day, with ids that are the same every night.
struct PlanAssembly {
    /// The inputs.
    let batch: Batch
    /// Matrix rows of the places.
    let places: Places
    /// Driving between the places.
    let travel: TravelMatrix
    /// The trips, blocks and rides so far.
    private(set) var result = TimetablingResult()

    /// Nothing written yet.
    init(batch: Batch, places: Places, travel: TravelMatrix) {
        self.batch = batch
        self.places = places
        self.travel = travel
    }

    /// A trip of a session plan, by its tour and its place in the tour.
    struct Source: Hashable {
        var session: Session
        var tour: Int
        var trip: Int
    }

    /// The trips of one day in the order that the block builder sees them.
    static func sources(_ plans: [SessionPlan]) -> [Source] {
        plans.flatMap { plan in
            plan.tours.indices.flatMap { tour in
                plan.tours[tour].trips.indices.map { Source(session: plan.demand.session, tour: tour, trip: $0) }
            }
        }
    }

    /// Adds one day from its session plans and the vehicle days made of their trips (`sources`).
    mutating func add(_ day: CycleDay, _ plans: [SessionPlan], _ vehicleDays: [VehicleDay], _ rules: ChainRules) {
        let sources = Self.sources(plans)
        let trips = sources.map { source in
            (plans.first { $0.demand.session == source.session })?.tours[source.tour].trips[source.trip]
        }
        let names = tripNames(day, sources, trips)
        let blockNames = blockNames(day, vehicleDays)
        for (vehicle, name) in zip(vehicleDays, blockNames) {
            guard let duty = rules.duty(of: vehicle.chain, by: vehicle.vehicleType),
                let cost = rules.cost(of: vehicle.chain, by: vehicle.vehicleType)
            else { continue }
            let deadhead = rules.deadhead(of: vehicle.chain, by: vehicle.vehicleType)
            let block = result.blocks.count
            var numbers: [Int] = []
            for position in vehicle.chain.trips {
                guard let trip = trips[position] else { continue }
                let session = sources[position].session
                numbers.append(result.trips.count)
                result.trips.append(
                    Trip(
                        id: names[position], block: block, day: day, session: session, stopTimes: stopTimes(trip)))
                addRides(of: trip, number: result.trips.count - 1, day, plans.first { $0.demand.session == session })
            }
            result.blocks.append(
                Block(
                    id: name, day: day, vehicleType: vehicle.vehicleType, start: duty.lowerBound,
                    end: duty.upperBound, trips: numbers, distance: rules.metres(of: vehicle.chain) + deadhead,
                    deadhead: deadhead, cost: cost))
        }
    }

    /// `1-Mon-AM-S1-03`: the school is the last of a trip to school and the first of a trip home, the number counts its
    /// trips of that day and session by time.
    private func tripNames(_ day: CycleDay, _ sources: [Source], _ trips: [SessionTrip?]) -> [String] {
        var names = Array(repeating: "", count: sources.count)
        var counts: [String: Int] = [:]
        let order = sources.indices.sorted { one, two in
            let first = (trips[one]?.start ?? ClockTime(0, 0), one)
            return first < (trips[two]?.start ?? ClockTime(0, 0), two)
        }
        for position in order {
            guard let trip = trips[position] else { continue }
            let isToSchool = sources[position].session == .toSchool
            let end = isToSchool ? trip.visits.last?.place : trip.visits.first?.place
            guard case .school(let school)? = end else { continue }
            let stem = "\(day.week)-\(day.weekday.code)-\(isToSchool ? "AM" : "PM")-\(batch.schools[school].id)"
            counts[stem, default: 0] += 1
            names[position] = "\(stem)-\(twoDigits(counts[stem, default: 0]))"
        }
        return names
    }

    /// `1-Mon-bus-03`: counts the vehicles of a type by depot, then start.
    private func blockNames(_ day: CycleDay, _ vehicleDays: [VehicleDay]) -> [String] {
        var counts: [String: Int] = [:]
        return vehicleDays.map { vehicle in
            let stem = "\(day.week)-\(day.weekday.code)-\(batch.vehicleTypes[vehicle.vehicleType].id)"
            counts[stem, default: 0] += 1
            return "\(stem)-\(twoDigits(counts[stem, default: 0]))"
        }
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func stopTimes(_ trip: SessionTrip) -> [StopTime] {
        var onboard = 0
        var distance = 0
        return trip.visits.indices.map { k in
            let visit = trip.visits[k]
            onboard += visit.boarding.count - visit.alighting.count
            if k > 0 { distance += Int(travel.metres(from: trip.visits[k - 1].position, to: visit.position)) }
            return StopTime(
                place: visit.place, arrival: visit.arrival, departure: visit.departure,
                boarding: visit.boarding.count, alighting: visit.alighting.count, onboard: onboard,
                distance: distance)
        }
    }

    private mutating func addRides(of trip: SessionTrip, number: Int, _ day: CycleDay, _ plan: SessionPlan?) {
        guard let plan else { return }
        var boarded: [Int: ClockTime] = [:]
        for visit in trip.visits {
            for rider in visit.boarding { boarded[rider] = visit.departure }
            for rider in visit.alighting {
                guard let board = boarded[rider] else { continue }
                let journey = plan.demand.journeys[rider]
                let session = plan.demand.session
                result.rides.append(
                    Ride(
                        pupil: journey.pupil, home: journey.home, day: day, session: session, stop: journey.stop,
                        walk: journey.walk, trip: number, board: board, alight: visit.arrival,
                        wait: session == .toSchool ? journey.bell - visit.arrival : board - journey.bell,
                        dayTotal: .zero))
            }
        }
    }

    /// Sorts the rides by pupil, day and session and adds up each pupil's days.
    mutating func finishRides() {
        result.rides.sort { ($0.pupil, $0.day, $0.session) < ($1.pupil, $1.day, $1.session) }
        var start = 0
        while start < result.rides.count {
            let first = result.rides[start]
            var end = start
            var total = Seconds.zero
            while end < result.rides.count, result.rides[end].pupil == first.pupil, result.rides[end].day == first.day {
                let ride = result.rides[end]
                total += batch.municipality.service.walkingTime(ride.walk) + ride.wait + ride.rideTime
                end += 1
            }
            for position in start..<end { result.rides[position].dayTotal = total }
            start = end
        }
    }
}
