import Quantities
import Testing
import TransportModel

@testable import StopAssignment

@Suite struct OptionPricingTests {
    @Test func `a price is the exact change of the cost when that home alone goes there`() {
        for seed in UInt64(1)...60 {
            let problem = randomProblem(seed: seed, users: 7, stops: 4, schools: 2)
            var solver = LocationSolver(problem, options: StopAssignmentOptions())
            let (state, _) = solver.solve()
            var pricing = OptionPricing(state)
            for user in 0..<problem.userCount where state.choice[user] >= 0 {
                for option in problem.options(of: user) where state.hasRoom(Int(problem.optionStop[option])) {
                    var moved = state
                    moved.move(user, to: option)
                    let change = moved.recomputedCost() - state.recomputedCost()
                    #expect(pricing.price(of: option, for: user) == change)
                    if problem.settled[user] < 0 {
                        #expect(change >= 0, "else the answer was not the best, seed \(seed)")
                    }
                }
            }
        }
    }

    @Test func `where the stop is full somebody moves on at the least cost`() {
        // Stop 0 takes one, and user 0 is there; user 1 wants in. User 0 would walk 30 more, user 1 saves 20.
        var problem = LocationProblem(openCost: 0, visitCost: 0, capacity: [1, 9, 9])
        problem.addUser(school: 0, options: [(0, 10), (1, 40), (2, 90)])
        problem.addUser(school: 0, options: [(0, 10), (1, 30)])
        var solver = LocationSolver(problem, options: StopAssignmentOptions())
        let (state, _) = solver.solve()
        #expect(state.cost == 40)
        var pricing = OptionPricing(state)
        #expect(pricing.price(of: problem.options(of: 1).lowerBound, for: 1) == 10)
        #expect(state.cost == 40)
    }

    @Test func `options are sorted by price, at most ten, with the assigned and the chosen stop`() {
        var village = Village(stops: Array(repeating: nil, count: 14))
        let letters = (0..<14).map { String(UnicodeScalar(UInt8(65 + $0))) }
        let reach = letters.enumerated().map { ($0.element, Int32(100 + 50 * $0.offset)) }
        let chooser = village.addPupil(reach)
        village.addPupil(reach)
        village.choose(chooser, "N", at: "2026-05-01T10:00:00")
        let (plan, _) = village.assign()
        for options in plan.options {
            #expect(options.count == 10)
            let sorted = options.sorted { ($0.extraCost, $0.walk) < ($1.extraCost, $1.walk) }
            #expect(sorted.map(\.extraCost) == options.map(\.extraCost) && sorted.map(\.walk) == options.map(\.walk))
        }
        #expect(plan.options[0].contains { $0.stop == village.stop("N") })
        for (home, options) in plan.options.enumerated() {
            let own = options.first { $0.stop == plan.assigned[home]?.stop }
            #expect(own?.extraCost == .zero)
        }
    }

    @Test func `the price of another stop is its walk and what must open`() {
        var village = Village(stops: [nil, nil])
        village.addPupil([("A", 100), ("B", 300)])
        village.addPupil([("A", 100), ("B", 1000)])
        let (plan, _) = village.assign()
        #expect(village.assignedIDs(plan) == ["A", "A"])
        // 200 m more at 0.002 and a stop of 3.67: 4.07, and 900 m: 5.47.
        #expect(plan.options[0].map(\.extraCost.cents) == [0, 407])
        #expect(plan.options[1].map(\.extraCost.cents) == [0, 547])
    }
}
