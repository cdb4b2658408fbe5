package import Foundation
import VehicleRouting

/// Reads the instance, solves it under `rules` and returns the solution in the checkers' neutral format.
package func solve(
    instance: URL, rules: InstanceRules, options: SolveOptions
) throws -> SolvedInstance {
    switch rules {
    case .park: return try solvePark(instance, options)
    case .birdFixed:
        guard let maxRide = options.maxRide else {
            throw InstanceError("rule set bird-fixed needs a ride limit (--max-ride)")
        }
        return try solveBird(.fixed(instance, maxRide: maxRide), rules, suffix: "/\(maxRide)", options)
    case .birdS2: return try solveBird(.s2(instance), rules, suffix: "", options)
    case .lewis, .schittekat: return try solveStopChoice(instance, rules, options)
    case .cvrp, .vrptw, .hfvrp, .mtvrptw: return try solveDepotInstance(instance, rules, options)
    case .vroom: return try solveVroom(instance, options)
    }
}

private func solvePark(_ folder: URL, _ options: SolveOptions) throws -> SolvedInstance {
    guard let maxRide = options.maxRide else { throw InstanceError("rule set park needs a ride limit (--max-ride)") }
    let park = ParkProblem(district: try District(folder: folder, readsClock: true), maxRide: maxRide)
    let problem = try park.problem()
    let bound = LiveBound { report in try? problem.provedBound(report: report).vehicles }
    var routing = options.routing
    routing.progress = bound.shown(in: routing.progress)
    var solver = RoutingSolver(problem: problem, options: routing)
    solver.settings = options.settings
    let plan = try solver.solve()
    let solution = NeutralSolution(
        instance: "\(park.district.name)/\(maxRide)", rules: InstanceRules.park.rawValue, buses: park.buses(plan))
    return SolvedInstance(
        solution: solution.json(), vehicles: plan.tours.count, unserved: plan.unserved.count,
        driving: park.driving(plan, problem), iterations: plan.iterations,
        bound: plan.unserved.isEmpty
            ? bound.wait() : try problem.provedBound(leavingOut: Set(plan.unserved.map(\.request))).vehicles)
}

private func solveBird(
    _ bird: BirdProblem, _ rules: InstanceRules, suffix: String, _ options: SolveOptions
) throws -> SolvedInstance {
    let problem = bird.problem
    let bound = LiveBound { _ in problem.provedVehicles() }
    var routing = options.routing
    routing.progress = bound.shown(in: routing.progress)
    var solver = FixedBellSolver(problem: problem, options: routing)
    solver.settings = options.settings
    let plan = try solver.solve()
    let solution = NeutralSolution(
        instance: bird.district.name + suffix, rules: rules.rawValue, buses: bird.buses(plan))
    return SolvedInstance(
        solution: solution.json(), vehicles: plan.vehicles.count, unserved: plan.unserved.count,
        driving: bird.driving(plan), iterations: plan.iterations,
        bound: plan.unserved.isEmpty ? bound.wait() : problem.provedVehicles(leavingOut: Set(plan.unserved)))
}
