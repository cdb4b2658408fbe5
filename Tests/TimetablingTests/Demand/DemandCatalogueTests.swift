import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct DemandCatalogueTests {
    private func journey(_ pupil: Int, stop: Int = 0, bell: ClockTime = ClockTime(8, 0)) -> Journey {
        Journey(
            pupil: Index(pupil), home: Index(pupil), stop: Index(stop), walk: .zero, school: Index(0), bell: bell,
            schoolWindow: bell - .minutes(30)...bell - .minutes(5), rideLimit: .minutes(60),
            ruled: .init(schoolWindow: bell - .minutes(30)...bell - .minutes(5), rideLimit: .minutes(60)),
            dayLimit: nil,
            load: Load(seats: 1),
            ridesAlone: false)
    }

    private func day(_ weekday: Weekday) -> CycleDay { CycleDay(week: 1, weekday: weekday) }

    @Test func `equal days share a demand and empty ones have none`() {
        var catalogue = DemandCatalogue()
        let demand = SessionDemand(session: .toSchool, journeys: [journey(0), journey(1)])
        let none = SessionDemand(session: .fromSchool, journeys: [])
        for weekday: Weekday in [.monday, .tuesday] {
            catalogue.enter(day(weekday), toSchool: demand, fromSchool: none)
        }
        catalogue.enter(day(.sunday), toSchool: .init(session: .toSchool, journeys: []), fromSchool: none)
        #expect(catalogue.demands == [demand])
        #expect(catalogue.dayCounts == [2])
        #expect(catalogue.days.map(\.toSchool) == [0, 0])
        #expect(catalogue.days.map(\.fromSchool) == [nil, nil])
    }

    @Test func `the demand most like all days is planned first, each other starts from the one it is most like`() {
        var catalogue = DemandCatalogue()
        let none = SessionDemand(session: .fromSchool, journeys: [])
        let sets: [[Int]] = [[0], [0, 1, 2], [0, 1, 2], [0, 1]]
        for (weekday, pupils) in zip(Weekday.allCases, sets) {
            let demand = SessionDemand(session: .toSchool, journeys: pupils.map { journey($0) })
            catalogue.enter(day(weekday), toSchool: demand, fromSchool: none)
        }
        #expect(catalogue.models() == [2, nil, 1])
        #expect(catalogue.rounds([2, nil, 1]) == [[1], [2], [0]])
    }

    @Test func `likeness counts equal journeys twice and equal stops once`() {
        let one = SessionDemand(session: .toSchool, journeys: [journey(0), journey(2), journey(3), journey(5)])
        let two = SessionDemand(
            session: .toSchool,
            journeys: [journey(0), journey(1), journey(2, bell: ClockTime(9, 0)), journey(3, stop: 1), journey(6)])
        #expect(DemandCatalogue.likeness(one, two) == 3)
        #expect(DemandCatalogue.likeness(two, one) == 3)
        #expect(DemandCatalogue.likeness(one, one) == 8)
    }
}
