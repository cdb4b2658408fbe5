/// A `FixedBellProblem` laid out for the search: stops of one school stand together, distances within a school in one
/// square each, and from every school to every stop.
final class FixedBellInstance: @unchecked Sendable {
    let problem: FixedBellProblem
    let stops: Int, schools: Int
    let capacity: Int32
    let longestRide: Float
    /// The problem's number of each stop, and back.
    let original: [Int]
    let position: [Int]
    /// The first stop of each school, with one entry more.
    let firstStop: UnsafeMutablePointer<Int32>
    let school: UnsafeMutablePointer<Int32>
    let pupils: UnsafeMutablePointer<Int32>
    let service: UnsafeMutablePointer<Float>
    /// To the own school.
    let direct: UnsafeMutablePointer<Float>
    /// Entry j * schools + i: from leaving school i to arriving at school j; negative where j is not later.
    let before: UnsafeMutablePointer<Float>
    /// Entry s * schools + i: driving from school i to stop s. Searches ask for one stop from many schools.
    let fromSchool: UnsafeMutablePointer<Float>
    /// Per school: square of its stops and, as the last row, the school itself.
    let squares: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    /// Stops that even a trip of their own cannot serve.
    let hopeless: Set<Int>

    init(_ problem: FixedBellProblem) throws(RoutingError) {
        try Self.validate(problem)
        self.problem = problem
        (stops, schools) = (problem.stops.count, problem.schools.count)
        capacity = Int32(clamping: problem.capacity)
        longestRide = Float(problem.longestRide)
        let order = problem.stops.indices.sorted { (problem.stops[$0].school, $0) < (problem.stops[$1].school, $1) }
        original = order
        var position = [Int](repeating: 0, count: order.count)
        for (number, stop) in order.enumerated() { position[stop] = number }
        self.position = position
        let data = order.map { problem.stops[$0] }
        let (stops, schools) = (stops, schools)
        let firsts = Self.firstStops(data, schools: schools)
        firstStop = Flat.copy(firsts.map(Int32.init(clamping:)))
        school = Flat.copy(data.map { Int32($0.school) })
        pupils = Flat.copy(data.map { Int32($0.pupils) })
        service = Flat.copy(data.map { Float($0.service) })
        direct = Flat.copy(order.map { Float(problem.drive($0, stops + problem.stops[$0].school)) })
        before = Flat.copy(
            problem.schools.flatMap { later in problem.schools.map { Float(later.arrival - $0.departure) } })
        fromSchool = Flat.copy(order.flatMap { stop in (0..<schools).map { Float(problem.drive(stops + $0, stop)) } })
        squares = Flat.copy(
            (0..<schools).map { mine in
                let places = order[firsts[mine]..<firsts[mine + 1]] + [stops + mine]
                return Flat.copy(places.flatMap { from in places.map { Float(problem.drive(from, $0)) } })
            })
        hopeless = Set(
            problem.stops.indices.filter { stop in
                let data = problem.stops[stop]
                return data.pupils > problem.capacity
                    || problem.drive(stop, stops + data.school) > problem.longestRide
            })
    }

    deinit {
        for i in 0..<schools { squares[i].deallocate() }
        for pointer in [firstStop, school, pupils] { pointer.deallocate() }
        for pointer in [service, direct, before, fromSchool] { pointer.deallocate() }
        squares.deallocate()
    }

    /// The first of each school's stops, which stand together, and the end behind the last.
    private static func firstStops(_ stops: [FixedBellProblem.Stop], schools: Int) -> [Int] {
        var firsts = [Int](repeating: 0, count: schools + 1)
        for stop in stops { firsts[stop.school + 1] += 1 }
        for school in 0..<schools { firsts[school + 1] += firsts[school] }
        return firsts
    }

    private static func validate(_ problem: FixedBellProblem) throws(RoutingError) {
        for (number, stop) in problem.stops.enumerated() {
            guard problem.schools.indices.contains(stop.school) else {
                throw RoutingError("stop \(number): school \(stop.school) does not exist")
            }
            guard stop.pupils >= 1, stop.pupils < 1_000_000, stop.service >= 0, stop.service < 1e6 else {
                throw RoutingError("stop \(number): its pupils or service time cannot be")
            }
        }
        guard problem.capacity >= 0, problem.longestRide >= 0, problem.longestRide < 1e6,
            problem.schools.allSatisfy({ abs($0.arrival) < 1e6 && $0.departure >= $0.arrival && $0.departure < 1e6 })
        else { throw RoutingError("a capacity, ride limit or bell cannot be") }
    }
}
