import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct PreviousPlanTests {
    /// The tables of the plan of `town`.
    private func tables(of town: Town, _ result: TimetablingResult) -> PlanTables {
        var plan = Plan(stopPlan: town.stopPlan)
        plan.decisions = town.decisions
        plan.rides = result.rides
        plan.trips = result.trips
        plan.blocks = result.blocks
        return PlanTables(plan: plan, batch: town.batch)
    }

    private struct Minute: Hashable {
        var pupil: Index<Pupil>
        var day: CycleDay
        var session: Session
        var board: ClockTime
        var alight: ClockTime
    }

    private func minutes(_ plan: TimetablingResult) -> Set<Minute> {
        Set(
            plan.rides.map {
                Minute(pupil: $0.pupil, day: $0.day, session: $0.session, board: $0.board, alight: $0.alight)
            })
    }

    @Test func `an unchanged night changes few minutes`() {
        // Blocks may have joined what the routes had apart, and a second night may then find a shorter way.
        var (kept, all) = (0, 0)
        for seed in 0..<12 {
            var town = RandomTown(seed: UInt64(seed)).town
            for type in town.batch.vehicleTypes.indices { town.batch.vehicleTypes[type].count = 9 }
            let first = town.plan()
            let second = town.plan(previous: tables(of: town, first))
            #expect(PlanAudit(town, second).broken == [])
            kept += minutes(first).intersection(minutes(second)).count
            all += first.rides.count
        }
        #expect(kept * 100 >= all * 85, "\(kept) of \(all) minutes kept")
    }

    @Test(arguments: 0..<12) func `tables that fit in no way do no harm`(seed: Int) {
        let town = RandomTown(seed: UInt64(seed)).town
        let other = RandomTown(seed: UInt64(seed + 100)).town
        let strange = tables(of: other, other.plan())
        #expect(PlanAudit(town, town.plan(previous: strange)).broken == [])
    }

    @Test func `a pupil who leaves changes no minute of the others`() {
        var town = TimetablingStageTests.smallest()
        let leaver = town.pupil(to: Index(0), from: Index(1))
        let first = town.plan()
        town.decisions.removeAll { $0.pupil == leaver }
        let second = town.plan(previous: tables(of: town, first))
        let stayed = minutes(first).filter { $0.pupil != leaver }
        #expect(minutes(second) == stayed)
        #expect(PlanAudit(town, second).broken == [])
    }
}
