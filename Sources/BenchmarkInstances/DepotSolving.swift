import Foundation
import VehicleRouting

/// Solves an instance of the rule sets with one depot and writes a `.sol` file.
func solveDepotInstance(_ file: URL, _ rules: InstanceRules, _ options: SolveOptions) throws -> SolvedInstance {
    let instance =
        rules == .vrptw ? try DepotInstanceFile(solomon: file) : try DepotInstanceFile(vrplib: file, rules: rules)
    var routing = options.routing
    // The search counts in the instance's smallest unit.
    let unit = Double(instance.rounding.scale) * (rules == .hfvrp ? 100 : 1)
    if let show = options.routing.progress {
        routing.progress = { point in
            var scaled = point
            scaled.cost /= unit
            show(scaled)
        }
    }
    var solver = DeliverySolver(problem: instance.problem, options: routing)
    solver.settings = options.deliveries
    let plan = try solver.solve()
    return SolvedInstance(
        solution: instance.text(plan), vehicles: plan.tours.count, unserved: plan.unserved.count,
        driving: instance.cost(plan), iterations: plan.iterations,
        bound: plan.unserved.isEmpty ? instance.problem.provedVehicles : nil)
}
