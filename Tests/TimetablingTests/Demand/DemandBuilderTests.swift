import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct DemandBuilderTests {
    private static let monday = CycleDay(week: 1, weekday: .monday)

    private func town() -> Town {
        var town = Town()
        let school = town.school(10, 0)
        town.stop(1, 0)
        town.stop(2, 0)
        town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0))
        return town
    }

    private func demand(_ town: Town, _ day: CycleDay = monday) -> (SessionDemand, SessionDemand, [Unserved]) {
        DemandBuilder(batch: town.batch, decisions: town.decisions, stopPlan: town.stopPlan).demand(on: day)
    }

    @Test func `the windows lie between the margin and the longest wait`() {
        var town = town()
        town.pupil(to: Index(0), from: Index(0))
        let (there, back, _) = demand(town)
        #expect(there.journeys.map(\.schoolWindow) == [ClockTime(7, 30)...ClockTime(7, 55)])
        #expect(back.journeys.map(\.schoolWindow) == [ClockTime(13, 5)...ClockTime(13, 30)])
    }

    @Test func `the band's longest wait holds, and the municipality's too where it gives one`() {
        var town = town()
        town.pupil(to: Index(0), from: Index(0), grade: 1)
        town.pupil(to: Index(0), from: Index(0), grade: 7)
        town.batch.rules.waitLimits = [
            BandLimit(grades: [1], value: .minutes(10)), BandLimit(grades: [7], value: .minutes(45)),
        ]
        #expect(demand(town).0.journeys.map(\.schoolWindow.lowerBound) == [ClockTime(7, 50), ClockTime(7, 15)])
        town.batch.municipality.service.longestWaitIsGiven = true
        #expect(demand(town).0.journeys.map(\.schoolWindow.lowerBound) == [ClockTime(7, 50), ClockTime(7, 30)])
    }

    @Test func `against frame times a wait counts from the school's own bells`() {
        var town = town()
        let child = town.pupil(to: Index(0), from: Index(0))
        town.batch.rules.waitPolicy.clock = .frame
        town.batch.rules.waitLimits = [BandLimit(grades: [], value: .minutes(20))]
        // The school is open from 8:00 to 13:00; this child has 9:00 to 12:00.
        for week in [nil, 1] {
            town.batch.timetable.rows[Timetable.Key(.pupil(child), week: week, weekday: .monday)] = SchoolDay(
                start: ClockTime(9, 0), end: ClockTime(12, 0))
        }
        let (there, back, _) = demand(town)
        #expect(there.journeys.map(\.schoolWindow) == [ClockTime(7, 40)...ClockTime(8, 55)])
        #expect(back.journeys.map(\.schoolWindow) == [ClockTime(12, 5)...ClockTime(13, 20)])
    }

    @Test func `a wait limit below the margin leaves no window and is named for both ways`() {
        var town = town()
        town.pupil(to: Index(0), from: Index(0))
        town.batch.rules.waitLimits = [BandLimit(grades: [], value: .minutes(4))]
        let (there, back, unserved) = demand(town)
        #expect(there.journeys.isEmpty && back.journeys.isEmpty)
        #expect(unserved.map(\.session) == [.toSchool, .fromSchool])
        #expect(unserved.allSatisfy { $0.reason.contains("4 min") && $0.reason.contains("5 min") })
    }

    @Test func `only carried homes with a stop travel, and only on school days`() {
        var town = town()
        town.pupil(to: Index(0), from: Index(0), isCarried: false)
        let rider = town.pupil(to: Index(0), from: Index(0))
        #expect(demand(town).0.journeys.map(\.pupil) == [rider])
        #expect(demand(town, CycleDay(week: 1, weekday: .sunday)).0.journeys.isEmpty)
    }

    @Test func `a decision for one session gives no ride in the other`() {
        var town = town()
        let child = town.pupil(to: Index(0), from: Index(0))
        town.decisions[0].givenRides.sessions = [.fromSchool]
        let (there, back, _) = demand(town)
        #expect(there.journeys.isEmpty)
        #expect(back.journeys.map(\.pupil) == [child])
    }

    @Test func `a decision for some weekdays gives no ride on the others`() {
        var town = town()
        let child = town.pupil(to: Index(0), from: Index(0))
        town.decisions[0].givenRides.weekdays = [.tuesday]
        #expect(demand(town).0.journeys.isEmpty)
        #expect(demand(town, CycleDay(week: 1, weekday: .tuesday)).0.journeys.map(\.pupil) == [child])
    }

    @Test func `the first home that covers the session wins, carried or not`() {
        var town = town()
        let near = town.pupil(to: Index(0), from: Index(0), isCarried: false) { $0.weekdays = [.monday] }
        town.home(of: near, at: Index(1))
        #expect(demand(town).0.journeys.isEmpty)
        let tuesday = demand(town, CycleDay(week: 1, weekday: .tuesday)).0
        #expect(tuesday.journeys.map(\.stop) == [Index(1)])
    }

    @Test func `morning and afternoon may belong to different homes`() {
        var town = town()
        let child = town.pupil(to: Index(0), from: Index(0)) { $0.sessions = [.toSchool] }
        town.home(of: child, at: Index(1)) { $0.sessions = [.fromSchool] }
        let (there, back, _) = demand(town)
        #expect(there.journeys.map(\.stop) == [Index(0)])
        #expect(back.journeys.map(\.stop) == [Index(1)])
    }

    @Test(arguments: [(60, "1 min"), (95, "95 s"), (3600, "1 h 00 min"), (9300, "2 h 35 min"), (0, "0 min")])
    func `durations read well`(seconds: Int, text: String) {
        #expect(Seconds(Int32(seconds)).inMinutes == text)
    }
}
