import Foundation
import Quantities
import Testing

@testable import VehicleRouting

/// How many random instances the brute force compares: `SKJUTS_ORACLE_ROUNDS`, or few enough for a debug build.
private let rounds = UInt64(ProcessInfo.processInfo.environment["SKJUTS_ORACLE_ROUNDS"] ?? "") ?? 24

private func solve(_ problem: RoutingProblem, iterations: Int = 1500, threads: Int = 1) throws -> RoutingPlan {
    var options = RoutingOptions()
    options.iterations = iterations
    options.threads = threads
    return try RoutingSolver(problem: problem, options: options).solve()
}

struct RoutingSolverTests {
    @Test(arguments: [RoutingProblem.Direction.toSchool, .fromSchool])
    func `tiny problems with every rule on are solved to the proven optimum`(
        direction: RoutingProblem.Direction
    ) throws {
        for seed in 1...rounds {
            let problem = RandomProblem.make(
                seed: 1000 + seed, requests: 3 + Int(seed % 3), direction: direction, isTight: seed % 3 > 0,
                hasStopHours: seed % 4 == 0)
            let best = try BruteForce(problem).best()
            let plan = try solve(problem)
            let weight = plan.unserved.reduce(0) { sum, left in
                let load = problem.requests[left.request].load
                return sum + max(1, Int(load.seats + load.wheelchairPlaces))
            }
            #expect(weight == best.unserved, "seed \(seed)")
            #expect(plan.tours.count == best.vehicles, "seed \(seed)")
            #expect(abs(plan.cost.cents - best.cents) <= 2, "seed \(seed): \(plan.cost.cents) for \(best.cents)")
        }
    }

    @Test func `the thread count does not change the plan`() throws {
        let problem = RandomProblem.make(seed: 77, requests: 30, isTight: false)
        let one = try solve(problem, iterations: 4000, threads: 1)
        let four = try solve(problem, iterations: 4000, threads: 4)
        #expect("\(one.tours)" == "\(four.tours)")
        #expect(one.unserved == four.unserved)
        #expect(one.iterations == 4000 && !one.isTimeLimited)
    }

    @Test func `every request is in one tour or has a reason`() throws {
        for seed in UInt64(1)...10 {
            let problem = RandomProblem.make(
                seed: seed, requests: 25, direction: seed % 2 == 0 ? .toSchool : .fromSchool)
            let plan = try solve(problem, iterations: 800)
            let riding = plan.tours.flatMap { $0.visits.flatMap(\.boarding) }
            let leaving = plan.tours.flatMap { $0.visits.flatMap(\.alighting) }
            #expect(riding.sorted() == leaving.sorted())
            #expect((riding + plan.unserved.map(\.request)).sorted() == Array(problem.requests.indices))
        }
    }

    @Test func `a plan to start from is kept when there is no time to change it`() throws {
        let problem = RandomProblem.make(seed: 5, requests: 12, isTight: false)
        let plan = try solve(problem, iterations: 3000)
        var options = RoutingOptions()
        options.iterations = 1
        options.startingTours = plan.tours.map { $0.outline(problem.direction) }
        let again = try RoutingSolver(problem: problem, options: options).solve()
        #expect(again.tours.count == plan.tours.count)
        #expect(again.cost == plan.cost)
        #expect(again.unserved == plan.unserved)
    }

    @Test func `a fleet without vehicles is the reason given for everybody`() throws {
        var problem = RandomProblem.make(seed: 3, requests: 4)
        problem.fleet = []
        #expect(try solve(problem).unserved.map(\.reason) == [.noVehicle, .noVehicle, .noVehicle, .noVehicle])
    }

    @Test func `a cancelled search returns its first plan`() throws {
        var options = RoutingOptions()
        options.cancellation = CancellationFlag()
        options.cancellation?.cancel()
        let plan = try RoutingSolver(problem: RandomProblem.make(seed: 8, requests: 12), options: options).solve()
        #expect(plan.isTimeLimited && plan.iterations == 0)
    }

    @Test func `a request outside the matrix is refused`() {
        var problem = RandomProblem.make(seed: 8, requests: 3)
        problem.requests[1].pickup = 99
        #expect(throws: RoutingError.self) { try solve(problem) }
    }
}
