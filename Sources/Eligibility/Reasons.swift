import Quantities
package import TransportModel

extension RuleSet {
    /// Why `verdict` is what it is, sentence by sentence.
    package func reasons(for verdict: Verdict, on subject: DecisionCase) -> [Message] {
        var messages: [Message] = []
        if verdict.outcome == .review {
            messages = verdict.causes.map { reviewReason($0, verdict, subject) }
        } else {
            messages = ground(of: verdict, subject)
        }
        if verdict.gives == .allowance, let allowance = allowance(for: verdict, on: subject) {
            messages.append(allowance.message)
        }
        guard verdict.outcome == .granted else { return messages }
        if verdict.mode == .public { messages.append(Message(.modePublic)) }
        let trips = extraTrips(for: subject.facts)
        if !trips.isEmpty { messages.append(Message(.extraTrips, ["trips": trips.joined(separator: ", ")])) }
        return messages + verdict.given.messages
    }

    /// What a person would need to know to decide; empty unless in review.
    package func whatWouldDecide(_ verdict: Verdict, on subject: DecisionCase) -> [Message] {
        guard verdict.outcome == .review else { return [] }
        let values = values(verdict, subject)
        return verdict.causes.map { cause in
            let key: MessageKey =
                switch cause {
                case .nearLimit: .decideNearLimit
                case .specialNeeds: .decideSpecialNeeds
                case .protected: .decideProtected
                case .conflicting: .decideConflicting
                case .unmeasured: verdict.ground == .noHome ? .decideNoHome : .decideUnmeasured
                case .missingFact: .decideMissingFact
                case .surplusSeat: .decideSurplusSeat
                case .rule: isBroken(verdict) ? .decideBrokenRule : .decideByRule
                }
            return Message(key, values)
        }
    }

    /// What the sentences about `verdict` have in their gaps.
    func values(_ verdict: Verdict, _ subject: DecisionCase) -> [String: String] {
        var values = ["rule": citedID(verdict), "fact": verdict.missingFact]
        values["measured"] = verdict.measured?.description
        values["limit"] = verdict.limit?.description
        values["kind"] = subject.facts.homeKind.map { "{\($0.rawValue)}" }
        values["municipality"] = homes.second?.municipality
        values["needs"] = subject.facts.needs.sorted().map { "{\($0.rawValue)}" }.joined(separator: ", ")
        if let override = subject.override {
            values["author"] = override.author
            values["expires"] = override.expires.description
            values["reason"] = override.reason.hasSuffix(".") ? String(override.reason.dropLast()) : override.reason
        }
        return values
    }

    private func isBroken(_ verdict: Verdict) -> Bool {
        if case .rule(let position) = verdict.ground { rules[position].isBroken } else { false }
    }

    private func ground(of verdict: Verdict, _ subject: DecisionCase) -> [Message] {
        let values = values(verdict, subject)
        switch verdict.ground {
        case .override:
            return [Message(verdict.outcome == .granted ? .overrideGranted : .overrideRefused, values)]
        case .noHome: return [Message(.reviewNoHome)]
        case .application: return [Message(.refusedNotApplied)]
        case .none: return [Message(.refusedNoRule)]
        case .homes(let key): return [Message(homesReason(key), values)]
        case .rule(let position):
            let reason = reason(of: rules[position], verdict)
            let unmet = reason == .refusedOther ? unmet(rules[position], subject) : nil
            return [unmet ?? Message(reason, values)] + hazards(of: dangers(verdict, position), subject)
        }
    }

    /// The rule about hazards whose way is described: the deciding one, or for a refusal the first that was asked.
    private func dangers(_ verdict: Verdict, _ position: Int) -> Rule {
        guard verdict.outcome == .refused else { return rules[position] }
        let asked = verdict.answers.map { rules[$0.rule] }.first { rule in
            rule.conditions.contains { if case .hazard = $0 { true } else { false } }
        }
        return asked ?? rules[position]
    }

    /// Which condition of a rule about other things than distance is not met.
    private func unmet(_ rule: Rule, _ subject: DecisionCase) -> Message? {
        let failed = rule.conditions.first { standing(of: $0, for: subject) == .fails }
        switch failed {
        case .hazard(let hazard):
            let way = measure(named: hazard.measure).flatMap { subject.ways[$0.name] }
            let meets = way.map { $0.along > .zero || $0.crossings > 0 } ?? false
            let key: MessageKey = meets && hazard.safeDetourAbove != nil ? .refusedSafeWay : .refusedNoHazard
            return Message(key, ["rule": rule.id])
        case .noSchoolWithin(let limit, let pool):
            guard let nearest = subject.schools(in: pool).first else { return nil }
            return Message(
                .refusedSchoolWithin,
                ["rule": rule.id, "metres": nearest.distance.description, "limit": limit.description])
        case .amongNearestSchools(let count, _):
            return Message(.refusedNotNearest, ["rule": rule.id, "count": String(count)])
        case .distance, nil: return nil
        }
    }

