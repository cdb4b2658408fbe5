import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct PathCoverTests {
    @Test(arguments: 0..<80) func `no cover has fewer chains, and none as small is cheaper`(seed: Int) {
        let random = RandomTrips(seed: UInt64(seed))
        let rules = random.rules
        let chains = PathCover(rules: rules, types: [Index(0)]).chains(of: Array(rules.trips.indices))
        #expect(chains.flatMap(\.trips).sorted() == Array(rules.trips.indices))
        let best = random.covers.map { ($0.count, price($0, rules)) }.min { $0 < $1 }!
        #expect(chains.count == best.0)
        // Each of the day's rounded sums may be a cent off the exact one, in the links as in the whole.
        #expect(abs(price(chains, rules) - best.1) <= Int64(4 * rules.trips.count))
    }

    @Test(arguments: 0..<40) func `chains are cut where a vehicle's day ends`(seed: Int) {
        let longest = Seconds.minutes(75)
        let rules = RandomTrips(seed: UInt64(seed), longestDay: longest).rules
        let chains = PathCover(rules: rules, types: [Index(0)]).chains(of: Array(rules.trips.indices))
        #expect(chains.flatMap(\.trips).sorted() == Array(rules.trips.indices))
        for chain in chains { #expect(rules.duty(of: chain, by: Index(0)) != nil || chain.trips.count == 1) }
        // No two of the chains could still be one.
        for one in chains {
            for two in chains where one != two {
                let both = TripChain(trips: one.trips + two.trips)
                let follows = rules.follows(rules.trips[two.trips[0]], after: rules.trips[one.trips.last!])
                #expect(!follows || rules.duty(of: both, by: Index(0)) == nil)
            }
        }
    }

    private func price(_ chains: [TripChain], _ rules: ChainRules) -> Int64 {
        chains.reduce(0) { $0 + rules.cost(of: $1, by: Index(0))!.cents }
    }
}
