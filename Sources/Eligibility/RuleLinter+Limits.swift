import Quantities
import TransportModel

// Limits of walks, rides, waits and days: lists of which the first that matches counts.
extension RuleLinter {
    /// What is odd about each list of limits.
    var limitLists: [Finding] {
        odd(rules.stopWalkLimits, "stop.max_walk")
            + Session.allCases.flatMap { session in
                odd(rules.rideLimits.filter { $0.session == nil || $0.session == session }, "ride", session)
                    + odd(rules.waitLimits.filter { $0.session == nil || $0.session == session }, "wait", session)
            }
            + odd(rules.dayTotalLimits, "day_total") + days
    }

    /// Overlaps, grades between others without a limit, and limits that are never reached. The lists of both sessions
    /// hold the common limits; these are named once.
    private func odd<Value: Comparable>(
        _ limits: [BandLimit<Value>], _ name: String, _ session: Session? = nil
    ) -> [Finding] {
        let isSecond = session == .fromSchool
        func isNew(_ limit: BandLimit<Value>) -> Bool { !isSecond || limit.session != nil }
        var found: [Finding] = []
        for position in limits.indices where isNew(limits[position]) {
            let limit = limits[position], above = limits[..<position]
            if let cover = above.first(where: { covers($0, limit) }) {
                found.append(
                    warning(
                        "limit-unreachable", limit.line, name,
                        "This limit of `\(name)` is never reached: the one on line \(cover.line) already holds for everyone "
                            + "it is about. Put the special limit first, or take one of them out."))
            } else if let twin = above.first(where: { overlaps($0, limit) }) {
                let shared = twin.who.grades.intersection(limit.who.grades).sorted().map(String.init)
                found.append(
                    warning(
                        "limit-overlap", limit.line, name,
                        "Two limits of `\(name)` are about grade \(shared.joined(separator: ", ")); the one on line "
                            + "\(twin.line) counts. End one band before the other starts if that is not meant."))
            }
        }
        if !isSecond { found += missing(limits, name) }
        return found
    }

    /// Whether `upper` holds for everyone `lower` is about.
    private func covers<Value>(_ upper: BandLimit<Value>, _ lower: BandLimit<Value>) -> Bool {
        guard upper.session == nil || upper.session == lower.session, upper.when == nil || upper.when == lower.when
        else {
            return false
        }
        var who = upper.who
        who.grades = lower.who.grades
        let grades = upper.who.grades
        let coversGrades = grades.isEmpty || (!lower.who.grades.isEmpty && lower.who.grades.isSubset(of: grades))
        return coversGrades && (who == lower.who || upper.who.asksOnlyForGrade)
    }

    /// Whether both are for some of the same grades and ask for nothing else.
    private func overlaps<Value: Comparable>(_ upper: BandLimit<Value>, _ lower: BandLimit<Value>) -> Bool {
        upper.session == lower.session && upper.when == nil && lower.when == nil && upper.value != lower.value
            && upper.who.asksOnlyForGrade && lower.who.asksOnlyForGrade
            && !upper.who.grades.isDisjoint(with: lower.who.grades)
    }

    /// Grades that rules or other limits are about and that no limit of the list is.
    private func missing<Value>(_ limits: [BandLimit<Value>], _ name: String) -> [Finding] {
        guard let first = limits.first, !limits.contains(where: { $0.who.grades.isEmpty }) else { return [] }
        let covered = limits.reduce(into: Set<Int>()) { $0.formUnion($1.who.grades) }
        let asked = rules.rules.filter { $0.gives != .nothing }.reduce(into: covered) { $0.formUnion($1.who.grades) }
        guard let low = asked.min(), let high = asked.max() else { return [] }
        let gaps = (low...high).filter { !covered.contains($0) }
        guard !gaps.isEmpty else { return [] }
        return [
            warning(
                "limit-gap", first.line, name,
                "No limit of `\(name)` is about grade \(gaps.map(String.init).joined(separator: ", ")), so the default "
                    + "holds there. Widen a band, or add `{limit: …}` at the end for everyone else.")
        ]
    }

