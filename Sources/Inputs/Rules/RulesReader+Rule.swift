import Quantities
import TransportModel

extension RulesReader {
    /// One element of `rules`.
    func rule(_ keys: YAMLMapping, position: Int) -> Rule {
        var rule = Rule(id: required("id", in: keys) ?? "rule-\(position)")
        rule.line = keys.value.line ?? 0
        rule.law = keys["law"]?.text() ?? ""
        rule.source = keys["source"]?.text() ?? ""
        rule.note = keys["note"]?.text() ?? ""
        if let text = keys["text"] { rule.text = localisedText(text) }
        rule.who = who(beside: keys)
        rule.when = keys["when"].flatMap(window)
        rule.reasonCode = keys["reason_code"]?.text() ?? ""
        rule.conditions = conditions(of: keys)
        for value in keys["also"]?.list() ?? [] {
            guard let also = value.mapping(known: RuleFileKeys.condition) else { continue }
            rule.conditions += conditions(of: also)
        }
        rule.gives = keys["gives"]?.choice(of: RuleEffect.self) ?? .transport
        if let sessions = keys["sessions"] { rule.sessions = words(sessions, of: Session.self) }
        rule.weekdays = weekdays(keys["weekdays"])
        if rule.id == DecisionRow.overrideRuleID || rule.id == "none" {
            log.error("reserved-id", at: keys["id"] ?? keys.value, "`\(rule.id)` is taken. Choose another id.")
        }
        return rule
    }

    /// The conditions that stand beside each other in one group of keys.
    private func conditions(of keys: YAMLMapping) -> [RuleCondition] {
        let hazard = keys["hazard"].flatMap { hazardCondition($0, beside: keys) }.map(RuleCondition.hazard)
        refuseIdleKeys(keys)
        return distances(of: keys) + schools(of: keys) + (hazard.map { [$0] } ?? [])
    }

    /// Names keys that say nothing without another one.
    private func refuseIdleKeys(_ keys: YAMLMapping) {
        func refuse(_ key: String, without others: [String], _ remedy: String) {
            guard let value = keys[key], !keys.has(anyOf: others) else { return }
            log.error("no-effect", at: value, "`\(key)` says nothing here: \(remedy)")
        }
        let upper = RuleFileKeys.lengths("less_than") + RuleFileKeys.lengths("at_most")
        refuse(
            "measure", without: RuleFileKeys.distances + ["hazard"],
            "there is no limit or hazard to measure for, and ways to other schools are measured as `measure:` of the "
                + "file says. Leave it out, or add such as `more_than_m`.")
        refuse(
            "upper_measure", without: upper,
            "there is no upper limit. Leave it out, or add such as `at_most_km`.")
        refuse(
            "school_pool", without: RuleFileKeys.lengths("no_school_within") + ["among_nearest_schools"],
            "no condition looks at other schools. Leave it out, or add `among_nearest_schools`.")
    }

    private func distances(of keys: YAMLMapping) -> [RuleCondition] {
        let measure = measureName("measure", in: keys)
        let upper = keys["upper_measure"] == nil ? measure : measureName("upper_measure", in: keys)
        let all = DistanceCondition.Comparator.allCases.compactMap { comparator -> DistanceCondition? in
            guard let limit = length(comparator.rawValue, in: keys) else { return nil }
            let isLower = comparator == .moreThan || comparator == .atLeast
            return DistanceCondition(comparator, limit, measure: isLower ? measure : upper)
        }
        let lower = all.filter(\.isLowerLimit), above = all.filter { !$0.isLowerLimit }
        if lower.count > 1 || above.count > 1 {
            log.error(
                "double-value", at: keys.value,
                "A rule has one lower limit (`more_than_…` or `at_least_…`) and one upper (`less_than_…` or `at_most_…`)."
            )
        }
        if let low = lower.first, let high = above.first, low.limit >= high.limit, low.measure == high.measure {
            log.error("empty-range", at: keys.value, "No way is over \(low.limit) m and under \(high.limit) m.")
        }
        return all.map(RuleCondition.distance)
    }

    private func schools(of keys: YAMLMapping) -> [RuleCondition] {
        let pool = keys["school_pool"]?.choice(of: SchoolPool.self) ?? .all
        var result: [RuleCondition] = []
        if let within = length("no_school_within", in: keys) { result.append(.noSchoolWithin(within, among: pool)) }
        if let count = keys["among_nearest_schools"]?.integer(in: 1...50) {
            result.append(.amongNearestSchools(count, among: pool))
        }
        return result
    }

