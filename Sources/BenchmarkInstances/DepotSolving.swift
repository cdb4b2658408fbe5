import Foundation
import VehicleRouting

/// Solves an instance of the rule sets with one depot and writes a `.sol` file.
func solveDepotInstance(_ file: URL, _ rules: InstanceRules, _ options: SolveOptions) throws -> SolvedInstance {
    let instance =
        rules == .vrptw ? try DepotInstanceFile(solomon: file) : try DepotInstanceFile(vrplib: file, rules: rules)
    let plan = try solve(
        instance.problem, options, unit: Double(instance.rounding.scale) * (rules == .hfvrp ? 100 : 1))
    return SolvedInstance(
        solution: instance.text(plan), vehicles: plan.tours.count, unserved: plan.unserved.count,
        driving: instance.cost(plan), iterations: plan.iterations,
        bound: plan.unserved.isEmpty ? instance.problem.provedVehicles : nil)
}

/// Solves a VROOM input file and writes VROOM's output.
func solveVroom(_ file: URL, _ options: SolveOptions) throws -> SolvedInstance {
    let vroom = try VroomProblem(VroomInput(file))
    let plan = try solve(vroom.problem, options, unit: Double(vroom.costScale))
    return SolvedInstance(
        solution: VroomOutput(vroom: vroom).json(plan), vehicles: plan.tours.count, unserved: plan.unserved.count,
        driving: Double(plan.cost) / Double(vroom.costScale), iterations: plan.iterations,
        bound: plan.unserved.isEmpty ? vroom.problem.provedVehicles : nil)
}

/// Solves a problem whose cost is counted in `unit` parts of what is reported.
private func solve(_ problem: DeliveryProblem, _ options: SolveOptions, unit: Double) throws -> DeliveryPlan {
    var routing = options.routing
    if let show = options.routing.progress {
        routing.progress = { point in
            var scaled = point
            scaled.cost /= unit
            show(scaled)
        }
    }
    var solver = DeliverySolver(problem: problem, options: routing)
    solver.settings = options.deliveries
    return try solver.solve()
}
