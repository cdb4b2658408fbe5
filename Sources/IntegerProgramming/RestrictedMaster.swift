package import Quantities

/// A linear program that lives on inside GLPK while columns are added, each re-solve starting from the last basis:
/// the master of a column generation.
///
/// It exists only inside `LinearModel.withRestrictedMaster`, on one thread. Warm re-solves are about ten times faster
/// than cold ones; GLPK stays comfortable up to about 400 rows.
package struct RestrictedMaster: ~Copyable {
    /// The model with all columns so far; integer columns are relaxed while it is a master.
    package private(set) var model: LinearModel
    private let problem: GuardedProblem

    init(_ model: LinearModel) throws(IntegerProgrammingError) {
        problem = try GuardedProblem.holding(model)
        self.model = model
    }

    /// Adds a column with its coefficients in the rows; checked like the rest of the model.
    @discardableResult
    package mutating func addColumn(
        cost: Double, lower: Double = 0, upper: Double = .infinity, isInteger: Bool = false,
        terms: [LinearModel.Term<LinearModel.Row>]
    ) throws(IntegerProgrammingError) -> Index<LinearModel.Column> {
        let column = LinearModel.Column(cost: cost, lower: lower, upper: upper, isInteger: isInteger)
        let name = "column \(model.columns.count)"
        try LinearModel.validate(column, named: name)
        var seen: Set<Int32> = []
        for term in terms {
            let row = term.index.rawValue
            guard model.rows.indices.contains(Int(row)), LinearModel.isUsable(term.value), seen.insert(row).inserted
            else { throw .init(code: .invalidModel, message: "\(name) has \(term.value) in row \(row)") }
        }
        try problem.addColumns(
            [column], starts: [0, Int32(terms.count)], rows: terms.map(\.index.rawValue), values: terms.map(\.value))
        return model.addColumn(cost: cost, lower: lower, upper: upper, isInteger: isInteger, terms: terms)
    }

    /// Replaces the bounds of `row`.
    package mutating func setBounds(
        of row: Index<LinearModel.Row>, lower: Double, upper: Double
    ) throws(IntegerProgrammingError) {
        guard model.rows.indices.contains(row.offset) else {
            throw .init(code: .invalidModel, message: "row \(row.rawValue) is not there")
        }
        try LinearModel.validate(lower: lower, upper: upper, of: "row \(row.rawValue)")
        try problem.setRow(row.offset, lower: lower, upper: upper)
        model.setBounds(of: row, lower: lower, upper: upper)
    }

    /// Replaces the cost of `column`.
    package mutating func setCost(
        of column: Index<LinearModel.Column>, to cost: Double
    ) throws(IntegerProgrammingError) {
        guard model.columns.indices.contains(column.offset), LinearModel.isUsable(cost) else {
            throw .init(code: .invalidModel, message: "column \(column.rawValue) cannot cost \(cost)")
        }
        try problem.setCost(column.offset, to: cost)
        model.setCost(of: column, to: cost)
    }

    /// Solves the linear relaxation again, from where the last solve ended.
    package func solve(_ limits: SolveLimits = SolveLimits()) throws(IntegerProgrammingError) -> LinearSolution {
        try model.solveRelaxation(problem, limits)
    }

    /// Makes GLPK abort on purpose, to prove that the guard holds.
    func provokeFailure() throws(IntegerProgrammingError) { try problem.provokeFailure() }
}

extension LinearModel {
    /// Runs `body` with this model as a restricted master; the problem is gone when it returns.
    ///
    /// `body` runs on the calling thread and must not suspend; the master cannot leave it.
    package func withRestrictedMaster<Result>(
        _ body: (inout RestrictedMaster) throws(IntegerProgrammingError) -> Result
    ) throws(IntegerProgrammingError) -> Result {
        var master = try RestrictedMaster(self)
        return try body(&master)
    }
}
