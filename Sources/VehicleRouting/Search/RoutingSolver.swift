import Foundation
import Quantities

/// Plans one session: nobody unserved where possible, then fewest vehicles, then least cost, then least riding.
public struct RoutingSolver: Sendable {
    /// What to solve.
    public let problem: RoutingProblem
    /// Budgets and wishes.
    public let options: RoutingOptions
    /// The knobs of the search; the defaults serve every problem.
    public var settings = SearchSettings()

    /// A solver for `problem`.
    public init(problem: RoutingProblem, options: RoutingOptions = RoutingOptions()) {
        self.problem = problem
        self.options = options
    }

    /// The best plan found within the budget; throws when the problem contradicts itself.
    public func solve() throws(RoutingError) -> RoutingPlan {
        guard !options.lockedTours.isEmpty else { return try search() }
        let locked = try LockedTours(options.lockedTours, in: problem)
        var options = options
        options.lockedTours = []
        let positions = Dictionary(uniqueKeysWithValues: locked.original.enumerated().map { ($0.element, $0.offset) })
        options.startingTours = options.startingTours.compactMap { tour in tour.renumbered { positions[$0] } }
        var solver = RoutingSolver(problem: locked.rest, options: options)
        solver.settings = settings
        return locked.joined(with: try solver.search())
    }

    private func search() throws(RoutingError) -> RoutingPlan {
        let day = try DayInstance(problem)
        let writer = TourWriter(instance: day)
        let hopeless = problem.requests.indices.filter { writer.reason($0) != .noVehicleLeft }
        guard hopeless.count < problem.requests.count else {
            return plan(
                SearchOutcome(plan: FleetPlan(days: [], bank: [], cost: 0), steps: 0, isCut: false), hopeless, writer)
        }
        let threads = options.threads ?? ProcessInfo.processInfo.activeProcessorCount
        let runner = SearchRunner(
            ClosureInstance(day), hopeless: Set(hopeless), options, settings, threads: threads)
        return plan(runner.run(), hopeless, writer)
    }

    private func plan(_ outcome: SearchOutcome, _ hopeless: [Int], _ writer: TourWriter) -> RoutingPlan {
        var tours: [Tour] = []
        var left = outcome.plan.bank + hopeless
        for day in outcome.plan.days {
            if let tour = writer.tour(day.nodes, type: day.type) {
                tours.append(tour)
            } else {
                // The kernel's clock is the tour's clock; this keeps a plan honest even if they ever differed.
                assertionFailure("a day of the search breaks a rule")
                for case .stop(let rider) in day.nodes { left.append(rider) }
            }
        }
        return RoutingPlan(
            tours: tours.sorted { ($0.fleetType, $0.start, $0.end) < ($1.fleetType, $1.start, $1.end) },
            unserved: left.sorted().map { UnservedRequest(request: $0, reason: writer.reason($0)) },
            iterations: outcome.steps, isTimeLimited: outcome.isCut, choice: outcome.choice)
    }
}
