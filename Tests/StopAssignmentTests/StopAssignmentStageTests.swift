import Quantities
import Testing
import TransportModel

@testable import StopAssignment

@Suite struct StopAssignmentStageTests {
    // With the defaults a stop costs 2 x 110 s x 60 / 3600 = 3.67 a day: 1.83 of it per school, 1.83 for the stop.
    // A metre of walk costs 2 x 0.001 = 0.002 a day, so a stop is worth 1,833 m of walking.

    @Test func `one stop serves all when another would not pay for itself`() {
        var village = Village(stops: [nil, nil])
        village.addPupil([("A", 100), ("B", 600)])
        village.addPupil([("A", 700), ("B", 100)])
        village.addPupil([("A", 800), ("B", 100)])
        let (plan, findings) = village.assign()
        // All at B: 600 + 100 + 100 m; A as well would save 500 m, less than 1,833.
        #expect(village.assignedIDs(plan) == ["B", "B", "B"])
        #expect(plan.assigned[0]?.walk == Metres(600))
        #expect(findings.isEmpty)
        #expect(plan.neighbourhoods.map(\.method) == ["exact"])
        // 3.67 + 0.002 x 800 = 5.27
        #expect(abs(plan.neighbourhoods[0].cost - 5.2667) < 0.001)
        #expect(abs(plan.neighbourhoods[0].bound! - plan.neighbourhoods[0].cost) < 0.001)
    }

    @Test func `a second stop opens when the walks it spares are worth more`() {
        var village = Village(stops: [nil, nil])
        for _ in 0..<5 { village.addPupil([("A", 100), ("B", 500)]) }
        for _ in 0..<5 { village.addPupil([("A", 500), ("B", 100)]) }
        let (plan, _) = village.assign()
        // Five pupils spared 400 m each: 2,000 m, more than 1,833.
        #expect(village.assignedIDs(plan) == Array(repeating: "A", count: 5) + Array(repeating: "B", count: 5))
    }

    @Test func `schools that may share a stop pay for it together`() {
        var village = Village(stops: [nil, nil], schools: 2)
        for _ in 0..<3 { village.addPupil(school: 0, [("A", 100), ("B", 500)]) }
        for _ in 0..<3 { village.addPupil(school: 1, [("A", 500), ("B", 100)]) }
        // Mixed: both schools at one stop cost 1.83 x 3 and 3 x 400 m more, 7.9 in all; two stops cost 7.33 and less walk.
        #expect(village.assignedIDs(village.assign().plan) == ["A", "A", "A", "B", "B", "B"])
        village.options.sharedStopPart = 0.1
        // Sharing now costs 0.37 for the second school: one stop saves 3.3, more than 3 x 400 m (2.4) of walking.
        #expect(Set(village.assignedIDs(village.assign().plan)).count == 1)
        village.batch.municipality.service.mixedLoads = false
        #expect(Set(village.assignedIDs(village.assign().plan)).count == 2)
    }

