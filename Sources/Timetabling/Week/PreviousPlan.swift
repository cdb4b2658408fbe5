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

    /// Per demand of `catalogue` the model of the first of its days that was planned; else of the day that shares the
    /// most journeys with it.
    func models(for catalogue: DemandCatalogue) -> [ModelPlan?] {
        catalogue.demands.indices.map { demand in
            let wanted = catalogue.demands[demand]
            let days = catalogue.days.filter { $0.toSchool == demand || $0.fromSchool == demand }.map(\.day)
            let same = days.compactMap { models[Key(day: $0, session: wanted.session)] }.first
            if let same { return same }
            return models.filter { $0.key.session == wanted.session }
                .map { (share: $0.value.share(of: wanted), day: $0.key.day, model: $0.value) }
                .max { ($0.share, $1.day) < ($1.share, $0.day) }?.model
        }
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
            let calls = ordered.flatMap { visits(of: $0) }
            if !calls.isEmpty { model.tours.append(.init(vehicleType: type, visits: calls)) }
        }
        for trip in mine { addHabits(of: trip, on: day, to: &model) }
        return model
    }

    private func visits(of trip: TripRow) -> [ModelPlan.Visit] {
        let riders = rides[trip.tripID] ?? []
        return (stopTimes[trip.tripID] ?? []).sorted { $0.sequence < $1.sequence }.compactMap { time in
            if time.place == .school {
                return schools[time.placeID].map { .init(place: .school($0), pupils: []) }
            }
            guard let stop = stops[time.placeID] else { return nil }
            let here = riders.filter {
                $0.stopID == time.placeID && ($0.board == time.departure || $0.alight == time.arrival)
            }
            return .init(place: .stop(stop), pupils: here.compactMap { pupils[$0.pupilID] })
        }
    }

    private func addHabits(of trip: TripRow, on day: CycleDay, to model: inout ModelPlan) {
        for ride in rides[trip.tripID] ?? [] {
            guard let pupil = pupils[ride.pupilID], let stop = stops[ride.stopID] else { continue }
            let bell = trip.session == .toSchool ? ride.alight + ride.wait : ride.board - ride.wait
            model.habits[pupil] = Habit(board: ride.board, alight: ride.alight, bell: bell, stop: stop)
        }
    }
}
