import Quantities
import TransportModel

extension RulesReader {
    /// Hazards, homes, review, stops, waiting and the process.
    mutating func readPolicies(_ top: YAMLMapping) {
        for value in top["hazards"]?.list() ?? [] {
            if let policy = hazardPolicy(value) { rules.hazards.append(policy) }
        }
        if let value = top["homes"] { readHomes(value) }
        if let value = top["days"] { readDays(value) }
        if let value = top["review"] { readReview(value) }
        if let value = top["process"] { readProcess(value) }
    }

    private func hazardPolicy(_ value: YAMLValue) -> HazardPolicy? {
        guard let keys = value.mapping(known: RuleFileKeys.hazardPolicy) else { return nil }
        var result = HazardPolicy()
        result.line = value.line ?? 0
        result.who = who(beside: keys)
        if let kinds = keys["kinds"] {
            result.kinds = Set(kinds.list().compactMap { $0.choice(of: HazardKind.self)?.kind })
        }
        if let uses = keys["for"] { result.uses = words(uses, of: HazardPolicy.Use.self) }
        result.riskAbove = keys["risk_above"]?.number(in: 0...1e9)
        result.riskAtLeast = keys["risk_at_least"]?.number(in: 0...1e9)
        if let columns = keys["columns"] { result.columns = conditions(columns) }
        result.when = keys["when"].flatMap(window)
        result.exemptAlong = length("exempt_along", in: keys) ?? .zero
        return result
    }

    private enum HazardKind: String, CaseIterable {
        case along, cross

        var kind: HazardMark.Kind { self == .along ? .along : .cross }
    }

    private mutating func readHomes(_ value: YAMLValue) {
        guard let keys = value.mapping(known: RuleFileKeys.homes) else { return }
        rules.homes.law = keys["law"]?.text() ?? ""
        if let kinds = keys["entitled"] { rules.homes.entitled = words(kinds, of: Home.Kind.self) }
        guard let second = keys["second"]?.mapping(known: RuleFileKeys.secondHome) else { return }
        var policy = HomePolicy.SecondHome()
        policy.wholeWeeks = second["whole_weeks"]?.flag() ?? false
        policy.equalWithin = second["equal_within"]?.share()
        policy.municipality = second["municipality"]?.text() ?? ""
        policy.needsApplication = second["application"]?.flag() ?? false
        policy.needsConsent = second["consent"]?.flag() ?? false
        policy.gives = second["gives"]?.choice(of: RuleEffect.self) ?? .transport
        rules.homes.second = policy
    }

    private mutating func readDays(_ value: YAMLValue) {
        guard let keys = value.mapping(known: RuleFileKeys.days) else { return }
        rules.extraTrips = keys["extra_trips"]?.list().compactMap { $0.text() } ?? []
        for element in keys["limits"]?.list() ?? [] {
            guard let limit = element.mapping(known: RuleFileKeys.dayLimit) else { continue }
            var policy = DayPolicy()
            policy.who = who(beside: limit)
            policy.law = limit["law"]?.text() ?? ""
            policy.weekdays = weekdays(limit["weekdays"])
            if let sessions = limit["sessions"] { policy.sessions = words(sessions, of: Session.self) }
            policy.when = limit["when"].flatMap(window)
            policy.except = limit["except"].flatMap(dayException)
            rules.days.append(policy)
        }
    }

    private func dayException(_ value: YAMLValue) -> DayPolicy.Exception? {
        guard let keys = value.mapping(known: RuleFileKeys.dayException) else { return nil }
        var except = DayPolicy.Exception()
        except.weekdays = weekdays(keys["weekdays"])
        except.column = keys["column"]?.text() ?? ""
        if let sessions = keys["sessions"] { except.sessions = words(sessions, of: Session.self) }
        if except.weekdays.isEmpty, except.column.isEmpty {
            log.error(
                "missing-key", at: value,
                "Say which days are left out: `weekdays: [Fri]`, or `column: care_days` for a column that lists them.")
        }
        return except
    }

    /// The weekdays of a list.
    func weekdays(_ value: YAMLValue?) -> Set<Weekday> { Set(value?.list().compactMap(weekday) ?? []) }

