import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct BellAlignmentTests {
    /// Two schools ten minutes apart whose bells ring together: each needs a bus, unless one of them moves.
    private static func twoSchools(slack: Int32) -> Town {
        var town = Town()
        town.depot(0, 0)
        town.vehicles(4, seats: 2)
        for x in [0, 10] {
            let school = town.school(x, 0)
            town.batch.schools[school].bellSlack = .minutes(slack)
            let stop = town.stop(x, 5)
            town.pupil(to: school, from: stop)
            town.pupil(to: school, from: stop)
            town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0), on: [.monday])
        }
        town.batch.municipality.service.longestWait = .minutes(10)
        return town
    }

    private static func outcome(
        _ town: Town, _ change: (inout PlanningOptions) -> Void = { _ in }
    ) -> BellAlignment.Outcome {
        var options = PlanningOptions()
        options.iterations = 400
        change(&options)
        return town.stage(options).alignedBells(travel: town.travel())
    }

    /// The vehicles of the plan with bells moved as `moves` says.
    private static func vehicles(_ town: Town, _ moves: BellMoves) -> Int {
        var moved = town
        moved.batch = town.batch.moved(by: moves)
        var options = PlanningOptions()
        options.iterations = 400
        let plan = moved.stage(options).plan(travel: moved.travel())
        #expect(PlanAudit(moved, plan).broken == [])
        return plan.blocks.count
    }

    @Test func `a bell moves where one bus can then serve both schools`() throws {
        let town = Self.twoSchools(slack: 30)
        let found = Self.outcome(town)
        #expect(found.vehicles == .init(moved: 1, unmoved: 2))
        #expect(found.moves.count == 2)
        #expect(Self.vehicles(town, [:]) == 2)
        #expect(Self.vehicles(town, found.moves) == 1)
    }

    @Test func `no choice of bells needs fewer vehicles than the one found`() {
        for slack: Int32 in [0, 5, 10] {
            let town = Self.twoSchools(slack: slack)
            let schools = town.batch.schools.indices.map(\.self)
            let choices = schools.map { town.batch.bellMoves(of: $0, step: .minutes(5)) }
            let least = choices[0].flatMap { first in
                choices[1].map { Self.vehicles(town, [schools[0]: first, schools[1]: $0]) }
            }.min()
            #expect(Self.vehicles(town, Self.outcome(town).moves) == least, "slack \(slack)")
        }
    }

    @Test func `bells stay where moving them saves nothing, and where they may not move`() {
        #expect(Self.outcome(Self.twoSchools(slack: 0)).moves.isEmpty)
        let little = Self.outcome(Self.twoSchools(slack: 5))
        #expect(little.moves.values.allSatisfy { $0 == .zero } && little.moves.count == 2)
        #expect(little.vehicles == nil)
    }

    @Test func `any number of threads moves the same bells`() {
        let town = Self.twoSchools(slack: 30)
        #expect(Self.outcome(town).moves == Self.outcome(town) { $0.threads = 4 }.moves)
    }

    @Test func `a run without time moves no bell and says so`() {
        let town = Self.twoSchools(slack: 30)
        let found = Self.outcome(town) { $0.shouldStop = { true } }
        #expect(found.isTimeLimited && found.moves.values.allSatisfy { $0 == .zero })
        #expect(BellFindings(batch: town.batch).findings(found).map(\.code) == ["bells-not-searched"])
    }

    @Test func `last night's bells stay while the schools allow them`() throws {
        var previous = PlanTables()
        previous.bells = ["S1", "S2"].map { id in
            var row = BellRow()
            row.schoolID = id
            row.minutes = id == "S1" ? -10 : 0
            return row
        }
        let town = Self.twoSchools(slack: 10)
        let alignment = BellAlignment(
            batch: town.batch, decisions: town.decisions, stopPlan: town.stopPlan,
            places: Places(batch: town.batch, stopPlan: town.stopPlan), travel: town.travel(), options: .init())
        let kept = try #require(alignment.asBefore(previous))
        #expect(kept.moves == [Index(0): .minutes(-10), Index(1): .zero])
        let findings = BellFindings(batch: town.batch).findings(kept)
        #expect(findings.map(\.subject) == ["S1"])
        #expect(findings[0].message.contains("10 min earlier"))
        previous.bells[0].minutes = -15
        #expect(alignment.asBefore(previous) == nil)
        previous.bells.removeFirst()
        #expect(alignment.asBefore(previous) == nil)
    }
}
