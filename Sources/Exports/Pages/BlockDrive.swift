import Quantities
import TransportModel

/// A vehicle's day as its driver goes it: out of the depot, the places of every trip, and back.
struct BlockDrive: Sendable {
    /// The day.
    let block: BlockRow
    /// The trips in order of time, each with its visits.
    let trips: [(row: TripRow, visits: [Visit])]
    /// Where the depot is; `nil` where it is not known.
    let depot: Halt?

    /// A stop of the vehicle, and where it comes from.
    struct Visit: Sendable {
        var row: StopTimeRow, halt: Halt?, from: Halt?
    }

    /// The drives of all blocks of `tables`, in their order.
    static func all(of tables: PlanTables, _ places: DrivenPlaces) -> [BlockDrive] {
        let trips = Dictionary(grouping: tables.trips, by: \.blockID)
            .mapValues { $0.sorted { ($0.depart, $0.tripID) < ($1.depart, $1.tripID) } }
        let times = Dictionary(grouping: tables.stopTimes, by: \.tripID)
        return tables.blocks.map { block in
            BlockDrive(block, trips: trips[block.blockID] ?? [], times: times, places)
        }
    }

    private init(
        _ block: BlockRow, trips rows: [TripRow], times: [String: [StopTimeRow]], _ places: DrivenPlaces
    ) {
        self.block = block
        depot = places.depot(block.depotID)
        var here = depot
        trips = rows.map { row in
            let visits = (times[row.tripID] ?? []).map { time -> Visit in
                let halt = places.halt(of: time, in: row.session)
                defer { here = halt }
                return Visit(row: time, halt: halt, from: here)
            }
            return (row, visits)
        }
    }

    /// Where the vehicle is last, before it drives back.
    var lastHalt: Halt? { trips.last?.visits.last?.halt }

    /// Every drive of the day that leads somewhere else.
    var hops: [DrivenWays.Hop] {
        let ends = trips.flatMap(\.visits).map { ($0.from, $0.halt) } + [(lastHalt, depot)]
        return ends.compactMap { from, to in
            guard let from, let to, from.point != to.point else { return nil }
            return DrivenWays.Hop(from: from, to: to)
        }
    }
}
