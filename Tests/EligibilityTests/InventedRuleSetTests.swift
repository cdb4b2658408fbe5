import Quantities
import Testing
import TransportModel

@testable import Eligibility

/// Three municipalities that do not exist, each made up from the twelve dimensions that real rule sets vary in, written as
/// YAML alone. Every expected number is derived beside it.
@Suite struct `Invented rule sets` {
    private func outcome(_ rules: RuleSet, _ subject: DecisionCase) -> Outcome { rules.verdict(on: subject).outcome }

    // MARK: - Granby: gates, seasons, hazards for the stop, applications, an allowance by the shorter way

    static let granby = """
        name: Granby
        version: "3"
        valid: {from: 2026-08-01, to: 2027-07-31}
        bands: {small: F-2, middle: 3-6, big: 7-9}
        seasons: {dark: {from: 10-15, to: 02-28, extended_to: 2027-03-10}}
        measure: {from: gate, to: farthest_gate, add_m: 40, round: {step_m: 50, direction: down}}
        measures:
          assigned: {from: gate, to: farthest_gate, school: assigned}
        rules:
          - {id: chosen, who: {school: chosen}, more_than_km: 4, gives: allowance}
          - {id: chosen-near, who: {school: chosen}, gives: nothing}
          - {id: dark-small, bands: [small], at_least_km: 1.5, when: dark, reason_code: D1}
          - {id: small, bands: [small], at_least_km: 2.5}
          - {id: rest, bands: [middle, big], more_than_miles: 2.5, weekdays: [Mon, Tue, Wed, Thu]}
        hazards:
          - {bands: [small], for: [stop], kinds: [cross], risk_at_least: 3}
          - {bands: [small], for: [school], kinds: [along], risk_above: 3, exempt_along_m: 60}
        stop:
          max_walk_m:
            - {bands: [small], limit: 400, when: dark}
            - {bands: [small], limit: 900}
            - {limit: 1500}
          transported_share: 70 %
          right_side: yes
          beyond: door
        process:
          application: needed
          modes: [public, bus, allowance]
          allowance: {per_km: 0.5, empty_legs: yes, way: shorter}
          renewed_on_grades: [3, 7]
        """

    @Test func `Granby: the measure gets 40 m more and is cut to whole 50 m before the limit is asked`() throws {
        let rules = try rules(Self.granby)
        // 2,459 + 40 = 2,499, cut to 2,450; 2,460 + 40 = 2,500 stays and is at least 2.5 km.
        #expect(outcome(rules, subject(facts(grade: 1), metres: 2459)) == .refused)
        #expect(outcome(rules, subject(facts(grade: 1), metres: 2460)) == .granted)
        // 2.5 miles are 4,023.4 m; 4,009 + 40 = 4,049, cut to 4,000; 4,010 + 40 = 4,050 is more.
        #expect(outcome(rules, subject(facts(grade: 5), metres: 4009)) == .refused)
        let granted = rules.verdict(on: subject(facts(grade: 5), metres: 4010))
        #expect(granted.outcome == .granted && granted.given.weekdays == [.monday, .tuesday, .wednesday, .thursday])
    }

    @Test(arguments: [
        ("2026-10-14", Outcome.refused), ("2026-10-15", .granted), ("2027-02-28", .granted), ("2027-03-10", .granted),
        ("2027-03-11", .refused),
    ]) func `Granby: small pupils ride from 1.5 km in the dark season, this winter until 10 March`(
        date: String, expected: Outcome
    ) throws {
        #expect(outcome(try rules(Self.granby), subject(facts(grade: 2, on: date), metres: 1460)) == expected)
    }

    @Test func `Granby: the walk to the stop is the least of its limit and three tenths of the way`() throws {
        let rules = try rules(Self.granby)
        func limit(_ grade: Int, _ date: String, way: Double) -> Metres {
            rules.stopWalkLimit(for: facts(grade: grade, on: date), way: Metres(rounding: way))
        }
        #expect(limit(1, "2026-09-01", way: 4000) == Metres(900))  // 30 % of 4,000 are 1,200.
        #expect(limit(1, "2026-09-01", way: 2500) == Metres(750))
        #expect(limit(1, "2026-12-01", way: 2500) == Metres(400))
        #expect(limit(8, "2026-12-01", way: 4500) == Metres(1350))
        #expect(limit(8, "2026-12-01", way: 9000) == Metres(1500))
    }

