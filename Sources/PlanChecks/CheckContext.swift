package import Quantities
package import TransportModel

/// The bundle, the road network and the files of one plan, with what all checks look up.
package struct CheckContext: Sendable {
    /// The bundle as it was read, with the bells moved as `bells.csv` says.
    package let batch: Batch
    /// The road network.
    package let roads: any RoadMeasure
    /// The written files.
    package let folder: WrittenPlan
    /// How many threads a check may use.
    package let threads: Int

    /// Where the bundle's things stand, by id; the first of equal ids.
    package let pupils: [String: Index<Pupil>], homes: [HomeKey: Index<Home>], schools: [String: Index<School>]
    /// The depots of the bundle, by id.
    package let depots: [String: Index<Depot>]
    /// Where the plan's rows stand, by id; the first of equal ids.
    package let decisions: [HomeKey: Int], trips: [String: Int], blocks: [String: Int], stops: [String: Int]
    /// The stop times of each trip in the order of their sequence, as positions in the table.
    package let stopTimesByTrip: [String: [Int]]
    /// The rides of each trip, as positions in the table.
    package let ridesByTrip: [String: [Int]]
    /// The trips of each block in the order of departure, as positions in the table.
    package let tripsByBlock: [String: [Int]]
    /// The legs of each block, in the order of `blocks.csv`; `nil` where a place or depot is unknown.
    package private(set) var legs: [[BlockLeg]?] = []
    /// What the network says about every drive of `legs`; absent where there is no way.
    package private(set) var drives: [DrivePair: Drive] = [:]
    private let givenStops: [String: Index<CandidateStop>]

    /// Prepares the look-ups over `batch` and `folder`.
    package init(batch: Batch, roads: any RoadMeasure, folder: WrittenPlan, threads: Int = 1) {
        self.roads = roads
        self.folder = folder
        self.threads = threads
        let tables = folder.tables
        pupils = firstByID(batch.pupils.indices) { batch.pupils[$0].id }
        homes = firstByID(batch.homes.indices) { HomeKey(batch.pupils[batch.homes[$0].pupil].id, batch.homes[$0].id) }
        schools = firstByID(batch.schools.indices) { batch.schools[$0].id }
        self.batch = batch.moved(by: BellMovesCheck.moves(folder.tables.bells, of: schools))
        depots = firstByID(batch.depots.indices) { batch.depots[$0].id }
        givenStops = firstByID(batch.stops.indices) { batch.stops[$0].id }
        decisions = firstByID(tables.decisions.indices) {
            HomeKey(tables.decisions[$0].pupilID, tables.decisions[$0].homeID)
        }
        trips = firstByID(tables.trips.indices) { tables.trips[$0].tripID }
        blocks = firstByID(tables.blocks.indices) { tables.blocks[$0].blockID }
        stops = firstByID(tables.stops.indices) { tables.stops[$0].stopID }
        stopTimesByTrip = Dictionary(grouping: tables.stopTimes.indices) { tables.stopTimes[$0].tripID }
            .mapValues { rows in rows.sorted { tables.stopTimes[$0].sequence < tables.stopTimes[$1].sequence } }
        ridesByTrip = Dictionary(grouping: tables.assignments.indices) { tables.assignments[$0].tripID }
        tripsByBlock = Dictionary(grouping: tables.trips.indices) { tables.trips[$0].blockID }
            .mapValues { rows in rows.sorted { tables.trips[$0].depart < tables.trips[$1].depart } }
        legs = tables.blocks.indices.map { legs(ofBlockAt: $0) }
        measureDrives()
    }

    private mutating func measureDrives() {
        var seen: Set<DrivePair> = []
        let pairs = legs.flatMap { $0 ?? [] }.map(\.drive).filter { seen.insert($0).inserted }
        for (pair, drive) in zip(pairs, roads.drives(pairs)) { drives[pair] = drive }
    }

    /// The tables.
    package var tables: PlanTables { folder.tables }

    /// The pupil whom a row names, or `nil` where the bundle has none of that id.
    package func pupil(_ id: String) -> Pupil? { pupils[id].map { batch.pupils[$0] } }

    /// The home that a row names, or `nil` where the bundle has none of these ids.
    package func home(_ pupilID: String, _ homeID: String) -> Home? {
        homes[HomeKey(pupilID, homeID)].map { batch.homes[$0] }
    }

    /// What the rules ask of the pupil at this home; `nil` where the bundle has none of these ids.
    package func facts(_ pupilID: String, _ homeID: String) -> PupilFacts? {
        guard let pupil = pupils[pupilID], let home = homes[HomeKey(pupilID, homeID)] else { return nil }
        return batch.facts(of: pupil, home: home)
    }

    /// The stop times of the trip `id`, in order.
    package func stopTimes(of id: String) -> [StopTimeRow] {
        (stopTimesByTrip[id] ?? []).map { tables.stopTimes[$0] }
    }

    /// Where the stop `id` is: by the bundle where it gave the stop, else by `stops.csv`.
    package func point(ofStop id: String) -> GeoPoint? {
        givenStops[id].map { batch.stops[$0].place.point } ?? stops[id].map { tables.stops[$0].point }
    }

    /// The stop `id` as the bundle gave it; `nil` for the network's own and for doors.
    package func givenStop(_ id: String) -> CandidateStop? { givenStops[id].map { batch.stops[$0] } }

    /// Where a vehicle serves the place of `row` in `session`: the stop, in the direction that `stops.csv` says, or the
    /// school's bus gate.
    package func halt(of row: StopTimeRow, in session: Session) -> Halt? {
        switch row.place {
        case .stop:
            point(ofStop: row.placeID).map { point in
                stops[row.placeID].map { tables.stops[$0].halt(in: session, at: point) } ?? Halt(point)
            }
        case .school: schools[row.placeID].map { Halt(batch.schools[$0].busGate.point) }
        }
    }

    /// The rows of `vehicles.csv` for the type and depot of a block.
    package func vehicleTypes(_ typeID: String, depot depotID: String) -> [VehicleType] {
        batch.vehicleTypes.elements.filter { $0.id == typeID && batch.depots[$0.depot].id == depotID }
    }

    /// An error about the row at `position` of a table.
    package func error<Row: PlanTableRow>(
        _ code: String, _ table: KeyPath<PlanTables, [Row]>, _ position: Int, subject: String, _ message: String
    ) -> Finding {
        Finding(
            code, .error, file: Row.fileName, line: folder.line(of: position, in: Row.fileName), subject: subject,
            message: message)
    }
}

private func firstByID<ID: Hashable, Position>(_ positions: some Sequence<Position>, id: (Position) -> ID) -> [ID:
    Position]
{
    Dictionary(positions.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
}
