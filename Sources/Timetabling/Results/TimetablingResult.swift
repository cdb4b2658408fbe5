package import TransportModel

/// What the stage hands on.
package struct TimetablingResult: Sendable {
    /// One per carried pupil, day and session, by pupil, day and session.
    package var rides: [Ride] = []
    /// Every trip of every day.
    package var trips: [Trip] = []
    /// Every vehicle's day.
    package var blocks: [Block] = []
    /// Proved lower bounds; `nil` where nothing is proved.
    package var bound = PlanBound()
    /// Whether the clock or a signal cut the search.
    package var isTimeLimited = false
    /// Search steps taken, all problems together.
    package var iterations = 0
    /// Plans days again with a home at another stop; `nil` before anything was planned.
    package var secondPlans: SecondPlans?
    /// Whom nothing carries and why, and what else staff should know.
    package var findings: [Finding] = []
}