    /// Limits of days that are never reached.
    private var days: [Finding] {
        rules.days.indices.dropFirst().compactMap { position in
            let policy = rules.days[position]
            let isCovered = rules.days[..<position].contains { upper in
                let grades = upper.who.grades
                let coversGrades =
                    grades.isEmpty || !policy.who.grades.isEmpty && policy.who.grades.isSubset(of: grades)
                return upper.when == nil && upper.who.asksOnlyForGrade && coversGrades
            }
            guard isCovered else { return nil }
            return warning(
                "limit-unreachable", 0, "days.limits",
                "Entry \(position + 1) of `days.limits` is never reached: one above it already holds for everyone it is "
                    + "about, and only the first that matches counts. Put the special entry first.")
        }
    }
}

// What can be read but changes nothing.
extension RuleLinter {
    /// Parts that change nothing because another part is missing.
    var idle: [Finding] { idleHazards + idleStops + idleProcess + unusedSeasons }

    private var idleHazards: [Finding] {
        guard let policy = rules.hazards.first, !rules.asksForHazards, !rules.stopWalksAvoidHazards else { return [] }
        return [
            warning(
                "idle", policy.line, "hazards",
                "`hazards` says which stretches count, but nothing asks for them. Add a rule with `hazard: yes`, a measure "
                    + "with `avoid_hazards: yes` that a rule uses, or `stop: {avoid_hazards: yes}`.")
        ]
    }

    private var idleStops: [Finding] {
        var found: [Finding] = []
        let hasLimit = rules.rules.contains { $0.gives == .transport && $0.distance?.isLowerLimit == true }
        if rules.stopPolicy.shareOfEntitlement != nil, !hasLimit {
            found.append(
                warning(
                    "idle", 0, "stop.share_of_entitlement",
                    "`share_of_entitlement` is a share of the distance that gives a ride, but no rule has one "
                        + "(`more_than_…`, `at_least_…`). Write `max_walk_m` instead."))
        }
        if rules.stopPolicy.rightSide, rules.stopPolicy.avoidsHazards {
            found.append(
                info(
                    "idle", 0, "stop.right_side",
                    "`right_side` keeps the walk to the stop off crossings that count, which `avoid_hazards` does too.")
            )
        }
        return found
    }

    private var idleProcess: [Finding] {
        let process = rules.process
        let pays =
            rules.rules.contains { $0.gives == .allowance } || rules.homes.second?.gives == .allowance
            || process.modes.contains(.allowance)
        var found: [Finding] = []
        if process.allowancePerKilometre != nil, !pays {
            found.append(
                warning(
                    "idle", 0, "process.allowance",
                    "`allowance` has a price, but nothing gives an allowance. Add `gives: allowance` to a rule, or "
                        + "`allowance` to `modes`."))
        }
        if let first = process.modes.first(where: { $0 != .public }), process.modes.last != first {
            let later = process.modes.drop { $0 != first }.dropFirst().filter { $0 == .public || first == .allowance }
            if !later.isEmpty {
                found.append(
                    warning(
                        "idle", 0, "process.modes",
                        "`\(first.rawValue)` is there for everyone, so `\(later[0].rawValue)` after it is never reached. Put it "
                            + "before."))
            }
        }
        return found
    }

    /// Seasons of the file that no rule, limit or hazard policy names. Marks of `hazards.csv` may name them all the same.
    private var unusedSeasons: [Finding] {
        let limits =
            rules.stopWalkLimits.compactMap(\.when) + rules.rideLimits.compactMap(\.when)
            + rules.waitLimits.compactMap(\.when) + rules.dayTotalLimits.compactMap(\.when)
        let windows = Set(
            rules.rules.compactMap(\.when) + rules.hazards.compactMap(\.when) + rules.days.compactMap(\.when) + limits)
        return rules.seasons.filter { $0 != Season.winter && !windows.contains($0.window) }.map {
            info(
                "unused-season", 0, $0.name,
                "No rule or limit names the season `\($0.name)`; only marks of hazards.csv may. Take it out, or use it."
            )
        }
    }
}
