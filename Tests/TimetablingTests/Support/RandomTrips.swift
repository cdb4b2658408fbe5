import Quantities
import TransportModel

@testable import Timetabling

/// A few random trips on a line of places, and a fleet for them.
struct RandomTrips {
    var rules: ChainRules

    init(seed: UInt64, types: Int = 1, longestDay: Seconds? = nil) {
        var random = RandomSource(seed: seed)
        let places = 6
        let kilometres = (0..<places).flatMap { from in (0..<places).map { abs(from - $0) } }
        let travel = TravelMatrix(
            count: places, seconds: kilometres.map { Int32($0 * 90) }, metres: kilometres.map { Int32($0 * 1000) })
        let fleet = (0..<types).map { type in
            VehicleType(
                id: "T\(type)", depot: Index(type), count: 1 + random.below(4),
                capacity: Load(seats: Int32(8 + type * 8)),
                costPerDay: Cost(cents: Int64(1000 + type * 900)), costPerKilometre: Cost(cents: 100),
                costPerHour: Cost(cents: 2000), longestDay: longestDay)
        }
        let trips = (0..<2 + random.below(5)).map { _ in
            let start = ClockTime(7, 0) + Seconds(Int32(random.below(7200)))
            let (first, last) = (random.below(places), random.below(places))
            let type = random.below(types)
            return DayTrip(
                start: start, end: start + Seconds(Int32(300 + random.below(1200))), firstPosition: first,
                lastPosition: last, metres: 1000 + random.below(9000),
                load: Load(seats: Int32(1 + random.below(8 + type * 8))), riders: 1 + random.below(8),
                vehicleType: Index(type))
        }
        rules = ChainRules(
            trips: trips, fleet: IndexedTable(fleet), depots: Array(0..<types), travel: travel)
    }

    /// Every way to part the trips into chains whose neighbours may follow each other.
    var covers: [[TripChain]] {
        let order = rules.trips.indices.sorted { (rules.trips[$0].start, $0) < (rules.trips[$1].start, $1) }
        var covers: [[TripChain]] = [[]]
        for trip in order {
            covers = covers.flatMap { cover in
                let joined = cover.indices.compactMap { chain -> [TripChain]? in
                    let last = rules.trips[cover[chain].trips.last!]
                    guard rules.follows(rules.trips[trip], after: last) else { return nil }
                    var longer = cover
                    longer[chain].trips.append(trip)
                    return longer
                }
                return joined + [cover + [TripChain(trips: [trip])]]
            }
        }
        return covers
    }
}
