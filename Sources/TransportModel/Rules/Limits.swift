public import Quantities

/// A limit for some pupils.
public struct BandLimit<Value: Sendable>: Sendable {
    /// For whom.
    public var who: Who
    /// The limit, inclusive: exactly this much is allowed.
    public var value: Value
    /// The law and section behind it; may be empty.
    public var law: String
    /// The session it is for; `nil`: both.
    public var session: Session?
    /// When in the year it holds; `nil`: always.
    public var when: DateWindow?
    /// The line of `rules.yaml`, from 1; 0: not from a file.
    public var line = 0

    /// A limit.
    public init(who: Who, value: Value, law: String = "", session: Session? = nil, when: DateWindow? = nil) {
        self.who = who
        self.value = value
        self.law = law
        self.session = session
        self.when = when
    }

    /// A limit for `grades`; none: all.
    public init(grades: Set<Int>, value: Value) { self.init(who: Who(grades: grades), value: value) }
}

extension RuleSet {
    /// Longest walk to a stop for `grade`; 2,000 m where the file says nothing.
    public func stopWalkLimit(grade: Int) -> Metres { limit(stopWalkLimits, grade) ?? Metres(2000) }
    /// Longest ride for `grade`; 60 minutes where the file says nothing.
    public func rideLimit(grade: Int) -> Seconds { limit(rideLimits, grade) ?? .minutes(60) }
    /// Longest wait for `grade`; `nil` where the file says nothing (the municipality's longest wait holds).
    public func waitLimit(grade: Int) -> Seconds? { limit(waitLimits, grade) }
    /// Longest day for `grade`; `nil` where the file says nothing.
    public func dayTotalLimit(grade: Int) -> Seconds? { limit(dayTotalLimits, grade) }

    /// Longest walk to a stop for the pupil of `facts`: the shortest of the file's limit, the share of the entitling
    /// distance, and what the share that must be ridden leaves of `way`, the measured way to school.
    public func stopWalkLimit(for facts: PupilFacts, way: Metres? = nil) -> Metres {
        var limits: [Metres] = []
        if let plain = limit(stopWalkLimits, facts) { limits.append(plain) }
        if let share = stopPolicy.shareOfEntitlement, let entitling = entitlingDistance(for: facts) {
            limits.append(Metres(rounding: entitling.metres * share))
        }
        if limits.isEmpty { limits.append(Metres(2000)) }
        if let share = stopPolicy.transportedShare, let way {
            limits.append(Metres(rounding: max(0, way.metres * (1 - share))))
        }
        return limits.min() ?? Metres(2000)
    }

    /// Longest ride for the pupil of `facts` in `session` (`nil`: in the stricter one); 60 minutes where the file says
    /// nothing.
    public func rideLimit(for facts: PupilFacts, _ session: Session? = nil) -> Seconds {
        let sessions = session.map { [$0] } ?? Session.allCases
        return sessions.compactMap { limit(rideLimits, facts, $0) }.min() ?? .minutes(60)
    }

    /// Whether the pupil of `facts` is fetched at home by the rules, whatever the register says.
    public func isFetchedAtHome(_ facts: PupilFacts) -> Bool {
        stopPolicy.fetchedAtHome.map { $0.matches(facts) == .yes } ?? false
    }

    /// Longest wait for the pupil of `facts`, the uncounted minutes of the session included; `nil` where the file says
    /// nothing.
    public func waitLimit(for facts: PupilFacts, _ session: Session) -> Seconds? {
        limit(waitLimits, facts, session).map { $0 + uncountedWait(session) }
    }

    /// The minutes of waiting that do not count.
    public func uncountedWait(_ session: Session) -> Seconds {
        session == .toSchool ? waitPolicy.uncountedBefore : waitPolicy.uncountedAfter
    }

    /// Longest day for the pupil of `facts`; `nil` where the file says nothing.
    public func dayTotalLimit(for facts: PupilFacts) -> Seconds? { limit(dayTotalLimits, facts) }

    /// The same limit with the law behind it.
    public func dayTotalCap(for facts: PupilFacts) -> BandLimit<Seconds>? { found(dayTotalLimits, facts) }

    /// The distance that gives the pupil of `facts` a right to a ride: that of the first rule with a lower limit.
    public func entitlingDistance(for facts: PupilFacts) -> Metres? {
        rules.lazy.filter { $0.gives == .transport && $0.who.matches(facts) == .yes }
            .filter { $0.when?.contains(facts.asOf) ?? true }
            .compactMap(\.distance).first { $0.isLowerLimit }?.limit
    }

    /// The first limit that asks for nothing but a grade and holds for `grade`.
    private func limit<Value>(_ limits: [BandLimit<Value>], _ grade: Int) -> Value? {
        limits.first {
            $0.when == nil && $0.who.asksOnlyForGrade && ($0.who.grades.isEmpty || $0.who.grades.contains(grade))
        }?.value
    }

    /// The first limit that holds for `facts` in `session`; one that hangs on a missing fact is passed over.
    private func limit<Value>(
        _ limits: [BandLimit<Value>], _ facts: PupilFacts, _ session: Session? = nil
    ) -> Value? { found(limits, facts, session)?.value }

    private func found<Value>(
        _ limits: [BandLimit<Value>], _ facts: PupilFacts, _ session: Session? = nil
    ) -> BandLimit<Value>? {
        limits.first {
            $0.who.matches(facts) == .yes && ($0.when?.contains(facts.asOf) ?? true)
                && ($0.session == nil || session == nil || $0.session == session)
        }
    }
}
