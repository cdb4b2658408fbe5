import Quantities
import VehicleRouting

/// Rule set `park`: mixed loads, whole seconds, arrival windows, rides from arrival to arrival.
struct ParkProblem {
    let district: District
    let maxRide: Int

    /// Pupils that a bus holds.
    static let capacity = 66
    /// In no file: where all buses stand, in feet.
    static let depot = (x: 105_600.0, y: 105_600.0)

    /// The district as requests; places are the stops, then the schools, then the depot.
    func problem() throws(InstanceError) -> RoutingProblem {
        guard district.largestStop <= Self.capacity else {
            throw InstanceError("\(district.name): a stop has more pupils than the \(Self.capacity) that a bus holds")
        }
        let points =
            district.stops.map { ($0.x, $0.y) } + district.schools.map { ($0.x, $0.y) } + [Self.depot]
        let count = points.count
        var seconds = [Int32](repeating: 0, count: count * count)
        for (from, a) in points.enumerated() {
            for (to, b) in points.enumerated() { seconds[from * count + to] = Self.drive(a, b) }
        }
        let stops = district.stops.count
        let requests = district.stops.enumerated().map { number, stop in
            let school = district.schools[stop.school]
            return RideRequest(
                pickup: number, delivery: stops + stop.school, load: Load(seats: Int32(stop.pupils)),
                boarding: DwellTime(tenths: Int32(26 * stop.pupils)),
                alighting: DwellTime(tenths: Int32(19 * stop.pupils)),
                schoolWindow: TimeWindow(
                    earliest: ClockTime(secondsSinceMidnight: Int32(school.first)),
                    latest: ClockTime(secondsSinceMidnight: Int32(school.second))),
                longestRide: Seconds(clamping: maxRide))
        }
        let dwell = (0..<count).map { DwellTime(tenths: $0 < stops ? 190 : $0 < count - 1 ? 290 : 0) }
        return RoutingProblem(
            requests: requests, fleet: [FleetType(depot: count - 1, capacity: Load(seats: Int32(Self.capacity)))],
            travel: TravelMatrix(count: count, seconds: seconds, metres: [Int32](repeating: 0, count: count * count)),
            fixedDwell: dwell, direction: .toSchool, rideMeasure: .arrivalToArrival)
    }

    /// Manhattan feet at 20 miles per hour, truncated: `int((|dx| + |dy|) * 3 / 88)` in that order of operations.
    static func drive(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Int32 {
        Int32(min(1e8, (abs(a.x - b.x) + abs(a.y - b.y)) * 3 / 88))
    }

    /// The tours as visits of the neutral format.
    func buses(_ plan: RoutingPlan) -> [[NeutralVisit]] {
        plan.tours.map { tour in
            tour.visits.flatMap { visit -> [NeutralVisit] in
                let arrival = Double(visit.arrival.secondsSinceMidnight)
                let boarding = visit.boarding.map { request in
                    NeutralVisit(
                        stop: district.stops[request].id, school: school(of: request).id,
                        pupils: district.stops[request].pupils, arrival: arrival)
                }
                guard let first = visit.alighting.first else { return boarding }
                return boarding + [NeutralVisit(stop: nil, school: school(of: first).id, pupils: 0, arrival: arrival)]
            }
        }
    }

    /// Driving seconds from the depot through all visits and back, all tours together.
    func driving(_ plan: RoutingPlan, _ problem: RoutingProblem) -> Double {
        var sum = 0
        for tour in plan.tours {
            let places = [problem.fleet[0].depot] + tour.visits.map(\.place) + [problem.fleet[0].depot]
            for (a, b) in zip(places, places.dropFirst()) { sum += Int(problem.travel.seconds(from: a, to: b)) }
        }
        return Double(sum)
    }

    private func school(of request: Int) -> District.School { district.schools[district.stops[request].school] }
}
