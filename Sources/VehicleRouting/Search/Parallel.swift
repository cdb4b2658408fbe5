import Dispatch
import Synchronization

/// Work on independent pieces by several threads.
enum Parallel {
    /// Calls `body` once for each number below `count`, on at most `threads` threads, and waits for all.
    static func forEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
        let workers = min(count, max(1, threads))
        guard workers > 1 else {
            for piece in 0..<count { body(piece) }
            return
        }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < count else { return }
                body(piece)
            }
        }
    }
}

extension Parallel {
    /// The values of `body` for each element, in order.
    static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], threads: Int, _ body: @Sendable (Int, Element) -> Value
    ) -> [Value] {
        let results = Mutex([Value?](repeating: nil, count: elements.count))
        forEach(elements.count, threads: threads) { number in
            let value = body(number, elements[number])
            results.withLock { $0[number] = value }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
