import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct TourClockTests {
    /// Places in a row: the depot 0, the school 1 and stops from 2, everything 130 s apart.
    private let travel = TravelMatrix(
        count: 6, seconds: (0..<36).map { $0 % 7 == 0 ? 0 : 130 }, metres: Array(repeating: 1000, count: 36))

    private func journey(_ pupil: Int, bell: ClockTime, _ session: Session, ride: Seconds = .minutes(60)) -> Journey {
        let window =
            session == .toSchool
            ? bell - .minutes(30)...bell - .minutes(5) : bell + .minutes(5)...bell + .minutes(30)
        return Journey(
            pupil: Index(pupil), home: Index(pupil), stop: Index(pupil), walk: .zero, school: Index(0), bell: bell,
            schoolWindow: window, rideLimit: ride, ruled: .init(schoolWindow: window, rideLimit: ride), dayLimit: nil,
            load: Load(seats: 1), ridesAlone: false)
    }

    private func visit(stop rider: Int, boards: Bool) -> TripVisit {
        TripVisit(
            place: .stop(Index(rider)), position: rider + 2, boarding: boards ? [rider] : [],
            alighting: boards ? [] : [rider], standing: Seconds(24), arrival: ClockTime(0, 0),
            departure: ClockTime(0, 0))
    }

    private func visit(school riders: [Int], boards: Bool) -> TripVisit {
        TripVisit(
            place: .school(Index(0)), position: 1, boarding: boards ? riders : [], alighting: boards ? [] : riders,
            standing: Seconds(64), arrival: ClockTime(0, 0), departure: ClockTime(0, 0))
    }

    private func tour(_ visits: [TripVisit]...) -> SessionTour {
        SessionTour(vehicleType: Index(0), trips: visits.map { SessionTrip(visits: $0) })
    }

    private func clock(_ demand: SessionDemand, _ habits: [Habit?]? = nil) -> TourClock {
        TourClock(
            demand: demand, travel: travel, habits: habits ?? Array(repeating: nil, count: demand.journeys.count))
    }

    @Test func `a trip to school starts on the last whole minute that is in time`() throws {
        let bell = ClockTime(8, 0)
        let demand = SessionDemand(session: .toSchool, journeys: (0..<3).map { journey($0, bell: bell, .toSchool) })
        let plain = tour(
            (0..<3).map { visit(stop: $0, boards: true) } + [visit(school: [0, 1, 2], boards: false)])
        let visits = try #require(clock(demand).timed(plain, depot: 0, longestDay: nil)).trips[0].visits
        // Latest: 7:55:00 - 3 x 130 s - 2 x 24 s = 7:47:42, so 7:47:00. The 42 s won put the second departure,
        // 7:49:34 at the earliest, on 7:50:00; the third is at 7:52:34, with 16 s left, too few for 7:53:00.
        #expect(visits[0].departure == ClockTime(7, 47))
        #expect(visits[1].departure == ClockTime(7, 50))
        #expect(visits[2].departure == ClockTime(7, 52, 34))
        #expect(visits[3].arrival == ClockTime(7, 54, 44))
        #expect(visits[0].arrival == ClockTime(7, 46, 36))
    }

    @Test func `a ride at its limit is not stretched to reach a whole minute`() throws {
        // 130 + 24 + 130 s is all that the first pupil may ride.
        let limit = Seconds(284)
        let demand = SessionDemand(
            session: .toSchool, journeys: (0..<2).map { journey($0, bell: ClockTime(8, 0), .toSchool, ride: limit) })
        let plain = tour([
            visit(stop: 0, boards: true), visit(stop: 1, boards: true), visit(school: [0, 1], boards: false),
        ])
        let visits = try #require(clock(demand).timed(plain, depot: 0, longestDay: nil)).trips[0].visits
        #expect(visits[2].arrival - visits[0].departure == limit)
        // The whole trip may still move: 7:55:00 - 284 s = 7:50:16, so 7:50:00.
        #expect(visits[0].departure == ClockTime(7, 50))
    }

    @Test func `a trip home leaves on the first whole minute after the margin and runs straight`() throws {
        let bell = ClockTime(13, 0, 10)
        let demand = SessionDemand(session: .fromSchool, journeys: (0..<2).map { journey($0, bell: bell, .fromSchool) })
        let plain = tour(
            [visit(school: [0, 1], boards: true), visit(stop: 0, boards: false), visit(stop: 1, boards: false)])
        let visits = try #require(clock(demand).timed(plain, depot: 0, longestDay: nil)).trips[0].visits
        #expect(visits[0].departure == ClockTime(13, 6))
        #expect(visits[0].arrival == ClockTime(13, 4, 56))
        #expect(visits[1].arrival == ClockTime(13, 8, 10))
        #expect(visits[2].arrival == visits[1].departure + Seconds(130))
    }

    @Test func `times that families know are kept where the rules allow`() throws {
        let bell = ClockTime(8, 0)
        let demand = SessionDemand(session: .toSchool, journeys: (0..<2).map { journey($0, bell: bell, .toSchool) })
        func habit(_ board: ClockTime, _ rider: Int, bell: ClockTime = ClockTime(8, 0)) -> Habit {
            Habit(board: board, alight: ClockTime(7, 54), bell: bell, stop: Index(rider))
        }
        let plain = tour([
            visit(stop: 0, boards: true), visit(stop: 1, boards: true), visit(school: [0, 1], boards: false),
        ])
        func starts(_ habits: [Habit?]) throws -> [ClockTime] {
            let timed = try #require(clock(demand, habits).timed(plain, depot: 0, longestDay: nil))
            return timed.trips[0].visits.prefix(2).map(\.departure)
        }
        let kept = try starts([habit(ClockTime(7, 48), 0), habit(ClockTime(7, 51), 1)])
        #expect(kept == [ClockTime(7, 48), ClockTime(7, 51)])
        // Too late to be in time, too early to be worth it, for another bell: not kept.
        let plainStart = try starts([nil, nil])
        #expect(try starts([habit(ClockTime(7, 53), 0), nil]) == plainStart)
        #expect(try starts([habit(ClockTime(7, 40), 0), nil]) == plainStart)
        #expect(try starts([habit(ClockTime(7, 48), 0, bell: ClockTime(9, 0)), nil]) == plainStart)
    }

    @Test func `a second trip starts after the first one is over`() throws {
        let demand = SessionDemand(
            session: .toSchool,
            journeys: [journey(0, bell: ClockTime(8, 0), .toSchool), journey(1, bell: ClockTime(8, 5), .toSchool)])
        let chained = tour(
            [visit(stop: 0, boards: true), visit(school: [0], boards: false)],
            [visit(stop: 1, boards: true), visit(school: [1], boards: false)])
        let trips = try #require(clock(demand).timed(chained, depot: 0, longestDay: nil)).trips
        #expect(trips[1].start - trips[0].end >= Seconds(130))
        #expect(trips[1].visits[1].arrival <= ClockTime(8, 0))
        #expect(trips[0].visits[1].arrival < ClockTime(7, 55))
    }

    @Test func `a day too long for the vehicle has no times`() {
        let demand = SessionDemand(session: .toSchool, journeys: [journey(0, bell: ClockTime(8, 0), .toSchool)])
        let plain = tour([visit(stop: 0, boards: true), visit(school: [0], boards: false)])
        // Out 130 s, standing 24 s, 130 s, 64 s and back 130 s.
        #expect(clock(demand).timed(plain, depot: 0, longestDay: Seconds(477)) == nil)
        #expect(clock(demand).timed(plain, depot: 0, longestDay: Seconds(478)) != nil)
    }
}
