import Quantities
import Testing
import TransportModel

@testable import StopAssignment

@Suite struct ChoiceBookTests {
    @Test func `a choice in reach is a fixed point however dear`() {
        var village = Village(stops: [nil, nil])
        let chooser = village.addPupil([("A", 100), ("B", 900)])
        village.addPupil([("A", 100), ("B", 900)])
        village.choose(chooser, "B", at: "2026-05-01T10:00:00")
        let (plan, findings) = village.assign()
        #expect(plan.assigned[0]?.stop == village.stop("B"))
        // A is worth its cost for the other alone? 800 m spared are 1.6, less than 3.67, so both ride from B.
        #expect(village.assignedIDs(plan) == ["B", "B"])
        #expect(findings.isEmpty)
    }

    @Test(arguments: [("Z", "choice-unknown-stop"), ("B", "choice-out-of-reach")])
    func `a choice that cannot be is refused with its reason`(stop: String, code: String) {
        var village = Village(stops: [nil, nil])
        let chooser = village.addPupil([("A", 100)])
        village.choose(chooser, stop, at: "2026-05-01T10:00:00", line: 7)
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan) == ["A"])
        #expect(findings.map(\.code) == [code])
        #expect(findings[0].severity == .warning && findings[0].line == 7 && findings[0].file == "choices.csv")
        #expect(findings[0].subject == "P-1")
    }

    @Test func `the last place goes to whoever asked first`() {
        var village = Village(stops: [1, nil])
        let late = village.addPupil([("A", 10), ("B", 20)])
        let early = village.addPupil([("A", 10), ("B", 20)])
        village.choose(late, "A", at: "2026-05-02T10:00:00", line: 2)
        village.choose(early, "A", at: "2026-05-01T10:00:00", line: 3)
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan) == ["B", "A"])
        #expect(findings.map(\.code) == ["choice-stop-full"])
        #expect(findings[0].subject == "P-1")
        #expect(plan.options[0].contains { $0.stop == village.stop("A") }, "what was asked for is shown all the same")
    }

    @Test func `a choice takes its place before those who did not choose`() {
        var village = Village(stops: [1, nil])
        village.addPupil([("A", 10), ("B", 1900)])
        let chooser = village.addPupil([("A", 1900), ("B", 10)])
        village.choose(chooser, "A", at: "2026-05-01T10:00:00")
        #expect(village.assignedIDs(village.assign().plan) == ["B", "A"])
    }

    @Test func `the latest choice counts, and a home's own before one for all homes`() {
        var village = Village(stops: [nil, nil, nil])
        let pupil = village.addPupil([("A", 10), ("B", 20), ("C", 30)], [("A", 10), ("B", 20), ("C", 30)])
        village.choose(pupil, "A", at: "2026-05-01T10:00:00", line: 2)
        village.choose(pupil, "B", at: "2026-05-03T10:00:00", line: 3)
        village.choose(pupil, "C", home: 1, at: "2026-05-03T10:00:00", line: 4)
        #expect(village.assignedIDs(village.assign().plan) == ["B", "C"])
    }

    @Test func `a door pupil's choice of a stop is refused`() {
        var village = Village(stops: [nil, nil])
        village.candidates.elements[1].kind = "door"
        let pupil = village.addPupil(needs: [.door], [("A", 10), ("B", 0)])
        village.choose(pupil, "A", at: "2026-05-01T10:00:00")
        let (plan, findings) = village.assign()
        #expect(plan.assigned[0]?.stop == village.stop("B"))
        #expect(findings.map(\.code) == ["choice-at-door"])
    }

    @Test func `a choice for a home that is not carried is only noted`() {
        var village = Village(stops: [nil])
        let pupil = village.addPupil([("A", 10)])
        village.decisions[0].isCarried = false
        village.choose(pupil, "A", at: "2026-05-01T10:00:00")
        let findings = village.assign().findings
        #expect(findings.map(\.code) == ["choice-not-carried"])
        #expect(findings[0].severity == .info)
    }
}
