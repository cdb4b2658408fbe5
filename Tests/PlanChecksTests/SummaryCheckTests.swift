import PlanFixtures
import Quantities
import Testing
import TransportModel

@Suite struct SummaryCheckTests {
    @Test(arguments: [
        ("\"riders\": 3", "\"riders\": 4", "plan-wrong-count"), ("\"trips\": 4,", "", "plan-wrong-count"),
        ("\"buses\": 1", "\"buses\": 2", "plan-wrong-figure"), ("\"km\": 44", "\"km\": 43.9", "plan-wrong-figure"),
        ("\"cost\": 244", "\"cost\": 243", "plan-wrong-figure"),
        ("\"p95_m\": 200", "\"p95_m\": 100", "plan-wrong-figure"),
        ("\"max_s\": 1050", "\"max_s\": 900", "plan-wrong-figure"),
        ("\"decided_automatically\": 0.6667", "\"decided_automatically\": 1", "plan-wrong-figure"),
        ("aaaa", "bbbb", "plan-other-input"), ("\"schema_version\"", "\"version\"", "plan-no-summary"),
        ("{", "", "plan-no-summary"),
    ])
    func `a figure that the files do not bear out is found`(_ old: String, _ new: String, _ code: String) throws {
        let folder = try LaneFolder()
        try folder.replace(old, by: new, in: "summary.json")
        #expect(folder.codes() == [code])
    }

    @Test(arguments: [("\"buses\": 1", "\"buses\": 2"), ("\"cost\": null", "\"cost\": 300")])
    func `a bound that the plan beats is found`(_ old: String, _ new: String) throws {
        let folder = try LaneFolder()
        // The first "buses" of the file is the plan's, the second the bound's.
        try folder.replace(
            old == "\"buses\": 1" ? "\"bound\": {\n  \"buses\": 1" : old,
            by: old == "\"buses\": 1" ? "\"bound\": {\n  \"buses\": 2" : new, in: "summary.json")
        #expect(folder.codes() == ["plan-false-bound"])
    }
}
