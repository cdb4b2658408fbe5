import Quantities
import Testing

@testable import VehicleRouting

struct LongestBankTests {
    /// How often one of 300 steps from a plan that lacks days left more requests absent than before.
    private func growths(_ instance: ClosureInstance, longest: Int, seed: UInt64) -> Int {
        var settings = SearchSettings()
        settings.longestBank = longest
        let search = FleetSearch.atFirstPlan(of: instance, seed: seed, settings: settings)
        for _ in 0..<2 where search.dayCount > 1 { search.dropDay() }
        var growths = 0
        for _ in 0..<300 {
            let before = search.bank.count
            search.takeStep(temperature: 20)
            if search.bank.count > before { growths += 1 }
        }
        return growths
    }

    @Test func `banks grow no longer than the longest bank`() throws {
        var free = 0
        for seed in UInt64(1)...8 {
            let instance = ClosureInstance(
                try DayInstance(RandomProblem.make(seed: seed, requests: 24, isTight: false)))
            #expect(growths(instance, longest: 0, seed: seed) == 0)
            free += growths(instance, longest: 1000, seed: seed)
        }
        // Without the limit they do grow.
        #expect(free > 0)
    }
}
