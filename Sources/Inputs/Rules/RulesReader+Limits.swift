import Quantities
import TransportModel

extension RulesReader {
    /// Stop walk, ride, wait and day total.
    mutating func readLimits(_ top: YAMLMapping) {
        if let keys = top["stop"]?.mapping(known: RuleFileKeys.stop) { readStop(keys) }
        if let keys = top["ride"]?.mapping(known: RuleFileKeys.ride) { rules.rideLimits = timesBySession(keys) }
        if let keys = top["wait"]?.mapping(known: RuleFileKeys.wait) {
            rules.waitLimits = timesBySession(keys)
            rules.waitPolicy.arriveBefore =
                keys["arrive_before_min"] == nil ? nil : minutes("arrive_before_min", in: keys)
            rules.waitPolicy.leaveAfter = keys["leave_after_min"] == nil ? nil : minutes("leave_after_min", in: keys)
            rules.waitPolicy.uncountedBefore = minutes("uncounted_before_min", in: keys)
            rules.waitPolicy.uncountedAfter = minutes("uncounted_after_min", in: keys)
            rules.waitPolicy.clock = keys["clock"]?.choice(of: WaitPolicy.Clock.self) ?? .own
            rules.waitPolicy.guided = keys["guided"]?.flag() ?? false
        }
        if let keys = top["day_total"]?.mapping(known: RuleFileKeys.dayTotal) {
            rules.dayTotalLimits = times("max", in: keys)
        }
    }

    private mutating func readStop(_ keys: YAMLMapping) {
        for unit in RuleFileKeys.lengthUnits {
            guard let value = keys["max_walk_\(unit.suffix)"] else { continue }
            if !rules.stopWalkLimits.isEmpty {
                log.error("double-value", at: value, "`max_walk` is given in two units. Keep one.")
            }
            rules.stopWalkLimits += limits(value) { length($0, unit: unit) }
        }
        rules.stopPolicy.shareOfEntitlement = keys["share_of_entitlement"]?.share()
        rules.stopPolicy.transportedShare = keys["transported_share"]?.share()
        rules.stopPolicy.avoidsHazards = keys["avoid_hazards"]?.flag() ?? false
        rules.stopPolicy.rightSide = keys["right_side"]?.flag() ?? false
        rules.stopPolicy.fetchedAtHome = keys["fetched_at_home"].map(who)
        rules.stopPolicy.beyond = keys["beyond"]?.choice(of: StopPolicy.Beyond.self) ?? .unserved
    }

    private func minutes(_ key: String, in keys: YAMLMapping) -> Seconds {
        keys[key]?.number(in: 0...600, unit: "min").map { Seconds(clamping: Int(($0 * 60).rounded())) } ?? .zero
    }

    /// The limits for one session each, then those for both.
    private func timesBySession(_ keys: YAMLMapping) -> [BandLimit<Seconds>] {
        let bySession = Session.allCases.flatMap { session in
            times("max_\(session.rawValue)", in: keys).map { limit in
                var limit = limit
                limit.session = session
                return limit
            }
        }
        return bySession + times("max", in: keys)
    }

    /// The limits that `name_min` or `name_hours` gives.
    private func times(_ name: String, in keys: YAMLMapping) -> [BandLimit<Seconds>] {
        let units: [(suffix: String, seconds: Double)] = [("min", 60), ("hours", 3600)]
        return units.flatMap { unit -> [BandLimit<Seconds>] in
            guard let value = keys["\(name)_\(unit.suffix)"] else { return [] }
            return limits(value) { element in
                element.number(in: 0...(86_400 / unit.seconds), unit: unit.suffix)
                    .map { Seconds(clamping: Int(($0 * unit.seconds).rounded())) }
            }
        }
    }

    /// One value for everyone, one per band (`1-3: 60`), or a list of `{bands/grades/who, limit, law}`.
    private func limits<Value>(_ value: YAMLValue, read: (YAMLValue) -> Value?) -> [BandLimit<Value>] {
        if value.isMapping {
            return (value.mapping()?.entries ?? []).compactMap { name, element in
                guard let grades = band(named: name, at: element), let limit = read(element) else { return nil }
                return BandLimit(who: Who(grades: grades), value: limit).at(element)
            }
        }
        guard value.isList else { return read(value).map { [BandLimit(who: Who(), value: $0).at(value)] } ?? [] }
        return value.list().compactMap { element in
            guard let keys = element.mapping(known: RuleFileKeys.limit) else { return nil }
            guard let limit = keys["limit"] else {
                log.error("missing-key", at: element, "The key `limit` is missing here. Add `limit: …`.")
                return nil
            }
            let when = keys["when"].flatMap(window)
            return read(limit).map {
                BandLimit(who: who(beside: keys), value: $0, law: keys["law"]?.text() ?? "", when: when).at(element)
            }
        }
    }
}

extension BandLimit {
    /// The same limit, read at `place`.
    fileprivate func at(_ place: YAMLValue) -> BandLimit {
        var limit = self
        limit.line = place.line ?? 0
        return limit
    }
}
