import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct DemandFamiliesTests {
    private func journey(
        _ pupil: Int, stop: Int = 0, bell: ClockTime = ClockTime(8, 0), wait: Int32 = 30, ride: Int32 = 60
    ) -> Journey {
        let window = bell - .minutes(wait)...bell - .minutes(5)
        return Journey(
            pupil: Index(pupil), home: Index(pupil), stop: Index(stop), walk: .zero, school: Index(0), bell: bell,
            schoolWindow: window, rideLimit: .minutes(ride),
            ruled: .init(schoolWindow: window, rideLimit: .minutes(ride)),
            dayLimit: nil, load: Load(seats: 1), ridesAlone: false)
    }

    private func demand(_ journeys: [Journey]) -> SessionDemand {
        SessionDemand(session: .toSchool, journeys: journeys)
    }

    private func catalogue(_ demands: [SessionDemand]) -> DemandCatalogue {
        var catalogue = DemandCatalogue()
        for (weekday, demand) in zip(Weekday.allCases, demands) {
            catalogue.enter(
                CycleDay(week: 1, weekday: weekday), toSchool: demand,
                fromSchool: SessionDemand(session: .fromSchool, journeys: []))
        }
        return catalogue
    }

    @Test func `a master has everyone once per stop and bell, within the limits of all days`() {
        let one = demand([journey(0), journey(1, ride: 40), journey(3, stop: 2)])
        let two = demand([journey(1, wait: 20), journey(2), journey(3, stop: 1)])
        let master = DemandFamilies.union(one, two)
        #expect(master.journeys.map(\.pupil.offset) == [0, 1, 2, 3, 3])
        #expect(master.journeys.map(\.stop.offset) == [0, 0, 0, 1, 2])
        #expect(master.journeys[1].rideLimit == .minutes(40))
        #expect(master.journeys[1].schoolWindow == ClockTime(7, 40)...ClockTime(7, 55))
        let turned = DemandFamilies.union(two, one)
        #expect(turned.journeys.map(\.travel) == master.journeys.map(\.travel))
        #expect(turned.journeys.map(\.schoolWindow) == master.journeys.map(\.schoolWindow))
    }

    @Test func `weeks in other homes are one family, days with other hours are not`() {
        // Ten pupils, two of whom live elsewhere in the second demand; in the third all have another bell.
        let usual = demand((0..<10).map { journey($0) })
        let elsewhere = demand((0..<10).map { journey($0, stop: $0 < 2 ? 1 : 0) })
        let late = demand((0..<10).map { journey($0, bell: ClockTime(9, 0)) })
        let families = DemandFamilies(catalogue([usual, elsewhere, late])).families
        #expect(families.map(\.members) == [[0, 1], [2]])
        #expect(families.map(\.dayCount) == [2, 1])
        #expect(families.map(\.isShared) == [true, false])
        #expect(families[0].master.journeys.count == 12)
        #expect(families[1].master == late)
    }

    @Test func `a part has the journeys of its day and the limits of the master`() {
        let one = demand([journey(0), journey(1, ride: 40), journey(3, stop: 2)])
        let two = demand([journey(1), journey(2), journey(3, stop: 1)])
        let family = DemandFamily(master: DemandFamilies.union(one, two), members: [0, 1], dayCount: 2)
        let part = family.part(for: two)
        #expect(part.journeys.map(\.travel) == two.journeys.map(\.travel))
        #expect(part.journeys.map(\.rideLimit) == [.minutes(40), .minutes(60), .minutes(60)])
    }

    @Test func `groups of a part are those of the master without the absent`() {
        let master = demand((0..<6).map { journey($0, stop: $0 / 3) })
        let fleet = [
            VehicleType(
                id: "bus", depot: Index(0), count: 1, capacity: Load(seats: 2), costPerDay: .zero,
                costPerKilometre: .zero, costPerHour: .zero)
        ]
        let grouping = RideGrouping(fleet: fleet)
        let groups = grouping.groups(of: master).groups
        #expect(groups.map(\.members) == [[0, 1], [2], [3, 4], [5]])
        // Without pupils 1 and 5, and with a stranger.
        let day = demand([0, 2, 3, 4].map { master.journeys[$0] } + [journey(7)])
        let found = grouping.groups(of: day, as: groups, in: master)
        #expect(found.groups.map(\.members) == [[0], [1], [2, 3], [4]])
        #expect(found.groups.map(\.load.seats) == [1, 1, 2, 1])
        #expect(found.from == [0, 1, 2])
        #expect(found.unplaceable.isEmpty)
    }
}
