import Quantities
import RoadNetwork
import TransportModel

/// The price of every choice that a home of the plan could have: see ``ChoicePrice`` for what is compared.
struct ChoicePrices: Sendable {
    /// A trip as its price needs it.
    struct PricedTrip {
        var row: TripRow, visits: [StopTimeRow], room: Int
        /// What tells its places apart: a stop and a school may have one id, and a stop may be passed in one direction on
        /// the way to school and in another from school.
        var places: [String] {
            visits.map { $0.place == .stop ? ChoicePrices.stop($0.placeID, row.session) : "school \($0.placeID)" }
        }
    }

    private static func stop(_ id: String, _ session: Session) -> String { "stop \(session.rawValue) \(id)" }

    private let source: ExportSource
    let secondPlans: SecondPlanning?
    private let trips: [String: PricedTrip]
    private let tripsOfDay: [String: [PricedTrip]]
    private let riders: [String: [String: Int]]
    private let blocks: [String: BlockRow]
    private let travel: PlaceTravel
    private let cases: [ComparedChoice]

    /// The prices of the choices of `source`, the dearest planned by `secondPlans`.
    init(_ source: ExportSource, secondPlans: SecondPlanning?) {
        self.secondPlans = secondPlans
        self.source = source
        cases = source.plan.stopPlan.comparedChoices(of: source.batch)
        let seats = Dictionary(
            source.batch.vehicleTypes.elements.map { ($0.id, Int($0.capacity.seats)) },
            uniquingKeysWith: { first, _ in first })
        let times = Dictionary(grouping: source.tables.stopTimes, by: \.tripID)
        let all = source.tables.trips.map { row in
            PricedTrip(
                row: row, visits: times[row.tripID] ?? [], room: (seats[row.vehicleTypeID] ?? 0) - row.maxLoad)
        }
        trips = Dictionary(all.map { ($0.row.tripID, $0) }, uniquingKeysWith: { first, _ in first })
        tripsOfDay = Dictionary(grouping: all) { ChoicePrices.day($0.row) }
        riders = Dictionary(grouping: source.tables.assignments, by: \.tripID).mapValues { rows in
            Dictionary(rows.map { ($0.stopID, 1) }, uniquingKeysWith: +)
        }
        blocks = Dictionary(source.tables.blocks.map { ($0.blockID, $0) }, uniquingKeysWith: { first, _ in first })
        travel = ChoicePrices.travel(source, cases.flatMap { [$0.chosen.stop, $0.other.stop] }, all)
    }

    /// The rows, by pupil and home.
    func rows() -> [ChoicePrice] {
        let rides = Dictionary(grouping: source.tables.assignments) { HomeID($0) }
        let now = Now(source)
        let priced = cases.compactMap { one -> PricedChoice? in
            let pupil = source.batch.pupils[one.choice.pupil].id
            let home = HomeID(pupil, source.batch.homes[one.home].id)
            return estimate(one, home, rides[home] ?? [], now).map { PricedChoice(row: $0, of: one) }
        }
        return planned(priced).map(\.row).sortedByKey()
    }

    /// What the plan is, before anything moves.
    private struct Now {
        var vehicles: Int, minutes: Int, cost: Cost

        init(_ source: ExportSource) {
            let summary = source.summary
            (vehicles, cost) = (summary.buses, summary.cost)
            minutes = source.tables.trips.reduce(0) { $0 + Int($1.duration.rawValue) } / 60
        }
    }

    private func estimate(_ one: ComparedChoice, _ home: HomeID, _ own: [AssignmentRow], _ now: Now) -> ChoicePrice? {
        let candidates = source.plan.stopPlan.candidates
        guard !own.isEmpty, let moved = moving(own, to: candidates[one.move.stop.stop].id) else { return nil }
        // Moving away from an honoured choice is what there would be without it.
        let sign = one.isHonoured ? -1 : 1
        var row = ChoicePrice()
        (row.pupilID, row.homeID, row.stopID) = (home.pupilID, home.homeID, one.choice.stopID)
        (row.isHonoured, row.otherStopID) = (one.isHonoured, candidates[one.other.stop].id)
        row.extraVehicles = sign * moved.vehicles
        row.extraMinutes = sign * Int((Double(moved.seconds) / 60).rounded())
        row.extraKilometres = Double(sign * moved.metres) / 1000
        row.extraCost = Cost(cents: Int64(sign) * moved.cost.cents)
        row.extraStopCost = Cost(cents: one.chosen.extraCost.cents - one.other.extraCost.cents)
        let before = (now.vehicles, now.minutes, now.cost)
        let then = (now.vehicles + moved.vehicles, now.minutes + moved.seconds / 60, now.cost + moved.cost)
        (row.vehiclesWith, row.minutesWith, row.costWith) = one.isHonoured ? before : then
        (row.vehiclesWithout, row.minutesWithout, row.costWithout) = one.isHonoured ? then : before
        return row
    }

    // MARK: One home to another stop

