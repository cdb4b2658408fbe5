import Quantities
import Testing

@testable import VehicleRouting

struct DayChoiceTests {
    /// Random days over `requests`, and a plan of days with one request each, so that there always is one.
    private func towns(seed: UInt64, requests: Int) -> (plan: FleetPlan, pool: [FleetPlan.Day]) {
        var random = RandomSource(seed: seed)
        func day(_ riders: [Int], type: Int = 0) -> FleetPlan.Day {
            let cost = 50 + Double(random.below(100))
            return FleetPlan.Day(
                type: type, nodes: riders.map { TourNode.stop($0) } + [.school(group: 0)], cost: cost)
        }
        let single = (0..<requests).map { day([$0]) }
        let pool = (0..<14).map { _ in
            day((0..<requests).filter { _ in random.below(3) == 0 }, type: random.below(2))
        }.filter { !$0.requests.isEmpty }
        return (FleetPlan(days: single, bank: [], cost: single.reduce(0) { $0 + $1.cost }), pool)
    }

    /// The least cost of days that hold each request once, by trying every subset of the pool.
    private func bruteForce(_ plan: FleetPlan, _ pool: [FleetPlan.Day], ofSecondType most: Int) -> Double {
        let all = plan.days + pool
        func cheapest(_ from: Int, _ left: Set<Int>, _ days: Int, _ second: Int) -> Double {
            if left.isEmpty { return 0 }
            guard from < all.count, days > 0 else { return .infinity }
            var best = cheapest(from + 1, left, days, second)
            let day = all[from]
            if left.isSuperset(of: day.requests), day.type == 0 || second > 0 {
                let rest = cheapest(from + 1, left.subtracting(day.requests), days - 1, second - day.type)
                best = min(best, day.cost + rest)
            }
            return best
        }
        return cheapest(0, Set(plan.days.flatMap(\.requests)), plan.days.count, most)
    }

    @Test(arguments: 1...60)
    func `the choice is the cheapest there is, and its bound says so`(seed: UInt64) {
        let (plan, pool) = towns(seed: seed, requests: 5)
        let most = Int(seed % 3)
        let outcome = DayChoice(improving: plan, from: pool, limits: [nil, most], seconds: nil).choose()
        let best = bruteForce(plan, pool, ofSecondType: most)
        #expect(abs(outcome.plan.cost - best) < 1e-6)
        #expect(abs(outcome.bound - best) < 1e-4 * best)
        #expect(outcome.plan.days.flatMap(\.requests).sorted() == Array(0..<5))
        #expect(outcome.plan.days.count { $0.type == 1 } <= most)
        #expect(outcome.considered <= plan.days.count + pool.count)
    }

    @Test(arguments: 1...20)
    func `blocks lose at most what lies between them, and every request keeps its place`(seed: UInt64) {
        let (plan, pool) = towns(seed: seed, requests: 12)
        let whole = DayChoice(improving: plan, from: pool, limits: [nil, nil], seconds: nil).choose()
        let parts = DayChoice(improving: plan, from: pool, limits: [nil, nil], seconds: nil, blockSize: 4).choose()
        #expect(whole.plan.cost <= parts.plan.cost + 1e-6)
        #expect(parts.plan.cost <= plan.cost + 1e-6)
        #expect(parts.bound <= parts.plan.cost + 1e-6)
        #expect(parts.plan.days.flatMap(\.requests).sorted() == Array(0..<12))
    }

    @Test func `without other days the plan stays as it is and is the best`() {
        let (plan, _) = towns(seed: 3, requests: 4)
        let outcome = DayChoice(improving: plan, from: [], limits: [nil, nil], seconds: nil).choose()
        #expect(outcome.plan.cost == plan.cost)
        #expect(outcome.bound == plan.cost)
    }

    @Test func `days that other days connect stand in one group, within the size`() {
        let groups = DayGroups([3, 3, 3, 3], spans: [[0, 2], [0, 2], [1, 3], [0, 1]], most: 6).groups
        #expect(groups == [[0, 2], [1, 3]])
        #expect(DayGroups([9, 1], spans: [[0, 1]], most: 6).groups == [[0], [1]])
    }

    @Test func `a pool knows each day once and is full at its size`() {
        var pool = DayPool(most: 2)
        let days = [1, 1, 2, 3].map { FleetPlan.Day(type: 0, nodes: [.stop($0)], cost: 1) }
        for day in days { pool.add(day) }
        #expect(pool.days.map(\.requests) == [[1], [2]])
    }

    @Test(arguments: 1...6)
    func `a search says how good its choice of tours is`(seed: UInt64) throws {
        let problem = RandomProblem.make(seed: seed, requests: 8, isTight: false)
        var options = RoutingOptions()
        options.iterations = 2000
        options.threads = 1
        let plan = try RoutingSolver(problem: problem, options: options).solve()
        guard plan.unserved.isEmpty else { return }
        let choice = try #require(plan.choice)
        #expect(choice.considered >= plan.tours.count)
        #expect(choice.bound <= choice.cost + 1e-6)
        #expect((0...1).contains(choice.gap))
    }
}
