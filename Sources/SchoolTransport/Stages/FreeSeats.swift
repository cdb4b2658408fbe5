internal import Eligibility
internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// Looks for seats that are free on vehicles which run anyhow, for those whom the rules give no more than such a seat.
///
/// Who asked first comes first (column `asked_on`), and takes the seats away from those behind. Nothing is planned: an
/// officer gives the seat, or does not.
struct FreeSeats {
    private let batch: Batch
    private let network: RoadNetwork
    private let plan: Plan
    private let clock: WaitingClock
    /// Per trip the seats taken between its places; `nil` where somebody rides alone.
    private var taken: [[Int32]?]
    /// The trips of each day and session, in the order of the plan.
    private let trips: [DaySession: [Int]]
    /// The stops that somebody uses and may be walked to.
    private let stops: [Index<CandidateStop>]

    private struct DaySession: Hashable {
        var day: CycleDay, session: Session
    }

    /// The free seats of `plan`.
    init(_ plan: Plan, batch: Batch, network: RoadNetwork) {
        self.batch = batch
        self.network = network
        self.plan = plan
        clock = WaitingClock(batch)
        taken = plan.trips.map { Array(repeating: 0, count: max(0, $0.stopTimes.count - 1)) }
        trips = Dictionary(grouping: plan.trips.indices) {
            DaySession(day: plan.trips[$0].day, session: plan.trips[$0].session)
        }
        let used = Set(plan.stopPlan.assigned.compactMap { $0?.stop })
        stops = used.filter { plan.stopPlan.candidates[$0].kind != "door" }.sorted()
        for ride in plan.rides { fill(ride) }
    }

    private mutating func fill(_ ride: Ride) {
        let pupil = batch.pupils[ride.pupil], times = plan.trips[ride.trip].stopTimes
        guard !pupil.needs.contains(.alone) else {
            taken[ride.trip] = nil
            return
        }
        guard let from = times.firstIndex(where: { $0.departure == ride.board }),
            let to = times.firstIndex(where: { $0.arrival == ride.alight }), from < to
        else { return }
        for leg in from..<to { taken[ride.trip]?[leg] += pupil.load.seats }
    }

    /// One row per pupil who may have a free seat, in the order in which they asked.
    mutating func rows() -> [FreeSeatRow] {
        let asking = plan.decisions.filter {
            $0.outcome == .review && $0.causes.contains(.surplusSeat) && !$0.isCarried && $0.home != nil
        }
        let byKey = Dictionary(
            asking.map { (request($0), $0) }, uniquingKeysWith: { first, _ in first })
        let queue = SurplusSeats.allot(free: byKey.count, to: Array(byKey.keys)).seated
        guard !queue.isEmpty else { return [] }
        let targets = network.footTargets(
            stops.map { network.snap(plan.stopPlan.candidates[$0].place.point, for: .foot) })
        return queue.enumerated().compactMap { position, request in
            guard let decision = byKey[request], let home = decision.home else { return nil }
            return row(decision, home, request, position + 1, targets)
        }
    }

    private func request(_ decision: Decision) -> SurplusSeats.Request {
        let pupil = batch.pupils[decision.pupil], home = decision.home.map { batch.homes[$0] }
        let text = home?.extras["asked_on"] ?? pupil.extras["asked_on"] ?? ""
        // Whoever has no date comes after all who have one.
        return SurplusSeats.Request(
            pupilID: pupil.id, homeID: home?.id ?? "",
            askedOn: CalendarDate(text) ?? CalendarDate(daysSinceEpoch: 999_999))
    }

    private mutating func row(
        _ decision: Decision, _ home: Index<Home>, _ request: SurplusSeats.Request, _ position: Int,
        _ targets: FootTargets
    ) -> FreeSeatRow {
        var row = FreeSeatRow()
        (row.position, row.pupilID, row.homeID) = (position, request.pupilID, request.homeID)
        let needed = ridesNeeded(decision, home)
        row.needed = needed.count
        var best: (stop: Index<CandidateStop>, walk: Metres, seats: [Seat])?
        if let origin = network.snap(batch.homes[home].place.point, for: .foot, within: SchoolWalks.farthestSnap) {
            let limit = batch.stopWalkLimit(of: decision.pupil, home: home, way: decision.measured)
            for (target, walk) in network.walksInReach(from: origin, to: targets, within: limit) {
                let seats = needed.compactMap { seat(at: stops[target], on: $0, for: decision, home) }
                if seats.count > best?.seats.count ?? 0 { best = (stops[target], walk, seats) }
            }
        }
        guard let best else { return row }
        (row.stopID, row.walk, row.free) = (plan.stopPlan.candidates[best.stop].id, best.walk, best.seats.count)
        for seat in best.seats { for leg in seat.legs { taken[seat.trip]?[leg] += 1 } }
        return row
    }

    private func ridesNeeded(_ decision: Decision, _ home: Index<Home>) -> [DaySession] {
        let pupil = batch.pupils[decision.pupil]
        return batch.cycleDays.flatMap { day -> [DaySession] in
            guard batch.timetable.schoolDay(of: decision.pupil, pupil, on: day) != nil else { return [] }
            return Session.allCases.filter { batch.homes[home].covers(day, $0) && decision.givenRides.covers(day, $0) }
                .map { DaySession(day: day, session: $0) }
        }
    }

    /// A seat on a trip between two of its places.
    private struct Seat {
        var trip: Int, legs: Range<Int>
    }

    /// The first trip from or to `stop` with a seat for the whole ride, within the pupil's limits.
    private func seat(
        at stop: Index<CandidateStop>, on ride: DaySession, for decision: Decision, _ home: Index<Home>
    ) -> Seat? {
        let pupil = batch.pupils[decision.pupil]
        guard pupil.load == Load(seats: 1), !pupil.needs.contains(.alone),
            let own = batch.timetable.schoolDay(of: decision.pupil, pupil, on: ride.day)
        else { return nil }
        for trip in trips[ride] ?? [] {
            let times = plan.trips[trip].stopTimes
            guard let atStop = times.firstIndex(where: { $0.place == .stop(stop) }),
                let atSchool = times.firstIndex(where: { $0.place == .school(pupil.school) })
            else { continue }
            let (from, to) = ride.session == .toSchool ? (atStop, atSchool) : (atSchool, atStop)
            guard from < to, keepsLimits(times[from], times[to], own, ride, decision, home) else { continue }
            let capacity = batch.vehicleTypes[plan.blocks[plan.trips[trip].block].vehicleType].capacity.seats
            guard let seats = taken[trip], seats[from..<to].allSatisfy({ $0 < capacity }) else { continue }
            return Seat(trip: trip, legs: from..<to)
        }
        return nil
    }

    private func keepsLimits(
        _ board: StopTime, _ alight: StopTime, _ own: SchoolDay, _ ride: DaySession, _ decision: Decision,
        _ home: Index<Home>
    ) -> Bool {
        let facts = batch.facts(of: decision.pupil, home: home), service = batch.municipality.service
        let counted = clock.day(of: batch.pupils[decision.pupil], on: ride.day, own: own)
        let isMorning = ride.session == .toSchool
        let wait = isMorning ? own.start - alight.arrival : board.departure - own.end
        let margin = isMorning ? service.marginBeforeStart : service.marginAfterEnd
        let inside = isMorning ? own.start - counted.start : counted.end - own.end
        return wait >= margin && wait <= batch.longestWait(for: facts, ride.session) + inside
            && alight.arrival - board.departure <= batch.rules.rideLimit(for: facts, ride.session)
    }
}
