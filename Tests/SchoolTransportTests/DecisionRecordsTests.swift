internal import Foundation
internal import SchoolTransport
internal import Testing
internal import TransportModel

struct DecisionRecordsTests {
    @Test
    func `every decision of a plan is explained in three languages and replayed to the same answer`() throws {
        let municipality = try TinyMunicipality()
        _ = try municipality.batch().plan(into: municipality.plan("plan"))
        let records = try DecisionRecords(plan: municipality.plan("plan"))
        #expect(records.pupilIDs.count == 90)
        for language in ["sv", "fi", "en"] {
            for pupil in records.pupilIDs {
                let explanations = records.explanations(of: pupil, language: language)
                #expect(!explanations.isEmpty && explanations.allSatisfy { $0.count > 2 }, "\(pupil) in \(language)")
            }
        }
        let replayed = records.replay()
        #expect(replayed.decisions >= 90)
        #expect(replayed.differences == [])
        #expect(records.changes(to: records).changes.isEmpty)
    }

    @Test
    func `a stricter rule file shows who loses and that the rules did it`() throws {
        let municipality = try TinyMunicipality()
        _ = try municipality.batch().plan(into: municipality.plan("old"))
        let rules = try String(contentsOf: municipality.bundle.appendingPathComponent("rules.yaml"), encoding: .utf8)
        try municipality.write(
            rules.replacingOccurrences(of: "more_than_m: 3000", with: "more_than_m: 30000"), to: "rules.yaml")
        _ = try municipality.batch().plan(into: municipality.plan("new"))
        let old = try DecisionRecords(plan: municipality.plan("old"))
        let changes = old.changes(to: try DecisionRecords(plan: municipality.plan("new")))
        let losses = changes.changes.filter { $0.kind == "lost" }
        #expect(!losses.isEmpty)
        #expect(losses.allSatisfy { $0.cause == "rules" })
    }

    @Test
    func `a folder without records is refused by name`() throws {
        let municipality = try TinyMunicipality(pupils: 5)
        let error = #expect(throws: BatchError.self) { try DecisionRecords(plan: municipality.bundle) }
        #expect(error?.problems.first?.code == "trace-missing")
    }
}
