import Foundation
import Quantities

/// Plans single-load trips with fixed bells: fewest vehicles, then least driving.
public struct FixedBellSolver: Sendable {
    /// What to solve.
    public let problem: FixedBellProblem
    /// Budgets; starting tours are not used.
    public let options: RoutingOptions
    /// The knobs of the search.
    public var settings = SearchSettings()

    /// A solver for `problem`.
    public init(problem: FixedBellProblem, options: RoutingOptions = RoutingOptions()) {
        self.problem = problem
        self.options = options
    }

    /// The best plan found within the budget; throws when the problem contradicts itself.
    public func solve() throws(RoutingError) -> FixedBellPlan {
        let instance = try FixedBellInstance(problem)
        let budget = SearchBudget(options, requests: instance.stops)
        guard instance.hopeless.count < instance.stops else {
            return FixedBellPlan(
                vehicles: [], unserved: instance.hopeless.sorted(), iterations: 0, isTimeLimited: false)
        }
        let threads = options.threads ?? ProcessInfo.processInfo.activeProcessorCount
        let neighbours = FixedBellNeighbours(instance)
        let first = construct(instance, neighbours)
        let settings = settings
        let outcome = LaneRunner(
            budget: budget, settings: settings, threads: threads, seed: options.seed, progress: options.progress,
            costUnit: 1,
            makeSearch: { plan, seed, _ in
                FixedBellSearch(instance, neighbours, slots: Self.slots(plan), seed: seed, settings: settings)
            }
        ).run(first)
        return FixedBellPlan(
            vehicles: outcome.plan.days.map { trips($0, instance) },
            unserved: (outcome.plan.bank.map { instance.original[$0] } + instance.hopeless).sorted(),
            iterations: outcome.steps, isTimeLimited: outcome.isCut)
    }

    /// Room for half as many trips again as the first plan has.
    private static func slots(_ plan: FleetPlan) -> Int {
        let trips = plan.days.reduce(0) { sum, day in
            sum + day.nodes.count { if case .school = $0 { true } else { false } }
        }
        return trips + trips / 2 + 16
    }

    private func construct(_ instance: FixedBellInstance, _ neighbours: FixedBellNeighbours) -> FleetPlan {
        var fresh = settings
        fresh.blinkRate = 0
        let search = FixedBellSearch(
            instance, neighbours, slots: instance.stops + 1, seed: options.seed, settings: fresh)
        let hopeless = instance.hopeless
        let order = (0..<instance.stops).filter { !hopeless.contains(instance.original[$0]) }.sorted {
            (-instance.direct[$0], $0) < (-instance.direct[$1], $1)
        }
        search.adopt(FleetPlan(days: [], bank: [], cost: 0))
        search.dayLimit = .max
        var left: [Int32] = []
        for stop in order where !search.place(stop) { left.append(Int32(stop)) }
        search.setBank(left)
        search.settle()
        return search.plan()
    }

    private func trips(_ day: FleetPlan.Day, _ instance: FixedBellInstance) -> [FixedBellPlan.Trip] {
        var result: [FixedBellPlan.Trip] = []
        var stops: [Int] = []
        for node in day.nodes {
            switch node {
            case .stop(let stop): stops.append(instance.original[stop])
            case .school(let school):
                result.append(FixedBellPlan.Trip(school: school, stops: stops))
                stops = []
            }
        }
        return result
    }
}
