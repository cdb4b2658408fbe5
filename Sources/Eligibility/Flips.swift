package import Quantities
package import TransportModel

/// Something that would turn a decision, found by deciding again with that one thing changed.
package struct Flip: Hashable, Sendable {
    /// What would be different.
    package var change: Change
    /// What the decision would be then.
    package var outcome: Outcome
    /// The rule that would decide.
    package var ruleID: String

    /// Whether only the length of the way would be different.
    package var isAboutLength: Bool {
        switch change {
        case .longer, .shorter: true
        case .measure, .date, .grade: false
        }
    }

    /// What would be different.
    package enum Change: Hashable, Sendable {
        /// The way by the deciding rule's measure, by so many metres.
        case longer(Metres), shorter(Metres)
        /// The way measured by another measure of the file, which gives this.
        case measure(String, Metres)
        /// The day: a window opens or closes, or the pupil has a birthday that a rule asks for.
        case date(CalendarDate)
        /// The next grade.
        case grade(Int)
    }
}

/// Finds what would turn decisions by one set of rules, all made for one day.
package struct FlipFinder {
    private let rules: RuleSet
    private let changes: [CalendarDate]

    /// A finder; `asOf` is the day of the decisions.
    package init(rules: RuleSet, asOf: CalendarDate) {
        self.rules = rules
        let windows = rules.rules.compactMap(\.when) + rules.hazards.compactMap(\.when)
        changes = Set(windows.compactMap { $0.nextChange(after: asOf) }).sorted()
    }

    /// What would turn `verdict` on `subject`, nearest first; empty for a decision by hand.
    package func flips(of verdict: Verdict, on subject: DecisionCase) -> [Flip] {
        guard verdict.ground != .override, subject.homeID != nil else { return [] }
        return distanceFlip(verdict, subject) + measureFlips(verdict, subject) + dateFlips(verdict, subject)
            + gradeFlip(verdict, subject)
    }

    private func flip(_ change: Flip.Change, _ changed: DecisionCase, unlike outcome: Outcome) -> Flip? {
        let verdict = rules.verdict(on: changed)
        guard verdict.outcome != outcome else { return nil }
        return Flip(change: change, outcome: verdict.outcome, ruleID: rules.citedID(verdict))
    }

    /// How much longer or shorter the way would have to be, tried on both sides of the limit and of its margin.
    private func distanceFlip(_ verdict: Verdict, _ subject: DecisionCase) -> [Flip] {
        guard case .rule(let position) = verdict.ground, let distance = rules.rules[position].distance,
            let measure = rules.measure(named: distance.measure), let measured = verdict.measured
        else { return [] }
        let width = rules.nearLimit.width(at: distance.limit) ?? .zero
        let beyond = width + Metres(decimetres: 1)
        let targets = [
            distance.limit, distance.limit - width, distance.limit + width, distance.limit - beyond,
            distance.limit + beyond,
        ]
        let tried = targets.sorted { gap($0, measured) < gap($1, measured) }
        for target in tried where target != measured && target > .zero {
            var changed = subject
            let difference = target - measured
            changed.ways[measure.name]?.distance += difference
            if let safe = changed.ways[measure.name]?.safeDistance {
                changed.ways[measure.name]?.safeDistance = safe + difference
            }
            let change: Flip.Change = target > measured ? .longer(target - measured) : .shorter(measured - target)
            if let flip = flip(change, changed, unlike: verdict.outcome) { return [flip] }
        }
        return []
    }

    private func gap(_ lhs: Metres, _ rhs: Metres) -> Int { abs(Int(lhs.decimetres) - Int(rhs.decimetres)) }

    /// The gate instead of the door: every other measure of the file put in the place of the one that decided.
    private func measureFlips(_ verdict: Verdict, _ subject: DecisionCase) -> [Flip] {
        guard case .rule(let position) = verdict.ground, let distance = rules.rules[position].distance,
            let used = rules.measure(named: distance.measure)
        else { return [] }
        return rules.measures.compactMap { other in
            guard other.name != used.name, let way = subject.ways[other.name],
                let measured = rules.measured(other.name, for: subject)
            else { return nil }
            var changed = subject
            changed.ways[used.name] = way
            return flip(.measure(other.name, measured), changed, unlike: verdict.outcome)
        }
    }

    private func dateFlips(_ verdict: Verdict, _ subject: DecisionCase) -> [Flip] {
        let dates = changes + birthdays(of: subject.facts)
        var previous = verdict.outcome
        return Set(dates).sorted().compactMap { date in
            var changed = subject
            changed.facts.asOf = date
            changed.conflicts = []
            guard let flip = flip(.date(date), changed, unlike: previous) else { return nil }
            previous = flip.outcome
            return flip
        }
    }

    /// The birthdays within a year that some rule asks for on the planned day.
    private func birthdays(of facts: PupilFacts) -> [CalendarDate] {
        guard let birth = facts.birthDate else { return [] }
        let ages = rules.rules.compactMap(\.who.age).filter { $0.day == .planned }
            .flatMap { [$0.atLeast, $0.under].compactMap { $0 } }
        let next = MonthDay(birth).first(from: facts.asOf.adding(days: 1))
        return ages.contains(birth.wholeYears(until: next)) ? [next] : []
    }

    private func gradeFlip(_ verdict: Verdict, _ subject: DecisionCase) -> [Flip] {
        let next = subject.facts.grade + 1
        guard rules.rules.contains(where: { $0.who.grades.contains(next) }) else { return [] }
        var changed = subject
        changed.facts.grade = next
        changed.conflicts = []
        return flip(.grade(next), changed, unlike: verdict.outcome).map { [$0] } ?? []
    }
}

extension Flip {
    /// The sentence that says it.
    package var message: Message {
        var values = ["rule": ruleID, "outcome": "{\(outcome.rawValue)}"]
        switch change {
        case .longer(let metres):
            values["metres"] = metres.description
            return Message(.flipLonger, values)
        case .shorter(let metres):
            values["metres"] = metres.description
            return Message(.flipShorter, values)
        case .measure(let name, let metres):
            values["measure"] = name
            values["metres"] = metres.description
            return Message(.flipMeasure, values)
        case .date(let date):
            values["date"] = date.description
            return Message(.flipDate, values)
        case .grade(let grade):
            values["grade"] = String(grade)
            return Message(.flipGrade, values)
        }
    }
}
