import ParallelWork
import Quantities

/// Drives the search of a delivery problem: lanes with seeds of their own cool down together, and now and then the one
/// that stands worst goes on from the best plan. Lanes meet between rounds in a fixed order, so threads never show.
struct DeliveryRunner {
    let instance: DepotInstance
    let settings: DeliverySettings
    let budget: SearchBudget
    let seed: UInt64
    let threads: Int
    let progress: (@Sendable (SolveProgress) -> Void)?
    /// Clients that no vehicle can serve; the search does not know them.
    let left: Int

    /// How often lanes exchange plans.
    private static let meetings = 25

    /// The best plan within the budget, and the steps taken.
    func run() -> (best: DepotSnapshot, steps: Int) {
        let neighbours = ClientNeighbours(instance, limit: settings.neighbours, ringLimit: 250)
        let lanes = (0..<budget.laneCount(threads: threads)).map { number in
            DeliverySearch(
                instance, neighbours, seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15, settings: settings)
        }
        _ = Parallel.map(lanes, threads: threads) { lane in lane.begin() }
        let scale = max(1e-9, lanes[0].averageWay)
        var (steps, perRound, met, told) = (0, 50, 0, -1.0)
        let bound = instance.problem.provedVehicles
        while true {
            let fraction = budget.fraction(after: steps)
            guard fraction < 1, !budget.isCut else { break }
            if let total = budget.iterations {
                let even = max(1, min(500, total / (100 * lanes.count)))
                perRound = max(1, min(even, (total - steps + lanes.count - 1) / lanes.count))
            }
            let temperature = scale * settings.hot * power(settings.cold / settings.hot, fraction)
            let (count, begun) = (perRound, budget.elapsed)
            _ = Parallel.map(lanes, threads: threads) { lane in lane.advance(count, temperature: temperature) }
            steps += perRound * lanes.count
            if budget.iterations == nil {
                perRound = max(10, min(20_000, Int(Double(perRound) * 0.05 / max(1e-4, budget.elapsed - begun))))
            }
            if Int(fraction * Double(Self.meetings)) > met {
                met = Int(fraction * Double(Self.meetings))
                meet(lanes)
            }
            if let progress, budget.elapsed - told >= 0.25 {
                told = budget.elapsed
                let best = lanes.map(\.best).reduce(lanes[0].best) { $1 < $0 ? $1 : $0 }
                progress(
                    SolveProgress(
                        seconds: told, iterations: steps, vehicles: best.types.count,
                        unserved: best.bank.count + left, cost: Double(best.cost),
                        bound: best.bank.isEmpty && left == 0 ? bound : nil))
            }
        }
        return (lanes.map(\.best).reduce(lanes[0].best) { $1 < $0 ? $1 : $0 }, steps)
    }

    /// The lane whose best plan is worst goes on from the best plan of all.
    private func meet(_ lanes: [DeliverySearch]) {
        guard lanes.count > 1 else { return }
        var (best, worst) = (0, 0)
        for number in lanes.indices {
            if lanes[number].best < lanes[best].best { best = number }
            if lanes[worst].best < lanes[number].best { worst = number }
        }
        if best != worst { lanes[worst].follow(lanes[best].best) }
    }
}
