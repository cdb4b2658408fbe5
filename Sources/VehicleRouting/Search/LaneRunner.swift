import ParallelWork
import Quantities

/// What a search within a budget came to.
struct SearchOutcome: Sendable {
    var plan: FleetPlan
    /// Steps taken.
    var steps: Int
    /// Whether the clock or the caller ended the search before its iterations.
    var isCut: Bool
    /// The last choice among all days that the lanes came by; `nil` where none was made.
    var choice: TourChoice?
}

/// Drives the search of one problem: one lane goes down quickly, then all lanes search side by side from what it found.
///
/// Whichever lane saves a day first shares its plan, and all go on from there with their own seeds and absence counters:
/// the wait for the next lucky step, which is what a late search does, becomes shorter by the number of lanes. Lanes meet
/// only between rounds and in a fixed order, so the result does not depend on the number of threads.
struct LaneRunner<Search: DaySearch> {
    let budget: SearchBudget
    let settings: SearchSettings
    let threads: Int
    let seed: UInt64
    let progress: (@Sendable (SolveProgress) -> Void)?
    /// What one unit of reported cost is in the search's unit.
    let costUnit: Double
    /// A search with room for a plan's days, from a seed.
    let makeSearch: (_ plan: FleetPlan, _ seed: UInt64, _ lane: Int) -> Search

    /// The best plan within the budget, and how it came about.
    func run(_ first: FleetPlan) -> SearchOutcome {
        var clock = Progress(runner: self)
        let leader = Lane(makeSearch(first, seed, 0), first)
        leader.begin()
        descend(leader, until: descentShare, &clock)
        let followers = (1..<max(1, settings.lanes ?? budget.laneCount(threads: threads))).map { number in
            let search = makeSearch(first, seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15, number)
            let lane = Lane(search, leader.best)
            lane.join(leader)
            return lane
        }
        let (best, choice) = advance([leader] + followers, &clock)
        return SearchOutcome(
            plan: best, steps: clock.steps, isCut: budget.iterations.map { clock.steps < $0 } ?? true, choice: choice)
    }

    /// The share of the budget that one lane takes alone: at most five seconds where seconds decide.
    private var descentShare: Double {
        guard budget.iterations == nil, let seconds = budget.seconds else { return settings.descentShare }
        return min(settings.descentShare, 5 / max(5, seconds))
    }

    /// Follows one lane until a fraction of the budget is used.
    private func descend(_ lane: Lane<Search>, until share: Double, _ clock: inout Progress) {
        while budget.fraction(after: clock.steps) < share, !budget.isCut {
            let steps = budget.iterations.map { max(1, min(200, $0 / 100)) } ?? 200
            clock.steps += lane.advance(steps, from: 0.5, to: 0.5, budget: budget)
            clock.report(days: lane.rank.days, unserved: lane.rank.unserved, cost: lane.rank.cost)
        }
    }

    private func advance(_ lanes: [Lane<Search>], _ clock: inout Progress) -> (FleetPlan, TourChoice?) {
        var standing = Standing(best: lanes[0].best, rank: lanes[0].rank)
        let begun = budget.fraction(after: clock.steps)
        let turn = 1 - settings.polishShare
        var length = 200
        while true {
            let fraction = budget.fraction(after: clock.steps)
            guard fraction < 1, !budget.isCut else {
                if !standing.polishes { standing.economise(lanes[0]) }
                return (standing.best, standing.choice)
            }
            if !standing.polishes, fraction >= turn { standing.polish(lanes) }
            if standing.polishes, fraction - turn >= (1 - turn) * recombinationShare * Double(standing.choices + 1) {
                standing.choices += 1
                standing.choice = recombine(lanes, standing.best)
                standing.take(lanes[0])
            }
            let phase =
                standing.polishes ? (fraction - turn) / (1 - turn) : (fraction - begun) / max(1e-9, turn - begun)
            let meets = !standing.polishes && lanes[0].search.roundSteps > 0
            if meets { length = lanes[0].search.roundSteps }
            length = roundLength(lanes.count, meets ? length : .max, after: clock.steps) ?? length
            let (count, budget) = (length, budget)
            let roundStart = budget.elapsed
            let taken = Parallel.map(lanes, threads: threads) { lane in
                lane.advance(count, from: phase, to: phase, budget: budget)
            }
            clock.steps += taken.reduce(0, +)
            for lane in lanes { standing.take(lane) }
            if meets {
                gather(lanes, &standing)
            } else {
                for lane in lanes { lane.follow(standing.best, standing.rank) }
            }
            length = max(50, min(20_000, Int(Double(length) * 0.15 / max(1e-3, budget.elapsed - roundStart))))
            clock.report(days: standing.rank.days, unserved: standing.rank.unserved, cost: standing.rank.cost)
        }
    }

