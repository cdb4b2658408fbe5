import ParallelWork
import Quantities
import TransportModel
import VehicleRouting

/// Proves how many buses the worst day needs at least, whatever the plan.
///
/// The bound is for every plan with these stops and bells: each pupil is a request alone, under the rules' own limits and
/// not the shares of the day that the plan works with. Both sessions' largest demands are bounded; a bus serves at most
/// both.
struct BusBound {
    /// Words for the engine.
    let planner: SessionPlanner
    /// Budget and threads.
    let options: PlanningOptions

    /// Beyond this many pupils one of each group stands for all: a weaker bound that is still one.
    private static let mostRequests = 1500

    /// The bound for the worst day; `nil` where nothing is proved, or where pupils are left behind for lack of vehicles,
    /// so that a plan below the bound is no contradiction, or where time is up.
    func buses(of plans: [SessionPlan]) -> Int? {
        guard plans.allSatisfy({ $0.lackingVehicles == 0 }), !options.shouldStop() else { return nil }
        let largest = Session.allCases.compactMap { session in
            plans.filter { $0.demand.session == session }.enumerated().max {
                ($0.element.demand.journeys.count, $1.offset) < ($1.element.demand.journeys.count, $0.offset)
            }?.element
        }
        return Parallel.map(largest, threads: options.threads, vehicles).compactMap(\.self).max()
    }

    private func vehicles(of plan: SessionPlan) -> Int? {
        let left = Set(plan.unserved.map(\.journey))
        let journeys = plan.demand.journeys.indices.filter { !left.contains($0) }
            .map { plan.demand.journeys[$0].asRuled }
        guard !journeys.isEmpty else { return nil }
        let demand = SessionDemand(session: plan.demand.session, journeys: journeys)
        var groups = journeys.indices.map {
            RideGroup(key: .init(journeys[$0]), members: [$0], load: journeys[$0].load)
        }
        if groups.count > Self.mostRequests {
            var seen = Set<RideGroup.Key>()
            groups = groups.filter { seen.insert($0.key).inserted }
        }
        let problem = SessionProblem(
            demand: demand, groups: groups, fleet: planner.batch.vehicleTypes, places: planner.places,
            service: planner.batch.municipality.service, travel: planner.travel, turn: .zero)
        let steps = options.iterations.map { min(20_000, $0 * 10) } ?? 20_000
        return try? problem.routing.provedBound(steps: steps, seed: options.seed).vehicles
    }
}
