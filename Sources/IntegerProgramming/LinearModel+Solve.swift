import CGLPKGuard
import Quantities

extension LinearModel {
    /// Solves the model within `limits`: as a linear program by the primal simplex method, or by branch and bound where
    /// columns must be whole.
    ///
    /// The problem is created, solved and deleted on the calling thread before this returns, so any number of threads
    /// may solve at the same time. Nothing is printed. `start` is a feasible solution that the search must not fall
    /// behind; it is checked first.
    package func solve(
        _ limits: SolveLimits = SolveLimits(), start: [Double]? = nil
    ) throws(IntegerProgrammingError) -> LinearSolution {
        let problem = try GuardedProblem.holding(self)
        let checkedStart = try start.map { (values) throws(IntegerProgrammingError) in try checkStart(values) }
        let relaxation = try solveRelaxation(problem, limits)
        guard hasIntegers else { return relaxation }
        return try search(problem, limits, after: relaxation, start: checkedStart)
    }

    /// Solves the linear relaxation in `problem`, which holds exactly this model.
    func solveRelaxation(
        _ problem: borrowing GuardedProblem, _ limits: SolveLimits
    ) throws(IntegerProgrammingError) -> LinearSolution {
        let result = try problem.solveRelaxation(iterations: limits.rootIterations, milliseconds: limits.milliseconds)
        var solution = LinearSolution(status: .unknown)
        solution.iterations = Int(result.iterations)
        switch Int(result.outcome) {
        case SKJUTS_GLPK_INFEASIBLE: solution.status = .infeasible
        case SKJUTS_GLPK_UNBOUNDED: solution.status = .unbounded
        case SKJUTS_GLPK_OPTIMAL:
            solution.status = .optimal
            try fill(&solution, from: problem)
            solution.bound = solution.objective
        case SKJUTS_GLPK_WORK_LIMIT, SKJUTS_GLPK_TIME_LIMIT:
            solution.isTimeLimited = Int(result.outcome) == SKJUTS_GLPK_TIME_LIMIT
            let found = try problem.relaxationValues(columns: columns.count, rows: rows.count)
            solution.bound = dualBound(found.duals)
            if result.is_feasible != 0 {
                try fill(&solution, from: problem)
                solution.status = .feasible
                solution.duals = []
            }
        default: throw .init(code: .numericalTrouble, message: "the simplex method gave up on this model")
        }
        return solution
    }

    private func fill(
        _ solution: inout LinearSolution, from problem: borrowing GuardedProblem
    ) throws(IntegerProgrammingError) {
        let found = try problem.relaxationValues(columns: columns.count, rows: rows.count)
        guard found.duals.allSatisfy(\.isFinite) else {
            throw .init(code: .numericalTrouble, message: "a dual value is not finite")
        }
        solution.values = found.values
        solution.duals = found.duals
        solution.objective = try checkedCost(of: found.values, relaxed: true)
    }

    /// Branch and bound in `problem`, whose linear relaxation has just been solved.
    private func search(
        _ problem: borrowing GuardedProblem, _ limits: SolveLimits, after relaxation: LinearSolution, start: [Double]?
    ) throws(IntegerProgrammingError) -> LinearSolution {
        var solution = relaxation
        solution.values = []
        solution.duals = []
        solution.objective = nil
        guard relaxation.status == .optimal else {
            if relaxation.status == .feasible { solution.status = .unknown }
            return try keeping(start, in: solution)
        }
        solution.status = .unknown
        let result = try problem.search(limits, start: start)
        solution.nodes = Int(result.nodes)
        solution.iterations += Int(result.iterations)
        solution.isTimeLimited = Int(result.outcome) == SKJUTS_GLPK_TIME_LIMIT
        if result.bound.isFinite { solution.bound = max(solution.bound ?? -.infinity, result.bound) }
        if result.has_solution != 0 {
            solution.values = wholeValues(try problem.searchValues(columns: columns.count))
            solution.objective = try checkedCost(of: solution.values)
            solution.status = .feasible
        }
        switch Int(result.outcome) {
        case SKJUTS_GLPK_OPTIMAL:
            solution.status = .optimal
            if limits.gap == 0 { solution.bound = solution.objective }
        case SKJUTS_GLPK_INFEASIBLE: solution.status = .infeasible
        case SKJUTS_GLPK_WORK_LIMIT, SKJUTS_GLPK_TIME_LIMIT: break
        default: throw .init(code: .numericalTrouble, message: "branch and bound gave up on this model")
        }
        return try keeping(start, in: solution)
    }

    /// `solution`, or the start where the search found nothing as good.
    private func keeping(
        _ start: [Double]?, in solution: LinearSolution
    ) throws(IntegerProgrammingError) -> LinearSolution {
        guard let start else { return solution }
        guard solution.status != .infeasible else {
            throw .init(code: .numericalTrouble, message: "a model with a feasible start was called infeasible")
        }
        let cost = cost(of: start)
        if let found = solution.objective, found <= cost { return solution }
        var kept = solution
        kept.values = start
        kept.objective = cost
        if kept.status == .unknown { kept.status = .feasible }
        return kept
    }
}
