import Quantities
import Testing

@testable import VehicleRouting

struct LockedToursTests {
    private func solve(_ problem: RoutingProblem, locked: [TourOutline] = []) throws -> RoutingPlan {
        var options = RoutingOptions()
        options.iterations = 1500
        options.threads = 1
        options.lockedTours = locked
        return try RoutingSolver(problem: problem, options: options).solve()
    }

    @Test(arguments: [RoutingProblem.Direction.toSchool, .fromSchool], 1...12)
    func `a locked tour stays minute by minute and the rest is planned around it`(
        direction: RoutingProblem.Direction, seed: UInt64
    ) throws {
        let problem = RandomProblem.make(seed: seed, requests: 12, direction: direction, isTight: false)
        let free = try solve(problem)
        guard let first = free.tours.first else { return }
        let plan = try solve(problem, locked: [first.outline(direction)])
        let same = plan.tours.filter { "\($0)" == "\(first)" }
        #expect(same.count == 1, "seed \(seed)")
        let riding = plan.tours.flatMap { $0.visits.flatMap(\.boarding) } + plan.unserved.map(\.request)
        #expect(riding.sorted() == Array(problem.requests.indices))
        for (type, fleet) in problem.fleet.enumerated() {
            #expect(plan.tours.count { $0.fleetType == type } <= fleet.count ?? .max)
        }
    }

    @Test func `the rest is as good as the best plan without the locked requests and vehicle`() throws {
        for seed in UInt64(1)...8 {
            let problem = RandomProblem.make(seed: seed, requests: 5, isTight: false)
            let free = try solve(problem)
            guard let first = free.tours.first else { continue }
            var rest = problem
            let taken = Set(first.visits.flatMap(\.boarding))
            rest.requests = problem.requests.indices.filter { !taken.contains($0) }.map { problem.requests[$0] }
            rest.fleet[first.fleetType].count! -= 1
            let best = try BruteForce(rest).best()
            let plan = try solve(problem, locked: [first.outline(.toSchool)])
            #expect(plan.tours.count == best.vehicles + 1, "seed \(seed)")
            #expect(abs(plan.cost.cents - best.cents - first.cost.cents) <= 2, "seed \(seed)")
        }
    }

    @Test func `what cannot be locked is an error that names the tour`() throws {
        let problem = RandomProblem.make(seed: 4, requests: 4, isTight: false)
        let ride = [TourStep.stop(request: 0), .school(request: 0)]
        let cases: [([TourOutline], String)] = [
            ([TourOutline(fleetType: 7, steps: ride)], "fleet type 7"),
            ([TourOutline(fleetType: 0, steps: [.stop(request: 9)])], "request 9"),
            ([TourOutline(fleetType: 0, steps: ride), TourOutline(fleetType: 1, steps: ride)], "already"),
            ([TourOutline(fleetType: 0, steps: [.stop(request: 0)])], "breaks"),
        ]
        for (outlines, words) in cases {
            #expect(throws: RoutingError.self) { try solve(problem, locked: outlines) }
            do { _ = try LockedTours(outlines, in: problem) } catch { #expect(error.message.contains(words)) }
        }
    }
}
