package import Quantities
package import TransportModel

/// What the rules say to a case.
package struct Verdict: Hashable, Sendable {
    /// Granted, refused or review.
    package var outcome: Outcome
    /// What brought it about.
    package var ground: Ground
    /// Why it is in review, most telling first; empty unless it is.
    package var causes: [ReviewCause] = []
    /// The fact that is missing, or that could not be measured, where that is a cause.
    package var missingFact = ""
    /// What the deciding rule gives.
    package var gives = RuleEffect.transport
    /// The rides that it is for.
    package var given = GivenRides()
    /// How the pupil travels; `nil`: the file has no order of modes, or there is no right.
    package var mode: DecisionProcess.Mode?
    /// The way that is shown with the decision and the limit it was compared with.
    package var measured: Metres?, limit: Metres?
    /// How every rule about the pupil was answered, in file order, up to the one that decided.
    package var answers: [RuleAnswer] = []

    /// What a verdict rests on.
    package enum Ground: Hashable, Sendable {
        /// A decision by hand.
        case override
        /// There is no readable home.
        case noHome
        /// What the file says of homes, by the word of its key.
        case homes(String)
        /// Nobody has applied, and the file asks for it.
        case application
        /// The rule at this position.
        case rule(Int)
        /// No rule is about the pupil.
        case none
    }
}

extension RuleSet {
    /// What these rules say to `subject`. An override wins over everything; then the homes policy; then the rules from
    /// top to bottom; at last, whoever is not clearly granted and needs a person's eye goes to one.
    package func verdict(on subject: DecisionCase) -> Verdict {
        if let override = subject.override, override.expires >= subject.facts.asOf {
            return shown(Verdict(outcome: override.outcome, ground: .override), for: subject)
        }
        guard subject.homeID != nil else {
            return Verdict(outcome: .review, ground: .noHome, causes: withPersonalCauses([.unmeasured], subject.facts))
        }
        var verdict =
            applicationVerdict(on: subject) ?? homesVerdict(on: subject) ?? settled(rulesVerdict(on: subject), subject)
        if verdict.outcome == .granted, let effect = secondHomeEffect(for: subject) {
            verdict.apply(effect)
        }
        if let conflict = subject.conflicts.first(where: { matters($0, to: subject, verdict) }) {
            verdict.outcome = .review
            verdict.causes = Set(verdict.causes + [.conflicting]).sorted()
            verdict.missingFact = conflict.column
        }
        applyModes(to: &verdict, subject.facts)
        if verdict.outcome != .granted {
            verdict.causes = withPersonalCauses(verdict.causes, subject.facts)
            if !verdict.causes.isEmpty { verdict.outcome = .review }
        }
        applyDays(to: &verdict, subject.facts)
        return verdict
    }

    /// Narrows a right that may be carried to the days and sessions that the file gives it for.
    private func applyDays(to verdict: inout Verdict, _ facts: PupilFacts) {
        guard verdict.outcome != .refused else { return }
        verdict.given = givenRides(ruleID: citedID(verdict), facts: facts)
    }

    /// Settles how a pupil with a right travels; an allowance is no ride.
    private func applyModes(to verdict: inout Verdict, _ facts: PupilFacts) {
        guard verdict.outcome != .refused, verdict.gives == .transport else { return }
        verdict.mode = process.mode(for: facts)
        if verdict.mode == .allowance, verdict.outcome == .granted { verdict.apply(.allowance) }
    }

    /// A verdict that rests on nobody having applied.
    private func applicationVerdict(on subject: DecisionCase) -> Verdict? {
        guard process.application == .needed, let cell = subject.facts.columns["applied"] else { return nil }
        let condition = ColumnCondition(column: "applied", test: .oneOf(["no"]))
        guard condition.holds(for: ["applied": cell]) == .yes else { return nil }
        return Verdict(outcome: .refused, ground: .application, gives: .nothing, measured: standardWay(subject))
    }

