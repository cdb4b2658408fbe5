import Quantities

/// Plans one session: nobody unserved where possible, then fewest vehicles, then least cost, then least riding.
public struct RoutingSolver: Sendable {
    /// What to solve.
    public let problem: RoutingProblem
    /// Budgets and wishes.
    public let options: RoutingOptions

    /// A solver for `problem`.
    public init(problem: RoutingProblem, options: RoutingOptions = RoutingOptions()) {
        self.problem = problem
        self.options = options
    }

    /// The best plan found within the budget; throws when the problem contradicts itself.
    public func solve() throws(RoutingError) -> RoutingPlan {
        let instance = try DayInstance(problem)
        var insertion = PlainInsertion(instance)
        insertion.insertAll()
        let writer = TourWriter(instance: instance)
        let tours = insertion.drafts.compactMap { writer.tour($0.nodes, type: $0.type) }
        return RoutingPlan(
            tours: tours.sorted { ($0.fleetType, $0.start) < ($1.fleetType, $1.start) },
            unserved: insertion.left.sorted().map { UnservedRequest(request: $0, reason: writer.reason($0)) },
            iterations: 0, isTimeLimited: false)
    }
}
