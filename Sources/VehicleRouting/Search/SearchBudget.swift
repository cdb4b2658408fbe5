import Quantities

/// How long a search may go on: by iterations, which is repeatable, and by seconds, which are not.
struct SearchBudget: Sendable {
    /// Steps of all lanes together; `nil`: as many as the seconds allow.
    let iterations: Int?
    let seconds: Double?
    let cancellation: CancellationFlag?
    private let clock: SearchClock
    private let start: Double

    init(_ options: RoutingOptions, requests: Int) {
        seconds = options.seconds
        clock = options.clock
        start = clock.now
        cancellation = options.cancellation
        iterations = options.iterations ?? (options.seconds == nil ? 20_000 + 100 * requests : nil)
    }

    /// Seconds since the start.
    var elapsed: Double { clock.now - start }

    /// The part of the budget that is used after `steps`, 0 to 1; without an iteration budget by the clock.
    func fraction(after steps: Int) -> Double {
        if let iterations { return min(1, Double(steps) / Double(max(1, iterations))) }
        return min(1, elapsed / max(1e-9, seconds ?? 0))
    }

    /// Independent seeds: always four with a repeatable budget, else one per thread.
    func laneCount(threads: Int) -> Int { iterations == nil ? max(1, threads) : 4 }

    /// Whether the clock or the caller ends the search before its iterations.
    var isCut: Bool { (seconds.map { elapsed >= $0 } ?? false) || (cancellation?.isCancelled ?? false) }
}
