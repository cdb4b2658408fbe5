import Foundation
import Synchronization

/// A lower bound that is proved on a thread of its own while a search runs.
///
/// The thread starts at once; what is proved so far can be read at any time. The proof looks at no plan, so the two never
/// meet, and its end does not depend on the search.
public final class LiveBound: Sendable {
    private let best = Mutex<Int?>(nil)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts `prove`, which may report what it has proved before it ends; `nil` when nothing can be proved.
    public init(_ prove: @escaping @Sendable (_ report: (Int) -> Void) -> Int?) {
        let thread = Thread { [self] in
            if let last = prove({ raise($0) }) { raise(last) }
            ended.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// The best bound so far; `nil` until there is one.
    public var soFar: Int? { best.withLock { $0 } }

    /// The bound at the end of the proof, which is waited for.
    public func wait() -> Int? {
        ended.wait()
        ended.signal()
        return soFar
    }

    /// `progress` with the bound so far in every report.
    public func shown(
        in progress: (@Sendable (SolveProgress) -> Void)?
    ) -> (@Sendable (SolveProgress) -> Void)? {
        guard let progress else { return nil }
        return { point in
            var point = point
            point.bound = self.soFar
            progress(point)
        }
    }

    private func raise(_ bound: Int) { best.withLock { $0 = max($0 ?? bound, bound) } }
}
