import Quantities
import TransportModel

/// What the rules give one pupil who travels from one home, and within which limits; all inclusive.
struct TravelLimits: Sendable {
    /// The days and sessions that the decision gives.
    let given: GivenRides
    /// Longest ride to school and home.
    private let rides: (toSchool: Seconds, fromSchool: Seconds)
    /// Longest wait at school before it starts and after it ends.
    private let waits: (toSchool: Seconds, fromSchool: Seconds)
    /// Longest walks, waits and rides of a whole day; `nil`: no limit.
    let dayTotal: Seconds?

    /// The limits of the pupil whom `decision` carries, at `home`.
    init(batch: Batch, decision: Decision, home: Index<Home>) {
        given = decision.givenRides
        let facts = batch.facts(of: decision.pupil, home: home)
        rides = (batch.rules.rideLimit(for: facts, .toSchool), batch.rules.rideLimit(for: facts, .fromSchool))
        waits = (batch.longestWait(for: facts, .toSchool), batch.longestWait(for: facts, .fromSchool))
        dayTotal = batch.rules.dayTotalLimit(for: facts)
    }

    /// Longest ride in `session`.
    func ride(_ session: Session) -> Seconds { session == .toSchool ? rides.toSchool : rides.fromSchool }

    /// Longest wait at school in `session`.
    func wait(_ session: Session) -> Seconds { session == .toSchool ? waits.toSchool : waits.fromSchool }
}
