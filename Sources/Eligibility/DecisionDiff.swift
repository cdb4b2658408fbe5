package import TransportModel

/// What changed between two nights: who gains a right, who loses one, and whether a rule or a fact did it.
package struct DecisionDiff: Sendable {
    /// Every pupil and home whose decision changed, by pupil_id, then home_id.
    package var changes: [Change]

    /// One changed decision.
    package struct Change: Hashable, Sendable {
        /// Whom it is about.
        package var pupilID: String, homeID: String
        /// What happened.
        package var kind: Kind
        /// What did it.
        package var cause: Cause
        /// The facts that differ, by the names of the record; empty where nothing but rules changed.
        package var facts: [String]
        /// The rule that decided before and the one that decides now; empty where there was or is no decision.
        package var oldRule: String, newRule: String
        /// School, band, language and area as they are now (as they were, for a decision that is gone).
        package var schoolID: String, band: String, language: String, area: String
    }

    /// What happened to a decision.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Was not granted and is now.
        case gained
        /// Was granted and is not any more.
        case lost
        /// Went to a person.
        case toReview = "to_review"
        /// Was in review and is refused now.
        case refused
        /// Another rule decides the same.
        case otherRule = "other_rule"
        /// The pupil or home is new.
        case appeared
        /// The pupil or home is gone.
        case disappeared
    }

    /// What did it.
    package enum Cause: String, CaseIterable, Hashable, Sendable {
        /// The same facts under the new rules give the new decision.
        case rules
        /// The new facts under the old rules do.
        case facts
        /// Only both together do.
        case both
        /// There is nothing to compare with.
        case none
    }

    /// Compares `old` records, made by `oldRules`, with `new` ones, made by `newRules`.
    package init(old: [DecisionTrace], oldRules: RuleSet, new: [DecisionTrace], newRules: RuleSet) {
        let before = Dictionary(old.map { ($0.key, $0) }) { _, last in last }
        let after = Dictionary(new.map { ($0.key, $0) }) { _, last in last }
        let keys = Set(before.keys).union(after.keys).sorted()
        changes = keys.compactMap { key in
            Self.change(before[key], oldRules, after[key], newRules)
        }
    }

    private static func change(
        _ old: DecisionTrace?, _ oldRules: RuleSet, _ new: DecisionTrace?, _ newRules: RuleSet
    ) -> Change? {
        guard let shown = new ?? old else { return nil }
        let kind: Kind, cause: Cause
        if let old, let new {
            guard let found = self.kind(from: old.result, to: new.result) else { return nil }
            kind = found
            cause = self.cause(old, oldRules, new, newRules)
        } else {
            (kind, cause) = (old == nil ? .appeared : .disappeared, .none)
        }
        let facts = shown.subject.facts
        return Change(
            pupilID: shown.subject.pupilID, homeID: shown.subject.homeID ?? "", kind: kind, cause: cause,
            facts: old.flatMap { old in new.map { self.facts(old.subject, $0.subject) } } ?? [],
            oldRule: old?.result.ruleID ?? "", newRule: new?.result.ruleID ?? "", schoolID: facts.schoolID,
            band: (new == nil ? oldRules : newRules).bandNames(of: facts.grade).first ?? String(facts.grade),
            language: shown.language, area: shown.area)
    }

    private static func kind(from old: DecisionTrace.Result, to new: DecisionTrace.Result) -> Kind? {
        guard old.outcome != new.outcome else { return old.ruleID == new.ruleID ? nil : .otherRule }
        if new.outcome == .granted { return .gained }
        if old.outcome == .granted, new.outcome == .refused { return .lost }
        return new.outcome == .review ? .toReview : .refused
    }

    private static func cause(
        _ old: DecisionTrace, _ oldRules: RuleSet, _ new: DecisionTrace, _ newRules: RuleSet
    ) -> Cause {
        func isNew(_ rules: RuleSet, _ subject: DecisionCase) -> Bool {
            let verdict = rules.verdict(on: subject)
            return verdict.outcome == new.result.outcome && rules.citedID(verdict) == new.result.ruleID
        }
        if isNew(newRules, old.subject) { return .rules }
        return isNew(oldRules, new.subject) ? .facts : .both
    }

    /// The names of the facts that differ, in the order of the record.
    private static func facts(_ old: DecisionCase, _ new: DecisionCase) -> [String] {
        let columns = Set(old.facts.columns.keys).union(new.facts.columns.keys).sorted()
        let pairs: [(String, Bool)] = [
            ("grade", old.facts.grade != new.facts.grade),
            ("birth_date", old.facts.birthDate != new.facts.birthDate),
            ("needs", old.facts.needs != new.facts.needs),
            ("protected", old.facts.isProtected != new.facts.isProtected),
            ("school_id", old.facts.schoolID != new.facts.schoolID),
            ("school_is_assigned", old.facts.schoolIsAssigned != new.facts.schoolIsAssigned),
            ("home_kind", old.facts.homeKind != new.facts.homeKind),
            ("as_of", old.facts.asOf != new.facts.asOf),
            ("home", old.home != new.home), ("ways", old.ways != new.ways), ("schools", old.schools != new.schools),
            ("override", old.override != new.override),
        ]
        return pairs.filter(\.1).map(\.0) + columns.filter { old.facts.columns[$0] != new.facts.columns[$0] }
    }
}

extension DecisionDiff {
    /// By what changes are counted.
    package enum Grouping: String, CaseIterable, Sendable {
        case school, area, band, language, rule, fact
    }

    /// How many gain and how many lose, per group, by the group's name.
    package func counts(by grouping: Grouping) -> [(group: String, gained: Int, lost: Int)] {
        var gained: [String: Int] = [:], lost: [String: Int] = [:]
        for change in changes where change.kind == .gained || change.kind == .lost {
            for group in change.groups(grouping) {
                if change.kind == .gained { gained[group, default: 0] += 1 } else { lost[group, default: 0] += 1 }
            }
        }
        return Set(gained.keys).union(lost.keys).sorted().map { ($0, gained[$0] ?? 0, lost[$0] ?? 0) }
    }
}

extension DecisionDiff.Change {
    fileprivate func groups(_ grouping: DecisionDiff.Grouping) -> [String] {
        switch grouping {
        case .school: [schoolID]
        case .area: [area]
        case .band: [band]
        case .language: [language]
        case .rule: [kind == .gained ? newRule : oldRule]
        case .fact: facts.isEmpty ? [cause.rawValue] : facts
        }
    }
}

extension DecisionTrace {
    /// What makes a decision the same on two nights.
    fileprivate var key: Key { Key(pupilID: subject.pupilID, homeID: subject.homeID ?? "") }

    fileprivate struct Key: Hashable, Comparable {
        var pupilID: String, homeID: String

        static func < (lhs: Key, rhs: Key) -> Bool { (lhs.pupilID, lhs.homeID) < (rhs.pupilID, rhs.homeID) }
    }
}