    @Test func `a stop takes no more pupils than it may`() {
        var village = Village(stops: [2, nil])
        for _ in 0..<5 { village.addPupil([("A", 10), ("B", 1900)]) }
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan).filter { $0 == "A" }.count <= 2)
        #expect(!village.assignedIDs(plan).contains("-"))
        #expect(findings.isEmpty)
    }

    @Test func `who finds every stop full is named with that reason`() {
        var village = Village(stops: [1, 1])
        village.addPupil([("A", 10), ("B", 20)])
        village.addPupil([("A", 10)])
        village.addPupil([("A", 10), ("B", 20)])
        let (plan, findings) = village.assign()
        #expect(plan.unassigned.count == 1)
        #expect(findings.map(\.code) == ["stop-all-full"])
        let home = plan.unassigned[0].home
        #expect(findings[0].subject == village.batch.pupils[village.batch.homes[home].pupil].id)
        #expect(plan.unassigned[0].reason.contains("full"))
        #expect(plan.assigned[home.offset] == nil)
    }

    @Test func `a long chain of moves makes room where it can`() {
        var village = Village(stops: [1, 1, 1, 1])
        village.addPupil([("A", 10), ("B", 20)])
        village.addPupil([("B", 10), ("C", 20)])
        village.addPupil([("C", 10), ("D", 20)])
        village.addPupil([("A", 10)])
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan) == ["B", "C", "D", "A"])
        #expect(findings.isEmpty)
    }

    @Test func `a home without a stop in reach is left with its limit named`() {
        var village = Village(stops: [nil])
        village.batch.rules.stopWalkLimits = [BandLimit(grades: [1], value: Metres(800))]
        village.addPupil([])
        let (plan, findings) = village.assign()
        #expect(findings.map(\.code) == ["stop-none-in-reach"])
        #expect(findings[0].severity == .warning)
        #expect(findings[0].subject == "P-1")
        #expect(findings[0].message.contains("800 m"))
        #expect(plan.unassigned.count == 1)
        #expect(plan.options[0].isEmpty)
    }

    @Test func `homes that are not carried get nothing`() {
        var village = Village(stops: [nil])
        village.addPupil([("A", 10)])
        village.decisions[0].isCarried = false
        let (plan, findings) = village.assign()
        #expect(plan.assigned[0] == nil && plan.options[0].isEmpty && plan.unassigned.isEmpty && findings.isEmpty)
    }

    @Test func `a door pupil uses their own door and nobody else does`() {
        var village = Village(stops: [nil, nil])
        village.candidates.elements[1].kind = "door"
        village.candidates.elements[1].id = "D-1"
        village.addPupil(needs: [.door], [("A", 100), ("D-1", 0)])
        village.addPupil([("A", 900), ("D-1", 0)])
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan) == ["D-1", "A"])
        #expect(plan.options[0].map(\.stop) == [Index(1)])
        #expect(plan.options[1].map(\.stop) == [Index(0)])
        #expect(findings.isEmpty)
    }

    @Test func `a door pupil without a door is not sent to a stop`() {
        var village = Village(stops: [nil])
        village.addPupil(needs: [.door], [("A", 100)])
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan) == ["-"])
        #expect(findings.map(\.code) == ["stop-no-door"])
    }

    @Test func `a pupil to be carried without a home is named`() {
        var village = Village(stops: [nil])
        let pupil = village.addPupil()
        village.decide(pupil, nil, isCarried: true)
        #expect(village.assign().findings.map(\.code) == ["stop-no-home"])
    }

    @Test func `each home of a pupil has one stop and shared places count pupils`() {
        var village = Village(stops: [1, nil])
        village.addPupil([("A", 100)], [("A", 200)])
        let (plan, findings) = village.assign()
        // The limit is one pupil, and it is one pupil, from two homes.
        #expect(village.assignedIDs(plan) == ["A", "A"])
        #expect(findings.isEmpty)
    }

    @Test func `protected pupils get a stop like all others and no finding tells who they are`() {
        var village = Village(stops: [1])
        let protected = village.addPupil(isProtected: true, [("A", 10)])
        village.addPupil([])
        village.addPupil(isProtected: true, [])
        village.choose(protected, "Z", at: "2026-05-01T10:00:00")
        let (plan, findings) = village.assign()
        #expect(village.assignedIDs(plan) == ["A", "-", "-"])
        #expect(findings.count == 3)
        for finding in findings {
            #expect(!finding.message.contains("Secret") && !finding.message.contains("Hidden"))
        }
    }

    @Test func `nothing at all gives an empty plan`() {
        let (plan, findings) = Village(stops: []).assign()
        #expect(plan.assigned.isEmpty && plan.neighbourhoods.isEmpty && findings.isEmpty)
    }

    @Test func `senseless settings are clamped, not obeyed`() {
        var village = Village(stops: [nil])
        village.addPupil([("A", 10)])
        village.options.vehicleCostPerHour = -5
        village.options.walkingCostPerKilometre = -1
        village.options.sharedStopPart = 7
        village.options.optionsPerHome = -3
        #expect(village.assignedIDs(village.assign().plan) == ["A"])
    }
}