    private func homesReason(_ key: String) -> MessageKey {
        switch key {
        case "whole_weeks": .refusedWholeWeeks
        case "equal_within": .refusedUnequal
        case "municipality": .refusedMunicipality
        case "application": .refusedNoApplication
        case "consent": .refusedNoConsent
        default: .refusedHomeKind
        }
    }

    private func reason(of rule: Rule, _ verdict: Verdict) -> MessageKey {
        let comparator = verdict.limit == nil || verdict.measured == nil ? nil : rule.distance?.comparator
        if verdict.outcome == .granted {
            return switch comparator {
            case .moreThan: .grantedMoreThan
            case .atLeast: .grantedAtLeast
            case .lessThan, .atMost, nil: .grantedByRule
            }
        }
        let isUnmet = verdict.answers.last { rules[$0.rule].id == rule.id }?.standing == .fails
        guard isUnmet else { return verdict.gives == .allowance ? .refusedAllowance : .refusedByRule }
        guard let comparator, let measured = verdict.measured, let limit = verdict.limit,
            !DistanceCondition(comparator, limit).holds(for: measured)
        else { return .refusedOther }
        return comparator == .moreThan
            ? .refusedNotMoreThan : comparator == .atLeast ? .refusedNotAtLeast : .refusedOther
    }

    /// What the way of a rule about hazards meets.
    private func hazards(of rule: Rule, _ subject: DecisionCase) -> [Message] {
        rule.conditions.flatMap { condition -> [Message] in
            guard case .hazard(let hazard) = condition, let name = measure(named: hazard.measure)?.name,
                let way = subject.ways[name], !way.hazards.isEmpty
            else { return [] }
            let values = ["metres": way.along.description, "hazards": way.hazards.joined(separator: ", ")]
            var messages: [Message] = []
            if way.along > .zero { messages.append(Message(.hazardAlong, values)) }
            if way.crossings > 0 { messages.append(Message(.hazardCross, values)) }
            if let safe = way.safeDistance {
                messages.append(Message(.safeWay, ["safe": safe.description]))
            } else {
                messages.append(Message(.noSafeWay))
            }
            return messages
        }
    }

    private func reviewReason(_ cause: ReviewCause, _ verdict: Verdict, _ subject: DecisionCase) -> Message {
        let key: MessageKey =
            switch cause {
            case .nearLimit: .reviewNearLimit
            case .specialNeeds: .reviewSpecialNeeds
            case .protected: .reviewProtected
            case .conflicting: .reviewConflicting
            case .unmeasured: verdict.ground == .noHome ? .reviewNoHome : .reviewUnmeasured
            case .missingFact: .reviewMissingFact
            case .surplusSeat: .reviewSurplusSeat
            case .rule: isBroken(verdict) ? .reviewBrokenRule : .reviewByRule
            }
        return Message(key, values(verdict, subject))
    }
}

extension Allowance {
    /// The sentence that says what is paid and for which way.
    fileprivate var message: Message {
        guard let perDay else { return Message(.allowanceCounted, ["metres": way.description]) }
        return Message(.allowanceWorth, ["metres": way.description, "amount": perDay.description])
    }
}

extension GivenRides {
    /// The sentences that say for which rides a right is; none where it is for all.
    fileprivate var messages: [Message] {
        var result: [Message] = []
        if sessions.count == 1, let session = sessions.first {
            result.append(Message(session == .toSchool ? .oneSessionToSchool : .oneSessionFromSchool))
        }
        if !weekdays.isEmpty { result.append(Message(.onlyWeekdays, ["days": Self.words(weekdays)])) }
        if !exceptWeekdays.isEmpty {
            let key: MessageKey =
                exceptSessions.count != 1
                ? .notOnWeekdays : exceptSessions.contains(.toSchool) ? .notToSchoolOn : .notFromSchoolOn
            result.append(Message(key, ["days": Self.words(exceptWeekdays)]))
        }
        return result
    }

    private static func words(_ days: Set<Weekday>) -> String {
        days.sorted().map { "{\($0.code.lowercased())}" }.joined(separator: ", ")
    }
}
