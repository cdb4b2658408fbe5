internal import Foundation
internal import SchoolTransport

/// Turns SIGTERM and SIGINT into a request to end the run with the best plan so far.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Listens for as long as this value lives; a second signal ends the process at once.
    init(_ signal: StopSignal) {
        sources = [SIGTERM, SIGINT].map { number in
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if signal.shouldStop { exit(128 + number) }
                signal.requestStop()
            }
            source.resume()
            return source
        }
    }
}
