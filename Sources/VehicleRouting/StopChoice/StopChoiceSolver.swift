import Dispatch
import Foundation
import Quantities
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func logarithm(_ value: Double) -> Double { log(value) }

/// Chooses stops while tours form: everybody collected, then (where asked) fewest vehicles, then least cost, then short
/// walks.
public struct StopChoiceSolver: Sendable {
    /// What to solve.
    public let problem: StopChoiceProblem
    /// Budgets, seed, threads, progress and cancellation; starting tours are not used.
    public let options: RoutingOptions
    /// Searches from different seeds; the best plan wins. A fixed number, so that threads never show.
    private static let lanes = 4

    /// A solver for `problem`.
    public init(problem: StopChoiceProblem, options: RoutingOptions = RoutingOptions()) {
        self.problem = problem
        self.options = options
    }

    /// The best plan found within the budget; throws when the problem contradicts itself.
    public func solve() throws(RoutingError) -> StopChoicePlan {
        try problem.validate()
        let index = StopChoiceIndex(problem)
        let start = options.clock.now
        let least = max(1, (problem.pupils + problem.capacity - 1) / problem.capacity)
        guard problem.fewestVehiclesFirst else {
            let (state, steps) = search(index, vehicles: least + 3 + least / 8, share: 1, start)
            return plan(state, index, steps)
        }
        var vehicles = least
        var steps = 0
        while true {
            // A first look decides whether so few vehicles can do; then the whole budget goes to that number.
            let (probe, taken) = search(index, vehicles: vehicles, share: 0.05, start)
            steps += taken
            let isHopeless = vehicles >= problem.riders.count || vehicles > 4 * least
            guard probe.unserved == 0 || isHopeless else {
                vehicles += 1
                continue
            }
            let (state, more) = search(index, vehicles: vehicles, share: 1, start)
            return plan(state, index, steps + more)
        }
    }

    /// The best of all lanes over `share` of the budget.
    private func search(
        _ index: StopChoiceIndex, vehicles: Int, share: Double, _ start: Double
    ) -> (StopChoiceState, Int) {
        let budget =
            Int(Double(options.iterations ?? (options.seconds == nil ? 40_000 : .max / 8)) * share) / Self.lanes
        let deadline = options.seconds.map { start + $0 * share }
        let began = options.clock.now
        let results = Mutex([(StopChoiceState, Double, Int)?](repeating: nil, count: Self.lanes))
        let next = Atomic<Int>(0)
        let threads = max(1, min(Self.lanes, options.threads ?? ProcessInfo.processInfo.activeProcessorCount))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            while true {
                let lane = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard lane < Self.lanes else { return }
                let result = runLane(lane, index, vehicles, budget, began, deadline, threads)
                results.withLock { $0[lane] = result }
            }
        }
        let all = results.withLock { $0.map { $0! } }
        let best = all.indices.min { (all[$0].1, $0) < (all[$1].1, $1) }!
        return (all[best].0, all.reduce(0) { $0 + $1.2 })
    }

    private func runLane(
        _ lane: Int, _ index: StopChoiceIndex, _ vehicles: Int, _ budget: Int, _ began: Double,
        _ deadline: Double?, _ threads: Int
    ) -> (StopChoiceState, Double, Int) {
        var search = StopChoiceSearch(index, vehicles: vehicles, seed: options.seed &+ UInt64(lane) &* 0x9E37_79B9)
        // Lanes that share a thread take turns one after the other, each with its part of the time.
        let rounds = (Self.lanes + threads - 1) / threads
        let laneStart = options.clock.now
        let time = deadline.map { max(0.001, ($0 - began) / Double(rounds)) }
        var step = 0
        var progress = 0.0
        while step < budget, progress < 1 {
            if step % 32 == 0 {
                if options.cancellation?.isCancelled == true { break }
                progress = Double(step) / Double(max(1, budget))
                if let time { progress = max(progress, (options.clock.now - laneStart) / time) }
                if lane == 0, step % 4096 == 0 { report(search, step, laneStart) }
            }
            search.step(progress: min(1, progress))
            step += 1
        }
        return (search.best, search.bestCost, step)
    }

    private func report(_ search: StopChoiceSearch, _ step: Int, _ start: Double) {
        options.progress?(
            SolveProgress(
                seconds: options.clock.now - start, iterations: step,
                vehicles: search.best.tours.count { !$0.isEmpty }, unserved: search.best.unserved,
                cost: search.bestCost))
    }

    private func plan(_ state: StopChoiceState, _ index: StopChoiceIndex, _ steps: Int) -> StopChoicePlan {
        StopChoiceWriter(problem, index, state).plan(iterations: steps)
    }
}
