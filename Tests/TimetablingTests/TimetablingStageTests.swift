import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct TimetablingStageTests {
    /// One bus, one school, two stops on the way: the smallest week.
    static func smallest() -> Town {
        var town = Town()
        town.depot(0, 0)
        town.vehicles(1, seats: 8)
        let school = town.school(10, 0)
        let near = town.stop(6, 0)
        let far = town.stop(2, 0)
        town.pupil(to: school, from: far)
        town.pupil(to: school, from: near)
        town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0), on: [.monday])
        return town
    }

    @Test func `one bus collects both pupils in the morning and brings them home after school`() throws {
        let plan = Self.smallest().plan()
        #expect(PlanAudit(Self.smallest(), plan).broken == [])
        #expect(plan.findings == [])
        #expect(plan.trips.map(\.id) == ["1-Mon-AM-S1-01", "1-Mon-PM-S1-01"])
        #expect(plan.blocks.map(\.id) == ["1-Mon-bus1-01"])
        // Out 2 km, 8 km with pupils, the bus waits at school; 8 km home, 2 km in: 20 km, 4 of them empty.
        #expect(plan.blocks[0].distance == 20_000)
        #expect(plan.blocks[0].deadhead == 4_000)
        // The last drive of 240 s from the near stop ends at 7:55 at the latest.
        let times = plan.trips[0].stopTimes
        #expect(times.map(\.onboard) == [1, 2, 0])
        #expect(times[2].arrival <= ClockTime(7, 55))
        #expect(times[2].arrival > ClockTime(7, 54))
        #expect(plan.trips[1].stopTimes[0].departure == ClockTime(13, 5))
    }

    @Test func `days with equal demand have equal times`() {
        var town = Self.smallest()
        town.hours(.school(Index(0)), ClockTime(8, 0), ClockTime(13, 0))
        let plan = town.plan()
        #expect(plan.trips.count == 10)
        let mondays = plan.trips.prefix(2).map { $0.stopTimes.map(\.departure) }
        for day in 1..<5 {
            #expect(plan.trips[(day * 2)..<(day * 2 + 2)].map { $0.stopTimes.map(\.departure) } == mondays)
        }
    }

    @Test func `a fleet without vehicles is an error and every pupil is named`() {
        var town = Self.smallest()
        town.batch.vehicleTypes[Index(0)].count = 0
        let plan = town.plan()
        #expect(plan.rides.isEmpty)
        #expect(plan.findings.filter { $0.severity == .error }.map(\.code) == ["no-vehicle"])
        #expect(Set(plan.findings.filter { $0.severity == .warning }.map(\.subject)) == ["P-1", "P-2"])
    }

    @Test func `a pupil beyond the ride limit is named with the drive and the limit`() {
        var town = Self.smallest()
        town.batch.rules.rideLimits = [BandLimit(grades: [2], value: .minutes(5))]
        town.pupil(to: Index(0), from: Index(1), grade: 2)  // 8 km: 8 min
        let plan = town.plan()
        let mine = plan.findings.filter { $0.subject == "P-3" }
        #expect(mine.count == 2)
        #expect(mine.allSatisfy { $0.message.contains("8 min") && $0.message.contains("5 min") })
        #expect(PlanAudit(town, plan).broken == [])
    }

    @Test func `two homes are served in their own weeks`() {
        var town = Self.smallest()
        town.batch.municipality.calendar.cycleWeeks = 2
        let child = town.pupil(to: Index(0), from: Index(0)) { $0.weeks = [1] }
        town.home(of: child, at: Index(1)) { $0.weeks = [2] }
        let plan = town.plan()
        #expect(PlanAudit(town, plan).broken == [])
        let stops = plan.rides.filter { $0.pupil == child }.map { [$0.day.week, $0.stop.offset] }
        #expect(stops == [[1, 0], [1, 0], [2, 1], [2, 1]])
    }

    @Test(arguments: 0..<40) func `random towns keep every promise`(seed: Int) {
        let town = RandomTown(seed: UInt64(seed)).town
        let plan = town.plan()
        #expect(PlanAudit(town, plan).broken == [])
    }

    @Test func `the number of threads changes nothing`() {
        for seed in 0..<6 {
            let town = RandomTown(seed: UInt64(seed)).town
            #expect(String(describing: town.plan(threads: 1)) == String(describing: town.plan(threads: 4)))
        }
    }
}
