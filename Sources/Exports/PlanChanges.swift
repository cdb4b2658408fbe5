import Quantities
import TransportModel

/// What tonight's plan changes for families and drivers, in the whole minutes that they read.
struct PlanChanges: Sendable {
    /// Whether there is an earlier plan to compare with; without one nothing counts as changed.
    let hasPrevious: Bool
    /// Pupils whose rides are new, other than before, or ended; by id.
    let pupils: [String: Kind]
    private let before: [RideKey: Ride]
    private let blocksBefore: [String: [[String]]]
    private let blocksNow: [String: [[String]]]

    /// How a family's rides changed.
    enum Kind: String, Sendable {
        case new, changed, ended
    }

    /// What a family reads of a ride.
    struct Ride: Hashable, Sendable {
        /// The stop, and the shown minutes.
        var stopID: String, leave: String, arrive: String

        init(_ row: AssignmentRow) {
            (stopID, leave, arrive) = (row.stopID, row.board.minutes, row.alight.minutesRoundedUp)
        }
    }

    private struct RideKey: Hashable {
        var home: HomeID, day: CycleDay, session: Session

        init(_ row: AssignmentRow) { (home, day, session) = (HomeID(row), row.day, row.session) }
    }

    /// What leads from `previous` to `tables`.
    init(from previous: PlanTables?, to tables: PlanTables) {
        hasPrevious = previous != nil
        let old = PlanChanges.rides(previous?.assignments ?? [])
        let new = PlanChanges.rides(tables.assignments)
        before = old
        pupils = previous == nil ? [:] : PlanChanges.kinds(from: old, to: new)
        blocksBefore = previous.map(PlanChanges.sheets) ?? [:]
        blocksNow = PlanChanges.sheets(tables)
    }

    /// The ride that stood in the earlier plan in the place of `row`; `nil` where there was none.
    func ride(before row: AssignmentRow) -> Ride? { before[RideKey(row)] }

    /// Whether families read something else of `row` than before.
    func isChanged(_ row: AssignmentRow) -> Bool { hasPrevious && before[RideKey(row)] != Ride(row) }

    /// Whether the driver of the block does something else than before.
    func isChanged(block: String) -> Bool { hasPrevious && blocksBefore[block] != blocksNow[block] }

    /// The places of a trip that its block did not serve so before, by their position in `times`.
    func changedPlaces(_ times: [StopTimeRow], block: String) -> Set<Int> {
        guard hasPrevious else { return [] }
        let known = Set(blocksBefore[block] ?? [])
        return Set(times.indices.filter { !known.contains(PlanChanges.line(times[$0])) })
    }

    private static func rides(_ rows: [AssignmentRow]) -> [RideKey: Ride] {
        Dictionary(rows.map { (RideKey($0), Ride($0)) }, uniquingKeysWith: { first, _ in first })
    }

    private static func kinds(from old: [RideKey: Ride], to new: [RideKey: Ride]) -> [String: Kind] {
        let (rodeBefore, rideNow) = (Set(old.keys.map(\.home.pupilID)), Set(new.keys.map(\.home.pupilID)))
        var kinds: [String: Kind] = [:]
        for (key, ride) in new where old[key] != ride { kinds[key.home.pupilID] = .changed }
        for key in old.keys where new[key] == nil { kinds[key.home.pupilID] = .changed }
        for pupil in rideNow.subtracting(rodeBefore) { kinds[pupil] = .new }
        for pupil in rodeBefore.subtracting(rideNow) { kinds[pupil] = .ended }
        return kinds
    }

    /// What a driver reads of every block: places, whole minutes and numbers.
    private static func sheets(_ tables: PlanTables) -> [String: [[String]]] {
        let blocks = Dictionary(tables.trips.map { ($0.tripID, $0.blockID) }, uniquingKeysWith: { first, _ in first })
        var sheets: [String: [[String]]] = [:]
        for time in tables.stopTimes {
            guard let block = blocks[time.tripID] else { continue }
            sheets[block, default: []].append(line(time))
        }
        return sheets
    }

    private static func line(_ time: StopTimeRow) -> [String] {
        [time.place.rawValue, time.placeID, time.departure.minutes, "\(time.boarding)", "\(time.alighting)"]
    }
}