    /// `verdict`, or where only a birth date is missing and every age that the grade may have gives the same answer, that
    /// answer.
    private func settled(_ verdict: Verdict, _ subject: DecisionCase) -> Verdict {
        guard verdict.causes == [.missingFact], verdict.missingFact == "birth_date" else { return verdict }
        var other = subject
        let possible = (4...9).flatMap { older in
            [1, 180, 360].map { days in
                let age = subject.facts.grade + older
                other.facts.birthDate = subject.facts.asOf.adding(days: -age * 365 - age / 4 - days)
                return rulesVerdict(on: other)
            }
        }
        return possible.allSatisfy { $0.outcome == possible[0].outcome } ? possible[0] : verdict
    }

    /// Whether the answer hangs on which of two contradicting facts is true.
    private func matters(_ conflict: FactConflict, to subject: DecisionCase, _ verdict: Verdict) -> Bool {
        var other = subject
        other.conflicts = []
        switch conflict {
        case .birthDate:
            other.facts.birthDate = nil
            return rulesVerdict(on: other).outcome != rulesVerdict(on: subject).outcome
        case .grade(let taught):
            return taught.contains { grade in
                other.facts.grade = grade
                return rulesVerdict(on: other).outcome != rulesVerdict(on: subject).outcome
            }
        }
    }

    /// `causes` and those that lie in the pupil.
    private func withPersonalCauses(_ causes: [ReviewCause], _ facts: PupilFacts) -> [ReviewCause] {
        var all = Set(causes)
        if !facts.needs.isDisjoint(with: reviewedNeeds), reviewed.contains(.specialNeeds) { all.insert(.specialNeeds) }
        if facts.isProtected, reviewed.contains(.protected) { all.insert(.protected) }
        return all.sorted()
    }

    /// Adds the way and limit that people expect beside a decision that no rule made.
    private func shown(_ verdict: Verdict, for subject: DecisionCase) -> Verdict {
        let byRule = rulesVerdict(on: subject)
        var result = verdict
        result.measured = byRule.measured
        result.limit = byRule.limit
        result.answers = byRule.answers
        return result
    }
}

// MARK: - The rules from top to bottom

extension RuleSet {
    private func rulesVerdict(on subject: DecisionCase) -> Verdict {
        var answers: [RuleAnswer] = []
        var doubts: [RuleAnswer] = []
        for position in rules.indices {
            guard let answer = answer(position, for: subject) else { continue }
            answers.append(answer)
            switch answer.standing {
            case .fails: continue
            case .near, .unknown: doubts.append(answer)
            case .holds: return decided(by: answer, after: answers, doubts: doubts, subject)
            }
        }
        return undecided(answers, doubts: doubts, subject)
    }

    /// A rule clearly holds: it decides, unless a rule above it that may hold as well would have decided otherwise.
    private func decided(
        by answer: RuleAnswer, after answers: [RuleAnswer], doubts: [RuleAnswer], _ subject: DecisionCase
    ) -> Verdict {
        let rule = rules[answer.rule]
        let weighty = doubts.filter { rules[$0.rule].gives != rule.gives }
        guard weighty.isEmpty else { return doubtful(weighty, answers) }
        var verdict = Verdict(outcome: .granted, ground: .rule(answer.rule), answers: answers)
        verdict.apply(rule.gives)
        let nearest = answer.measured == nil ? nearestMiss(answers) : answer
        verdict.measured = nearest?.measured ?? standardWay(subject)
        verdict.limit = answer.measured == nil ? nil : answer.limit
        return verdict
    }

    /// No rule clearly holds: refused, unless one may hold.
    private func undecided(_ answers: [RuleAnswer], doubts: [RuleAnswer], _ subject: DecisionCase) -> Verdict {
        let weighty = doubts.filter { rules[$0.rule].gives != .nothing }
        guard weighty.isEmpty else { return doubtful(weighty, answers) }
        guard let nearest = nearestMiss(answers) ?? answers.last else {
            return Verdict(outcome: .refused, ground: .none, gives: .nothing, measured: standardWay(subject))
        }
        return Verdict(
            outcome: .refused, ground: .rule(nearest.rule), gives: .nothing,
            measured: nearest.measured ?? standardWay(subject), limit: nearest.limit, answers: answers)
    }

