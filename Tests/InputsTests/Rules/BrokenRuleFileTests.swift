import Testing
import TransportModel

@testable import Inputs

/// Forty rule files that somebody could have written, each answered with line, key and remedy.
@Suite struct `Broken rule files` {
    /// A file, the line and key that the answer must name, and a word of the remedy.
    struct Broken: CustomStringConvertible, Sendable {
        var text: String
        var line: Int
        var key: String
        var remedy: String

        init(_ text: String, _ line: Int, _ key: String, _ remedy: String) {
            self.text = text
            self.line = line
            self.key = key
            self.remedy = remedy
        }

        var description: String { "\(key): \(remedy)" }
    }

    static let files: [Broken] = [
        .init("rules:\n  - id: far\n    more_than_m: 3km\n", 3, "rules[1].more_than_m", "write the number alone"),
        .init("rules:\n  - id: far\n    more_than_m: three\n", 3, "rules[1].more_than_m", "wants a number"),
        .init("rules:\n  - id: far\n    more_than_m:\n", 3, "rules[1].more_than_m", "leave the key out"),
        .init("rules:\n  - id: far\n    more_than_m: -3\n", 3, "rules[1].more_than_m", "outside 0 to 200000"),
        .init(
            "rules:\n  - id: far\n    more_than_km: 3000\n", 3, "rules[1].more_than_km", "Check the number and its unit"
        ),
        .init("rules:\n  - id: far\n    more_than_m: [3000]\n", 3, "rules[1].more_than_m", "one value, not a list"),
        .init("rules:\n  - id: far\n    more_than_m: 1.000,5\n", 3, "rules[1].more_than_m", "wants a number"),
        .init("rules:\n  - more_than_m: 3000\n", 2, "rules[1]", "Add `id: …`"),
        .init(
            "rules:\n  - {id: far, more_than_m: 3000}\n  - {id: far, more_than_m: 5000}\n", 3, "rules[2].id",
            "give each its own"),
        .init("rules:\n  - {id: override, more_than_m: 3000}\n", 2, "rules[1].id", "Choose another id"),
        .init("rules:\n  id: far\n  more_than_m: 3000\n", 1, "rules", "start every rule with `- id: …`"),
        .init("rules:\n  - far\n", 2, "rules[1]", "keys with values"),
        .init(
            "rules:\n  - id: far\n    bands: [1-3x]\n    more_than_m: 1\n", 3, "rules[1].bands[1]",
            "Define it under `bands:`"),
        .init("bands: {1-3: 3-1}\nrules: []\n", 1, "bands.1-3", "names no grades"),
        .init("bands: {low: [1, two]}\nrules: []\n", 1, "bands.low[2]", "names no grades"),
        .init("bands: {low: 1-99}\nrules: []\n", 1, "bands.low", "names no grades"),
        .init("bands: {low: []}\nrules: []\n", 1, "bands.low", "No grade is named"),
        .init(
            "rules:\n  - id: far\n    bands: [1-3]\n    grades: 1-3\n    more_than_m: 1\n", 3, "rules[1].bands",
            "Keep one"),
        .init("rules:\n  - id: a\n    more_than_m: 3000\n    at_least_m: 3000\n", 2, "rules[1]", "one lower limit"),
        .init("rules:\n  - id: a\n    more_than_m: 3000\n    more_than_km: 3\n", 3, "rules[1].more_than_m", "Keep one"),
        .init("rules:\n  - id: a\n    more_than_m: 3000\n    at_most_m: 2000\n", 2, "rules[1]", "No way is over"),
        .init(
            "rules:\n  - id: a\n    more_than_m: 1\n    measure: gate\n", 4, "rules[1].measure",
            "Define it under `measures:`"),
        .init(
            "rules:\n  - id: a\n    more_than_m: 1\n    when: summer\n", 4, "rules[1].when",
            "Define it under `seasons:`"),
        .init(
            "rules:\n  - id: a\n    more_than_m: 1\n    when: {from: 31-31, to: 03-31}\n", 4, "rules[1].when.from",
            "Write year-month-day"),
        .init("rules:\n  - id: a\n    more_than_m: 1\n    when: {}\n", 4, "rules[1].when", "Say when"),
        .init(
            "rules:\n  - id: a\n    more_than_m: 1\n    when: {from: 2027-01-01, to: 2026-01-01}\n", 4, "rules[1].when",
            "before it starts"),
        .init("rules:\n  - id: a\n    gives: bus\n", 3, "rules[1].gives", "Write one of `transport`"),
        .init("rules:\n  - id: a\n    sessions: [morning]\n", 3, "rules[1].sessions[1]", "Write one of `to_school`"),
        .init("rules:\n  - id: a\n    hazard: maybe\n", 3, "rules[1].hazard", "`yes` or `no`"),
        .init("rules:\n  - id: a\n    hazard: no\n", 3, "rules[1].hazard", "Leave the key out"),
        .init(
            "rules:\n  - id: a\n    who: {needs: [weelchair]}\n", 3, "rules[1].who.needs[1]",
            "Write one of `wheelchair`"),
        .init(
            "rules:\n  - id: a\n    who: {age: {at_least: 8, under: 7}}\n", 3, "rules[1].who.age", "Check the two ages"),
        .init(
            "rules:\n  - id: a\n    who: {age: {at_least: 8, as_of: birthday}}\n", 3, "rules[1].who.age.as_of",
            "Write `planned_day`"),
        .init("rules:\n  - id: a\n    who: {age: 8}\n", 3, "rules[1].who.age", "keys with values"),
        .init("rules:\n  - id: a\n    who: {age: {at_least: 7.5}}\n", 3, "rules[1].who.age.at_least", "whole number"),
        .init(
            "rules: []\nreview:\n  near_limit: {within_share: 5}\n", 3, "review.near_limit.within_share",
            "`2 %` or `0.02`"),
        .init("rules: []\nreview:\n  carried: [everyone]\n", 3, "review.carried[1]", "Write one of `near_limit`"),
        .init("rules: []\nstop:\n  max_walk_m: {4-6x: 2000}\n", 3, "stop.max_walk_m.4-6x", "Define it under `bands:`"),
        .init("rules: []\nride:\n  max_min: 99999\n", 3, "ride.max_min", "outside 0 to 1440"),
        .init("rules: []\nday_total:\n  max_min:\n    - {who: {}}\n", 4, "day_total.max_min[1]", "Add `limit: …`"),
        .init("rules: []\nwait:\n  clock: school\n", 3, "wait.clock", "Write one of `own`, `frame`"),
        .init("rules: []\nhomes:\n  entitled: [mother]\n", 3, "homes.entitled[1]", "Write one of `registered`"),
        .init("rules: []\nmeasure:\n  round: {direction: up}\n", 3, "measure.round", "step_m: 10"),
        .init("rules: []\nvalid: {from: soon}\n", 2, "valid.from", "Write year-month-day"),
        .init(
            "rules: []\ndays:\n  limits:\n    - {weekdays: [Monday]}\n", 4, "days.limits[1].weekdays[1]",
            "Write Mon, Tue"),
        .init("rules: []\nprocess:\n  appeal: {days: 0}\n", 3, "process.appeal.days", "outside 1 to 365"),
        .init("rules: []\nhazards:\n  - {kinds: [beside]}\n", 3, "hazards[1].kinds[1]", "Write one of `along`"),
        .init(
            "rules: []\nhazards:\n  - {columns: {speed: {over: 50}}}\n", 3, "hazards[1].columns.speed",
            "exactly one comparison"),
        .init(
            "measures: {gate: {from: gate}}\nrules:\n  - id: a\n    no_school_within_km: 3\n    measure: gate\n", 5,
            "rules[1].measure", "Leave it out"),
        .init(
            "rules:\n  - id: a\n    more_than_m: 1\n    upper_measure: drive\n", 4, "rules[1].upper_measure",
            "at_most_km"),
        .init(
            "rules:\n  - id: a\n    school_pool: same_language\n", 3, "rules[1].school_pool", "among_nearest_schools"),
        .init("rules:\n  - id: a\n    weekdays: [Monday]\n", 3, "rules[1].weekdays[1]", "Write Mon, Tue"),
        .init(
            "rules:\n  - id: a\n    when: {from: 2026-11-01, to: 2027-03-31, extended_to: 2027-04-20}\n", 3,
            "rules[1].when.extended_to", "without a year"),
        .init("rules: []\nhazards:\n  - {for: [bus]}\n", 3, "hazards[1].for[1]", "Write one of `school`"),
        .init(
            "rules: []\ndays:\n  limits:\n    - except: {sessions: [to_school]}\n", 4, "days.limits[1].except",
            "column: care_days"),
        .init(
            "rules: []\nreview:\n  carried:\n    - {causes: [late], grades: 1}\n", 4, "review.carried[1].causes[1]",
            "Write one of `near_limit`"),
        .init(
            "rules: []\nprocess:\n  allowance: {per_km: 1, way: assigned}\n", 3, "process.allowance.way",
            "school: assigned"),
        .init(
            "rules: []\nprocess:\n  validity: period\n  renewed_on_grades: [4]\n", 4, "process.renewed_on_grades",
            "leave one of them out"),
        .init("rules: []\nprocess:\n  modes: [boat]\n", 3, "process.modes[1]", "Write one of `public`"),
        .init("rules: []\nstop:\n  beyond: helicopter\n", 3, "stop.beyond", "Write one of `unserved`"),
        .init("rules: []\nstop:\n  transported_share: 70\n", 3, "stop.transported_share", "such as `2 %`"),
        .init("rules: []\nstop:\n  max_walk_m: 800\n  max_walk_km: 1\n", 4, "stop.max_walk_km", "Keep one"),
        .init("rules: []\nwait:\n  uncounted_before_min: -5\n", 3, "wait.uncounted_before_min", "outside 0 to 600"),
    ]

