import Quantities
import Testing

@testable import VehicleRouting

struct StableOrderTests {
    @Test func `riders are sorted by their keys, and equals keep their order`() {
        var random = RandomSource(seed: 5)
        for count in 0..<120 {
            var riders = (0..<Int32(count)).reversed() as [Int32]
            var keys = riders.map { _ in Int64(random.below(9)) - 4 }
            // A list that is sorted by key and place has one order only.
            let expected = zip(keys, riders.indices).sorted { $0 < $1 }.map { riders[$0.1] }
            StableOrder.sort(&riders, by: &keys)
            #expect(riders == expected)
            #expect(keys.isEmpty)
        }
    }
}
