import Quantities
import Testing

@testable import IntegerProgramming

@Suite struct ValidationTests {
    private func code(of model: LinearModel) -> IntegerProgrammingError.Code? {
        do throws(IntegerProgrammingError) {
            _ = try model.solve()
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e16, -1e300])
    func `numbers that GLPK would choke on are refused`(bad: Double) {
        var cost = LinearModel()
        cost.addColumn(cost: bad)
        #expect(code(of: cost) == .invalidModel)
        var term = LinearModel()
        let column = term.addColumn(cost: 1)
        term.addRow(upper: 1, terms: [.init(column, bad)])
        #expect(code(of: term) == .invalidModel)
    }

    @Test(arguments: [
        (2.0, 1.0), (.nan, 1.0), (0.0, .nan), (.infinity, .infinity), (-.infinity, -.infinity), (-1e99, 0),
    ])
    func `bounds that cannot be are refused`(lower: Double, upper: Double) {
        var column = LinearModel()
        column.addColumn(cost: 1, lower: lower, upper: upper)
        #expect(code(of: column) == .invalidModel)
        var row = LinearModel()
        row.addColumn(cost: 1)
        row.addRow(lower: lower, upper: upper)
        #expect(code(of: row) == .invalidModel)
    }

    @Test func `a column named twice in a row is refused`() {
        var model = LinearModel()
        let x = model.addColumn(cost: 1)
        model.addRow(upper: 1, terms: [.init(x, 1), .init(x, 1)])
        #expect(code(of: model) == .invalidModel)
    }

    @Test(arguments: [-1, 1, 70_000]) func `terms outside the model are refused`(index: Int) {
        var model = LinearModel()
        model.addColumn(cost: 1)
        model.addRow(upper: 1, terms: [.init(Index(index), 1)])
        #expect(code(of: model) == .invalidModel)
        var other = LinearModel()
        other.addRow(upper: 1)
        other.addColumn(cost: 1, terms: [.init(Index(index), 1)])
        #expect(code(of: other) == .invalidModel)
    }

    @Test func `an abort inside GLPK comes back as an error and the thread can solve again`() throws {
        var model = LinearModel()
        let x = model.addColumn(cost: 1, lower: 2)
        model.addRow(upper: 5, terms: [.init(x, 1)])
        try model.withRestrictedMaster { (outer) throws(IntegerProgrammingError) in
            let caught = provoke(model)
            #expect(caught?.code == .solverFailure)
            #expect(caught?.message.contains("out of range") == true)
            // GLPK freed every problem of this thread; the outer master must notice instead of touching it.
            #expect(throws: IntegerProgrammingError.self) { try outer.solve() }
        }
        #expect(try model.solve().objective == 2)
    }

    private func provoke(_ model: LinearModel) -> IntegerProgrammingError? {
        do throws(IntegerProgrammingError) {
            try model.withRestrictedMaster { (inner) throws(IntegerProgrammingError) in try inner.provokeFailure() }
            return nil
        } catch {
            return error
        }
    }
}
