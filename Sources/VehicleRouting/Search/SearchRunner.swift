import Quantities

/// Drives the lanes of one problem round by round: all lanes advance, then the best plan is compared and shared.
///
/// Lanes meet only between rounds and in a fixed order, so the result does not depend on the number of threads.
struct SearchRunner {
    let instance: ClosureInstance
    let options: RoutingOptions
    let settings: SearchSettings
    let budget: SearchBudget
    /// Requests that no vehicle can take even alone; the search leaves them out.
    private let hopeless: Set<Int>
    private let threads: Int

    init(
        _ instance: ClosureInstance, hopeless: Set<Int>, _ options: RoutingOptions, _ settings: SearchSettings,
        threads: Int
    ) {
        self.instance = instance
        self.hopeless = hopeless
        self.options = options
        self.settings = settings
        self.threads = threads
        budget = SearchBudget(options, requests: instance.requests)
    }

    /// The best plan within the budget, the steps taken, and whether the clock cut them.
    func run() -> (plan: FleetPlan, steps: Int, isCut: Bool) {
        let neighbourhoods = Neighbourhoods(instance)
        let stride = Self.stride(of: instance)
        let construction = Construction(
            instance: instance, neighbourhoods: neighbourhoods, settings: settings, stride: stride, hopeless: hopeless)
        let first = construction.plan(seed: options.seed, starting: options.startingTours)
        guard !first.days.isEmpty else { return (first, 0, false) }
        let lanes = (0..<laneCount).map { number in
            let search = FleetSearch(
                instance, neighbourhoods, slots: slots(for: first), stride: stride,
                seed: options.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15, settings: settings)
            return Lane(search, first)
        }
        return advance(lanes)
    }

    /// Independent seeds: always four with a repeatable budget, else one per thread.
    private var laneCount: Int { budget.iterations == nil ? max(1, threads) : 4 }

    /// Room for every day of the first plan, and for every vehicle when the plan leaves requests out.
    private func slots(for plan: FleetPlan) -> Int {
        guard !plan.bank.isEmpty else { return plan.days.count }
        let vehicles = instance.day.problem.fleet.reduce(0) { $0 + min($1.count ?? 0, instance.requests) }
        return max(plan.days.count, min(vehicles, plan.days.count + plan.bank.count))
    }

    private func advance(_ lanes: [Lane]) -> (plan: FleetPlan, steps: Int, isCut: Bool) {
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
            let counters = lanes.map { _ in 0 }
            let taken = Parallel.map(counters, threads: threads) { number, _ in
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
        guard let progress = options.progress else { return }
        let now = budget.elapsed
        guard now - last >= 0.25 || last < 0 else { return }
        last = now
        progress(
            SolveProgress(
                seconds: now, iterations: steps, vehicles: rank.days, unserved: rank.unserved,
                cost: rank.cost / instance.unitsPerCurrency))
    }

    /// Nodes of the longest day that the search can hold: 64, or 128 where vehicles could serve more requests.
    static func stride(of instance: ClosureInstance) -> Int {
        let seats = instance.day.problem.fleet.map { Int($0.capacity.seats) }.max() ?? 0
        let smallest = instance.day.riders.map { Int($0.load.seats) }.sorted()
        let usual = smallest.isEmpty ? 1 : max(1, smallest[smallest.count / 2])
        return seats / usual > 24 ? 128 : 64
    }
}
