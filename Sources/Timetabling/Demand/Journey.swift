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
    /// Window and ride limit as the rules give them, before the share of the day narrowed them.
    var ruled: Ruled
    /// Longest walks, waits and rides of the pupil's whole day, inclusive; `nil`: no limit.
    var dayLimit: Seconds?
    /// The places taken.
    var load: Load
    /// Whether nobody else may be aboard.
    var ridesAlone: Bool

    /// What one journey has in common with the same journey on another day.
    struct Travel: Hashable, Sendable {
        var pupil: Index<Pupil>
        var stop: Index<CandidateStop>
        var bell: ClockTime
    }

    /// Who travels between which stop and which bell.
    var travel: Travel { Travel(pupil: pupil, stop: stop, bell: bell) }

    /// What the rules alone say.
    struct Ruled: Hashable, Sendable {
        var schoolWindow: ClosedRange<ClockTime>
        var rideLimit: Seconds
    }

    /// The journey with no limit but those of the rules.
    var asRuled: Journey {
        var journey = self
        journey.schoolWindow = ruled.schoolWindow
        journey.rideLimit = ruled.rideLimit
        return journey
    }

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
