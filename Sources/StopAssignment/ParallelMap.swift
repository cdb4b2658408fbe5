import Dispatch
import Synchronization

/// `transform` of 0 up to but not including `count`, on at most `threads` threads; results in the order of their
/// indices, so the number of threads never shows.
func parallelMap<Result: Sendable>(
    _ count: Int, threads: Int, _ transform: @Sendable (Int) -> Result
) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(transform) }
    let next = Atomic<Int>(0)
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            let result = transform(index)
            results.withLock { $0[index] = result }
        }
    }
    return results.withLock { $0.map { $0! } }
}
