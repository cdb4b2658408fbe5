import Foundation
import Inputs
import Testing
import TransportModel

@testable import Eligibility

@Suite struct `Rule linter` {
    private func codes(_ yaml: String) throws -> [String] {
        let (rules, _) = try RulesReader.read(text: yaml, file: "rules.yaml")
        return RuleLinter(rules: rules, file: "rules.yaml").findings().map(\.code)
    }

    @Test(arguments: `Preset files`.names) func `presets are clean`(name: String) throws {
        let findings = RuleLinter(rules: try preset(name), file: name).findings().filter { $0.severity != .info }
        #expect(findings.isEmpty, "\(findings.map(\.message))")
    }

    @Test(arguments: [
        (
            "rules-band-overlap",
            """
            bands: {1-3: 1-3, 3-6: 3-6}
            rules:
              - {id: a, bands: [1-3], more_than_m: 3000}
              - {id: b, bands: [3-6], more_than_m: 5000}
            """
        ),
        (
            "rules-band-gap",
            """
            rules:
              - {id: a, grades: 1-3, more_than_m: 3000}
              - {id: b, grades: 5-9, more_than_m: 5000}
            """
        ),
        (
            "rules-unreachable",
            """
            rules:
              - {id: all, more_than_m: 3000}
              - {id: some, grades: 1-3, more_than_m: 4000}
            """
        ),
        (
            "rules-unreachable",
            """
            rules:
              - {id: all, grades: 1-9, more_than_m: 3000}
              - {id: winter, grades: 1-3, at_least_m: 3100, when: winter}
            """
        ),
        (
            "rules-contradiction",
            """
            rules:
              - {id: yes-ride, grades: 1-3, more_than_m: 3000}
              - {id: no-ride, grades: 1-3, more_than_m: 3000, gives: nothing}
            """
        ),
        ("rules-unit", "rules: [{id: far, more_than_m: 3}]"),
        ("rules-unit", "rules: [{id: far, more_than_km: 100}]"),
        ("rules-unit", "rules: [{id: far, more_than_m: 3000}]\nstop: {max_walk_km: 150}"),
        ("rules-unit", "rules: [{id: far, more_than_m: 3000}]\nride: {max_min: 1}"),
        ("rules-text-numbers", "rules: [{id: far, more_than_m: 3000, text: {sv: Över 3 km, fi: Yli 4 km}}]"),
        ("rules-text-numbers", "rules: [{id: far, more_than_m: 3000, text: Over 5 km}]"),
        ("rules-unknown-source", "sources: [{id: law}]\nrules: [{id: far, more_than_m: 3000, source: lawe}]"),
        (
            "rules-limit-overlap",
            """
            rules: [{id: far, more_than_m: 3000}]
            stop:
              max_walk_m: {1-3: 1000, 3-9: 2000, pre: 500}
            """
        ),
        (
            "rules-limit-gap",
            """
            rules: [{id: far, more_than_m: 3000}]
            ride:
              max_to_school_min: {1-3: 40, 5-9: 60}
            """
        ),
        (
            "rules-limit-unreachable",
            """
            rules: [{id: far, more_than_m: 3000}]
            day_total:
              max_min: [{limit: 150}, {who: {age: {at_least: 13}}, limit: 180}]
            """
        ),
        (
            "rules-limit-unreachable",
            """
            rules: [{id: far, more_than_m: 3000}]
            days:
              limits: [{grades: 0-3, weekdays: [Mon]}, {grades: 0, who: {care: yes}, weekdays: [Tue]}]
            """
        ),
        ("rules-idle", "rules: [{id: far, more_than_m: 3000}]\nhazards: [{kinds: [along]}]"),
        ("rules-idle", "rules: [{id: all, gives: review}]\nstop: {share_of_entitlement: 50 %}"),
        ("rules-idle", "rules: [{id: far, more_than_m: 3000}]\nprocess: {allowance: {per_km: 0.3}}"),
        ("rules-idle", "rules: [{id: far, more_than_m: 3000}]\nprocess: {modes: [bus, public]}"),
        ("rules-unused-season", "seasons: {dark: {from: 11-01, to: 02-01}}\nrules: [{id: far, more_than_m: 3000}]"),
        (
            "rules-text-language",
            """
            rules:
              - {id: far, more_than_km: 3, text: {sv: Över 3 km, fi: Yli 3 km}}
              - {id: pre, grades: pre, more_than_km: 2, text: {sv: Över 2 km}}
            """
        ),
        (
            "rules-text-numbers",
            "rules: [{id: far, more_than_m: 3000}]\nprocess: {appeal: {to: {sv: Inom 21 dagar, fi: 14 päivässä}}}"
        ),
        ("rules-unused-band", "bands: {1-3: 1-3}\nrules: [{id: far, more_than_m: 3000}]"),
    ]) func `what is hardly meant is named`(code: String, yaml: String) throws {
        let found = try codes(yaml)
        #expect(found.contains(code), "\(found)")
    }

    @Test(arguments: [
        "rules: [{id: far, more_than_m: 3000}]",
        // The law for all below a more generous rule for some is no contradiction.
        "rules: [{id: young, grades: 1-3, more_than_m: 3000}, {id: law, more_than_m: 5000}]",
        // The same numbers in other words and other orders, with a comma or a point.
        "rules: [{id: far, more_than_km: 2.5, text: {da: 'Over 2,5 km', en: More than 2.5 km}}]",
        "rules: [{id: winter, more_than_m: 3000, when: winter}, {id: law, more_than_m: 5000}]",
        // A limit for winter above the one for all year, one for a session above the one for both.
        """
        rules: [{id: far, more_than_m: 3000}]
        stop: {max_walk_m: [{when: winter, limit: 1000}, {limit: 2000}]}
        ride: {max_to_school_min: 40, max_min: 60}
        """,
    ]) func `what is meant is left alone`(yaml: String) throws {
        #expect(try codes(yaml) == [])
    }

    @Test func `a broken rule is named with its line`() throws {
        let (rules, _) = try RulesReader.read(text: "rules:\n  - {id: far, more_than_m: x}", file: "rules.yaml")
        let findings = RuleLinter(rules: rules, file: "rules.yaml").findings()
        #expect(findings.map(\.code) == ["rules-broken-rule"] && findings[0].line == 2)
    }
}
