import Foundation
import VehicleRouting

/// Solves an instance of the rule sets with stop choice.
func solveStopChoice(_ file: URL, _ rules: InstanceRules, _ options: SolveOptions) throws -> SolvedInstance {
    if rules == .lewis {
        let instance = try LewisInstance(file: file)
        let numbers = instance.problem.riders.indices.map(String.init)
        let stops = (0...instance.problem.stopCount).map(String.init)
        return try solve(instance.problem, instance.name, rules, options, riderIDs: numbers, stopIDs: stops)
    }
    let instance = try SchittekatInstance(file: file)
    return try solve(
        instance.problem, instance.name, rules, options, riderIDs: instance.pupilIDs, stopIDs: instance.stopIDs)
}

private func solve(
    _ problem: StopChoiceProblem, _ name: String, _ rules: InstanceRules, _ options: SolveOptions, riderIDs: [String],
    stopIDs: [String]
) throws -> SolvedInstance {
    let plan = try StopChoiceSolver(problem: problem, options: options.routing).solve()
    let school = stopIDs[0]
    let buses = plan.tours.map { tour in
        zip(tour.stops, tour.boarding).map { stop, pupils in
            NeutralVisit(stop: stopIDs[stop], school: school, pupils: pupils, arrival: nil)
        } + [NeutralVisit(stop: nil, school: school, pupils: 0, arrival: nil)]
    }
    let assignment = plan.stopOfRider.enumerated().compactMap { rider, stop in
        stop.map { (key: riderIDs[rider], stop: stopIDs[$0]) }
    }
    let solution = NeutralSolution(instance: name, rules: rules.rawValue, buses: buses, assignment: assignment)
    return SolvedInstance(
        solution: solution.json(), vehicles: plan.tours.count, unserved: plan.unserved, driving: plan.cost,
        iterations: plan.iterations)
}
