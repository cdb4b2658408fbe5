import Quantities
package import TransportModel

/// Looks over a rule file for what can be read but is hardly meant: bands that overlap or leave gaps, rules that are
/// never reached, units that do not fit, and texts that say other numbers than the rule.
package struct RuleLinter {
    let rules: RuleSet
    private let file: String

    /// A linter for `rules`, which were read from `file`.
    package init(rules: RuleSet, file: String) {
        self.rules = rules
        self.file = file
    }

    /// All findings, by line.
    package func findings() -> [Finding] {
        let all =
            overlappingBands + gaps + unreachableRules + contradictions + units + texts + unknownSources
            + unusedNames + limitLists + idle + broken
        return all.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    func warning(_ code: String, _ line: Int, _ subject: String, _ message: String) -> Finding {
        Finding("rules-\(code)", .warning, file: file, line: line > 0 ? line : nil, subject: subject, message: message)
    }

    func info(_ code: String, _ line: Int, _ subject: String, _ message: String) -> Finding {
        Finding("rules-\(code)", .info, file: file, line: line > 0 ? line : nil, subject: subject, message: message)
    }

    private var broken: [Finding] {
        rules.rules.filter(\.isBroken).map {
            warning(
                "broken-rule", $0.line, $0.id,
                "A part of the rule `\($0.id)` could not be read; whoever it may be about goes to an officer until it is mended."
            )
        }
    }
}

// MARK: - Bands

extension RuleLinter {
    /// Two bands that share some grades but not all, used side by side.
    private var overlappingBands: [Finding] {
        let bands = rules.bands
        let usedTogether = Set(rules.rules.map(\.who.grades))
        return bands.indices.flatMap { first in
            bands.indices.dropFirst(first + 1).compactMap { second -> Finding? in
                let shared = bands[first].grades.intersection(bands[second].grades).sorted()
                guard !shared.isEmpty, bands[first].grades != bands[second].grades,
                    usedTogether.contains(bands[first].grades), usedTogether.contains(bands[second].grades)
                else { return nil }
                return warning(
                    "band-overlap", bands[second].line, bands[second].name,
                    "The bands `\(bands[first].name)` and `\(bands[second].name)` both hold grade "
                        + "\(shared.map(String.init).joined(separator: ", ")), and rules use both. The upper rule wins; "
                        + "end one band before the other starts if that is not meant.")
            }
        }
    }

    /// Grades inside the range of the file that no granting rule is about.
    private var gaps: [Finding] {
        let granting = rules.rules.filter { $0.gives != .nothing }
        guard !granting.isEmpty, !granting.contains(where: { $0.who.grades.isEmpty && $0.who.asksOnlyForGrade }) else {
            return []
        }
        let covered = granting.reduce(into: Set<Int>()) {
            $0.formUnion($1.who.grades.isEmpty ? Set(0...13) : $1.who.grades)
        }
        guard let low = covered.min(), let high = covered.max() else { return [] }
        let missing = (low...high).filter { !covered.contains($0) }
        guard !missing.isEmpty else { return [] }
        return [
            warning(
                "band-gap", granting[0].line, "grade \(missing.map(String.init).joined(separator: ", "))",
                "No rule that gives anything is about grade \(missing.map(String.init).joined(separator: ", ")), although "
                    + "grades below and above have one. Its pupils are refused. Widen a band if that is not meant.")
        ]
    }
}

// MARK: - Rules

extension RuleLinter {
    /// Rules below one that decides all of their cases.
    private var unreachableRules: [Finding] {
        rules.rules.indices.compactMap { position in
            let rule = rules.rules[position]
            guard let above = rules.rules[..<position].first(where: { covers($0, rule) }) else { return nil }
            return warning(
                "unreachable", rule.line, rule.id,
                "The rule `\(rule.id)` is never reached: `\(above.id)` above it already decides every case it could. "
                    + "Put the special rule first, or take one of them out.")
        }
    }

    /// Whether every case that `lower` holds for is one that `upper` holds for.
    private func covers(_ upper: Rule, _ lower: Rule) -> Bool {
        var who = upper.who
        who.grades = lower.who.grades
        let grades = upper.who.grades
        let coversGrades = grades.isEmpty || (!lower.who.grades.isEmpty && lower.who.grades.isSubset(of: grades))
        guard !upper.isBroken, coversGrades, who == lower.who || upper.who.asksOnlyForGrade,
            upper.when == nil || upper.when == lower.when
        else { return false }
        return upper.conditions.allSatisfy { condition in
            lower.conditions.contains { covers(condition, $0) }
        }
    }

    private func covers(_ upper: RuleCondition, _ lower: RuleCondition) -> Bool {
        guard upper != lower else { return true }
        guard case .distance(let wide) = upper, case .distance(let narrow) = lower, wide.measure == narrow.measure
        else {
            return false
        }
        switch (wide.isLowerLimit, narrow.isLowerLimit) {
        case (true, true):
            return wide.limit < narrow.limit || wide.limit == narrow.limit && wide.comparator == .atLeast
        case (false, false):
            return wide.limit > narrow.limit || wide.limit == narrow.limit && wide.comparator == .atMost
        default: return false
        }
    }

    /// Two rules that say the same of the same pupils but give different things.
    private var contradictions: [Finding] {
        rules.rules.indices.compactMap { position in
            let rule = rules.rules[position]
            let twin = rules.rules[..<position].first {
                $0.who == rule.who && $0.when == rule.when && $0.conditions == rule.conditions && $0.gives != rule.gives
            }
            return twin.map {
                warning(
                    "contradiction", rule.line, rule.id,
                    "The rules `\($0.id)` and `\(rule.id)` ask the same but give different things. Only the upper one counts."
                )
            }
        }
    }

    /// Limits that look like another unit.
    private var units: [Finding] {
        let distances = rules.rules.flatMap { rule in
            rule.conditions.compactMap { condition -> Finding? in
                guard case .distance(let distance) = condition,
                    distance.limit < Metres(200) || distance.limit > Metres(50_000)
                else { return nil }
                return warning(
                    "unit", rule.line, rule.id,
                    "A limit of \(distance.limit) m is unusual for a way to school. Check the unit in the key (m, km, miles)."
                )
            }
        }
        let walks = rules.stopWalkLimits.filter { $0.value < Metres(50) || $0.value > Metres(10_000) }.map {
            warning(
                "unit", $0.line, "stop.max_walk",
                "A walk of \($0.value) m to the stop is unusual. Check the unit in the key."
            )
        }
        let times = [("ride", rules.rideLimits), ("day_total", rules.dayTotalLimits)].flatMap { name, limits in
            limits.filter { $0.value < .minutes(10) }.map { limit in
                warning(
                    "unit", limit.line, name,
                    "\(limit.value.rawValue) seconds are unusual for `\(name)`. Check the unit in the key (min, hours)."
                )
            }
        }
        return distances + walks + times
    }

    /// Sources that rules name but the file does not list.
    private var unknownSources: [Finding] {
        let known = Set(rules.header.sources.map(\.id))
        guard !known.isEmpty else { return [] }
        return rules.rules.filter { !$0.source.isEmpty && !known.contains($0.source) }.map {
            warning(
                "unknown-source", $0.line, $0.id,
                "The rule `\($0.id)` cites the source `\($0.source)`, which is not under `sources`. Add it there.")
        }
    }

    /// Bands and measures that nothing uses.
    private var unusedNames: [Finding] {
        let limits =
            rules.stopWalkLimits.map(\.who) + rules.rideLimits.map(\.who) + rules.waitLimits.map(\.who)
            + rules.dayTotalLimits.map(\.who) + rules.hazards.map(\.who) + rules.days.map(\.who)
        let used = (rules.rules.map(\.who) + limits).map(\.grades).filter { !$0.isEmpty }
        return rules.bands.filter { band in !used.contains { band.grades.isSubset(of: $0) } }.map {
            Finding(
                "rules-unused-band", .info, file: file, line: $0.line > 0 ? $0.line : nil, subject: $0.name,
                message: "No rule or limit uses the band `\($0.name)`. Take it out, or use it.")
        }
    }
}
