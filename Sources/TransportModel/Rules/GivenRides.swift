/// The rides that a right is for.
public struct GivenRides: Hashable, Sendable {
    /// The sessions; empty: both.
    public var sessions: Set<Session> = []
    /// The weekdays; empty: all.
    public var weekdays: Set<Weekday> = []
    /// The weekdays on which rides are left out, and the sessions that are (empty: both).
    public var exceptWeekdays: Set<Weekday> = [], exceptSessions: Set<Session> = []

    /// Every ride.
    public init() {}

    /// Whether every ride is one of them.
    public var isAll: Bool { sessions.isEmpty && weekdays.isEmpty && exceptWeekdays.isEmpty }

    /// Whether the ride in `session` of `day` is one of them.
    public func covers(_ day: CycleDay, _ session: Session) -> Bool {
        let isLeftOut =
            exceptWeekdays.contains(day.weekday) && (exceptSessions.isEmpty || exceptSessions.contains(session))
        return !isLeftOut && (sessions.isEmpty || sessions.contains(session))
            && (weekdays.isEmpty || weekdays.contains(day.weekday))
    }
}

extension GivenRides {
    /// Leaves what the rule and `policy` both give; where they have nothing in common, nothing is left.
    fileprivate mutating func narrow(to policy: DayPolicy) {
        let isEmpty =
            !sessions.isEmpty && !policy.sessions.isEmpty && sessions.isDisjoint(with: policy.sessions)
            || !weekdays.isEmpty && !policy.weekdays.isEmpty && weekdays.isDisjoint(with: policy.weekdays)
        guard !isEmpty else {
            (exceptWeekdays, exceptSessions) = (Set(Weekday.allCases), [])
            return
        }
        if !policy.sessions.isEmpty {
            sessions = sessions.isEmpty ? policy.sessions : sessions.intersection(policy.sessions)
        }
        if !policy.weekdays.isEmpty {
            weekdays = weekdays.isEmpty ? policy.weekdays : weekdays.intersection(policy.weekdays)
        }
    }
}

extension RuleSet {
    /// The rides that the rule called `ruleID` gives the pupil of `facts`: its own sessions and weekdays, narrowed by the
    /// first limit of `days` that is about the pupil. A decision by hand (`override`) is for all rides.
    public func givenRides(ruleID: String, facts: PupilFacts) -> GivenRides {
        var given = GivenRides()
        guard ruleID != DecisionRow.overrideRuleID else { return given }
        if let rule = rules.first(where: { $0.id == ruleID }) {
            given.sessions = rule.sessions
            given.weekdays = rule.weekdays
        }
        let isNow = { (policy: DayPolicy) in policy.when?.contains(facts.asOf) ?? true }
        guard let policy = days.first(where: { $0.who.matches(facts) == .yes && isNow($0) }) else { return given }
        if let except = policy.except {
            given.exceptWeekdays = except.weekdays(for: facts)
            given.exceptSessions = except.sessions
        }
        given.narrow(to: policy)
        return given
    }
}
