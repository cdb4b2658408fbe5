import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct BusBoundTests {
    @Test func `pupils who cannot share a bus need one each`() {
        // Three stops 14 minutes from school in different directions, and 25 minutes in which to arrive: a bus that
        // serves two needs 28 minutes between the last stop of one and its second arrival.
        var town = Town()
        town.depot(0, 0)
        town.vehicles(5, seats: 8)
        let school = town.school(0, 0)
        town.batch.rules.rideLimits = [BandLimit(grades: [], value: .minutes(20))]
        town.batch.rules.waitLimits = [BandLimit(grades: [], value: .minutes(15))]
        for (x, y) in [(14, 0), (-14, 0), (0, 14)] { town.pupil(to: school, from: town.stop(x, y)) }
        town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0))
        let plan = town.plan()
        #expect(plan.bound.buses == 3)
        #expect(plan.blocks.count == 15)
    }

    @Test(arguments: 0..<20) func `no day needs fewer buses than the bound`(seed: Int) {
        var town = RandomTown(seed: UInt64(seed)).town
        for type in town.batch.vehicleTypes.indices { town.batch.vehicleTypes[type].count = 12 }
        let plan = town.plan()
        guard let bound = plan.bound.buses else { return }
        let worst = town.batch.cycleDays.map { day in plan.blocks.count { $0.day == day } }.max() ?? 0
        #expect(bound >= 1 && bound <= worst)
    }

    @Test func `a fleet that is too small has no bound`() {
        var town = TimetablingStageTests.smallest()
        town.batch.vehicleTypes[Index(0)].capacity = Load(seats: 1)
        town.batch.rules.waitLimits = [BandLimit(grades: [], value: .minutes(6))]
        let plan = town.plan()
        #expect(plan.findings.contains { $0.message.contains("all in use") })
        #expect(plan.bound.buses == nil)
    }
}
