import Foundation
import Quantities
import Testing
import TransportModel

@testable import Eligibility

@Suite struct `Decision traces` {
    static let yaml = """
        name: Test rules
        version: "7"
        measures:
          safe: {avoid_hazards: yes, add_m: 25}
        rules:
          - id: chosen
            who: {school: chosen}
            gives: nothing
          - {id: far-1-3, grades: 1-3, more_than_m: 3000, law: 32 §}
          - {id: far-4-9, grades: 4-9, at_least_km: 5, text: {sv: Mer än 5 km., en: More than 5 km.}}
          - {id: detour, more_than_m: 4500, measure: safe}
          - {id: older, who: {age: {at_least: 15}, support: [special, intensive]}}
          - {id: winter, grades: pre, more_than_m: 1000, when: {from: 11-01, to: 03-31}}
        review: {near_limit: {within_m: 40, within_share: 1 %}}
        """

    /// Pupils with facts drawn from a fixed seed.
    private func randomCases(_ count: Int) -> [DecisionCase] {
        var random = SeededNumbers(state: 11)
        return (0..<count).map { number in
            let grade = random.next(below: 11)
            let distance = Metres(decimetres: Int32(random.next(below: 80_000)))
            var safe = MeasuredWay(distance: distance)
            safe.safeDistance = random.next(below: 10) == 0 ? nil : distance + Metres(Int32(random.next(below: 3000)))
            var result = subject(
                facts(
                    grade: grade,
                    born: random.next(below: 9) == 0 ? nil : "\(2020 - grade)-0\(1 + random.next(below: 9))-15",
                    needs: random.next(below: 12) == 0 ? [Need.allCases[random.next(below: 5)]] : [],
                    isProtected: random.next(below: 40) == 0, assigned: random.next(below: 15) != 0,
                    columns: random.next(below: 6) == 0 ? ["support": "special"] : [:],
                    on: random.next(below: 2) == 0 ? "2026-08-11" : "2027-01-15"),
                ways: random.next(below: 50) == 0 ? [:] : ["": MeasuredWay(distance: distance), "safe": safe])
            result.pupilID = "P-\(number)"
            if random.next(below: 30) == 0 {
                result.override = OverrideFacts(
                    outcome: .granted, reason: "r", author: "a", expires: day("2026-12-31"))
            }
            if random.next(below: 30) == 0 { result.conflicts = [.grade(taught: [1, 2, 3])] }
            return result
        }
    }

    private func trace(_ subject: DecisionCase, _ rules: RuleSet) -> DecisionTrace {
        DecisionTrace(
            subject: subject, period: "", language: "sv", area: "", rulesHash: "abc", networkHash: "def", path: "",
            result: rules.result(of: rules.verdict(on: subject), on: subject))
    }

    @Test func `random pupils are written, read back, explained and replayed to the same answer`() throws {
        let rules = try rules(Self.yaml)
        let traces = randomCases(2000).map { trace($0, rules) }
        #expect(Set(traces.map(\.result.outcome)) == Set(Outcome.allCases))
        let data = try TraceFiles.encode(traces)
        let read = try TraceFiles.decode(data)
        #expect(read == traces)
        #expect(try TraceFiles.encode(read) == data)
        #expect(Replay.differences(in: read, rules: rules).isEmpty)
        for trace in read.prefix(300) {
            for language in MessageCatalogue.languages {
                let lines = DecisionExplanation(of: trace, rules: rules).lines(language: language)
                #expect(lines[0].contains(trace.subject.pupilID))
                #expect(!lines.joined().contains("{"), "\(lines)")
            }
        }
    }

