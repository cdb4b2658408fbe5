internal import Dispatch
internal import Synchronization

/// `transform` of 0 ..< `count` on up to `threads` threads, results in index order: the same for any number of threads.
func parallelMap<Result: Sendable>(
    count: Int, threads: Int, _ transform: @Sendable (Int) -> Result
) -> [Result] {
    let workers = max(1, min(threads, count))
    guard workers > 1 else { return (0..<count).map(transform) }
    let chunk = 16
    let chunks = (count + chunk - 1) / chunk
    let next = Atomic<Int>(0)
    let gathered = Mutex<[Int: [Result]]>([:])
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let mine = next.add(1, ordering: .relaxed).oldValue
            guard mine < chunks else { return }
            let part = (mine * chunk..<min(count, (mine + 1) * chunk)).map(transform)
            gathered.withLock { $0[mine] = part }
        }
    }
    let parts = gathered.withLock { $0 }
    return (0..<chunks).flatMap { parts[$0] ?? [] }
}
