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
        let (stops, schools) = (stops, schools)
        firstStop = .allocate(capacity: schools + 1)
        school = .allocate(capacity: max(1, stops))
        pupils = .allocate(capacity: max(1, stops))
        service = .allocate(capacity: max(1, stops))
        direct = .allocate(capacity: max(1, stops))
        before = .allocate(capacity: max(1, schools * schools))
        fromSchool = .allocate(capacity: max(1, schools * stops))
        squares = .allocate(capacity: max(1, schools))
        for (number, stop) in order.enumerated() {
            let data = problem.stops[stop]
            (school + number).initialize(to: Int32(data.school))
            (pupils + number).initialize(to: Int32(data.pupils))
            (service + number).initialize(to: Float(data.service))
            (direct + number).initialize(to: Float(problem.drive(stop, stops + data.school)))
        }
        for i in 0..<schools {
            for j in 0..<schools {
                let time = problem.schools[j].arrival - problem.schools[i].departure
                (before + (j * schools + i)).initialize(to: Float(time))
            }
            for number in 0..<stops {
                (fromSchool + (number * schools + i)).initialize(to: Float(problem.drive(stops + i, order[number])))
            }
        }
        var next = 0
        for i in 0..<schools {
            (firstStop + i).initialize(to: Int32(next))
            let mine = order[next...].prefix { problem.stops[$0].school == i }
            let places = Array(mine) + [stops + i]
            let square = UnsafeMutablePointer<Float>.allocate(capacity: places.count * places.count)
            for (a, from) in places.enumerated() {
                for (b, to) in places.enumerated() {
                    (square + (a * places.count + b)).initialize(to: Float(problem.drive(from, to)))
                }
            }
            (squares + i).initialize(to: square)
            next += mine.count
        }
        (firstStop + schools).initialize(to: Int32(next))
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
