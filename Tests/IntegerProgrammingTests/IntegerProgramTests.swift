import Quantities
import Testing

@testable import IntegerProgramming

@Suite struct IntegerProgramTests {
    /// A random program of binaries with mixed rows; small enough to try all values.
    private static func random(seed: UInt64) -> LinearModel {
        var source = RandomSource(seed: seed)
        var model = LinearModel()
        let columns = (0..<(3 + source.below(6))).map { _ in model.addBinary(cost: Double(source.below(21) - 10)) }
        for _ in 0..<(1 + source.below(6)) {
            let terms = columns.filter { _ in source.below(2) == 0 }.map {
                LinearModel.Term<LinearModel.Column>($0, Double(source.below(11) - 4))
            }
            let middle = Double(source.below(9) - 2)
            switch source.below(3) {
            case 0: model.addRow(lower: middle, terms: terms)
            case 1: model.addRow(upper: middle, terms: terms)
            default: model.addRow(lower: middle - 2, upper: middle + 1, terms: terms)
            }
        }
        return model
    }

    /// The least cost over all 2^n values; `nil` when none is feasible.
    private static func bruteForce(_ model: LinearModel) -> Double? {
        let count = model.columns.count
        return (0..<(1 << count)).compactMap { bits -> Double? in
            let values = (0..<count).map { Double((bits >> $0) & 1) }
            return model.firstViolation(of: values) == nil ? model.cost(of: values) : nil
        }.min()
    }

    @Test func `branch and bound agrees with trying everything`() throws {
        var infeasible = 0
        for seed in UInt64(1)...400 {
            let model = Self.random(seed: seed)
            let solution = try model.solve()
            guard let best = Self.bruteForce(model) else {
                #expect(solution.status == .infeasible, "seed \(seed)")
                infeasible += 1
                continue
            }
            #expect(solution.status == .optimal, "seed \(seed)")
            #expect(abs(try #require(solution.objective) - best) < 1e-6, "seed \(seed)")
            #expect(try #require(solution.bound) <= best + 1e-6, "seed \(seed)")
            #expect(model.firstViolation(of: solution.values) == nil)
            #expect(solution.values.allSatisfy { $0 == $0.rounded() })
        }
        #expect((20...380).contains(infeasible), "both kinds must occur")
    }

    /// A knapsack that needs a real search: maximise value under one weight row.
    private static func knapsack() -> LinearModel {
        var source = RandomSource(seed: 11)
        var model = LinearModel()
        let weights = (0..<40).map { _ in Double(20 + source.below(80)) }
        let columns = weights.map { model.addBinary(cost: -$0 - Double(source.below(10))) }
        model.addRow(upper: weights.reduce(0, +) / 2 + 0.5, terms: zip(columns, weights).map { .init($0, $1) })
        return model
    }

    @Test func `a node limit ends the search at the same place every time`() throws {
        let model = Self.knapsack()
        let first = try model.solve(SolveLimits(nodes: 30))
        let second = try model.solve(SolveLimits(nodes: 30))
        #expect(first.nodes <= 30)
        #expect(first.values == second.values)
        #expect(first.bound == second.bound)
        #expect(!first.isTimeLimited)
        let more = try model.solve(SolveLimits(nodes: 3000))
        #expect(try #require(first.bound) <= more.objective! + 1e-6)
        #expect(try #require(more.bound) >= first.bound! - 1e-9)
    }

    @Test func `the search never falls behind its start`() throws {
        let model = Self.knapsack()
        let good = try model.solve(SolveLimits(nodes: 2000))
        let kept = try model.solve(SolveLimits(nodes: 1), start: good.values)
        #expect(kept.objective! <= good.objective!)
        #expect(kept.status != .unknown)
        // Not even when the root itself is cut.
        let cut = try model.solve(SolveLimits(rootIterations: 1), start: good.values)
        #expect(cut.objective == good.objective)
        #expect(cut.status == .feasible)
    }

    @Test func `an infeasible or misshapen start is refused`() throws {
        let model = Self.knapsack()
        for start in [[Double](repeating: 1, count: 40), [1], [Double](repeating: .nan, count: 40)] {
            #expect {
                try model.solve(start: start)
            } throws: {
                ($0 as? IntegerProgrammingError)?.code == .invalidStart
            }
        }
    }

    @Test func `whole columns beyond binaries are rounded to whole values`() throws {
        // 7x + 5y >= 38 at least cost 6x + 4.2y: y alone needs 8 (33.6), 4x + 2y = 38 costs 32.4.
        var model = LinearModel()
        let x = model.addColumn(cost: 6, isInteger: true), y = model.addColumn(cost: 4.2, isInteger: true)
        model.addRow(lower: 38, terms: [.init(x, 7), .init(y, 5)])
        let solution = try model.solve()
        #expect(solution.values == [4, 2])
        #expect(abs(solution.objective! - 32.4) < 1e-9)
    }
}