    @Test func `Granby: marks count by risk, by band, and apart for the way to school and to the stop`() throws {
        var test = try TestBatch(Self.granby)
        for (id, kind, risk) in [
            ("c2", HazardMark.Kind.cross, 2.0), ("c3", .cross, 3), ("a3", .along, 3), ("a4", .along, 4),
        ] {
            var mark = HazardMark(id: id, location: .way(1), kind: kind)
            mark.risk = risk
            test.batch.hazards.append(mark)
        }
        test.add(grade: 1)
        test.add(grade: 4)
        let rules = test.batch.rules
        #expect(rules.countedMarks(in: test.batch, for: facts(grade: 1), on: .school) == [3])  // along and over 3
        #expect(rules.countedMarks(in: test.batch, for: facts(grade: 1), on: .stop) == [1])  // across and at least 3
        #expect(rules.countedMarks(in: test.batch, for: facts(grade: 4), on: .school) == [])
        #expect(rules.exemptAlong(for: facts(grade: 1), on: .school) == Metres(60))
        #expect(rules.exemptAlong(for: facts(grade: 1), on: .stop) == .zero)
        #expect(test.batch.stopHazards(of: Index(0), home: Index(0)) == StopHazards(marks: [1], tolerance: .zero))
        #expect(test.batch.stopHazards(of: Index(1), home: Index(1)).marks == [])
    }

    @Test func `Granby: an allowance for a chosen school is counted for the shorter way, empty legs paid`() throws {
        let rules = try rules(Self.granby)
        func chosen(own: Double, assigned: Double) -> DecisionCase {
            subject(
                facts(grade: 5, assigned: false),
                ways: [
                    "": MeasuredWay(distance: Metres(rounding: own)),
                    "assigned": MeasuredWay(distance: Metres(rounding: assigned)),
                ])
        }
        let far = chosen(own: 6960, assigned: 5000)
        let verdict = rules.verdict(on: far)
        #expect(verdict.outcome == .refused && verdict.gives == .allowance)
        // The shorter way is 5,000 m; four legs of 5 km at 0.5 are 10 a day.
        #expect(rules.allowance(for: verdict, on: far) == Allowance(way: Metres(5000), perDay: Cost(rounding: 10)))
        let text = MessageCatalogue(language: "en").sentence(rules.reasons(for: verdict, on: far))
        #expect(text.contains("counted for 5000 m one way and is 10 per school day"), "\(text)")
        // 3,960 + 40 = 4,000 is not more than 4 km.
        #expect(rules.verdict(on: chosen(own: 3960, assigned: 5000)).gives == .nothing)
    }

    @Test func `Granby: who has not applied is refused once the register knows applications`() throws {
        var test = try TestBatch(Self.granby)
        for _ in 0..<3 { test.add(grade: 5, homes: [6000]) }
        #expect(test.decide().decisions.map(\.outcome) == [.granted, .granted, .granted])
        test.batch.pupils[Index(0)].extras["applied"] = "yes"
        test.batch.pupils[Index(1)].extras["applied"] = "no"
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.granted, .refused, .refused])
        #expect(decisions[2].ruleID == "no_application")
    }

    @Test func `Granby: public transport comes first where it is there, and then no ride is planned`() throws {
        var test = try TestBatch(Self.granby)
        for _ in 0..<2 { test.add(grade: 5, homes: [6000]) }
        test.batch.pupils[Index(0)].extras["public_transport"] = "ja"
        let (decisions, findings) = test.decide()
        #expect(decisions.map(\.outcome) == [.granted, .granted])
        #expect(decisions.map(\.mode) == [.public, .bus] && decisions.map(\.isCarried) == [false, true])
        #expect(findings.filter { $0.code == "travels-by-public" }.map(\.subject) == ["P-1"])
        #expect(decisions[0].reason.contains("travels by public transport"))
    }

    @Test func `Granby: a plan outside the file's dates says so, and decisions are renewed by grade`() throws {
        var test = try TestBatch(Self.granby, asOf: "2027-08-11")
        test.add(grade: 5)
        #expect(test.decide().findings.contains { $0.code == "rules-not-valid" })
        #expect(test.batch.rules.process.validity == .grades && test.batch.rules.process.renewedOnGrades == [3, 7])
    }
}
