import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct BlockBuilderTests {
    @Test(arguments: 0..<60) func `counts, places and order are kept and nobody is dropped who has room`(seed: Int) {
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
        // Any cover with any vehicles that carries everyone shows that nobody need be dropped.
        let needed = random.covers.compactMap { fewestVehicles($0, rules) }.min()
        if let needed, dropped.isEmpty { #expect(days.count >= needed) }
        if needed == nil { #expect(!dropped.isEmpty) }
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