    @Test func `a changed rule is found by replaying`() throws {
        let rules = try rules(Self.yaml)
        let traces = [3100.0, 5000].map { trace(subject(facts(grade: 2), ways: Self.ways($0)), rules) }
        var changed = rules
        changed.rules[1].conditions = [.distance(DistanceCondition(.moreThan, Metres(3500)))]
        let differences = Replay.differences(in: traces, rules: changed)
        #expect(differences.map(\.recorded.outcome) == [.granted, .granted])
        #expect(differences.map(\.recomputed.outcome) == [.refused, .granted])
        #expect(differences[1].recomputed.limit == Metres(3500))
        #expect(differences[0].finding.subject == "P-1")
    }

    @Test func `a record that was tampered with is found by replaying`() throws {
        let rules = try rules(Self.yaml)
        var tampered = trace(subject(facts(grade: 2), ways: Self.ways(3100)), rules)
        tampered.subject.ways[""]?.distance = Metres(2000)
        #expect(Replay.differences(in: [tampered], rules: rules).count == 1)
    }

    @Test func `a line that is no record is named`() throws {
        let rules = try rules(Self.yaml)
        let data = try TraceFiles.encode([trace(subject(facts(), metres: 1), rules)]) + Data("{}\n".utf8)
        let error = #expect(throws: TraceError.self) { try TraceFiles.decode(data) }
        #expect(error?.line == 2)
    }

    @Test func `the record of a protected pupil has no path, and no column that no rule asks for`() throws {
        var test = try TestBatch(Self.yaml)
        for isProtected in [false, true] {
            let pupil = test.add(isProtected: isProtected)
            test.batch.pupils[pupil].extras = ["support": "special", "phone": "040"]
            test.batch.pupils[pupil].name = "Aino"
        }
        for home in [0, 1] { test.walks.toSchool[home]?.path = [GeoPoint(longitude: 25, latitude: 60)] }
        let traces = EligibilityStage(batch: test.batch).traces(walks: test.walks)
        #expect(traces.map(\.path) == [Polyline.encode([GeoPoint(longitude: 25, latitude: 60)]), ""])
        let text = String(decoding: try TraceFiles.encode(traces), as: UTF8.self)
        #expect(text.contains("special") && !text.contains("040") && !text.contains("Aino"))
    }

    @Test func `the explanation says what was asked, why, by which law and what would turn it`() throws {
        let rules = try rules(Self.yaml)
        let lines = DecisionExplanation(of: trace(subject(facts(grade: 3), ways: Self.ways(3080)), rules), rules: rules)
            .lines(language: "en")
        #expect(
            lines == [
                "Decision for P-1, home H1, on 2026-08-11: granted.",
                "Grade 3, school S1, needs: -, home kind: registered address.",
                "Way on foot from the point of the home to the nearest gate of the school: 3080 m (measure standard).",
                "Way on foot from the point of the home to the nearest gate of the school, keeping off dangerous "
                    + "stretches, 25 m added: 3105 m (measure safe).",
                "Rule far-1-3: met (way 3080 m, limit 3000 m).",
                "Why: The way is 3080 m, more than the limit of 3000 m.",
                "The way is 80 m over the limit.",
                "Certainty of the decision: clear.",
                "Law: 32 §.",
                "What would change it: If the way were 40 m shorter: an officer decides (far-1-3). In grade 4: refused "
                    + "(detour).",
                "Rule file Test rules, version 7, SHA-256 abc.",
            ])
    }

    @Test func `lines become text and back`() throws {
        // The example of the format's own description.
        let points = [
            GeoPoint(longitude: -120.2, latitude: 38.5), GeoPoint(longitude: -120.95, latitude: 40.7),
            GeoPoint(longitude: -126.453, latitude: 43.252),
        ]
        #expect(Polyline.encode(points) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@")
        #expect(Polyline.decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == points)
        #expect(Polyline.decode("_p~iF~ps|") == nil)
    }

    private static func ways(_ metres: Double) -> [String: MeasuredWay] {
        let way = MeasuredWay(distance: Metres(rounding: metres))
        return ["": way, "safe": way]
    }
}

/// Equal numbers on every run (SplitMix64).
struct SeededNumbers {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(limit))
    }
}
