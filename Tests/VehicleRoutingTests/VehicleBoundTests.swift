import Quantities
import Testing

@testable import VehicleRouting

/// A random day of few requests whose driving times break the triangle inequality and whose rules bind.
private func randomProblem(seed: UInt64, requests: Int) -> RoutingProblem {
    var source = RandomSource(seed: seed)
    let schools = 1 + source.below(2), stops = 3, count = 1 + schools + stops
    var seconds = [Int32](repeating: 0, count: count * count)
    for pair in seconds.indices where pair / count != pair % count { seconds[pair] = Int32(60 + source.below(900)) }
    let metres = seconds.map { $0 * Int32(5 + source.below(3)) }
    let direction: RoutingProblem.Direction = source.below(2) == 0 ? .toSchool : .fromSchool
    let list = (0..<requests).map { _ -> RideRequest in
        let school = 1 + source.below(schools), stop = 1 + schools + source.below(stops)
        let bell = Int32(28_000 + 600 * (school - 1) * source.below(4))
        return RideRequest(
            pickup: direction == .toSchool ? stop : school, delivery: direction == .toSchool ? school : stop,
            load: Load(seats: Int32(1 + source.below(6)), wheelchairPlaces: Int32(source.below(5) / 4)),
            boarding: DwellTime(tenths: Int32(source.below(300))),
            alighting: DwellTime(tenths: Int32(source.below(300))),
            schoolWindow: TimeWindow(
                earliest: ClockTime(secondsSinceMidnight: bell),
                latest: ClockTime(secondsSinceMidnight: bell + Int32(source.below(500)))),
            longestRide: Seconds(Int32(500 + source.below(1500))), ridesAlone: source.below(8) == 0,
            mixingGroup: source.below(3) == 0 ? school : 0)
    }
    let fleet = [
        FleetType(
            depot: 0, capacity: Load(seats: 8, wheelchairPlaces: 1), costPerDay: Cost(cents: 5000),
            costPerKilometre: Cost(cents: 130), costPerHour: Cost(cents: 3000)),
        FleetType(
            depot: source.below(2), count: 2, capacity: Load(seats: 12, wheelchairPlaces: 0),
            costPerDay: Cost(cents: 7000), costPerKilometre: Cost(cents: 150), costPerHour: Cost(cents: 3000)),
    ]
    let dwell = (0..<count).map { _ in DwellTime(tenths: Int32(source.below(500))) }
    return RoutingProblem(
        requests: list, fleet: fleet, travel: TravelMatrix(count: count, seconds: seconds, metres: metres),
        fixedDwell: dwell, direction: direction,
        rideMeasure: source.below(2) == 0 ? .departureToArrival : .arrivalToArrival)
}

/// The fewest vehicles and the least cost over every plan, by trying every order of every subset; `nil` where no plan
/// serves all. Counts of vehicles are left out, which only makes the optimum lower.
private func optimum(_ problem: RoutingProblem) throws -> (vehicles: Int, cost: Cost)? {
    let day = try DayInstance(problem)
    let writer = TourWriter(instance: day)
    let everybody = 1 << problem.requests.count
    var cheapest = [Cost?](repeating: nil, count: everybody)
    for subset in 1..<everybody {
        let members = problem.requests.indices.filter { subset >> $0 & 1 == 1 }
        forEachOrder(members, day) { nodes in
            for type in problem.fleet.indices {
                guard let tour = writer.tour(nodes, type: type) else { continue }
                cheapest[subset] = min(cheapest[subset] ?? tour.cost, tour.cost)
            }
        }
    }
    var fewest = [Int?](repeating: nil, count: everybody), least = [Cost?](repeating: nil, count: everybody)
    fewest[0] = 0
    least[0] = .zero
    for subset in 1..<everybody {
        var part = subset
        while part > 0 {
            if let cost = cheapest[part], let before = fewest[subset ^ part], let paid = least[subset ^ part] {
                fewest[subset] = min(fewest[subset] ?? .max, before + 1)
                least[subset] = min(least[subset] ?? Cost(cents: .max), paid + cost)
            }
            part = (part - 1) & subset
        }
    }
    guard let vehicles = fewest[everybody - 1], let cost = least[everybody - 1] else { return nil }
    return (vehicles, cost)
}

/// Every order of the members' stops with school visits wherever somebody leaves.
private func forEachOrder(_ members: [Int], _ day: DayInstance, _ body: ([TourNode]) -> Void) {
    func extend(_ nodes: [TourNode], _ waiting: [Int], _ aboard: [Int]) {
        if waiting.isEmpty && aboard.isEmpty { body(nodes) }
        for (place, request) in waiting.enumerated() {
            var rest = waiting
            rest.remove(at: place)
            extend(nodes + [.stop(request)], rest, aboard + [request])
        }
        for group in Set(aboard.map { day.riders[$0].group }).sorted() {
            extend(nodes + [.school(group: group)], waiting, aboard.filter { day.riders[$0].group != group })
        }
    }
    extend([], members, [])
}

