import Quantities
import Testing

@testable import Timetabling

@Suite struct AssignmentTests {
    @Test(arguments: 0..<60) func `no other choice of columns is cheaper`(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        let rows = 1 + random.below(5)
        let columns = rows + random.below(3)
        // Small numbers, so that ties occur; now and then negative, or far apart.
        let costs = (0..<rows).map { _ in
            (0..<columns).map { _ in Int64(random.below(9) - 3) * (random.below(4) == 0 ? 1 << 40 : 1) }
        }
        let choice = Assignment.cheapest(rows: rows, columns: columns) { costs[$0][$1] }
        #expect(Set(choice).count == rows)
        let total = choice.enumerated().reduce(Int64(0)) { $0 + costs[$1.offset][$1.element] }
        #expect(total == cheapestByTrying(costs, from: 0, taken: []))
    }

    /// Tries every way to give each row a column of its own.
    private func cheapestByTrying(_ costs: [[Int64]], from row: Int, taken: Set<Int>) -> Int64 {
        guard row < costs.count else { return 0 }
        return costs[row].indices.filter { !taken.contains($0) }
            .map { costs[row][$0] + cheapestByTrying(costs, from: row + 1, taken: taken.union([$0])) }
            .min()!
    }

    @Test func `no rows need no columns`() {
        #expect(Assignment.cheapest(rows: 0, columns: 0) { _, _ in 1 } == [])
    }
}
