import Dispatch
import Synchronization

/// The results of `body` for every item, in the order of the items whatever the number of threads.
func concurrentMap<Item: Sendable, Value: Sendable>(
    _ items: [Item], threads: Int, body: @Sendable (Item) -> Value
) -> [Value] {
    let workers = min(max(1, threads), items.count)
    guard workers > 1 else { return items.map(body) }
    let values = Mutex([Value?](repeating: nil, count: items.count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let item = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard item < items.count else { return }
            let value = body(items[item])
            values.withLock { $0[item] = value }
        }
    }
    return values.withLock { $0.compactMap(\.self) }
}