    private func hazardCondition(_ value: YAMLValue, beside rule: YAMLMapping) -> HazardCondition? {
        guard value.isMapping else {
            guard let flag = value.flag() else { return nil }
            if !flag {
                log.error("bad-value", at: value, "`hazard: no` says nothing. Leave the key out.")
            }
            var result = HazardCondition()
            result.measure = measureName("measure", in: rule, isReported: false)
            return flag ? result : nil
        }
        guard let keys = value.mapping(known: RuleFileKeys.hazardCondition) else { return nil }
        var result = HazardCondition()
        result.alongMoreThan = length("along_more_than", in: keys) ?? .zero
        result.safeDetourAbove = keys["safe_detour_more_than"]?.share()
        result.measure = measureName("measure", in: keys["measure"] == nil ? rule : keys)
        return result
    }

    /// The name of a measure that the file defines; empty where `key` is absent.
    private func measureName(_ key: String, in keys: YAMLMapping, isReported: Bool = true) -> String {
        guard let value = keys[key], let name = value.plainText else { return "" }
        if isReported, rules.measure(named: name) == nil {
            let known = rules.measures.map(\.name).filter { !$0.isEmpty }
            log.error(
                "unknown-measure", at: value,
                "There is no measure called `\(name)`. Define it under `measures:`"
                    + (known.isEmpty ? "." : " or use one of: \(known.joined(separator: ", "))."))
        }
        return name
    }
}

// MARK: - Windows and measures

extension RulesReader {
    /// A window: the name of a season, or `from` and `to`.
    func window(_ value: YAMLValue) -> DateWindow? {
        if let name = value.plainText { return season(named: name, at: value) }
        guard let keys = value.mapping(known: RuleFileKeys.window) else { return nil }
        var window = DateWindow()
        if let name = keys["season"]?.text() {
            guard let named = season(named: name, at: value) else { return nil }
            window = named
        } else if let from = keys["from"]?.text(), let to = keys["to"]?.text(), let first = MonthDay(from),
            let last = MonthDay(to)
        {
            window = DateWindow(every: first, last)
        } else {
            window.from = keys["from"].flatMap(date)
            window.to = keys["to"].flatMap(date)
            if let first = window.from, let last = window.to, first > last {
                log.error("empty-range", at: value, "The window ends (\(last)) before it starts (\(first)).")
            }
            if keys["from"] == nil, keys["to"] == nil {
                log.error("missing-key", at: value, "Say when: a season, or `from` and `to` such as 11-01 and 03-31.")
            }
        }
        window.extendedTo = keys["extended_to"].flatMap(date)
        if let value = keys["extended_to"], window.yearly == nil {
            log.error(
                "no-effect", at: value,
                "`extended_to` lengthens a window that comes every year. Write `from` and `to` without a year, or move `to`."
            )
        }
        return window
    }

    private func season(named name: String, at value: YAMLValue) -> DateWindow? {
        if let season = rules.season(named: name) { return season.window }
        let known = rules.seasons.map(\.name)
        log.error(
            "unknown-season", at: value,
            "There is no season called `\(name)`. Define it under `seasons:`, such as `seasons: {\(name): {from: 11-01, to: 03-31}}`"
                + (known.isEmpty ? "." : ", or use one of: \(known.joined(separator: ", "))."))
        return nil
    }

    /// How a way is measured.
    func measure(_ value: YAMLValue, name: String) -> Measure? {
        guard let keys = value.mapping(known: RuleFileKeys.measure) else { return nil }
        var result = Measure(name: name)
        result.profile = keys["profile"]?.choice(of: Measure.Profile.self) ?? .walk
        result.from = keys["from"]?.choice(of: Measure.HomeEnd.self) ?? .point
        result.to = keys["to"]?.choice(of: Measure.SchoolEnd.self) ?? .nearestGate
        result.school = keys["school"]?.choice(of: Measure.TargetSchool.self) ?? .own
        result.addition = length("add", in: keys) ?? .zero
        result.avoidsHazards = keys["avoid_hazards"]?.flag() ?? false
        if let roads = keys["roads"]?.mapping(known: RuleFileKeys.roads) {
            result.roads.usesPaths = roads["paths"]?.flag() ?? true
            result.roads.privateRoads = roads["private"]?.choice(of: RoadFilter.PrivateRoads.self) ?? .all
            result.roads.onlyWinterMaintained = roads["winter_maintained"]?.flag() ?? false
            result.roads.onlyAllYear = roads["all_year"]?.flag() ?? false
            result.roads.onlyLit = roads["lit"]?.flag() ?? false
        }
        if let round = keys["round"], let rounding = round.mapping(known: RuleFileKeys.rounding) {
            guard let step = length("step", in: rounding), step > .zero else {
                log.error("missing-key", at: round, "Say to which step to round, such as `step_m: 10`.")
                return result
            }
            result.rounding = Measure.Rounding(
                step: step,
                direction: rounding["direction"]?.choice(of: Measure.Rounding.Direction.self) ?? .nearest)
        }
        return result
    }
}