@Suite struct VehicleBoundTests {
    @Test func `no plan beats the bounds on vehicles and cost`() throws {
        var tight = 0, compared = 0, several = 0
        for seed in UInt64(1)...120 {
            let problem = randomProblem(seed: seed, requests: 3 + Int(seed % 2))
            guard let best = try optimum(problem) else { continue }
            let bound = try problem.provedBound(steps: 4_000)
            #expect(bound.vehicles <= best.vehicles, "seed \(seed)")
            #expect(bound.cost <= best.cost, "seed \(seed)")
            #expect(bound.cost > .zero)
            #expect(bound.incompatible.count <= bound.vehicles)
            compared += 1
            tight += bound.vehicles == best.vehicles ? 1 : 0
            several += best.vehicles > 1 ? 1 : 0
        }
        #expect(compared > 30 && several > 15)
        #expect(tight * 10 >= compared * 8, "a bound that is rarely tight on such small cases is wrong somewhere")
    }

    @Test func `a bound proved beside a search is the bound, and what it says on the way is never more`() throws {
        let problem = randomProblem(seed: 7, requests: 6)
        let bound = try problem.provedBound(steps: 4_000).vehicles
        let live = LiveBound { report in try? problem.provedBound(steps: 4_000, report: report).vehicles }
        if let early = live.soFar { #expect(early <= bound) }
        #expect(live.wait() == bound)
        #expect(live.wait() == bound)
        var reports: [Int] = []
        _ = try problem.provedBound(steps: 4_000) { reports.append($0) }
        #expect(!reports.isEmpty && reports.allSatisfy { (1...bound).contains($0) })
        #expect(LiveBound { _ in nil }.wait() == nil)
    }

    @Test func `a pair that some order serves is never called incompatible`() throws {
        var shared = 0, refused = 0
        for seed in UInt64(500)...800 {
            let problem = randomProblem(seed: seed, requests: 2)
            let day = try DayInstance(problem)
            let test = PairTest(day, try #require(ReachTimes(day)))
            var isPossible = false
            forEachOrder([0, 1], day) { nodes in
                for type in problem.fleet.indices where TourTimes(nodes, type: type, in: day) != nil {
                    isPossible = true
                }
            }
            if isPossible {
                #expect(test.canShare(0, 1), "seed \(seed)")
                shared += 1
            } else if !test.canShare(0, 1) {
                refused += 1
            }
        }
        #expect(shared > 50 && refused > 20)
    }

    @Test func `least times agree with the shortest path over standing places`() throws {
        var source = RandomSource(seed: 6)
        let count = 60
        var problem = randomProblem(seed: 1, requests: 3)
        let seconds = (0..<count * count).map { $0 / count == $0 % count ? 0 : Int32(1 + source.below(1000)) }
        problem.travel = TravelMatrix(count: count, seconds: seconds, metres: seconds)
        problem.fixedDwell = (0..<count).map { _ in DwellTime(tenths: Int32(source.below(900))) }
        problem.direction = .toSchool
        problem.requests = (0..<count - 10).map { stop in
            var request = problem.requests[0]
            request.pickup = stop + 5
            request.delivery = count - 1 - stop % 4
            return request
        }
        let day = try DayInstance(problem)
        let reach = try #require(ReachTimes(day))
        // Bellman-Ford from a few places, with the standing time of every place on the way.
        var stay = [Int?](repeating: nil, count: count)
        for rider in day.riders {
            stay[rider.stop] = min(stay[rider.stop] ?? .max, rider.service)
            let place = day.groups[rider.group].place
            stay[place] = min(stay[place] ?? .max, day.schoolService(rider.group, unloading: rider.unloading))
        }
        for origin in stride(from: 0, to: count, by: 7) {
            var least = (0..<count).map { day.drive(origin, $0) }
            for _ in 0..<count {
                for via in 0..<count where via != origin {
                    guard let stay = stay[via] else { continue }
                    for to in 0..<count where to != origin {
                        least[to] = min(least[to], least[via] + stay + day.drive(via, to))
                    }
                }
            }
            for to in 0..<count where to != origin { #expect(reach.gap(origin, service: 0, to) == least[to]) }
        }
    }

    @Test func `requests left out do not count and nobody needs nothing`() throws {
        let problem = randomProblem(seed: 4, requests: 4)
        #expect(try problem.provedBound(leavingOut: [0, 1, 2, 3]).vehicles == 0)
        #expect(try problem.provedBound(leavingOut: [0, 1, 2]).vehicles == 1)
    }
}

@Suite struct GroupCoverTests {
    /// The fewest groups by trying every partition, each group aboard at once in some order of its stops.
    private func fewest(_ count: Int, _ isGroup: ([Int]) -> Bool) -> Int {
        var best = Int.max
        func place(_ item: Int, _ groups: [[Int]]) {
            guard item < count else {
                best = min(best, groups.count)
                return
            }
            for group in groups.indices where isGroup(groups[group] + [item]) {
                var more = groups
                more[group].append(item)
                place(item + 1, more)
            }
            place(item + 1, groups + [[item]])
        }
        place(0, [])
        return best
    }

    @Test func `the bound never exceeds the fewest groups and is seldom far below`() throws {
        var proved = 0, needed = 0
        for seed in UInt64(1)...25 {
            var source = RandomSource(seed: seed)
            let problem = randomProblem(seed: seed, requests: 7)
            let day = try DayInstance(problem)
            let reach = try #require(ReachTimes(day))
            var conflicts = PairTable(count: 7)
            for a in 0..<7 { for b in 0..<a where source.below(4) == 0 { conflicts.insert(a, b) } }
            let bound = GroupCover(day, reach, Array(0..<7), conflicts, capacity: 12).groups(work: 10_000_000)
            // Loads and conflicts alone: the riding rule can only ask for more groups.
            func rides(_ group: [Int]) -> Bool {
                guard group.reduce(0, { $0 + Int(day.riders[$1].load.seats) }) <= 12 else { return false }
                for a in group { for b in group where a < b && conflicts.contains(a, b) { return false } }
                return group.count < 3 || ordered(group, [], day, reach)
            }
            let best = fewest(7, rides)
            #expect(bound <= best, "seed \(seed)")
            proved += bound
            needed += best
        }
        #expect(proved * 10 >= needed * 9)
    }

    /// Whether some order of collecting the group keeps every ride, straight to school after the last stop.
    private func ordered(_ left: [Int], _ order: [Int], _ day: DayInstance, _ reach: ReachTimes) -> Bool {
        if left.isEmpty {
            let last = day.riders[order.last!]
            var time = 0
            for place in order.indices.reversed() {
                let rider = day.riders[order[place]]
                if place + 1 < order.count {
                    time += reach.gap(rider.stop, service: rider.service, day.riders[order[place + 1]].stop)
                }
                let ride = time + reach.gap(last.stop, service: last.service, day.groups[rider.group].place)
                if ride > rider.longestRide { return false }
            }
            return true
        }
        return left.contains { next in ordered(left.filter { $0 != next }, order + [next], day, reach) }
    }
}

@Suite struct PackingBoundTests {
    @Test(arguments: [
        // Volume alone: 5 x 4 = 20 in bins of 10.
        ([4, 4, 4, 4, 4], 10, 2),
        // Three above a half need a bin each, though the volume is 2.1 bins.
        ([7, 7, 7], 10, 3),
        // 6 + 6 + 6 stand apart, their rests of 4 hold no 5: both 5s share one more.
        ([6, 6, 6, 5, 5], 10, 4),
        ([], 10, 0), ([0, 0], 10, 0), ([25], 10, 1), ([1], 0, Int.max),
    ])
    func `the bound is the known one`(loads: [Int], capacity: Int, bins: Int) {
        #expect(PackingBound.bins(loads, capacity: capacity) == bins)
    }

    @Test func `it never exceeds the optimum`() {
        var source = RandomSource(seed: 8)
        for _ in 0..<300 {
            let loads = (0..<(1 + source.below(7))).map { _ in 1 + source.below(10) }
            func fits(_ bins: Int) -> Bool {
                func place(_ index: Int, _ rooms: [Int]) -> Bool {
                    index == loads.count
                        || rooms.indices.contains { bin in
                            guard rooms[bin] >= loads[index] else { return false }
                            var rest = rooms
                            rest[bin] -= loads[index]
                            return place(index + 1, rest)
                        }
                }
                return place(0, Array(repeating: 10, count: bins))
            }
            let optimum = (1...loads.count).first(where: fits)!
            #expect(PackingBound.bins(loads, capacity: 10) <= optimum)
        }
    }
}

@Suite struct CliqueSearchTests {
    @Test func `planted sets are found and answers are cliques`() {
        for seed in UInt64(1)...10 {
            var source = RandomSource(seed: seed)
            var table = PairTable(count: 70)
            for a in 0..<70 { for b in 0..<a where source.below(3) == 0 { table.insert(a, b) } }
            let planted = (0..<12).map { $0 * 5 + Int(seed % 5) }
            for a in planted { for b in planted where a != b { table.insert(a, b) } }
            var search = CliqueSearch(table, seed: 1)
            let found = search.run(steps: 4000)
            #expect(found.count >= 12)
            for a in found { for b in found where a != b { #expect(table.contains(a, b)) } }
        }
    }
}
