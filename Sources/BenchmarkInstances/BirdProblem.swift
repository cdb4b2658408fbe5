import Foundation
import VehicleRouting

/// Rule sets `bird-fixed` and `bird-s2`: single loads, one bell per school, a real-valued clock.
struct BirdProblem {
    let district: District
    let problem: FixedBellProblem

    /// Park's maps with BiRD's rules: unloading takes 154.4 s and ends at the opening of the window.
    static func fixed(_ folder: URL, maxRide: Int) throws(InstanceError) -> BirdProblem {
        let district = try District(folder: folder, readsClock: true)
        let problem = FixedBellProblem(
            schools: district.schools.map { .init(arrival: $0.first - 154.4, departure: $0.first) },
            stops: district.stops.map {
                .init(school: $0.school, pupils: $0.pupils, service: 19 + 2.6 * Double($0.pupils))
            },
            capacity: ParkProblem.capacity, longestRide: Double(maxRide),
            drive: drive(district) { (abs($0) + abs($1)) / (88.0 / 3) })
        return BirdProblem(district: district, problem: problem)
    }

    /// The S2 districts: Euclidean metres, limits from `params.json`.
    static func s2(_ folder: URL) throws(InstanceError) -> BirdProblem {
        let district = try District(folder: folder, readsClock: false)
        let limits = try Limits(folder.appending(path: "params.json"))
        let velocity = limits.velocity
        let problem = FixedBellProblem(
            schools: district.schools.map { .init(arrival: $0.first - $0.second, departure: $0.first) },
            stops: district.stops.map {
                .init(
                    school: $0.school, pupils: $0.pupils,
                    service: limits.constantStopTime + limits.stopTimePerStudent * Double($0.pupils))
            },
            capacity: Int(limits.busCapacity), longestRide: limits.maxTimeOnBus,
            drive: drive(district) { ($0 * $0 + $1 * $1).squareRoot() / velocity })
        return BirdProblem(district: district, problem: problem)
    }

    /// The plan in the neutral format; the checker finds the times.
    func buses(_ plan: FixedBellPlan) -> [[NeutralVisit]] {
        plan.vehicles.map { trips in
            trips.flatMap { trip -> [NeutralVisit] in
                let school = district.schools[trip.school].id
                return trip.stops.map {
                    NeutralVisit(
                        stop: district.stops[$0].id, school: school, pupils: district.stops[$0].pupils, arrival: nil)
                } + [NeutralVisit(stop: nil, school: school, pupils: 0, arrival: nil)]
            }
        }
    }

    /// Driving seconds between the first and the last place of every vehicle, depots left out.
    func driving(_ plan: FixedBellPlan) -> Double {
        let stops = district.stops.count
        return plan.vehicles.reduce(0) { sum, trips in
            let places = trips.flatMap { $0.stops + [stops + $0.school] }
            return sum + zip(places, places.dropFirst()).reduce(0) { $0 + problem.drive($1.0, $1.1) }
        }
    }

    private static func drive(
        _ district: District, _ seconds: @escaping @Sendable (Double, Double) -> Double
    ) -> @Sendable (Int, Int) -> Double {
        let points = district.stops.map { ($0.x, $0.y) } + district.schools.map { ($0.x, $0.y) }
        return { seconds(points[$0].0 - points[$1].0, points[$0].1 - points[$1].1) }
    }

    /// What `params.json` says.
    private struct Limits: Decodable {
        var busCapacity: Double
        var maxTimeOnBus: Double
        var constantStopTime: Double
        var stopTimePerStudent: Double
        var velocity: Double
        var metric: String

        enum CodingKeys: String, CodingKey {
            case busCapacity = "bus_capacity"
            case maxTimeOnBus = "max_time_on_bus"
            case constantStopTime = "constant_stop_time"
            case stopTimePerStudent = "stop_time_per_student"
            case velocity
            case metric
        }

        init(_ file: URL) throws(InstanceError) {
            do {
                self = try JSONDecoder().decode(Limits.self, from: Data(contentsOf: file))
            } catch {
                throw InstanceError("\(file.path) cannot be read: \(error)")
            }
            guard metric == "EUCLIDEAN", velocity > 0, (0..<1e6).contains(busCapacity), (0..<1e6).contains(maxTimeOnBus)
            else {
                throw InstanceError("\(file.path): the metric, velocity, capacity or ride limit is not one of this set")
            }
        }
    }
}
