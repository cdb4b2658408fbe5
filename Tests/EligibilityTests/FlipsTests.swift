import Quantities
import Testing
import TransportModel

@testable import Eligibility

@Suite struct Flips {
    private func flips(_ yaml: String, _ subject: DecisionCase) throws -> [Flip] {
        let rules = try rules(yaml)
        return FlipFinder(rules: rules, asOf: subject.facts.asOf).flips(of: rules.verdict(on: subject), on: subject)
    }

    @Test func `a way that is 80 m over is refused when it is 80 m shorter`() throws {
        let found = try flips("rules:\n  - {id: far, more_than_m: 3000}", subject(facts(), metres: 3080))
        #expect(found == [Flip(change: .shorter(Metres(80)), outcome: .refused, ruleID: "far")])
    }

    @Test func `with a margin the flip goes to review first`() throws {
        let found = try flips(
            "review: {near_limit: {within_m: 50}}\nrules:\n  - {id: far, more_than_m: 3000}",
            subject(facts(), metres: 2900))
        #expect(found.map(\.outcome) == [.review])
        #expect(found.map(\.change) == [.longer(Metres(50))])  // 2,950 m is the first way that is near.
    }

    @Test func `the door instead of the gate`() throws {
        let yaml = """
            measures: {gate: {from: gate}, door: {from: door}}
            rules:
              - {id: far, more_than_m: 5000, measure: gate}
            """
        let ways = [
            "gate": MeasuredWay(distance: Metres(4920)), "door": MeasuredWay(distance: Metres(5083)),
        ]
        let found = try flips(yaml, subject(facts(grade: 5), ways: ways))
        #expect(found.map(\.change) == [.longer(Metres(decimetres: 801)), .measure("door", Metres(5083))])
        #expect(found.allSatisfy { $0.outcome == .granted })
    }

    @Test func `November instead of June`() throws {
        let yaml = """
            rules:
              - {id: law, more_than_km: 5}
              - {id: winter, grades: 1-3, more_than_km: 3, when: {from: 11-01, to: 03-31}}
            """
        let found = try flips(yaml, subject(facts(grade: 2, on: "2026-06-01"), metres: 4000))
        #expect(found.contains(Flip(change: .date(day("2026-11-01")), outcome: .granted, ruleID: "winter")))
    }

    @Test func `a birthday inside the year and the next grade`() throws {
        let yaml = """
            rules:
              - {id: under-8, who: {grades: 1-3, age: {under: 8}}, more_than_miles: 2}
              - {id: from-8, who: {grades: 1-3, age: {at_least: 8}}, more_than_miles: 3}
              - {id: older, grades: 4-6, more_than_miles: 3}
            """
        let found = try flips(yaml, subject(facts(grade: 3, born: "2019-02-03"), metres: 4000))
        #expect(
            found == [
                Flip(change: .shorter(Metres(decimetres: 7813)), outcome: .refused, ruleID: "under-8"),
                Flip(change: .date(day("2027-02-03")), outcome: .refused, ruleID: "from-8"),
                Flip(change: .grade(4), outcome: .refused, ruleID: "older"),
            ])  // Two miles are 3,218.7 m; 4,000 - 3,218.7 = 781.3 m.
    }

    @Test func `decisions carry their flips as sentences`() throws {
        var test = try TestBatch()
        test.add(homes: [3080])
        #expect(test.decide().decisions[0].whatWouldFlip == ["If the way were 80 m shorter: refused (far)."])
    }
}
