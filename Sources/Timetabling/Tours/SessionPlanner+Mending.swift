import Quantities
import TransportModel
import VehicleRouting

extension SessionPlanner {
    /// `plan` made to fit `demand`, which differs from its own in a few pupils: everybody else keeps vehicle and order, and
    /// these few go where they cost least. Nothing is searched for.
    func mended(_ plan: SessionPlan, for demand: SessionDemand, seed: UInt64) throws(RoutingError) -> SessionPlan {
        let (groups, from, unplaceable) = grouping.groups(of: demand, as: plan.groups, in: plan.demand)
        let problem = problem(demand, groups)
        let model = ModelPlan(plan)
        var outlines = Outlines(model: model, problem: problem).tours()
        if !plan.outlines.isEmpty {
            let positions = Dictionary(uniqueKeysWithValues: from.enumerated().map { ($0.element, $0.offset) })
            outlines = plan.outlines.compactMap { $0.renumbered { positions[$0] } }
        }
        let budget = Budget(iterations: 0, seed: seed, threads: 1, cancellation: .init()).withoutSearch
        return try self.plan(
            problem, from: outlines, near: model, unplaceable: unplaceable, budget: budget, progress: nil)
    }
}
