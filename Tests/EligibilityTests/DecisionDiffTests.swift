import Quantities
import Testing
import TransportModel

@testable import Eligibility

@Suite struct `Decision diff` {
    private func trace(_ id: String, grade: Int = 2, metres: Double, _ rules: RuleSet) -> DecisionTrace {
        var made = subject(facts(grade: grade), metres: metres)
        made.pupilID = id
        return DecisionTrace(
            subject: made, period: "", language: id == "P-1" ? "sv" : "fi", area: "", rulesHash: "", networkHash: "",
            path: "", result: rules.result(of: rules.verdict(on: made), on: made))
    }

    @Test func `who gains and who loses, by rule or by fact`() throws {
        let old = try rules("bands: {1-3: 1-3}\nrules:\n  - {id: far, more_than_m: 3000}")
        let new = try rules("bands: {1-3: 1-3}\nrules:\n  - {id: far, more_than_m: 3500}")
        let diff = DecisionDiff(
            old: [
                trace("P-1", metres: 3200, old), trace("P-2", metres: 2000, old), trace("P-3", metres: 5000, old),
                trace("P-4", metres: 5000, old), trace("P-6", metres: 3200, old),
            ], oldRules: old,
            new: [
                trace("P-1", metres: 3200, new), trace("P-2", metres: 6000, new), trace("P-3", metres: 5000, new),
                trace("P-5", metres: 1, new), trace("P-6", metres: 3400, new),
            ], newRules: new)
        #expect(diff.changes.map(\.pupilID) == ["P-1", "P-2", "P-4", "P-5", "P-6"])
        #expect(diff.changes.map(\.kind) == [.lost, .gained, .disappeared, .appeared, .lost])
        #expect(diff.changes.map(\.cause) == [.rules, .facts, .none, .none, .rules])
        #expect(diff.changes.map(\.facts) == [[], ["ways"], [], [], ["ways"]])
        #expect(diff.changes.allSatisfy { $0.band == "1-3" && $0.schoolID == "S1" })
        #expect(diff.counts(by: .school).map { "\($0.group) \($0.gained) \($0.lost)" } == ["S1 1 2"])
        #expect(diff.counts(by: .language).map { "\($0.group) \($0.gained) \($0.lost)" } == ["fi 1 1", "sv 0 1"])
        #expect(diff.counts(by: .fact).map { "\($0.group) \($0.gained) \($0.lost)" } == ["rules 0 1", "ways 1 1"])
    }

    @Test func `equal nights differ in nothing`() throws {
        let rules = try rules("rules:\n  - {id: far, more_than_m: 3000}")
        let night = [trace("P-1", metres: 3200, rules), trace("P-2", metres: 100, rules)]
        #expect(DecisionDiff(old: night, oldRules: rules, new: night, newRules: rules).changes.isEmpty)
    }
}
