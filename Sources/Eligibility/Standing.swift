package import Quantities
package import TransportModel

/// How a case stands to a condition or to a whole rule.
package enum Standing: Hashable, Sendable {
    /// Clearly met.
    case holds
    /// Clearly not met.
    case fails
    /// The measure is within the file's margin of the limit.
    case near
    /// It hangs on something unknown: the cause and, where there is one, the fact.
    case unknown(ReviewCause, fact: String)

    /// A rule holds when all of its conditions do: one clear failure settles it, then what is unknown, then what is near.
    static func all(_ standings: [Standing]) -> Standing {
        if standings.contains(.fails) { return .fails }
        let unknown = standings.first { if case .unknown = $0 { true } else { false } }
        return unknown ?? (standings.contains(.near) ? .near : .holds)
    }
}

/// How one rule was answered for one case; the reasoning that is shown to people.
package struct RuleAnswer: Hashable, Sendable {
    /// The position of the rule in the file.
    package var rule: Int
    /// How the case stands to it.
    package var standing: Standing
    /// The way that its distance condition looked at.
    package var measured: Metres?
    /// The limit of that condition.
    package var limit: Metres?
}

extension RuleSet {
    /// How `subject` stands to the rule at `position`; `nil` when the rule is not about them or not about the day.
    package func answer(_ position: Int, for subject: DecisionCase) -> RuleAnswer? {
        let rule = rules[position]
        let who = rule.who.matches(subject.facts)
        guard who != .no, rule.when?.contains(subject.facts.asOf) ?? true else { return nil }
        let shown = rule.distance
        var standings = rule.conditions.map { standing(of: $0, for: subject) }
        if case .unknown(let fact) = who { standings.append(.unknown(.missingFact, fact: fact)) }
        if rule.isBroken { standings = [.unknown(.rule, fact: rule.id)] }
        return RuleAnswer(
            rule: position, standing: .all(standings),
            measured: shown.flatMap { measured($0.measure, for: subject) }, limit: shown?.limit)
    }

    /// The way of `subject` by the measure called `name`, with its addition and rounding; `nil` where there is none.
    package func measured(_ name: String, for subject: DecisionCase) -> Metres? {
        guard let measure = measure(named: name), let way = subject.ways[measure.name] else { return nil }
        return (measure.avoidsHazards ? way.safeDistance : way.distance).map(measure.measured)
    }

    func standing(of condition: RuleCondition, for subject: DecisionCase) -> Standing {
        switch condition {
        case .distance(let distance): standing(of: distance, for: subject)
        case .hazard(let hazard): standing(of: hazard, for: subject)
        case .noSchoolWithin(let distance, let pool): standing(noSchoolWithin: distance, pool, for: subject)
        case .amongNearestSchools(let count, let pool):
            subject.schools.isEmpty
                ? .unknown(.unmeasured, fact: "schools")
                : subject.schools(in: pool).prefix(count).contains { $0.schoolID == subject.facts.schoolID }
                    ? .holds : .fails
        }
    }

    private func standing(of condition: DistanceCondition, for subject: DecisionCase) -> Standing {
        guard let measure = measure(named: condition.measure), let way = subject.ways[measure.name] else {
            return .unknown(.unmeasured, fact: condition.measure)
        }
        guard let walked = measure.avoidsHazards ? way.safeDistance : way.distance else {
            return condition.isLowerLimit ? .holds : .fails  // No safe way is longer than any limit.
        }
        let measured = measure.measured(walked)
        if isNear(measured, condition.limit) { return .near }
        return condition.holds(for: measured) ? .holds : .fails
    }

    /// Whether `measured` is too near `limit` to be decided without a person.
    func isNear(_ measured: Metres, _ limit: Metres) -> Bool {
        guard let width = nearLimit.width(at: limit) else { return false }
        return abs(Int(measured.decimetres) - Int(limit.decimetres)) <= Int(width.decimetres)
    }

    private func standing(
        noSchoolWithin distance: Metres, _ pool: SchoolPool, for subject: DecisionCase
    ) -> Standing {
        guard !subject.schools.isEmpty else { return .unknown(.unmeasured, fact: "schools") }
        guard let nearest = subject.schools(in: pool).first else { return .holds }
        if isNear(nearest.distance, distance) { return .near }
        return nearest.distance > distance ? .holds : .fails
    }

    private func standing(of condition: HazardCondition, for subject: DecisionCase) -> Standing {
        guard let measure = measure(named: condition.measure), let way = subject.ways[measure.name] else {
            return .unknown(.unmeasured, fact: condition.measure)
        }
        let exempt = exemptAlong(for: subject.facts, on: .school)
        let isMet = way.crossings > 0 || way.along > max(exempt, condition.alongMoreThan)
        guard isMet else { return .fails }
        guard let detour = condition.safeDetourAbove, let safe = way.safeDistance else { return .holds }
        return safe.metres > way.distance.metres * (1 + detour) ? .holds : .fails
    }
}

extension DecisionCase {
    /// The schools of `pool`, nearest first.
    func schools(in pool: SchoolPool) -> [SchoolWay] {
        guard pool == .sameLanguage else { return schools }
        let own = facts.columns["school_language"] ?? ""
        return schools.filter { $0.language ?? "" == own || $0.schoolID == facts.schoolID }
    }
}