    private func doubtful(_ doubts: [RuleAnswer], _ answers: [RuleAnswer]) -> Verdict {
        var verdict = Verdict(
            outcome: .review, ground: .rule(doubts[0].rule), gives: rules[doubts[0].rule].gives,
            measured: doubts[0].measured, limit: doubts[0].limit, answers: answers)
        for doubt in doubts {
            switch doubt.standing {
            case .near: verdict.causes.append(.nearLimit)
            case .unknown(let cause, let fact):
                verdict.causes.append(cause)
                if verdict.missingFact.isEmpty { verdict.missingFact = fact }
            case .holds, .fails: break
            }
        }
        verdict.causes = Set(verdict.causes).sorted()
        return verdict
    }

    /// The failed distance rule whose limit was missed by least.
    private func nearestMiss(_ answers: [RuleAnswer]) -> RuleAnswer? {
        func miss(_ answer: RuleAnswer) -> Int? {
            guard let measured = answer.measured, let limit = answer.limit else { return nil }
            return abs(Int(measured.decimetres) - Int(limit.decimetres))
        }
        let granting = answers.filter { rules[$0.rule].gives != .nothing && miss($0) != nil }
        return granting.min { (miss($0) ?? .max) < (miss($1) ?? .max) }
    }

    private func standardWay(_ subject: DecisionCase) -> Metres? { measured("", for: subject) }
}

// MARK: - Homes

extension RuleSet {
    /// A verdict that rests on the kind of home alone.
    private func homesVerdict(on subject: DecisionCase) -> Verdict? {
        guard let kind = subject.facts.homeKind, !homes.entitled.contains(kind) else { return nil }
        return Verdict(
            outcome: .refused, ground: .homes("entitled"), gives: .nothing, measured: standardWay(subject))
    }

    /// What becomes of a right from a second home; `nil` when nothing changes.
    private func secondHomeEffect(for subject: DecisionCase) -> SecondHomeEffect? {
        guard let policy = homes.second, let home = subject.home, home.homes > 1 else { return nil }
        if policy.wholeWeeks, !home.isByWholeWeeks { return .refused("whole_weeks") }
        if let tolerance = policy.equalWithin {
            let equal = 1000 / home.homes
            let allowed = Int((tolerance * 1000).rounded())
            if abs(home.permille - equal) > allowed { return .refused("equal_within") }
        }
        guard subject.facts.homeKind == .second else { return nil }
        if !policy.municipality.isEmpty {
            guard let cell = subject.facts.columns["municipality"], !cell.isEmpty else {
                return .missing("municipality")
            }
            let condition = ColumnCondition(column: "municipality", test: .oneOf([policy.municipality]))
            if condition.holds(for: subject.facts.columns) != .yes { return .refused("municipality") }
        }
        func says(_ column: String) -> Bool {
            ColumnCondition(column: column, test: .oneOf(["yes"])).holds(for: subject.facts.columns) == .yes
        }
        if policy.needsApplication, !says("application") { return .refused("application") }
        if policy.needsConsent, !says("consent") { return .refused("consent") }
        return policy.gives == .transport ? nil : .gives(policy.gives)
    }
}

/// What becomes of a right to a ride from a second home.
private enum SecondHomeEffect {
    case refused(String), missing(String), gives(RuleEffect)
}

extension Verdict {
    /// Turns a granted verdict into what `effect` means for a ride.
    fileprivate mutating func apply(_ effect: RuleEffect) {
        gives = effect
        switch effect {
        case .transport: outcome = .granted
        case .allowance, .nothing: outcome = .refused
        case .surplusSeat: (outcome, causes) = (.review, [.surplusSeat])
        case .review: (outcome, causes) = (.review, [.rule])
        }
    }

    fileprivate mutating func apply(_ effect: SecondHomeEffect) {
        switch effect {
        case .refused(let key): (outcome, ground, gives) = (.refused, .homes(key), .nothing)
        case .missing(let fact): (outcome, causes, missingFact) = (.review, [.missingFact], fact)
        case .gives(let effect): apply(effect)
        }
    }
}
