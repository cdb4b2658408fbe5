import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct RideGroupTests {
    private func demand(_ fill: (inout Town) -> Void) -> (SessionDemand, [VehicleType]) {
        var town = Town()
        town.depot(0, 0)
        let school = town.school(10, 0)
        town.hours(.school(school), ClockTime(8, 0), ClockTime(13, 0))
        town.stop(1, 0)
        fill(&town)
        let demand = DemandBuilder(batch: town.batch, decisions: town.decisions, stopPlan: town.stopPlan)
            .demand(on: CycleDay(week: 1, weekday: .monday))
        return (demand.toSchool, town.batch.vehicleTypes.elements)
    }

    @Test func `pupils of one stop, school and bell are one group`() {
        let (demand, fleet) = demand { town in
            town.vehicles(1, seats: 8)
            for _ in 0..<5 { town.pupil(to: Index(0), from: Index(0)) }
        }
        let (groups, unplaceable) = RideGrouping(fleet: fleet).groups(of: demand)
        #expect(groups.map(\.members) == [[0, 1, 2, 3, 4]])
        #expect(groups[0].load == Load(seats: 5))
        #expect(unplaceable.isEmpty)
    }

    @Test func `wheelchairs and pupils who ride alone are groups of their own`() {
        let (demand, fleet) = demand { town in
            town.vehicles(1, seats: 8, wheelchairPlaces: 2)
            for needs: Set<Need> in [[], [.wheelchair, .escort], [.alone], [.alone], []] {
                town.pupil(to: Index(0), from: Index(0), needs: needs)
            }
        }
        let groups = RideGrouping(fleet: fleet).groups(of: demand).groups
        #expect(groups.map(\.members) == [[0, 4], [1], [2], [3]])
        #expect(groups.map(\.ridesAlone) == [false, false, true, true])
        #expect(groups[1].load == Load(seats: 1, wheelchairPlaces: 1))
    }

    @Test func `a group that no vehicle holds becomes the fewest balanced parts`() {
        let (demand, fleet) = demand { town in
            town.vehicles(3, seats: 10)
            town.vehicles(0, seats: 60)
            for _ in 0..<23 { town.pupil(to: Index(0), from: Index(0)) }
        }
        let groups = RideGrouping(fleet: fleet).groups(of: demand).groups
        #expect(groups.map(\.members.count) == [8, 8, 7])
        #expect(groups.flatMap(\.members) == Array(0..<23))
    }

    @Test func `a pupil for whom no vehicle has places is left out, the others are not`() {
        let (demand, fleet) = demand { town in
            town.vehicles(3, seats: 10)
            town.pupil(to: Index(0), from: Index(0), needs: [.wheelchair])
            town.pupil(to: Index(0), from: Index(0))
        }
        let (groups, unplaceable) = RideGrouping(fleet: fleet).groups(of: demand)
        #expect(unplaceable == [0])
        #expect(groups.map(\.members) == [[1]])
    }
}
