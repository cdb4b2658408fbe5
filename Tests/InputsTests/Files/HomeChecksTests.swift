import Quantities
import Testing
import TransportModel

@testable import Inputs

struct HomeChecksTests {
    @Test func `of homes that overlap the first in the file covers the ride, and only there`() throws {
        let bundle = TestBundle {
            $0.append("P-001,H2,404700,6694100,,2,Mon;Tue,from_school,second", to: "homes.csv")
        }
        let (batch, findings) = try bundle.read()
        #expect(findings.map(\.code) == ["homes-overlap"])
        let homes = batch.pupils.elements[0].homes.map { batch.homes[$0] }
        for day in batch.cycleDays {
            for session in Session.allCases {
                #expect(homes.count { $0.covers(day, session) } == 1)
                #expect(homes[0].covers(day, session))
            }
        }
    }

    @Test func `an overlap on a day without school is settled in silence`() throws {
        let bundle = TestBundle { $0.append("P-001,H2,404700,6694100,,,Sat;Sun,,second", to: "homes.csv") }
        let (batch, findings) = try bundle.read()
        #expect(findings == [])
        let saturday = CycleDay(week: 1, weekday: .saturday)
        #expect(batch.homes.elements.count { $0.pupil == Index(0) && $0.covers(saturday, .toSchool) } == 1)
    }

    @Test func `homes that take turns do not overlap`() throws {
        #expect(try TestBundle().read().findings == [])
    }
}
