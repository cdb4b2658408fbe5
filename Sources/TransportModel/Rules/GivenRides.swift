/// The rides that a right is for.
public struct GivenRides: Hashable, Sendable {
    /// The sessions; empty: both.
    public var sessions: Set<Session> = []
    /// The weekdays; empty: all.
    public var weekdays: Set<Weekday> = []

    /// Every ride.
    public init() {}

    /// Whether the ride in `session` of `day` is one of them.
    public func covers(_ day: CycleDay, _ session: Session) -> Bool {
        (sessions.isEmpty || sessions.contains(session)) && (weekdays.isEmpty || weekdays.contains(day.weekday))
    }
}

extension RuleSet {
    /// The rides that the rule called `ruleID` gives the pupil of `facts`: its own sessions, narrowed by the first limit
    /// of `days` that is about the pupil.
    public func givenRides(ruleID: String, facts: PupilFacts) -> GivenRides {
        var given = GivenRides()
        given.sessions = rules.first { $0.id == ruleID }?.sessions ?? []
        guard let policy = days.first(where: { $0.who.matches(facts) == .yes }) else { return given }
        given.weekdays = policy.weekdays
        if !policy.sessions.isEmpty { given.sessions = policy.sessions }
        return given
    }
}

extension Decision {
    /// The rides that the decision is for, where it is for any.
    public var givenRides: GivenRides {
        var given = GivenRides()
        given.sessions = sessions
        given.weekdays = weekdays
        return given
    }
}
