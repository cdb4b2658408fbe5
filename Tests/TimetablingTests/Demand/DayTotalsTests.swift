import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct DayTotalsTests {
    private static let monday = CycleDay(week: 1, weekday: .monday)

    /// One pupil with a walk of 1,000 m (800 s) to the stop, a direct drive of `drive`, and a day limit.
    private func applied(
        drive: Seconds, limit: Seconds?
    ) -> (toSchool: SessionDemand, fromSchool: SessionDemand, unserved: [Unserved]) {
        var town = Town()
        let school = town.school(10, 0)
        town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0))
        town.pupil(to: school, from: town.stop(0, 0), walk: 1000)
        if let limit { town.batch.rules.dayTotalLimits = [BandLimit(grades: [], value: limit)] }
        let demand = DemandBuilder(batch: town.batch, decisions: town.decisions, stopPlan: town.stopPlan)
            .demand(on: Self.monday)
        return DayTotals(service: town.batch.municipality.service) { _, _, _ in drive }
            .applied(toSchool: demand.toSchool, fromSchool: demand.fromSchool, on: Self.monday)
    }

    @Test func `no limit narrows nothing`() {
        let (there, back, _) = applied(drive: .minutes(10), limit: nil)
        #expect(there.journeys[0].rideLimit == .minutes(60))
        #expect(back.journeys[0].schoolWindow == ClockTime(13, 5)...ClockTime(13, 30))
    }

    @Test(arguments: [5600, 6000, 6700, 7200, 9000, 12_000])
    func `whatever keeps the narrowed windows and rides keeps the day`(limit: Int) {
        let limit = Seconds(Int32(limit))
        let (there, back, unserved) = applied(drive: .minutes(20), limit: limit)
        #expect(unserved.isEmpty)
        let (morning, afternoon) = (there.journeys[0], back.journeys[0])
        let longest =
            morning.longestWait(.toSchool) + morning.rideLimit + afternoon.longestWait(.fromSchool)
            + afternoon.rideLimit
        #expect(longest + Seconds(1600) <= limit || limit == Seconds(12_000))
        // The direct drive is still possible.
        #expect(morning.rideLimit >= .minutes(20) && afternoon.rideLimit >= .minutes(20))
        #expect(morning.schoolWindow.upperBound == ClockTime(7, 55))
    }

    @Test func `a day that even direct drives break is named for both ways`() {
        // Walks 1,600 s, waits 600 s, drives 2,400 s: 4,600 s.
        let (there, back, unserved) = applied(drive: .minutes(20), limit: Seconds(4599))
        #expect(there.journeys.isEmpty && back.journeys.isEmpty)
        #expect(unserved.map(\.session) == [.toSchool, .fromSchool])
        #expect(unserved.allSatisfy { $0.reason.contains("4600 s") })
        #expect(applied(drive: .minutes(20), limit: Seconds(4600)).unserved.isEmpty)
    }
}
