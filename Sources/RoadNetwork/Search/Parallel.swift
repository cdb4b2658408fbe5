import Dispatch
import Synchronization

/// Independent work on several threads, with results in order.
enum Parallel {
    /// `body(0)` to `body(count - 1)` on up to `threads` threads; the results stand in order whoever was first.
    static func map<Result: Sendable>(
        count: Int, threads: Int, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard threads > 1, count > 1 else { return (0..<count).map(body) }
        let slots = UnsafeMutablePointer<Result?>.allocate(capacity: count)
        slots.initialize(repeating: nil, count: count)
        defer {
            slots.deinitialize(count: count)
            slots.deallocate()
        }
        nonisolated(unsafe) let results = slots
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                // Each slot is written by the one thread that drew its number.
                results[index] = body(index)
            }
        }
        return (0..<count).map { slots[$0]! }
    }
}
