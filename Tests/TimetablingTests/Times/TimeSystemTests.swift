import Quantities
import Testing

@testable import Timetabling

@Suite struct TimeSystemTests {
    private func system(_ count: Int) -> TimeSystem {
        TimeSystem(count: count, earliest: ClockTime(0, 0), latest: ClockTime(0, 0, 9))
    }

    @Test func `bounds pass along the rules in both directions`() {
        var system = system(3)
        system.require(1, atLeast: Seconds(3), after: 0)
        system.require(2, atLeast: Seconds(4), after: 1)
        #expect(system.earliest.map(\.secondsSinceMidnight) == [0, 3, 7])
        #expect(system.latest.map(\.secondsSinceMidnight) == [2, 5, 9])
        system.fix(1, at: ClockTime(0, 0, 4))
        #expect(system.earliest.map(\.secondsSinceMidnight) == [0, 4, 8])
        #expect(system.latest.map(\.secondsSinceMidnight) == [1, 4, 9])
    }

    @Test func `rules that contradict each other are found`() {
        var system = system(2)
        system.require(1, atLeast: Seconds(3), after: 0)
        system.require(0, atLeast: Seconds(-2), after: 1)
        #expect(!system.isFeasible)
    }

    @Test(arguments: 0..<60) func `earliest and latest are what trying all timetables finds`(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        var system = TimeSystem(count: 3, earliest: ClockTime(0, 0), latest: ClockTime(0, 0, 6))
        var rules: [(later: Int, gap: Int32, moment: Int)] = []
        for _ in 0..<4 {
            let (one, two) = (random.below(3), random.below(3))
            guard one != two else { continue }
            let gap = Int32(random.below(8) - 4)
            rules.append((two, gap, one))
            system.require(two, atLeast: Seconds(gap), after: one)
        }
        let all: [[Int32]] = (0..<343).map { (number: Int32) in [number % 7, number / 7 % 7, number / 49] }
        let good = all.filter { times in rules.allSatisfy { times[$0.later] - times[$0.moment] >= $0.gap } }
        #expect(system.isFeasible == !good.isEmpty)
        guard system.isFeasible else { return }
        for moment in 0..<3 {
            #expect(system.earliest[moment].secondsSinceMidnight == good.map { $0[moment] }.min())
            #expect(system.latest[moment].secondsSinceMidnight == good.map { $0[moment] }.max())
        }
    }
}
