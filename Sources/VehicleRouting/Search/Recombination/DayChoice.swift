import IntegerProgramming
import Quantities

/// Chooses among known vehicle-days those that serve every request once at the least cost: set partitioning by GLPK,
/// with a proved bound on every choice from the same days (Balinski & Quandt, *On an integer program for a delivery
/// problem*, 1964).
///
/// A plan of more requests than GLPK can prove falls into blocks of days that other known days connect most, and each
/// block is chosen for itself.
struct DayChoice {
    /// What came of it.
    struct Outcome: Sendable {
        /// The cheapest plan; the one that was given where nothing is cheaper.
        var plan: FleetPlan
        /// No choice from these days costs less while requests stay within their blocks.
        var bound: Double
        /// Days that could be chosen.
        var considered: Int
    }

    private let plan: FleetPlan
    private let pool: [FleetPlan.Day]
    private let limits: [Int?]
    private let seconds: Double?
    /// Requests of a block at most, unless one day alone has more.
    private let blockSize: Int
    /// Days of a block that GLPK is given at most, the latest.
    private static let mostColumns = 3000

    /// Chooses from the days of `plan` and `pool`, with at most `limits` vehicles of each type; the seconds are a safety
    /// net.
    init(improving plan: FleetPlan, from pool: [FleetPlan.Day], limits: [Int?], seconds: Double?, blockSize: Int = 250)
    {
        self.plan = plan
        self.pool = pool
        self.limits = limits
        self.seconds = seconds
        self.blockSize = blockSize
    }

    /// The best choice; equal days give an equal choice wherever the seconds suffice.
    func choose() -> Outcome {
        var outcome = Outcome(plan: plan, bound: 0, considered: 0)
        outcome.plan.days = []
        outcome.plan.cost = 0
        let blocks = blocks()
        var free = freeVehicles()
        for block in blocks {
            let (days, bound, considered) = choose(block, &free)
            outcome.plan.days += days
            outcome.bound += bound
            outcome.considered += considered
        }
        outcome.plan.cost = outcome.plan.days.reduce(0) { $0 + $1.cost }
        return outcome
    }

    /// Vehicles of each type that the plan leaves at home; `nil` where there is no limit.
    private func freeVehicles() -> [Int?] {
        var free = limits
        for day in plan.days { free[day.type] = free[day.type].map { $0 - 1 } }
        return free
    }

    /// Days of the plan and the known days that hold only their requests.
    private struct Block {
        var own: [FleetPlan.Day]
        var others: [FleetPlan.Day]
    }

    private func blocks() -> [Block] {
        var dayOf: [Int: Int] = [:]
        for (number, day) in plan.days.enumerated() {
            for rider in day.requests { dayOf[rider] = number }
        }
        // Known days by the plan's days whose requests they hold.
        let spans = pool.map { day -> [Int] in
            let touched = day.requests.map { dayOf[$0] }
            return touched.contains(nil) ? [] : Set(touched.compactMap(\.self)).sorted()
        }
        let groups = DayGroups(plan.days.map { $0.requests.count }, spans: spans, most: blockSize).groups
        var groupOf = [Int](repeating: 0, count: plan.days.count)
        for (number, group) in groups.enumerated() {
            for day in group { groupOf[day] = number }
        }
        var blocks = groups.map { group in Block(own: group.map { plan.days[$0] }, others: []) }
        for (day, span) in zip(pool, spans) {
            guard let first = span.first, span.allSatisfy({ groupOf[$0] == groupOf[first] }) else { continue }
            blocks[groupOf[first]].others.append(day)
        }
        return blocks
    }

    private func choose(
        _ block: Block, _ free: inout [Int?]
    ) -> (days: [FleetPlan.Day], bound: Double, considered: Int) {
        let cost = block.own.reduce(0) { $0 + $1.cost }
        let candidates = block.own + block.others.suffix(Self.mostColumns)
        guard candidates.count > block.own.count else { return (block.own, cost, block.own.count) }
        let model = model(of: candidates, own: block.own.count, free)
        let start = candidates.indices.map { $0 < block.own.count ? 1.0 : 0.0 }
        let limits = SolveLimits(nodes: 200, rootIterations: 20_000, treeIterations: 20_000, seconds: seconds)
        guard let solution = try? model.solve(limits, start: start), !solution.values.isEmpty else {
            return (block.own, 0, candidates.count)
        }
        let bound = max(0, solution.bound ?? 0)
        let chosen = candidates.indices.filter { solution.values[$0] > 0.5 }.map { candidates[$0] }
        guard let objective = solution.objective, objective < cost - 1e-6 * max(1, cost) else {
            return (block.own, bound, candidates.count)
        }
        for day in block.own { free[day.type] = free[day.type].map { $0 + 1 } }
        for day in chosen { free[day.type] = free[day.type].map { $0 - 1 } }
        return (chosen, bound, candidates.count)
    }

    /// Each request once, no more days than `own`, no type beyond its vehicles.
    private func model(of candidates: [FleetPlan.Day], own: Int, _ free: [Int?]) -> LinearModel {
        var model = LinearModel()
        var rows: [Int: Index<LinearModel.Row>] = [:]
        for rider in candidates.prefix(own).flatMap(\.requests) { rows[rider] = model.addRow(lower: 1, upper: 1) }
        let total = model.addRow(upper: Double(own))
        let types = free.enumerated().map { type, left in
            left.map { count in
                let used = candidates.prefix(own).count { $0.type == type }
                return model.addRow(upper: Double(used + count))
            }
        }
        for day in candidates {
            var terms = day.requests.map { LinearModel.Term(rows[$0]!, 1) }
            terms.append(LinearModel.Term(total, 1))
            if let row = types[day.type] { terms.append(LinearModel.Term(row, 1)) }
            model.addColumn(cost: day.cost, lower: 0, upper: 1, isInteger: true, terms: terms)
        }
        return model
    }
}

extension FleetPlan.Day {
    /// The requests that it serves, in driving order.
    var requests: [Int] {
        nodes.compactMap { node in
            if case .stop(let request) = node { request } else { nil }
        }
    }
}
