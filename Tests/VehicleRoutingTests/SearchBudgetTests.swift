import Foundation
import Testing

@testable import VehicleRouting

struct SearchBudgetTests {
    /// A budget of `seconds` by `clock`.
    private func budget(_ seconds: Double, _ clock: SearchClock) -> SearchBudget {
        var options = RoutingOptions()
        options.seconds = seconds
        options.clock = clock
        return SearchBudget(options, requests: 1)
    }

    @Test func `processor seconds pass with work, at most as fast as there are processors`() {
        let (work, wall) = (budget(0.05, .processor), budget(1e6, .wall))
        #expect(!work.isCut)
        var turns = 0
        while !work.isCut, wall.elapsed < 30 { turns += 1 }
        #expect(work.isCut && work.fraction(after: turns) == 1)
        let processors = Double(ProcessInfo.processInfo.activeProcessorCount)
        #expect(wall.elapsed * processors >= 0.04)
        #expect(!wall.isCut && wall.fraction(after: turns) < 1e-3)
    }

    @Test func `time on the wall passes without work`() {
        let wall = budget(0.02, .wall)
        Thread.sleep(forTimeInterval: 0.03)
        #expect(wall.isCut)
    }

    @Test func `a search by processor seconds ends, and says that it was cut`() throws {
        var options = RoutingOptions()
        options.seconds = 0.05
        options.clock = .processor
        options.threads = 1
        let plan = try DeliverySolver(problem: RandomDeliveries().make(seed: 1), options: options).solve()
        #expect(plan.isTimeLimited && plan.iterations > 0)
    }
}
