public import Foundation
internal import Synchronization

/// A way to end a run early with the best plan so far: somebody asks for it, or the time is up.
///
/// The stages ask `shouldStop`; whoever handles SIGTERM calls `requestStop()`.
public final class StopSignal: Sendable {
    private let request = Atomic<Bool>(false)
    private let deadline: Mutex<Date?>

    /// A signal that nobody has given, without a deadline.
    public init() { deadline = Mutex(nil) }

    /// Ends the run at the next occasion.
    public func requestStop() { request.store(true, ordering: .relaxed) }

    /// Ends the run at `date`, unless an earlier end was set.
    public func stop(at date: Date) {
        deadline.withLock { $0 = min($0 ?? date, date) }
    }

    /// Whether somebody asked for the end.
    public var isRequested: Bool { request.load(ordering: .relaxed) }

    /// Whether the search should end now.
    public var shouldStop: Bool {
        if isRequested { return true }
        return deadline.withLock { $0.map { Date() >= $0 } ?? false }
    }
}
