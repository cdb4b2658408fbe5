internal import Dispatch
internal import Synchronization

/// Independent work on several threads, with results in order: the number of threads never shows.
package enum Parallel {
    /// Calls `body` once for each number below `count`, on at most `threads` threads, and waits for all.
    package static func forEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
        let workers = min(count, max(1, threads))
        guard workers > 1 else {
            for number in 0..<count { body(number) }
            return
        }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                body(number)
            }
        }
    }

    /// `body(0)` to `body(count - 1)` on up to `threads` threads; the results stand in order whoever was first.
    package static func map<Result: Sendable>(
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
        // Each slot is written by the one thread that drew its number.
        forEach(count, threads: threads) { results[$0] = body($0) }
        return (0..<count).map { slots[$0]! }
    }

    /// The values of `body` for each element, in the order of the elements.
    package static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Value
    ) -> [Value] {
        map(count: elements.count, threads: threads) { body(elements[$0]) }
    }
}
