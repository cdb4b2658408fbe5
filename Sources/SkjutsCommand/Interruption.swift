internal import Foundation
internal import SchoolTransport

/// Turns SIGTERM and SIGINT into a request to end the run with the best result so far.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Listens for as long as this value lives; a second signal ends the process at once.
    init(cancel: @escaping @Sendable () -> Void, isCancelled: @escaping @Sendable () -> Bool) {
        sources = [SIGTERM, SIGINT].map { number in
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if isCancelled() { exit(128 + number) }
                cancel()
            }
            source.resume()
            return source
        }
    }

    /// Ends a batch through its stop signal.
    init(_ signal: StopSignal) {
        self.init(cancel: { signal.requestStop() }, isCancelled: { signal.isRequested })
    }
}
