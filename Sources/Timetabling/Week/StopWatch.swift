import Foundation
import Synchronization
import VehicleRouting

/// Asks now and then whether to stop, and passes the answer on to every search.
final class StopWatch: Sendable {
    /// Turned when somebody said stop.
    let flag = CancellationFlag()
    private let isOver = Atomic<Bool>(false)

    /// Asks `shouldStop` every 20 ms from a thread of its own until `end()`.
    init(asking shouldStop: @escaping @Sendable () -> Bool) {
        if shouldStop() {
            flag.cancel()
            return
        }
        Thread.detachNewThread { [self] in
            while !isOver.load(ordering: .relaxed) {
                if shouldStop() {
                    flag.cancel()
                    return
                }
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    /// Asks no more.
    func end() { isOver.store(true, ordering: .relaxed) }
}
