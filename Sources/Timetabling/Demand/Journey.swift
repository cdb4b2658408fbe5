import Quantities
import TransportModel

/// One pupil's travel in one session of one day, before any bus is thought of.
///
/// The day is not part of it: days whose journeys are equal are the same demand and share one plan.
struct Journey: Hashable, Sendable {
    /// Who travels.
    var pupil: Index<Pupil>
    /// From or to which home.
    var home: Index<Home>
    /// The stop on the home's side.
    var stop: Index<CandidateStop>
    /// The walk between home and stop.
    var walk: Metres
    /// Where to, or where from.
    var school: Index<School>
    /// School starts (to school) or ends (from school).
    var bell: ClockTime
    /// When the bus arrives at the school (to school) or leaves it (from school), both ends inclusive.
    var schoolWindow: ClosedRange<ClockTime>
    /// Longest time between leaving the place of boarding and arriving at the place of alighting, inclusive.
    var rideLimit: Seconds
    /// Longest walks, waits and rides of the pupil's whole day, inclusive; `nil`: no limit.
    var dayLimit: Seconds?
    /// The places taken.
    var load: Load
    /// Whether nobody else may be aboard.
    var ridesAlone: Bool

    /// The time at school between bus and bell that cannot be avoided.
    func shortestWait(_ session: Session) -> Seconds {
        session == .toSchool ? bell - schoolWindow.upperBound : schoolWindow.lowerBound - bell
    }

    /// The longest time at school between bus and bell.
    func longestWait(_ session: Session) -> Seconds {
        session == .toSchool ? bell - schoolWindow.lowerBound : schoolWindow.upperBound - bell
    }
}

/// All journeys of one session of one day, at most one per pupil, in the order of pupils.
struct SessionDemand: Hashable, Sendable {
    /// Which way.
    var session: Session
    /// The journeys in the order of `Batch.pupils`.
    var journeys: [Journey]
}
