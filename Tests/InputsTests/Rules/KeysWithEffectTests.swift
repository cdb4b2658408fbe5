import Quantities
import Testing
import TransportModel

@testable import Inputs

/// Keys that were added for what real rule sets ask.
@Suite struct `Keys of rule files` {
    private func read(_ text: String) throws -> RuleSet {
        let (rules, findings) = try RulesReader.read(text: text, file: "rules.yaml")
        #expect(findings.isEmpty, "\(findings.map(\.message))")
        return rules
    }

    @Test func `limits know their season, their session and their line`() throws {
        let rules = try read(
            """
            rules: [{id: far, more_than_m: 3000}]
            stop:
              max_walk_m:
                - {when: winter, limit: 800}
                - {limit: 2000}
            ride: {max_to_school_min: {1-3: 40}, max_min: 60}
            """)
        #expect(rules.stopWalkLimits.map(\.line) == [4, 5])
        let start = CalendarDate(year: 2026, month: 8, day: 11)!
        func facts(_ day: String) -> PupilFacts {
            PupilFacts(grade: 2, asOf: CalendarDate(day)!, schoolStart: start)
        }
        #expect(rules.stopWalkLimit(for: facts("2026-10-31")) == Metres(2000))
        #expect(rules.stopWalkLimit(for: facts("2026-11-01")) == Metres(800))
        #expect(rules.rideLimit(for: facts("2026-11-01"), .toSchool) == .minutes(40))
        #expect(rules.rideLimit(for: facts("2026-11-01"), .fromSchool) == .minutes(60))
        #expect(rules.rideLimit(for: facts("2026-11-01")) == .minutes(40))
    }

    @Test func `the grades on which decisions are renewed settle how long they hold`() throws {
        #expect(try read("rules: [{id: a}]\nprocess: {renewed_on_grades: [1, 4]}").process.validity == .grades)
    }

    @Test func `a hazard looks at the measure of its rule`() throws {
        let rules = try read("measures: {gate: {from: gate}}\nrules: [{id: a, hazard: yes, measure: gate}]")
        guard case .hazard(let hazard) = rules.rules[0].conditions[0] else {
            Issue.record("no hazard")
            return
        }
        #expect(hazard.measure == "gate")
    }

    @Test func `who rides in review is causes for all, and groups for some`() throws {
        let rules = try read(
            "rules: [{id: a}]\nreview: {carried: [rule, {causes: [near_limit], grades: 1-2}, {who: {needs: [escort]}}]}"
        )
        #expect(rules.carriedInReview == [.rule])
        #expect(rules.carriedCases.map(\.causes) == [[.nearLimit], Set(ReviewCause.allCases)])
    }
}
