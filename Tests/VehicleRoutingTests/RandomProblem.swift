import Quantities

@testable import VehicleRouting

/// Invented problems with every feature on: mixing groups, wheelchairs, lonely riders, shared stops, limited fleets.
enum RandomProblem {
    static func make(
        seed: UInt64, requests count: Int, direction: RoutingProblem.Direction = .toSchool, isTight: Bool = true,
        hasStopHours: Bool = false
    ) -> RoutingProblem {
        var random = RandomSource(seed: seed)
        let stops = max(2, count - random.below(3))
        let schools = 1 + random.below(3)
        let places = 2 + schools + stops
        let points = (0..<places).map { _ in (random.below(1500), random.below(1500)) }
        let isOneWay = random.below(2) == 0
        var seconds: [Int32] = []
        for from in points {
            for to in points {
                let (dx, dy) = (to.0 - from.0, to.1 - from.1)
                // Going up costs more than going down: not symmetric, but the triangle inequality holds up to rounding.
                let climb = isOneWay ? max(0, dy) / 4 : 0
                seconds.append(Int32(Double(dx * dx + dy * dy).squareRoot()) + Int32(climb))
            }
        }
        for place in 0..<places { seconds[place * places + place] = 0 }
        let travel = TravelMatrix(count: places, seconds: seconds, metres: seconds.map { $0 * 12 })
        let bells = (0..<schools).map { _ in Int32(28_800 + random.below(5) * 600) }
        let limits = (0..<schools).map { _ in random.below(3) == 0 }
        let mixes = random.below(2) == 0
        let riders = (0..<count).map { _ -> RideRequest in
            let school = random.below(schools)
            let stop = 2 + schools + random.below(stops)
            let bell = bells[school] + (random.below(5) == 0 ? 900 : 0)
            let window = TimeWindow(
                earliest: ClockTime(secondsSinceMidnight: bell - 900), latest: ClockTime(secondsSinceMidnight: bell))
            let wheelchairs = Int32(random.below(6) == 0 ? 1 : 0)
            return RideRequest(
                pickup: direction == .toSchool ? stop : 2 + school,
                delivery: direction == .toSchool ? 2 + school : stop,
                load: Load(seats: Int32(1 + random.below(4)), wheelchairPlaces: wheelchairs),
                boarding: DwellTime(tenths: Int32(random.below(30) * 10)),
                alighting: DwellTime(tenths: Int32(random.below(30) * 10)), schoolWindow: window,
                schoolLimit: limits[school]
                    ? ClockTime(secondsSinceMidnight: direction == .toSchool ? bell + 60 : bell - 960) : nil,
                stopWindow: hasStopHours && random.below(2) == 0
                    ? stopHours(around: bell, sign: direction == .toSchool ? -1 : 1, &random) : nil,
                longestRide: Seconds(Int32(isTight ? 900 + random.below(1500) : 5400)),
                ridesAlone: random.below(8) == 0, mixingGroup: mixes ? 0 : school)
        }
        let fleet = [
            FleetType(
                depot: 0, count: 1 + random.below(2), capacity: Load(seats: 6, wheelchairPlaces: 1),
                costPerDay: Cost(cents: 5000), costPerKilometre: Cost(cents: 90), costPerHour: Cost(cents: 3000),
                longestDay: Seconds(Int32(3600 + random.below(7200)))),
            FleetType(
                depot: 1, count: 1 + random.below(2), capacity: Load(seats: 9), costPerDay: Cost(cents: 9000),
                costPerKilometre: Cost(cents: 150), costPerHour: Cost(cents: 2500)),
        ]
        let dwell = (0..<places).map { _ in DwellTime(tenths: Int32(random.below(4) * 100)) }
        return RoutingProblem(
            requests: riders, fleet: fleet, travel: travel, fixedDwell: dwell, direction: direction,
            rideMeasure: random.below(2) == 0 ? .departureToArrival : .arrivalToArrival)
    }

    /// Hours of a stop that are open up to half an hour, somewhere in the hour before or after the bell.
    private static func stopHours(around bell: Int32, sign: Int32, _ random: inout RandomSource) -> TimeWindow {
        let first = bell + sign * Int32(random.below(3600))
        return TimeWindow(
            earliest: ClockTime(secondsSinceMidnight: first),
            latest: ClockTime(secondsSinceMidnight: first + Int32(random.below(1800))))
    }

    /// A problem whose instance keeps no clock at depots, as the public bus sets do.
    static func untimed(seed: UInt64, requests count: Int, hasStopHours: Bool = false) -> RoutingProblem {
        var problem = make(seed: seed, requests: count, hasStopHours: hasStopHours)
        problem.fleet = [FleetType(depot: 0, capacity: Load(seats: 12, wheelchairPlaces: 2))]
        return problem
    }
}
