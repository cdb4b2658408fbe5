import Foundation
import Quantities
import Testing

@testable import IntegerProgramming

@Suite struct LinearProgramTests {
    /// Two products from two resources: maximise 3x + 5y under x <= 4, 2y <= 12, 3x + 2y <= 18.
    /// The textbook optimum is x = 2, y = 6 with value 36, and the duals are 0, 3/2 and 1.
    private func textbook() -> LinearModel {
        var model = LinearModel()
        let x = model.addColumn(cost: -3), y = model.addColumn(cost: -5)
        model.addRow(upper: 4, terms: [.init(x, 1)])
        model.addRow(upper: 12, terms: [.init(y, 2)])
        model.addRow(upper: 18, terms: [.init(x, 3), .init(y, 2)])
        return model
    }

    @Test func `a linear program gives values, cost, bound and duals`() throws {
        let solution = try textbook().solve()
        #expect(solution.status == .optimal)
        #expect(abs(solution.objective! + 36) < 1e-9)
        #expect(solution.bound == solution.objective)
        #expect(zip(solution.values, [2, 6]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(zip(solution.duals, [0, -1.5, -1]).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test func `any duals bound the cost from below and optimal ones meet it`() throws {
        let model = textbook()
        let solution = try model.solve()
        #expect(abs(model.dualBound(solution.duals)! + 36) < 1e-9)
        // Duals of the wrong sign must not fool it: -y = 2, 2, 2 would price everything out.
        #expect(model.dualBound([-2, -2, -2])! <= -36)
        #expect(model.dualBound([5, 5, 5]) == nil)
    }

    @Test func `contradictory rows are infeasible and open ends unbounded`() throws {
        var contradictory = LinearModel()
        let x = contradictory.addColumn(cost: 1)
        contradictory.addRow(lower: 5, terms: [.init(x, 1)])
        contradictory.addRow(upper: 4, terms: [.init(x, 1)])
        #expect(try contradictory.solve().status == .infeasible)
        var open = LinearModel()
        let y = open.addColumn(cost: -1)
        open.addRow(lower: 0, terms: [.init(y, 1)])
        #expect(try open.solve().status == .unbounded)
    }

    @Test func `free, fixed and negative ranges are kept`() throws {
        var model = LinearModel()
        let free = model.addColumn(cost: 1, lower: -.infinity)
        let fixed = model.addColumn(cost: 1, lower: 3, upper: 3)
        let negative = model.addColumn(cost: -1, lower: -9, upper: -2)
        model.addRow(lower: -7, terms: [.init(free, 1)])
        let solution = try model.solve()
        #expect(solution.values[free.offset] == -7)
        #expect(solution.values[fixed.offset] == 3)
        #expect(solution.values[negative.offset] == -2)
        #expect(solution.objective == -2)
    }

    @Test func `an iteration limit stops the solve with a bound that holds`() throws {
        var model = LinearModel()
        var source = RandomSource(seed: 5)
        let columns = (0..<60).map { _ in model.addColumn(cost: -1 - source.unit(), upper: 1) }
        for _ in 0..<40 {
            model.addRow(
                upper: 3, terms: columns.filter { _ in source.below(3) == 0 }.map { .init($0, 1 + source.unit()) })
        }
        let best = try model.solve()
        let cut = try model.solve(SolveLimits(rootIterations: 5))
        #expect(cut.status == .feasible)
        #expect(cut.objective! >= best.objective! - 1e-9)
        #expect(try #require(cut.bound) <= best.objective! + 1e-9)
        #expect(!cut.isTimeLimited)
    }

    @Test func `an empty model costs nothing`() throws {
        let solution = try LinearModel().solve()
        #expect(solution.objective == 0)
        #expect(solution.values.isEmpty)
    }
}
