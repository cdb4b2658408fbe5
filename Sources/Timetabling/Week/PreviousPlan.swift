import Quantities
import TransportModel

/// Last night's plan, read back from its tables, as models for tonight's demands.
///
/// Whoever is gone (pupils, stops, schools, vehicle types) is passed over; what is left still says who rode with whom,
/// in which order and when.
struct PreviousPlan {
    private var models: [Key: ModelPlan] = [:]

    private struct Key: Hashable {
        var day: CycleDay
        var session: Session
    }

    /// The plan in `tables`, in the words of `batch`; `nil` tables make no models.
    init(tables: PlanTables?, batch: Batch, candidates: IndexedTable<CandidateStop>) {
        guard let tables else { return }
        let reader = PreviousPlanReader(tables: tables, batch: batch, candidates: candidates)
        for trip in tables.trips {
            let key = Key(day: trip.day, session: trip.session)
            if models[key] == nil { models[key] = reader.model(of: trip.day, trip.session) }
        }
    }

    /// The plan that a family's master starts from: that of its day that shares the most journeys with it, with those
    /// whom only other days of the family carry; where none of its days was planned, that of any day.
    func model(for family: DemandFamily, of catalogue: DemandCatalogue) -> ModelPlan? {
        let session = family.master.session
        let days = family.members.flatMap(catalogue.days).sorted()
        let own = days.compactMap { models[Key(day: $0, session: session)] }
        guard let first = mostAlike(own, family.master) else { return mostAlike(all(session), family.master) }
        return own.reduce(first) { $0.joined(with: $1) }
    }

    /// The plan of the first of the days of `demand` that was planned.
    func own(_ demand: Int, of catalogue: DemandCatalogue) -> ModelPlan? {
        let session = catalogue.demands[demand].session
        return catalogue.days(of: demand).lazy.compactMap { models[Key(day: $0, session: session)] }.first
    }

    private func all(_ session: Session) -> [ModelPlan] {
        models.filter { $0.key.session == session }.sorted { $0.key.day < $1.key.day }.map(\.value)
    }

    /// The first of those that share the most with `demand`.
    private func mostAlike(_ models: [ModelPlan], _ demand: SessionDemand) -> ModelPlan? {
        var best: (share: Double, model: ModelPlan)?
        for model in models {
            let share = model.share(of: demand)
            if share > best?.share ?? -1 { best = (share, model) }
        }
        return best?.model
    }
}

/// Turns rows of a plan's tables into models.
private struct PreviousPlanReader {
    let batch: Batch
    private let pupils: [String: Index<Pupil>]
    private let stops: [String: Index<CandidateStop>]
    private let schools: [String: Index<School>]
    private let types: [String: Index<VehicleType>]
    private let blocks: [String: BlockRow]
    private let trips: [CycleDay: [TripRow]]
    private let stopTimes: [String: [StopTimeRow]]
    private let rides: [String: [AssignmentRow]]

    init(tables: PlanTables, batch: Batch, candidates: IndexedTable<CandidateStop>) {
        self.batch = batch
        func positions<Element>(_ ids: [String]) -> [String: Index<Element>] {
            Dictionary(ids.enumerated().map { ($0.element, Index($0.offset)) }) { first, _ in first }
        }
        pupils = positions(batch.pupils.elements.map(\.id))
        stops = positions(candidates.elements.map(\.id))
        schools = positions(batch.schools.elements.map(\.id))
        types = positions(batch.vehicleTypes.elements.map { "\($0.id)\n\(batch.depots[$0.depot].id)" })
        blocks = Dictionary(tables.blocks.map { ($0.blockID, $0) }) { first, _ in first }
        trips = Dictionary(grouping: tables.trips, by: \.day)
        stopTimes = Dictionary(grouping: tables.stopTimes, by: \.tripID)
        rides = Dictionary(grouping: tables.assignments, by: \.tripID)
    }

    /// The model of one session of one day: a tour per block, its trips in the order of time.
    func model(of day: CycleDay, _ session: Session) -> ModelPlan {
        var model = ModelPlan()
        let mine = (trips[day] ?? []).filter { $0.session == session }
        let byBlock = Dictionary(grouping: mine, by: \.blockID)
        for blockID in byBlock.keys.sorted() {
            guard let block = blocks[blockID], let type = types["\(block.vehicleTypeID)\n\(block.depotID)"] else {
                continue
            }
            let ordered = (byBlock[blockID] ?? []).sorted { ($0.depart, $0.tripID) < ($1.depart, $1.tripID) }
            let trips = ordered.map { visits(of: $0) }
            if trips.contains(where: { !$0.isEmpty }) { model.tours.append(.init(vehicleType: type, trips: trips)) }
        }
        for trip in mine { addHabits(of: trip, on: day, to: &model) }
        return model
    }

    private func visits(of trip: TripRow) -> [ModelPlan.Visit] {
        let riders = rides[trip.tripID] ?? []
        return (stopTimes[trip.tripID] ?? []).sorted { $0.sequence < $1.sequence }.compactMap { time in
            let isSchool = time.place == .school
            let place =
                isSchool ? schools[time.placeID].map(StopPlace.school) : stops[time.placeID].map(StopPlace.stop)
            let boards = isSchool == (trip.session == .fromSchool)
            let here = riders.filter {
                (isSchool || $0.stopID == time.placeID)
                    && (boards ? $0.board == time.departure : $0.alight == time.arrival)
            }
            return place.map { .init(place: $0, riders: here.compactMap { travel(of: $0, trip.session) }) }
        }
    }

    /// `nil` where the pupil or the stop is gone.
    private func travel(of ride: AssignmentRow, _ session: Session) -> Journey.Travel? {
        guard let pupil = pupils[ride.pupilID], let stop = stops[ride.stopID] else { return nil }
        return Journey.Travel(pupil: pupil, stop: stop, bell: bell(of: ride, session))
    }

    private func addHabits(of trip: TripRow, on day: CycleDay, to model: inout ModelPlan) {
        for ride in rides[trip.tripID] ?? [] {
            guard let travel = travel(of: ride, trip.session) else { continue }
            model.add(
                Habit(board: ride.board, alight: ride.alight, bell: travel.bell, stop: travel.stop), of: travel.pupil)
        }
    }

    private func bell(of ride: AssignmentRow, _ session: Session) -> ClockTime {
        session == .toSchool ? ride.alight + ride.wait : ride.board - ride.wait
    }
}