    /// What all lanes together have come to.
    private struct Standing {
        var best: FleetPlan
        var rank: PlanRank
        /// Whether cost alone counts by now.
        var polishes = false
        /// Meetings so far.
        var round = 0
        /// Choices among all days so far, and the last of them.
        var choices = 0
        var choice: TourChoice?

        /// Takes a lane's plan over when it is better.
        mutating func take(_ lane: Lane<Search>) {
            if lane.rank < rank { (best, rank) = (lane.best, lane.rank) }
        }

        /// Makes what was found so far cheaper where vehicles are saved to the end.
        mutating func economise(_ lane: Lane<Search>) {
            lane.economise(best)
            (best, rank) = (lane.best, lane.rank)
        }

        /// Turns all lanes to cost; it counts anew from here.
        mutating func polish(_ lanes: [Lane<Search>]) {
            polishes = true
            for lane in lanes { lane.polish(best) }
            (best, rank) = (lanes[0].best, lanes[0].rank)
        }
    }

    /// The part of the last phase after which the days of all lanes are put together, once more after every such part; the
    /// last time comes a little before the end.
    private var recombinationShare: Double { settings.recombinations > 0 ? 0.95 / Double(settings.recombinations) : 2 }

    /// Chooses among the days that all lanes came by; a cheaper plan goes to the first lane.
    private func recombine(_ lanes: [Lane<Search>], _ best: FleetPlan) -> TourChoice? {
        guard best.bank.isEmpty else { return nil }
        let outcome = DayChoice(
            improving: best, from: lanes.flatMap(\.pool.days), limits: lanes[0].search.vehicleLimits,
            seconds: budget.seconds.map { max(0.2, $0 - budget.elapsed) }
        ).choose()
        if outcome.plan.cost < best.cost - 1e-6 * max(1, best.cost) { lanes[0].polish(outcome.plan) }
        return TourChoice(
            considered: outcome.considered, cost: outcome.plan.cost / costUnit, bound: outcome.bound / costUnit)
    }

    /// Steps of each lane in the next round of a budget in iterations, at most `limit`; `nil` without one.
    private func roundLength(_ lanes: Int, _ limit: Int, after steps: Int) -> Int? {
        budget.iterations.map { iterations in
            max(1, min(2000, iterations / (25 * lanes), limit, (iterations - steps + lanes - 1) / lanes))
        }
    }

    /// Lets all lanes stand where the one stands that is ahead; among equals they take turns.
    private func gather(_ lanes: [Lane<Search>], _ standing: inout Standing) {
        standing.round += 1
        var ahead = lanes[standing.round % lanes.count]
        for lane in lanes where lane.isAhead(of: ahead) { ahead = lane }
        for lane in lanes where lane !== ahead { lane.join(ahead) }
    }

    /// Counts steps and tells the caller, four times a second at most.
    private struct Progress {
        let runner: LaneRunner
        var steps = 0
        private var last = -1.0

        init(runner: LaneRunner) { self.runner = runner }

        mutating func report(days: Int, unserved: Int, cost: Double) {
            guard let progress = runner.progress else { return }
            let now = runner.budget.elapsed
            guard now - last >= 0.25 || last < 0 else { return }
            last = now
            progress(
                SolveProgress(
                    seconds: now, iterations: steps, vehicles: days, unserved: unserved, cost: cost / runner.costUnit))
        }
    }
}