    private func weekday(_ value: YAMLValue) -> Weekday? {
        guard let text = value.text() else { return nil }
        if let weekday = Weekday(code: text) { return weekday }
        log.error("unknown-word", at: value, "`\(text)` is no weekday. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun.")
        return nil
    }

    private mutating func readReview(_ value: YAMLValue) {
        guard let keys = value.mapping(known: RuleFileKeys.review) else { return }
        if let near = keys["near_limit"]?.mapping(known: RuleFileKeys.nearLimit) {
            rules.nearLimit.metres =
                near["within_m"]?.number(in: 0...20_000, unit: "m").map { Metres(rounding: $0) } ?? .zero
            rules.nearLimit.share = near["within_share"]?.share() ?? 0
        }
        if let needs = keys["special_needs"] {
            if needs.isList {
                rules.reviewedNeeds = words(needs, of: Need.self)
            } else if needs.flag() == false {
                rules.reviewed.remove(.specialNeeds)
            }
        }
        if keys["protected"]?.flag() == false { rules.reviewed.remove(.protected) }
        if let carried = keys["carried"] { readCarried(carried) }
    }

    /// Causes as words, or groups of causes with those they are carried for.
    private mutating func readCarried(_ value: YAMLValue) {
        rules.carriedInReview = []
        for element in value.isMapping ? [value] : value.list() {
            guard element.isMapping else {
                if let cause = element.choice(of: ReviewCause.self) { rules.carriedInReview.insert(cause) }
                continue
            }
            guard let keys = element.mapping(known: RuleFileKeys.carried) else { continue }
            let causes = keys["causes"].map { words($0, of: ReviewCause.self) } ?? Set(ReviewCause.allCases)
            rules.carriedCases.append(CarriedCase(causes: causes, who: who(beside: keys)))
        }
    }

    private mutating func readProcess(_ value: YAMLValue) {
        guard let keys = value.mapping(known: RuleFileKeys.process) else { return }
        var process = DecisionProcess()
        process.application = keys["application"]?.choice(of: DecisionProcess.Application.self) ?? .automatic
        process.renewedOnGrades = keys["renewed_on_grades"].flatMap(gradeSet)?.sorted() ?? []
        process.validity =
            keys["validity"]?.choice(of: DecisionProcess.Validity.self)
            ?? (process.renewedOnGrades.isEmpty ? .schoolYear : .grades)
        if process.validity != .grades, let value = keys["renewed_on_grades"] {
            log.error(
                "no-effect", at: value,
                "`renewed_on_grades` says nothing beside `validity: \(process.validity.rawValue)`. Write `validity: "
                    + "grades`, or leave one of them out.")
        }
        process.isPreliminary = keys["preliminary"]?.flag() ?? false
        if let modes = keys["modes"] {
            process.modes = modes.list().compactMap { $0.choice(of: DecisionProcess.Mode.self) }
        }
        if let appeal = keys["appeal"]?.mapping(known: RuleFileKeys.appeal) {
            process.appealDays = appeal["days"]?.integer(in: 1...365)
            if let to = appeal["to"] { process.appealTo = localisedText(to) }
            if let to = appeal["to_for_chosen_school"] { process.appealToForChosenSchool = localisedText(to) }
        }
        if let allowance = keys["allowance"]?.mapping(known: RuleFileKeys.allowance) {
            process.allowancePerKilometre = allowance["per_km"]?.number(in: 0...1000).map { Cost(rounding: $0) }
            process.allowanceWay = allowance["way"]?.choice(of: DecisionProcess.AllowanceWay.self) ?? .own
            process.allowancePaysEmptyLegs = allowance["empty_legs"]?.flag() ?? false
            if process.allowanceWay != .own, !rules.measures.contains(where: { $0.school == .assigned }) {
                log.error(
                    "missing-measure", at: allowance["way"] ?? allowance.value,
                    "No measure leads to the assigned school, so its way is not known. Add such as `measures: "
                        + "{assigned: {school: assigned}}`.")
            }
        }
        rules.process = process
    }
}