    @Test func `there are at least forty`() { #expect(Self.files.count >= 40, "\(Self.files.count)") }

    @Test(arguments: files) func `an error names line, key and remedy`(_ broken: Broken) throws {
        let (_, findings) = try RulesReader.read(text: broken.text, file: "rules.yaml")
        let errors = findings.filter { $0.severity == .error }
        let found = try #require(errors.first { $0.subject == broken.key }, "\(errors)")
        #expect(found.line == broken.line)
        #expect(found.message.contains(broken.remedy), "\(found.message)")
        #expect(found.file == "rules.yaml")
    }

    @Test(arguments: [
        ("rules:\n  - {id: far, more_than_m: 3000\n", 3), ("rules:\n\t- id: far\n", 2),
        ("rules:\n  - id: far\n   more_than_m: 3000\n", 3), ("rules:\n  - id: far\n    id: near\n", 3),
        ("a: &x 1\nrules: *x\n", 1), ("rules: 'far\n", 2),
    ]) func `what is no YAML is fatal and names the line`(text: String, line: Int) {
        let problem = #expect(throws: FatalProblem.self) { try RulesReader.read(text: text, file: "rules.yaml") }
        #expect(problem?.line.map { abs($0 - line) <= 1 } == true, "\(String(describing: problem))")
    }
}

@Suite struct `Damaged rule files` {
    /// A file with most of the language in it.
    static let whole = """
        name: Sipoo
        bands: {pre: 0, 1-3: 1-3, 4-9: [4, 5, 6-9]}
        seasons: {winter: {from: 11-01, to: 03-31, extended_to: 2027-04-20}}
        measure: {from: gate, to: nearest_gate, add_m: 25, round: {step_m: 10, direction: up}, roads: {paths: no}}
        measures: {safe: {avoid_hazards: yes}}
        rules:
          - id: far
            bands: [1-3]
            who: {age: {at_least: 6, as_of: school_start}, columns: {points: {at_least: 5}}, except: {needs: [door]}}
            more_than_km: 3
            also: [{at_most_miles: 6, measure: safe}]
            text: {sv: Över 3 km, en: Over 3 km}
          - {id: danger, hazard: {along_more_than_m: 100, safe_detour_more_than: 20 %}, when: winter}
        hazards: [{bands: [1-3], kinds: [along], risk_above: 190, exempt_along_m: 200}]
        homes: {entitled: [registered, second], second: {equal_within: 10 %, gives: surplus_seat}}
        days: {limits: [{weekdays: [Mon], sessions: [to_school]}]}
        review: {near_limit: {within_m: 50, within_share: 1 %}, carried: [special_needs]}
        stop: {max_walk_m: {1-3: 1500, 4-9: 2000}, share_of_entitlement: 50 %}
        day_total: {max_min: [{who: {age: {at_least: 13}}, limit: 180}, {limit: 150}]}
        process: {appeal: {days: 14}, modes: [bus, taxi], allowance: {per_km: 0.3}}
        """

    @Test func `a damaged file is read as far as it can be, or refused with a message, and never worse`() throws {
        let (_, findings) = try RulesReader.read(text: Self.whole, file: "rules.yaml")
        #expect(findings.isEmpty, "\(findings)")
        let bytes = Array(Self.whole.utf8), pieces = Array("{}[]:,-#&*!|>'\"%@ \n\t0e9ä".utf8)
        var state: UInt64 = 7
        func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        var refused = 0
        for _ in 0..<600 {
            var damaged = bytes
            for _ in 0...next(below: 3) {
                let place = next(below: damaged.count)
                switch next(below: 3) {
                case 0: damaged[place] = pieces[next(below: pieces.count)]
                case 1: damaged.remove(at: place)
                default: damaged.removeSubrange(place..<min(damaged.count, place + next(below: 40)))
                }
                if damaged.isEmpty { damaged = bytes }
            }
            do {
                let (_, findings) = try RulesReader.read(text: String(decoding: damaged, as: UTF8.self), file: "r")
                #expect(findings.allSatisfy { !$0.message.isEmpty && $0.file == "r" })
            } catch let problem {
                #expect(!problem.message.isEmpty)
                refused += 1
            }
        }
        #expect(refused > 50 && refused < 600)
    }
}
