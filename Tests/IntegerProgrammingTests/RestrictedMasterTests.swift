import Dispatch
import Quantities
import Synchronization
import Testing

@testable import IntegerProgramming

@Suite struct RestrictedMasterTests {
    /// Cutting stock: rolls of 100 into 45 x 31, 36 x 48 and 14 x 92; the linear bound by all maximal patterns is known
    /// by solving with every pattern at once, and column generation must reach it.
    private static let widths = [45, 36, 14], demands = [31.0, 48, 92]

    private static func allPatterns() -> [[Int]] {
        var patterns: [[Int]] = []
        for a in 0...2 {
            for b in 0...2 {
                for c in 0...7 where a + b + c > 0 && a * 45 + b * 36 + c * 14 <= 100 { patterns.append([a, b, c]) }
            }
        }
        return patterns
    }

    private static func terms(_ pattern: [Int]) -> [LinearModel.Term<LinearModel.Row>] {
        pattern.enumerated().filter { $0.element > 0 }.map { .init(Index($0.offset), Double($0.element)) }
    }

    private static func rows() -> LinearModel {
        var model = LinearModel()
        for demand in demands { model.addRow(lower: demand) }
        return model
    }

    @Test func `column generation reaches the optimum over all columns`() throws {
        var complete = Self.rows()
        for pattern in Self.allPatterns() { complete.addColumn(cost: 1, terms: Self.terms(pattern)) }
        let best = try complete.solve().objective!

        var start = Self.rows()
        for (row, width) in Self.widths.enumerated() {
            start.addColumn(cost: 1, terms: [.init(Index(row), Double(100 / width))])
        }
        let (found, rounds) = try start.withRestrictedMaster { (master) throws(IntegerProgrammingError) in
            for round in 1...50 {
                let solution = try master.solve()
                let priced = Self.allPatterns().map { pattern in
                    (pattern, zip(pattern, solution.duals).reduce(0.0) { $0 + Double($1.0) * $1.1 })
                }.max { $0.1 < $1.1 }!
                if priced.1 <= 1 + 1e-9 { return (solution.objective!, round) }
                try master.addColumn(cost: 1, terms: Self.terms(priced.0))
            }
            return (Double.nan, 50)
        }
        #expect(abs(found - best) < 1e-9)
        #expect(rounds > 1)
    }

    @Test func `costs and rows may change between solves`() throws {
        var model = LinearModel()
        let cheap = model.addColumn(cost: 1, upper: 4)
        let dear = model.addColumn(cost: 3)
        let demand = model.addRow(lower: 5, terms: [.init(cheap, 1), .init(dear, 1)])
        try model.withRestrictedMaster { (master) throws(IntegerProgrammingError) in
            #expect(try master.solve().objective == 7)  // 4 x 1 + 1 x 3
            try master.setBounds(of: demand, lower: 6, upper: .infinity)
            #expect(try master.solve().objective == 10)
            try master.setCost(of: dear, to: 0.5)
            #expect(try master.solve().objective == 3)
        }
    }

    @Test func `a bad column leaves the master as it was`() throws {
        try Self.rows().withRestrictedMaster { (master) throws(IntegerProgrammingError) in
            #expect(throws: IntegerProgrammingError.self) {
                try master.addColumn(cost: 1, terms: [.init(Index(3), 1)])
            }
            #expect(throws: IntegerProgrammingError.self) {
                try master.addColumn(cost: 1, terms: [.init(Index(0), 1), .init(Index(0), 1)])
            }
            #expect(throws: IntegerProgrammingError.self) { try master.addColumn(cost: .nan, terms: []) }
            #expect(throws: IntegerProgrammingError.self) {
                try master.setBounds(of: Index(0), lower: 2, upper: 1)
            }
            #expect(master.model.columns.isEmpty)
            #expect(try master.solve().status == .infeasible)
        }
    }

    @Test func `many threads solve at once and agree with one`() throws {
        @Sendable func solve(_ seed: UInt64) throws -> Double {
            var source = RandomSource(seed: seed)
            var model = LinearModel()
            let columns = (0..<20).map { _ in model.addBinary(cost: Double(1 + source.below(9))) }
            for _ in 0..<15 {
                model.addRow(lower: 1, terms: columns.filter { _ in source.below(4) == 0 }.map { .init($0, 1) })
            }
            return try model.solve().objective ?? -1
        }
        let alone = try (0..<24).map { try solve(UInt64($0)) }
        let together = Mutex([Double](repeating: .nan, count: 24))
        DispatchQueue.concurrentPerform(iterations: 24) { index in
            guard let cost = try? solve(UInt64(index)) else { return }
            together.withLock { $0[index] = cost }
        }
        #expect(together.withLock { $0 } == alone)
    }
}