    private func moving(
        _ rides: [AssignmentRow], to stop: String
    ) -> (seconds: Int, metres: Int, cost: Cost, vehicles: Int)? {
        var total = (seconds: 0, metres: 0, cost: Cost.zero)
        var ended: Set<String> = []
        for ride in rides where ride.stopID != stop {
            guard let trip = trips[ride.tripID], let type = vehicleType(of: trip),
                let change = cheapest(for: ride, on: trip, to: stop)
            else { return nil }
            total.seconds += change.seconds
            total.metres += change.metres
            total.cost += Cost(
                rounding: Double(change.metres) / 1000 * type.costPerKilometre.amount
                    + Double(change.seconds) / 3600 * type.costPerHour.amount)
            if let trip = change.endedTrip { ended.insert(trip) }
        }
        let spared = blocksWithout(ended)
        for block in spared.ended {
            let days = source.batch.vehicleTypes.elements.first { $0.id == block.vehicleTypeID }?.costPerDay ?? .zero
            total.cost += Cost(cents: -days.cents)
        }
        return (total.seconds, total.metres, total.cost, spared.vehicles)
    }

    /// The cheapest way to serve the rider of `ride` at `stop` instead, on the same trip or another one with room.
    private func cheapest(for ride: AssignmentRow, on trip: PricedTrip, to stop: String) -> TripChange? {
        let isAlone = riders[ride.tripID]?[ride.stopID] == 1
        let old = ChoicePrices.stop(ride.stopID, ride.session)
        var left = trip.places
        var removal = TripChange()
        if isAlone, let position = left.firstIndex(of: old) {
            let around = (position > 0 ? left[position - 1] : nil, position + 1 < left.count ? left[position + 1] : nil)
            guard let detour = travel.detour(around.0, over: old, around.1) else { return nil }
            removal = TripChange(seconds: -detour.seconds, metres: -detour.metres)
            left.remove(at: position)
        }
        var best = insertion(of: stop, into: left, ride.session).map { $0 + removal }
        let schools = Set(trip.visits.filter { $0.place == .school }.map(\.placeID))
        for other in tripsOfDay[ChoicePrices.day(trip.row)] ?? []
        where other.row.tripID != ride.tripID && other.room > 0 {
            guard other.places.contains(ChoicePrices.stop(stop, ride.session)),
                !schools.isDisjoint(with: other.visits.filter { $0.place == .school }.map(\.placeID))
            else { continue }
            var change = removal
            if riders[ride.tripID]?.values.reduce(0, +) == 1 {
                change = TripChange(
                    seconds: -Int(trip.row.duration.rawValue), metres: -trip.row.distance, endedTrip: ride.tripID)
            }
            if best.map({ (change.seconds, change.metres) < ($0.seconds, $0.metres) }) ?? true { best = change }
        }
        return best
    }

    /// The shortest detour of a trip over `stop`, before its schools to school and after them from school.
    private func insertion(of stop: String, into places: [String], _ session: Session) -> TripChange? {
        let new = ChoicePrices.stop(stop, session)
        guard !places.contains(new) else { return TripChange() }
        let slots = (0...places.count).filter { slot in
            session == .toSchool
                ? places[..<slot].allSatisfy { $0.hasPrefix("stop") } && slot < places.count
                : places[slot...].allSatisfy { $0.hasPrefix("stop") } && slot > 0
        }
        return slots.compactMap { slot in
            travel.detour(slot > 0 ? places[slot - 1] : nil, over: new, slot < places.count ? places[slot] : nil)
        }.min { ($0.seconds, $0.metres) < ($1.seconds, $1.metres) }
    }

    /// The blocks that have no trip left without those of `ended`, and by how much fewer vehicles are out at most.
    private func blocksWithout(_ ended: Set<String>) -> (ended: [BlockRow], vehicles: Int) {
        guard !ended.isEmpty else { return ([], 0) }
        let left = Set(source.tables.trips.filter { !ended.contains($0.tripID) }.map(\.blockID))
        let gone = Set(ended.compactMap { trips[$0]?.row.blockID }).subtracting(left)
        let blocks = source.tables.blocks.filter { gone.contains($0.blockID) }
        func most(_ rows: [BlockRow]) -> Int { Dictionary(grouping: rows, by: \.day).values.map(\.count).max() ?? 0 }
        let all = source.tables.blocks
        return (blocks, most(all.filter { !gone.contains($0.blockID) }) - most(all))
    }

    private func vehicleType(of trip: PricedTrip) -> VehicleType? {
        source.batch.vehicleTypes.elements.first { $0.id == trip.row.vehicleTypeID }
    }

    private static func day(_ row: TripRow) -> String { "\(row.week) \(row.weekday.code) \(row.session.rawValue)" }

    // MARK: What is compared

    /// Drives between the places of the trips and the stops that are compared.
    private static func travel(_ source: ExportSource, _ stops: [Index<CandidateStop>], _ trips: [PricedTrip])
        -> PlaceTravel
    {
        guard let network = source.network, !stops.isEmpty else {
            return PlaceTravel(places: [], matrix: TravelMatrix(count: 0, seconds: [], metres: []))
        }
        let places = DrivenPlaces(source.tables, source.batch)
        var halts: [String: Halt] = [:]
        for index in stops {
            let candidate = source.plan.stopPlan.candidates[index]
            for session in Session.allCases {
                halts[stop(candidate.id, session)] =
                    places.stop(candidate.id, in: session) ?? Halt(candidate.place.point)
            }
        }
        for trip in trips {
            for (name, visit) in zip(trip.places, trip.visits) {
                halts[name] = places.halt(of: visit, in: trip.row.session)
            }
        }
        let snapped = halts.sorted { $0.key < $1.key }.compactMap { name, halt in
            network.snap(halt).map { (name, $0) }
        }
        let matrix = network.drivingMatrix(
            between: snapped.map(\.1), factor: source.batch.municipality.service.drivingFactor,
            threads: source.threads)
        return PlaceTravel(places: snapped.map(\.0), matrix: matrix)
    }
}
