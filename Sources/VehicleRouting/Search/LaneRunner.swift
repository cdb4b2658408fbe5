import ParallelWork
import Quantities

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

    /// The best plan within the budget, the steps taken, and whether the clock cut them.
    func run(_ first: FleetPlan) -> (plan: FleetPlan, steps: Int, isCut: Bool) {
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
        let best = advance([leader] + followers, &clock)
        return (best, clock.steps, budget.iterations.map { clock.steps < $0 } ?? true)
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

    private func advance(_ lanes: [Lane<Search>], _ clock: inout Progress) -> FleetPlan {
        var best = lanes[0].best
        var rank = lanes[0].rank
        let turn = 1 - settings.polishShare
        let begun = budget.fraction(after: clock.steps)
        var polishes = false
        var perRound = 200
        var round = 0
        let meeting = lanes[0].search.roundSteps
        while true {
            let fraction = budget.fraction(after: clock.steps)
            guard fraction < 1, !budget.isCut else { return best }
            if !polishes, fraction >= turn {
                polishes = true
                for lane in lanes { lane.polish(best) }
                (best, rank) = (lanes[0].best, lanes[0].rank)
            }
            let phase = polishes ? (fraction - turn) / (1 - turn) : (fraction - begun) / max(1e-9, turn - begun)
            let meets = !polishes && meeting > 0
            if let left = roundLength(lanes.count, meets ? meeting : .max, after: clock.steps) { perRound = left }
            let roundStart = budget.elapsed
            let (count, budget) = (perRound, budget)
            let taken = Parallel.map(lanes, threads: threads) { lane in
                lane.advance(count, from: phase, to: phase, budget: budget)
            }
            clock.steps += taken.reduce(0, +)
            for lane in lanes where lane.rank < rank { (best, rank) = (lane.best, lane.rank) }
            round += 1
            if meets { gather(lanes, round) } else { for lane in lanes { lane.follow(best, rank) } }
            if meets {
                perRound = meeting
            } else {
                perRound = max(50, min(20_000, Int(Double(perRound) * 0.15 / max(1e-3, budget.elapsed - roundStart))))
            }
            clock.report(days: rank.days, unserved: rank.unserved, cost: rank.cost)
        }
    }

    /// Steps of each lane in the next round of a budget in iterations, at most `limit`; `nil` without one.
    private func roundLength(_ lanes: Int, _ limit: Int, after steps: Int) -> Int? {
        budget.iterations.map { iterations in
            max(1, min(2000, iterations / (25 * lanes), limit, (iterations - steps + lanes - 1) / lanes))
        }
    }

    /// Lets all lanes stand where the one stands that is ahead; among equals they take turns.
    private func gather(_ lanes: [Lane<Search>], _ round: Int) {
        var ahead = lanes[round % lanes.count]
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
