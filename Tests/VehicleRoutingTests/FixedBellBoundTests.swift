import Quantities
import Testing

@testable import VehicleRouting

/// A random district of few stops in a square of 1,000 s, with bells close enough to bind.
private func randomDistrict(seed: UInt64, stops: Int) -> FixedBellProblem {
    var source = RandomSource(seed: seed)
    let schools = 2 + source.below(2)
    let points = (0..<stops + schools).map { _ in (source.unit() * 1000, source.unit() * 1000) }
    return FixedBellProblem(
        schools: (0..<schools).map { _ in
            let arrival = 28_000 + Double(source.below(4)) * 600
            return .init(arrival: arrival, departure: arrival + Double(source.below(300)))
        },
        stops: (0..<stops).map { _ in
            .init(school: source.below(schools), pupils: 1 + source.below(9), service: Double(20 + source.below(100)))
        },
        capacity: 10 + source.below(8), longestRide: 1450 + Double(source.below(600)),
        drive: { from, to in
            let (dx, dy) = (points[from].0 - points[to].0, points[from].1 - points[to].1)
            return (dx * dx + dy * dy).squareRoot()
        })
}

/// Seconds from arriving at the first stop to arriving at the school, over the best order that keeps the ride and load
/// limits; the drive from `origin` to the first stop counts too where there is one. `nil`: no order does.
private func shortestTrip(_ stops: [Int], from origin: Int?, _ problem: FixedBellProblem) -> Double? {
    guard stops.reduce(0, { $0 + problem.stops[$1].pupils }) <= problem.capacity else { return nil }
    let school = problem.stops.count + problem.stops[stops[0]].school
    var best: Double?
    func extend(_ order: [Int], _ rest: [Int]) {
        guard rest.isEmpty else {
            for next in rest { extend(order + [next], rest.filter { $0 != next }) }
            return
        }
        var time = 0.0
        for (place, stop) in order.enumerated() {
            let next = place + 1 < order.count ? order[place + 1] : school
            time += problem.stops[stop].service + problem.drive(stop, next)
        }
        guard time - problem.stops[order[0]].service <= problem.longestRide else { return }
        if let origin { time += problem.drive(origin, order[0]) }
        best = min(best ?? time, time)
    }
    extend([], stops)
    return best
}

/// The fewest vehicles over every partition into trips and every chaining; `nil` where a stop cannot be served.
private func fewestVehicles(_ problem: FixedBellProblem) -> Int? {
    var best: Int?
    func place(_ stop: Int, _ trips: [[Int]]) {
        guard stop < problem.stops.count else {
            guard trips.allSatisfy({ shortestTrip($0, from: nil, problem) != nil }) else { return }
            best = min(best ?? .max, trips.count - mostLinks(trips, problem))
            return
        }
        for trip in trips.indices where problem.stops[trips[trip][0]].school == problem.stops[stop].school {
            var more = trips
            more[trip].append(stop)
            place(stop + 1, more)
        }
        place(stop + 1, trips + [[stop]])
    }
    place(0, [])
    return best
}

/// The most trips that can follow another one, each following at most one and followed by at most one.
private func mostLinks(_ trips: [[Int]], _ problem: FixedBellProblem) -> Int {
    let follows = trips.map { first in
        trips.map { second -> Bool in
            let from = problem.stops[first[0]].school, to = problem.stops[second[0]].school
            guard from != to, problem.schools[from].departure <= problem.schools[to].arrival,
                let time = shortestTrip(second, from: problem.stops.count + from, problem)
            else { return false }
            return problem.schools[from].departure + time <= problem.schools[to].arrival
        }
    }
    func best(_ trip: Int, _ used: Set<Int>) -> Int {
        guard trip < trips.count else { return 0 }
        var most = best(trip + 1, used)
        for next in trips.indices where follows[trip][next] && !used.contains(next) {
            most = max(most, 1 + best(trip + 1, used.union([next])))
        }
        return most
    }
    return best(0, [])
}

@Suite struct FixedBellBoundTests {
    @Test func `no plan needs fewer vehicles than proved`() {
        var compared = 0, tight = 0
        for seed in UInt64(1)...60 {
            let problem = randomDistrict(seed: seed, stops: 5)
            guard let best = fewestVehicles(problem) else { continue }
            let bound = problem.provedVehicles()
            #expect(bound <= best, "seed \(seed)")
            compared += 1
            tight += bound == best ? 1 : 0
        }
        #expect(compared >= 40)
        #expect(tight * 3 >= compared * 2)
    }

    @Test func `no set of stops needs fewer trips than its minimum, and the tree sees what loads do not`() {
        var seen = 0
        for seed in UInt64(100)...300 {
            let problem = randomDistrict(seed: seed, stops: 6)
            for school in problem.schools.indices {
                let numbers = problem.stops.indices.filter { problem.stops[$0].school == school }
                guard numbers.count > 1 else { continue }
                var alone = problem
                alone.stops = numbers.map { problem.stops[$0] }
                alone.drive = {
                    problem.drive(
                        $0 < numbers.count ? numbers[$0] : problem.stops.count + $0 - numbers.count,
                        $1 < numbers.count ? numbers[$1] : problem.stops.count + $1 - numbers.count)
                }
                // One school only: trips cannot be chained, so vehicles are trips.
                guard let best = fewestVehicles(alone) else { continue }
                let minimum = TripMinimum(problem, school: school, numbers: numbers)
                let trips = minimum.trips(Array(numbers.indices), steps: 60)
                #expect(trips <= best, "seed \(seed)")
                let byLoad = PackingBound.bins(numbers.map { problem.stops[$0].pupils }, capacity: problem.capacity)
                if trips > byLoad { seen += 1 }
            }
        }
        #expect(seen > 5)
    }

    @Test func `stops left out do not count`() {
        let problem = randomDistrict(seed: 3, stops: 5)
        #expect(problem.provedVehicles(leavingOut: Set(0..<5)) == 0)
        #expect(problem.provedVehicles(leavingOut: [0, 1, 2, 3]) == 1)
    }
}
