import Quantities
import TransportModel

/// When buses of a school stop at a stop, over the whole cycle.
struct OptionTimes: Sendable {
    /// The earliest and the latest time.
    struct Span: Hashable, Sendable {
        var first: ClockTime, last: ClockTime

        /// This span and `time`.
        fileprivate func including(_ time: ClockTime) -> Span { Span(first: min(first, time), last: max(last, time)) }
    }

    private struct Key: Hashable {
        var stopID: String, schoolID: String, session: Session
    }

    private var spans: [Key: Span] = [:]

    /// The times of the trips of `tables`: departures to school, arrivals from school.
    init(_ tables: PlanTables) {
        let sessions = Dictionary(tables.trips.map { ($0.tripID, $0.session) }, uniquingKeysWith: { first, _ in first })
        for (tripID, times) in Dictionary(grouping: tables.stopTimes, by: \.tripID) {
            guard let session = sessions[tripID] else { continue }
            let schools = Set(times.filter { $0.place == .school }.map(\.placeID))
            for time in times where time.place == .stop {
                let clock = session == .toSchool ? time.departure : time.arrival
                for school in schools {
                    let key = Key(stopID: time.placeID, schoolID: school, session: session)
                    spans[key] = spans[key]?.including(clock) ?? Span(first: clock, last: clock)
                }
            }
        }
    }

    /// When buses to or from the school stop there; `nil` where none does yet.
    func span(at stopID: String, school schoolID: String, _ session: Session) -> Span? {
        spans[Key(stopID: stopID, schoolID: schoolID, session: session)]
    }
}
