import Quantities
import TransportModel

/// What the rules give one pupil who travels from one home, and within which limits; all inclusive.
struct TravelLimits: Hashable, Sendable {
    /// The days and sessions that the decision gives.
    let given: GivenRides
    /// Longest ride one way.
    let ride: Seconds
    /// Longest wait at school before it starts: the shorter of the rule file's and the municipality's.
    let waitBefore: Seconds
    /// Longest wait at school after it ends.
    let waitAfter: Seconds
    /// Longest walks, waits and rides of a whole day; `nil`: no limit.
    let dayTotal: Seconds?

    /// The limits of the pupil whom `decision` carries, at `home`.
    init(batch: Batch, decision: Decision, home: Index<Home>) {
        given = decision.givenRides
        let facts = batch.facts(of: decision.pupil, home: home)
        let longest = batch.municipality.service.longestWait
        ride = batch.rules.rideLimit(for: facts)
        waitBefore = min(batch.rules.waitLimit(for: facts, .toSchool) ?? longest, longest)
        waitAfter = min(batch.rules.waitLimit(for: facts, .fromSchool) ?? longest, longest)
        dayTotal = batch.rules.dayTotalLimit(for: facts)
    }
}
