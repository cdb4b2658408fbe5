import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct BlockBuilderTests {
    @Test(arguments: 0..<60) func `counts, places and order are kept`(seed: Int) {
        let random = RandomTrips(seed: UInt64(seed), types: 2)
        let rules = random.rules
        let (days, dropped) = BlockBuilder(rules: rules).vehicleDays()
        #expect((days.flatMap(\.chain.trips) + dropped).sorted() == Array(rules.trips.indices))
        for type in rules.fleet.indices {
            #expect(days.count { $0.vehicleType == type } <= rules.fleet[type].count)
        }
        for day in days {
            #expect(rules.duty(of: day.chain, by: day.vehicleType) != nil)
            for (one, next) in zip(day.chain.trips, day.chain.trips.dropFirst()) {
                #expect(rules.follows(rules.trips[next], after: rules.trips[one]))
            }
        }
    }

    @Test func `hardly ever could another day carry more or need fewer vehicles`() {
        // Choosing covers and vehicles together is a hard problem; the two covers miss its best once in a while.
        let misses = (0..<400).count { seed in
            let random = RandomTrips(seed: UInt64(seed), types: 2)
            let (days, dropped) = BlockBuilder(rules: random.rules).vehicleDays()
            guard let needed = random.covers.compactMap({ fewestVehicles($0, random.rules) }).min() else {
                #expect(!dropped.isEmpty)
                return false
            }
            return !dropped.isEmpty || days.count > needed
        }
        #expect(misses <= 4)
    }

    @Test func `the ways home use the vehicles of the ways to school, whatever they were planned with`() {
        // Planned with a big vehicle in the morning and a small one at noon, though the big one is free.
        var rules = RandomTrips(seed: 1, types: 2).rules
        func trip(_ hour: Int32, _ type: Int) -> DayTrip {
            DayTrip(
                start: ClockTime(hour, 0), end: ClockTime(hour, 20), firstPosition: 2, lastPosition: 3, metres: 1000,
                load: Load(seats: type == 1 ? 12 : 3), riders: 3, vehicleType: Index(type))
        }
        rules = ChainRules(
            trips: [trip(7, 1), trip(13, 0)], fleet: rules.fleet, depots: rules.depots, travel: rules.travel)
        let (days, dropped) = BlockBuilder(rules: rules).vehicleDays()
        #expect(dropped.isEmpty)
        #expect(days == [VehicleDay(chain: TripChain(trips: [0, 1]), vehicleType: Index(1))])
    }

    /// The number of chains where every chain can get a vehicle of its own, by trying all; else `nil`.
    private func fewestVehicles(_ chains: [TripChain], _ rules: ChainRules) -> Int? {
        func fits(_ chain: Int, _ left: [Int]) -> Bool {
            guard chain < chains.count else { return true }
            return rules.types(for: chains[chain]).contains { type in
                guard left[type.offset] > 0 else { return false }
                var less = left
                less[type.offset] -= 1
                return fits(chain + 1, less)
            }
        }
        return fits(0, rules.fleet.elements.map(\.count)) ? chains.count : nil
    }
}
