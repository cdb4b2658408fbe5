import Synchronization

/// Scratch memory of searches that is not in use, so that threads need not make their own each time.
final class ScratchPool<Scratch: Sendable>: Sendable {
    private let free = Mutex<[Scratch]>([])

    /// Runs `body` with memory that nobody else uses meanwhile; `fresh` is made where all of it is in use.
    func with<Result>(_ fresh: @autoclosure () -> Scratch, _ body: (Scratch) -> Result) -> Result {
        let scratch = free.withLock { $0.popLast() } ?? fresh()
        defer { free.withLock { $0.append(scratch) } }
        return body(scratch)
    }
}
