import Quantities

/// A problem as the search sees it: always many stops collected towards few schools.
///
/// A from-school problem is turned into this form by running time backwards: clock times change sign, the travel matrix
/// is transposed, and tours are read from their end. Every rule of one direction becomes the same rule of the other.
final class DayInstance: Sendable {
    /// A request: where it is collected, for which school visit.
    struct Rider: Sendable {
        /// The stop, a row of the matrix.
        var stop: Int
        /// The school visit that can take it, a position in `groups`.
        var group: Int
        var load: Load
        /// Whole seconds of standing at the stop, its fixed part included.
        var service: Int
        /// Tenths of a second that it adds to the unloading.
        var unloading: Int
        /// From arrival at the stop to arrival at the school, at most; whole seconds.
        var longestRide: Int
        var isAlone: Bool
        /// Bounds of the arrival at the stop, both inclusive; `never` away where there are none.
        var earliest: Int
        var latest: Int
        /// Whether the stop has hours.
        var isTimed: Bool { earliest > -DayInstance.never || latest < DayInstance.never }
    }

    /// Requests that one school visit can unload together: same place, same hours, same mixing group.
    struct Group: Hashable, Sendable {
        var place: Int
        /// Bounds of the arrival, both inclusive.
        var earliest: Int
        var latest: Int
        /// The unloading is over by then.
        var doneBy: Int
        var mixing: Int
    }

    /// "No bound" in seconds: far beyond every day, small enough to add.
    static let never = 100_000_000
    /// Driving seconds that stand for "no way": longer than every allowed day.
    static let noWay = 10_000_000
    /// No tour may last longer, so that what cannot be reached stays out of every tour.
    static let longestSpan = 4 * 86_400

    let problem: RoutingProblem
    let riders: [Rider]
    let groups: [Group]
    let places: Int
    /// Driving seconds in collecting direction.
    let seconds: [Int32]
    /// Driven metres in collecting direction.
    let metres: [Int32]
    /// Tenths of a second that a visit of the place costs by itself.
    let fixedDwell: [Int]
    /// Longest day per fleet type.
    let longestDay: [Int]
    /// Whether time runs backwards.
    let isMirrored: Bool

    /// The collecting form of `problem`; throws when it contradicts itself.
    init(_ problem: RoutingProblem) throws(RoutingError) {
        try Self.validate(problem)
        self.problem = problem
        isMirrored = problem.direction == .fromSchool
        places = problem.travel.count
        seconds = Self.oriented(problem.travel.seconds, places, isMirrored) { min($0, Int32(Self.noWay)) }
        metres = Self.oriented(problem.travel.metres, places, isMirrored) { $0 }
        fixedDwell = problem.fixedDwell.map { Int($0.tenths) }
        longestDay = problem.fleet.map { min(Self.longestSpan, Int($0.longestDay?.rawValue ?? .max)) }
        var numbers: [Group: Int] = [:]
        var groups: [Group] = []
        riders = problem.requests.map { request in
            let group = Self.group(of: request, mirrored: problem.direction == .fromSchool)
            let number = numbers[group] ?? groups.count
            if number == groups.count {
                groups.append(group)
                numbers[group] = number
            }
            return Self.rider(request, group: number, in: problem)
        }
        self.groups = groups
    }

    /// Driving seconds from `a` to `b`, never negative.
    func drive(_ a: Int, _ b: Int) -> Int { Int(seconds[a * places + b]) }

    /// Whole seconds that a second visit to the same place saves when it follows directly.
    func sharedDwell(_ place: Int) -> Int { fixedDwell[place] / 10 }

    /// Standing time at the school of `group` for pupils whose unloading takes `tenths`.
    func schoolService(_ group: Int, unloading tenths: Int) -> Int { (fixedDwell[groups[group].place] + tenths) / 10 }

    private static func oriented(
        _ values: [Int32], _ count: Int, _ transposed: Bool, _ change: (Int32) -> Int32
    ) -> [Int32] {
        guard transposed else { return values.map(change) }
        var result = [Int32](repeating: 0, count: values.count)
        for row in 0..<count {
            for column in 0..<count { result[column * count + row] = change(values[row * count + column]) }
        }
        return result
    }

    private static func group(of request: RideRequest, mirrored: Bool) -> Group {
        let window = request.schoolWindow
        let earliest = Int(window.earliest.secondsSinceMidnight)
        let latest = Int(window.latest.secondsSinceMidnight)
        let limit = request.schoolLimit.map { Int($0.secondsSinceMidnight) }
        return Group(
            place: mirrored ? request.pickup : request.delivery, earliest: mirrored ? -latest : earliest,
            latest: mirrored ? -earliest : latest, doneBy: limit.map { mirrored ? -$0 : $0 } ?? never,
            mixing: request.mixingGroup)
    }

    private static func rider(_ request: RideRequest, group: Int, in problem: RoutingProblem) -> Rider {
        let mirrored = problem.direction == .fromSchool
        let stop = mirrored ? request.delivery : request.pickup
        let atStop = mirrored ? request.alighting : request.boarding
        let atSchool = mirrored ? request.boarding : request.alighting
        let service = (Int(problem.fixedDwell[stop].tenths) + Int(atStop.tenths)) / 10
        let limit = min(Int(request.longestRide.rawValue), longestSpan)
        let opens = request.stopWindow.map { Int($0.earliest.secondsSinceMidnight) }
        let closes = request.stopWindow.map { Int($0.latest.secondsSinceMidnight) }
        let (earliest, latest) = mirrored ? (closes.map { -$0 }, opens.map { -$0 }) : (opens, closes)
        return Rider(
            stop: stop, group: group, load: request.load, service: service, unloading: Int(atSchool.tenths),
            longestRide: problem.rideMeasure == .departureToArrival ? limit + service : limit,
            isAlone: request.ridesAlone, earliest: earliest ?? -never, latest: latest ?? never)
    }

    private static func validate(_ problem: RoutingProblem) throws(RoutingError) {
        let places = problem.travel.count
        guard problem.fixedDwell.count == places else {
            throw RoutingError("\(problem.fixedDwell.count) fixed dwell times for \(places) places")
        }
        let hours = Int32(-400_000)...400_000
        for (number, request) in problem.requests.enumerated() {
            guard (0..<places).contains(request.pickup), (0..<places).contains(request.delivery) else {
                throw RoutingError("request \(number): its places are not in the travel matrix")
            }
            guard request.load.seats >= 0, request.load.wheelchairPlaces >= 0, request.boarding.tenths >= 0,
                request.alighting.tenths >= 0, request.longestRide >= .zero
            else { throw RoutingError("request \(number): a load, dwell or longest ride is negative") }
            let windows = [request.schoolWindow] + (request.stopWindow.map { [$0] } ?? [])
            guard
                windows.allSatisfy({
                    hours.contains($0.earliest.secondsSinceMidnight) && hours.contains($0.latest.secondsSinceMidnight)
                })
            else { throw RoutingError("request \(number): its window is far outside the day") }
        }
        for (number, type) in problem.fleet.enumerated() {
            guard (0..<places).contains(type.depot) else {
                throw RoutingError("fleet type \(number): its depot is not in the travel matrix")
            }
            guard type.count ?? 0 >= 0, type.capacity.seats >= 0, type.capacity.wheelchairPlaces >= 0 else {
                throw RoutingError("fleet type \(number): its count or capacity is negative")
            }
        }
        guard problem.travel.seconds.allSatisfy({ $0 >= 0 }), problem.fixedDwell.allSatisfy({ $0.tenths >= 0 }) else {
            throw RoutingError("a driving or dwell time is negative")
        }
    }
}
