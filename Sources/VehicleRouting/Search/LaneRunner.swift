import Quantities

/// Drives lanes round by round: all lanes advance, then the best plan is compared and shared.
///
/// Lanes meet only between rounds and in a fixed order, so the result does not depend on the number of threads.
struct LaneRunner {
    let budget: SearchBudget
    let settings: SearchSettings
    let threads: Int
    let progress: (@Sendable (SolveProgress) -> Void)?
    /// What one unit of reported cost is in the search's unit.
    let costUnit: Double

    /// The best plan within the budget, the steps taken, and whether the clock cut them.
    func run<Search>(_ lanes: [Lane<Search>]) -> (plan: FleetPlan, steps: Int, isCut: Bool) {
        var steps = 0
        var lastReport = -1.0
        var best = lanes[0].best
        var rank = lanes[0].rank
        let turn = 1 - settings.polishShare
        var polishes = false
        for lane in lanes { lane.begin() }
        var perRound = 200
        while true {
            let fraction = budget.fraction(after: steps)
            guard fraction < 1, !budget.isCut else { break }
            if !polishes, fraction >= turn {
                polishes = true
                for lane in lanes { lane.polish(best) }
                (best, rank) = (lanes[0].best, lanes[0].rank)
            }
            let phase = polishes ? (fraction - turn) / (1 - turn) : fraction / turn
            if let iterations = budget.iterations {
                let even = min(2000, iterations / (25 * lanes.count))
                perRound = max(1, min(even, (iterations - steps + lanes.count - 1) / lanes.count))
            }
            let roundStart = budget.elapsed
            let (count, budget) = (perRound, budget)
            let counters = [Int](repeating: 0, count: lanes.count)
            let taken = Parallel.map(counters, threads: threads) { (number: Int, _: Int) -> Int in
                lanes[number].advance(count, from: phase, to: phase, budget: budget)
            }
            steps += taken.reduce(0, +)
            for lane in lanes where lane.rank < rank { (best, rank) = (lane.best, lane.rank) }
            for lane in lanes { lane.follow(best, rank) }
            if budget.iterations == nil {
                perRound = max(50, min(20_000, Int(Double(perRound) * 0.15 / max(1e-3, budget.elapsed - roundStart))))
            }
            report(steps, rank, &lastReport)
        }
        let isCut = budget.iterations.map { steps < $0 } ?? true
        return (best, steps, isCut)
    }

    private func report(_ steps: Int, _ rank: PlanRank, _ last: inout Double) {
        guard let progress else { return }
        let now = budget.elapsed
        guard now - last >= 0.25 || last < 0 else { return }
        last = now
        progress(
            SolveProgress(
                seconds: now, iterations: steps, vehicles: rank.days, unserved: rank.unserved,
                cost: rank.cost / costUnit))
    }

}
