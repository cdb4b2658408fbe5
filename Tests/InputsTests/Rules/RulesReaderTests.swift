import Quantities
import Testing
import TransportModel

@testable import Inputs

@Suite struct `Rules reader` {
    private func read(_ text: String) throws -> (rules: RuleSet, findings: [Finding]) {
        try RulesReader.read(text: text, file: "rules.yaml")
    }

    @Test func `the smallest file is one rule`() throws {
        let (rules, findings) = try read("rules:\n  - {id: far, more_than_m: 3000}\n")
        #expect(findings.isEmpty)
        #expect(rules.rules.map(\.id) == ["far"])
        #expect(rules.rules[0].distance == DistanceCondition(.moreThan, Metres(3000)))
        #expect(rules.rules[0].line == 2)
        #expect(rules.carriedInReview == [.specialNeeds, .protected])
        #expect(rules.nearLimit == NearLimit())
    }

    @Test(arguments: [
        ("at_least_km: 3", DistanceCondition(.atLeast, Metres(3000))),
        ("more_than_km: 3,5", DistanceCondition(.moreThan, Metres(3500))),
        ("more_than_miles: 2", DistanceCondition(.moreThan, Metres(decimetres: 32187))),  // 2 x 1,609.344 m
        ("more_than_m: 3000.5", DistanceCondition(.moreThan, Metres(decimetres: 30005))),
    ]) func `distances have a comparator and a unit in the key`(key: String, expected: DistanceCondition) throws {
        let (rules, findings) = try read("rules:\n  - id: far\n    \(key)\n")
        #expect(findings.isEmpty)
        #expect(rules.rules[0].distance == expected)
    }

    @Test(arguments: [
        ("F-3", [0, 1, 2, 3]), ("0-3", [0, 1, 2, 3]), ("[0, 1, 2, 3]", [0, 1, 2, 3]), ("pre", [0]),
        ("[F, 7-9]", [0, 7, 8, 9]),
    ]) func `bands are ranges or lists`(text: String, grades: [Int]) throws {
        let (rules, findings) = try read("bands: {b: \(text)}\nrules:\n  - {id: far, bands: [b], more_than_m: 3000}")
        #expect(findings.isEmpty)
        #expect(rules.bands == [GradeBand(name: "b", grades: Set(grades), line: 1)])
        #expect(rules.rules[0].who.grades == Set(grades))
    }

    @Test func `limits are one value, a value per band, or a list with conditions`() throws {
        let (rules, findings) = try read(
            """
            bands: {F-3: 0-3, 4-9: 4-9}
            rules: [{id: far, more_than_m: 3000}]
            stop: {max_walk_km: {F-3: 1, 4-9: 2.5}}
            ride: {max_min: 45}
            wait: {max_min: 30, uncounted_before_min: 10, clock: frame}
            day_total:
              max_hours:
                - {who: {age: {at_least: 13, as_of: school_start}}, limit: 3, law: 32 §}
                - {limit: 2.5}
            """)
        #expect(findings.isEmpty)
        #expect(rules.stopWalkLimit(grade: 3) == Metres(1000))
        #expect(rules.stopWalkLimit(grade: 4) == Metres(2500))
        #expect(rules.rideLimit(grade: 9) == .minutes(45))
        #expect(rules.waitPolicy.clock == .frame)
        #expect(rules.dayTotalLimit(grade: 8) == .minutes(150))
        func facts(born: String) -> PupilFacts {
            let start = CalendarDate(year: 2026, month: 8, day: 11)!
            return PupilFacts(grade: 7, birthDate: CalendarDate(born), asOf: start.adding(days: 90), schoolStart: start)
        }
        #expect(rules.dayTotalLimit(for: facts(born: "2013-08-11")) == .minutes(180))  // 13 on the first school day
        #expect(rules.dayTotalLimit(for: facts(born: "2013-08-12")) == .minutes(150))  // 13 the day after
        #expect(rules.waitLimit(for: facts(born: "2013-08-11"), .toSchool) == .minutes(40))
        #expect(rules.waitLimit(for: facts(born: "2013-08-11"), .fromSchool) == .minutes(30))
    }

    @Test func `an unknown key is a warning with line and the key that was meant`() throws {
        let (rules, findings) = try read("rules:\n  - id: far\n    more_than_m: 3000\n    souce: x\n")
        #expect(rules.rules.count == 1 && !rules.rules[0].isBroken)
        #expect(findings.map(\.severity) == [.warning])
        #expect(findings[0].line == 4 && findings[0].subject == "rules[1].souce")
        #expect(findings[0].message.contains("Did you mean `source`?"))
    }

    @Test func `clock-like and word-like values stay what they were written as`() throws {
        let (rules, findings) = try read("version: 7:45\nname: no\nrules:\n  - {id: 010, more_than_m: 3000}")
        #expect(findings.isEmpty)
        #expect(rules.version == "7:45" && rules.name == "no" && rules.rules[0].id == "010")
    }

    @Test func `a rule with a part that cannot be read stays as a broken one`() throws {
        let (rules, findings) = try read("rules:\n  - {id: far, grades: 1-3, more_than_m: 3km}")
        #expect(rules.rules[0].isBroken && rules.rules[0].who.grades == [1, 2, 3])
        #expect(findings.map(\.code) == ["rules-bad-number"])
        #expect(findings[0].severity == .error && findings[0].message.contains("write the number alone"))
    }

    @Test(arguments: [
        ("rules:\n  - {id: far\n", "rules-not-yaml"),
        ("name: x\n", "rules-no-rules"),
        ("", "rules-empty"),
        ("a: &a 1\nrules: [*a]\n", "rules-alias"),
        ("rules: []\nrules: []\n", "rules-not-yaml"),
        (String(repeating: "[", count: 1000), "rules-too-deep"),
        (String(repeating: "- ", count: 1000), "rules-too-deep"),
    ]) func `what is no rule file at all is fatal`(text: String, code: String) {
        let problem = #expect(throws: FatalProblem.self) { try self.read(text) }
        #expect(problem?.code == code)
    }
}
