import Quantities
import Testing

@testable import VehicleRouting

/// A line of places 100 s apart; place 0 is the depot, place 4 the school.
private func line(direction: RoutingProblem.Direction = .toSchool, longestRide: Int32 = 1000) -> RoutingProblem {
    let count = 5
    let seconds = (0..<count * count).map { Int32(abs($0 / count - $0 % count) * 100) }
    let travel = TravelMatrix(count: count, seconds: seconds, metres: seconds.map { $0 * 10 })
    let window = TimeWindow(earliest: ClockTime(8, 0), latest: ClockTime(8, 10))
    let requests = [1, 2, 2].map { stop in
        RideRequest(
            pickup: direction == .toSchool ? stop : 4, delivery: direction == .toSchool ? 4 : stop,
            load: Load(seats: 3), boarding: DwellTime(Seconds(12)), alighting: DwellTime(Seconds(12)),
            schoolWindow: window, longestRide: Seconds(longestRide))
    }
    let fleet = [FleetType(depot: 0, count: 1, capacity: Load(seats: 9), costPerKilometre: Cost(cents: 100))]
    let dwell = [0, 20, 20, 20, 60].map { DwellTime(Seconds($0)) }
    return RoutingProblem(requests: requests, fleet: fleet, travel: travel, fixedDwell: dwell, direction: direction)
}

struct TourTimesTests {
    @Test func `pickups are as late as the school's window allows, and a shared stop stands once`() throws {
        let plan = try RoutingSolver(problem: line()).solve()
        let tour = try #require(plan.tours.first)
        #expect(plan.tours.count == 1 && plan.unserved.isEmpty)
        #expect(tour.visits.map(\.place) == [1, 2, 4])
        // School at 8:10:00; stop 2 stands 20 + 12 + 12 = 44 s and is left 200 s earlier, at 8:06:40; it is reached at
        // 8:05:56, so stop 1, 100 s before, is left at 8:04:16 after standing 32 s from 8:03:44.
        #expect(tour.visits[2].arrival == ClockTime(8, 10))
        #expect(tour.visits[1].departure == ClockTime(8, 6, 40))
        #expect(tour.visits[1].arrival == ClockTime(8, 5, 56))
        #expect(tour.visits[0].departure == ClockTime(8, 4, 16))
        #expect(tour.visits[0].arrival == ClockTime(8, 3, 44))
        #expect(tour.start == ClockTime(8, 2, 4))
        // Unloading 60 + 3 * 12 = 96 s, then 400 s home.
        #expect(tour.end == ClockTime(8, 18, 16))
        #expect(tour.metres == 8000)
        #expect(tour.cost == Cost(cents: 800))
    }

    @Test func `the way home is the mirror image`() throws {
        let plan = try RoutingSolver(problem: line(direction: .fromSchool)).solve()
        let tour = try #require(plan.tours.first)
        #expect(tour.visits.map(\.place) == [4, 2, 1])
        #expect(tour.visits[0].departure == ClockTime(8, 0))
        #expect(Set(tour.visits[0].boarding) == [0, 1, 2])
        #expect(tour.visits[1].arrival == ClockTime(8, 3, 20))
        #expect(Set(tour.visits[1].alighting) == [1, 2])
        #expect(tour.visits[2].arrival == ClockTime(8, 3, 20) + Seconds(44 + 100))
    }

    @Test(arguments: [(Int32(299), 1), (300, 0)])
    func `a ride limit below the direct drive is the reason given`(limit: Int32, unserved: Int) throws {
        // From stop 1 the direct drive takes 300 s.
        let plan = try RoutingSolver(problem: line(longestRide: limit)).solve()
        #expect(plan.unserved.count { $0.reason == .rideTooLong } == unserved)
    }
}
