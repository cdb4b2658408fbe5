import Quantities
import Testing

@testable import StopAssignment

/// A random location problem small enough to try every assignment.
func randomProblem(seed: UInt64, users: Int, stops: Int, schools: Int) -> LocationProblem {
    var source = RandomSource(seed: seed)
    let isTight = source.below(2) == 0
    let capacity = (0..<stops).map { _ in isTight ? Int32(1 + source.below(3)) : Int32.max }
    let openCost: Int64 = source.below(3) == 0 ? 0 : Int64(1000 * source.below(40))
    var problem = LocationProblem(openCost: openCost, visitCost: Int64(1000 * source.below(60)), capacity: capacity)
    var settledAt = [Int32](repeating: 0, count: stops)
    for _ in 0..<users {
        var options = (0..<stops).filter { _ in source.below(3) > 0 }.map {
            (stop: Int32($0), cost: Int64(1000 * source.below(50)))
        }
        if options.isEmpty { options = [(Int32(source.below(stops)), 5000)] }
        var settled: Int32?
        if source.below(5) == 0, let first = options.first, settledAt[Int(first.stop)] < capacity[Int(first.stop)] {
            settled = first.stop
            settledAt[Int(first.stop)] += 1
        }
        problem.addUser(school: Int32(source.below(schools)), options: options, settledAt: settled)
    }
    return problem
}

/// The least cost over every way to give users options within the stops' limits.
func bruteForce(_ problem: LocationProblem) -> Int64 {
    var state = LocationState(problem)
    let free = (0..<problem.userCount).filter { problem.settled[$0] < 0 }
    var best = Int64.max
    func place(_ position: Int) {
        guard position < free.count else {
            best = min(best, state.recomputedCost())
            return
        }
        let user = free[position]
        for option in problem.options(of: user) where state.hasRoom(Int(problem.optionStop[option])) {
            state.move(user, to: option)
            place(position + 1)
            state.move(user, to: -1)
        }
        place(position + 1)
    }
    place(0)
    return best
}

@Suite struct LocationSolverTests {
    @Test func `small neighbourhoods are solved to the optimum`() {
        var unplaced = 0
        for seed in UInt64(1)...120 {
            let problem = randomProblem(seed: seed, users: 6, stops: 4, schools: 1 + Int(seed % 3))
            let best = bruteForce(problem)
            var solver = LocationSolver(problem, options: StopAssignmentOptions())
            let (state, outcomes) = solver.solve()
            #expect(state.cost == best, "seed \(seed)")
            #expect(state.cost == state.recomputedCost(), "seed \(seed)")
            #expect(!outcomes.map(\.isExact).contains(false), "seed \(seed)")
            #expect(outcomes.reduce(0) { $0 + $1.cost } == best, "seed \(seed)")
            let bound = outcomes.reduce(0.0) { $0 + $1.bound }
            #expect(bound <= Double(best) * (1 + 1e-9) + 1, "seed \(seed)")
            #expect(bound >= Double(best) * (1 - 1e-6) - 1, "an exact answer carries its cost as bound, seed \(seed)")
            for stop in 0..<problem.stopCount { #expect(state.stopUsers[stop] <= problem.capacity[stop]) }
            if best >= StopPrices.unassigned { unplaced += 1 }
        }
        #expect(unplaced > 0, "some random cases must leave a user without a stop")
    }

    @Test func `without GLPK the search stays near and its bound below the optimum`() {
        var options = StopAssignmentOptions()
        options.exactPairs = -1
        options.nodes = 0
        options.simplexSteps = 1
        var found = 0.0, possible = 0.0, proved = 0.0
        for seed in UInt64(200)...320 {
            let problem = randomProblem(seed: seed, users: 6, stops: 4, schools: 1 + Int(seed % 2))
            let best = bruteForce(problem)
            var solver = LocationSolver(problem, options: options)
            let (state, outcomes) = solver.solve()
            let bound = outcomes.reduce(0.0) { $0 + $1.bound }
            #expect(state.cost >= best)
            #expect(bound <= Double(best) + 1, "seed \(seed)")
            // The search never leaves more users without a stop than must be.
            #expect(state.cost / StopPrices.unassigned == best / StopPrices.unassigned, "seed \(seed)")
            guard best < StopPrices.unassigned else { continue }
            found += Double(state.cost)
            possible += Double(best)
            proved += bound
        }
        #expect(found <= possible * 1.02)
        #expect(proved >= possible * 0.9)
    }

    @Test func `blocks improve a problem that is too large to solve whole and threads do not show`() {
        let problem = randomProblem(seed: 77, users: 90, stops: 24, schools: 2)
        var options = StopAssignmentOptions()
        options.exactPairs = 10
        var alone = LocationSolver(problem, options: options)
        let (first, outcomes) = alone.solve()
        options.threads = 4
        var together = LocationSolver(problem, options: options)
        let (second, others) = together.solve()
        #expect(first.choice == second.choice)
        #expect(outcomes.map(\.bound) == others.map(\.bound))
        #expect(outcomes.map(\.cost) == others.map(\.cost))
        var search = LocationSearch(LocationState(problem))
        search.placeEverybody()
        search.improve()
        #expect(first.cost <= search.state.cost)
        #expect(first.cost == first.recomputedCost())
    }

    @Test func `taking moves back restores cost and counts`() {
        var source = RandomSource(seed: 3)
        let problem = randomProblem(seed: 9, users: 12, stops: 5, schools: 3)
        var state = LocationState(problem)
        for _ in 0..<200 {
            let before = state
            let mark = state.mark
            for _ in 0..<4 {
                let user = source.below(12)
                let own = problem.options(of: user)
                state.move(user, to: source.below(5) == 0 ? -1 : own.lowerBound + source.below(own.count))
            }
            #expect(state.cost == state.recomputedCost())
            let reached = state
            state.undo(to: mark)
            #expect(state.cost == before.cost && state.choice == before.choice && state.pairUsers == before.pairUsers)
            state = reached
            state.commit()
        }
    }

    @Test func `stops that no user connects are separate neighbourhoods`() {
        var problem = LocationProblem(openCost: 0, visitCost: 1, capacity: [9, 9, 9, 9])
        problem.addUser(school: 0, options: [(0, 1), (1, 2)])
        problem.addUser(school: 0, options: [(2, 1)])
        problem.addUser(school: 1, options: [(1, 1)])
        // Settled at stop 2, so its option at stop 0 joins nothing.
        problem.addUser(school: 1, options: [(2, 1), (0, 1)], settledAt: 2)
        let parts = problem.neighbourhoods()
        #expect(parts.map(\.users) == [[0, 2], [1, 3]])
        #expect(parts.map(\.stops) == [[0, 1], [2]])
    }
}
