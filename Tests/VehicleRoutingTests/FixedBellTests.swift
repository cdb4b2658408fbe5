import Quantities
import Testing

@testable import VehicleRouting

/// Invented districts of two or three bells.
private func district(seed: UInt64, stops: Int, schools: Int) -> FixedBellProblem {
    var random = RandomSource(seed: seed)
    let points = (0..<stops + schools).map { _ in (random.unit() * 900, random.unit() * 900) }
    return FixedBellProblem(
        schools: (0..<schools).map { number in
            let arrival = Double(28_000 + number % 3 * 1500 + random.below(2) * 300)
            return .init(arrival: arrival, departure: arrival + 100)
        },
        stops: (0..<stops).map { _ in
            .init(school: random.below(schools), pupils: 1 + random.below(6), service: Double(20 + random.below(40)))
        },
        capacity: 12, longestRide: 1200,
        drive: { a, b in
            let (dx, dy) = (points[a].0 - points[b].0, points[a].1 - points[b].1)
            return (dx * dx + dy * dy).squareRoot()
        })
}

/// Replays a plan with the problem's own numbers; says what is wrong.
private func faults(_ plan: FixedBellPlan, _ problem: FixedBellProblem) -> [String] {
    var faults: [String] = []
    let stops = problem.stops.count
    var served = plan.unserved
    for (vehicle, trips) in plan.vehicles.enumerated() {
        var free = -Double.infinity
        var last: Int?
        for trip in trips {
            let data = trip.stops.map { problem.stops[$0] }
            if data.contains(where: { $0.school != trip.school }) { faults.append("\(vehicle): a wrong school") }
            if data.reduce(0, { $0 + $1.pupils }) > problem.capacity { faults.append("\(vehicle): too many pupils") }
            let places = trip.stops + [stops + trip.school]
            let driving = zip(places, places.dropFirst()).reduce(0) { $0 + problem.drive($1.0, $1.1) }
            let duration = driving + data.reduce(0) { $0 + $1.service }
            if duration - data[0].service > problem.longestRide + 0.01 { faults.append("\(vehicle): too long a ride") }
            let start = problem.schools[trip.school].arrival - duration
            if let last, free + problem.drive(last, trip.stops[0]) > start + 0.01 { faults.append("\(vehicle): late") }
            free = problem.schools[trip.school].departure
            last = stops + trip.school
            served += trip.stops
        }
    }
    if served.sorted() != Array(problem.stops.indices) { faults.append("stops are missing or served twice") }
    return faults
}

/// The fewest vehicles, by trying every partition of each school's stops into trips and matching the trips exactly.
private func fewestVehicles(_ problem: FixedBellProblem) throws -> Int {
    let instance = try FixedBellInstance(problem)
    let fleet = TripFleet(instance, slots: instance.stops + 1)
    var best = Int.max
    func place(_ stop: Int) {
        guard stop < instance.stops else {
            best = min(best, linked())
            return
        }
        let mine = Int(instance.school[stop])
        let start = Int(instance.firstStop[mine])
        let relative = Int32(stop - start)
        for index in 0..<Int(fleet.listCount[mine]) {
            let trip = Int(fleet.list[start + index])
            for position in 0...Int(fleet.count[trip]) {
                let row = fleet.stops + trip * fleet.stride
                for later in Swift.stride(from: Int(fleet.count[trip]), to: position, by: -1) {
                    row[later] = row[later - 1]
                }
                row[position] = relative
                fleet.count[trip] += 1
                fleet.measure(trip)
                let ride = fleet.duration[trip] - instance.service[start + Int(row[0])]
                if fleet.load[trip] <= instance.capacity, ride <= instance.longestRide { place(stop + 1) }
                fleet.count[trip] -= 1
                for later in position..<Int(fleet.count[trip]) { row[later] = row[later + 1] }
            }
        }
        let trip = fleet.open(mine)
        fleet.stops[trip * fleet.stride] = relative
        fleet.count[trip] = 1
        fleet.measure(trip)
        place(stop + 1)
        fleet.close(trip)
    }
    func linked() -> Int {
        let trips = (0..<fleet.highest).filter { fleet.school[$0] >= 0 }
        for trip in trips {
            (fleet.previous[trip], fleet.next[trip]) = (-1, -1)
            fleet.measure(trip)
        }
        fleet.days = trips.count
        fleet.match()
        return fleet.days
    }
    place(0)
    return best
}

private func solve(_ problem: FixedBellProblem, iterations: Int, threads: Int = 1) throws -> FixedBellPlan {
    var options = RoutingOptions()
    options.iterations = iterations
    options.threads = threads
    return try FixedBellSolver(problem: problem, options: options).solve()
}

/// A search that lacks a few days for all of its stops.
private func crowded(
    _ instance: FixedBellInstance, seed: UInt64, _ settings: SearchSettings = SearchSettings()
) -> FixedBellSearch {
    let search = FixedBellSearch(instance, FixedBellNeighbours(instance), slots: 80, seed: seed, settings: settings)
    let days = (0..<instance.stops).map {
        FleetPlan.Day(type: 0, nodes: [.stop($0), .school(group: Int(instance.school[$0]))])
    }
    search.adopt(FleetPlan(days: days, bank: [], cost: 0))
    while search.bank.isEmpty, search.dayCount > 1 {
        search.dropDay()
        for _ in 0..<20 { _ = search.takeStep(temperature: 20) }
    }
    return search
}

/// Whether some trip of the stop's school takes it at some place, by measuring the trip with it.
private func fitsSomeTrip(_ stop: Int, _ fleet: TripFleet) -> Bool {
    let instance = fleet.instance
    let mine = Int(instance.school[stop])
    let start = Int(instance.firstStop[mine])
    let (matrix, width) = fleet.square(mine)
    return (0..<Int(fleet.listCount[mine])).contains { index in
        let trip = Int(fleet.list[start + index])
        let old = (0..<Int(fleet.count[trip])).map { Int(fleet.stops[trip * fleet.stride + $0]) }
        guard fleet.load[trip] + instance.pupils[stop] <= instance.capacity else { return false }
        return (0...old.count).contains { position in
            var new = old
            new.insert(stop - start, at: position)
            let legs = zip(new, new.dropFirst() + [width - 1]).reduce(Float(0)) { $0 + matrix[$1.0 * width + $1.1] }
            let duration = new.reduce(legs) { $0 + instance.service[start + $1] }
            guard duration - instance.service[start + new[0]] <= instance.longestRide - 0.01 else { return false }
            let before = Int(fleet.previous[trip])
            guard before >= 0 else { return true }
            let origin = Int(fleet.school[before])
            return instance.fromSchool[(start + new[0]) * instance.schools + origin] + duration
                <= instance.before[mine * instance.schools + origin] - 0.01
        }
    }
}

struct FixedBellTests {
    @Test func `tiny districts get the fewest vehicles there can be`() throws {
        for seed in UInt64(1)...20 {
            let problem = district(seed: seed, stops: 5 + Int(seed % 3), schools: 2 + Int(seed % 2))
            let plan = try solve(problem, iterations: 2000)
            #expect(faults(plan, problem) == [], "seed \(seed)")
            #expect(plan.vehicles.count == (try fewestVehicles(problem)), "seed \(seed)")
        }
    }

    @Test func `larger plans keep every rule`() throws {
        for seed in UInt64(1)...6 {
            let problem = district(seed: seed, stops: 80, schools: 9)
            let plan = try solve(problem, iterations: 4000)
            #expect(faults(plan, problem) == [], "seed \(seed)")
            #expect(plan.unserved.isEmpty)
        }
    }

    @Test func `the cost that is kept equals the cost from scratch, through every step and undo`() throws {
        let instance = try FixedBellInstance(district(seed: 3, stops: 60, schools: 8))
        let search = FixedBellSearch(
            instance, FixedBellNeighbours(instance), slots: 80, seed: 9, settings: SearchSettings())
        let days = (0..<instance.stops).map {
            FleetPlan.Day(type: 0, nodes: [.stop($0), .school(group: Int(instance.school[$0]))])
        }
        search.adopt(FleetPlan(days: days, bank: [], cost: 0))
        search.dayLimit = search.dayCount
        for round in 0..<800 {
            if round % 40 == 39, search.bank.isEmpty, search.dayCount > 1 { search.dropDay() }
            _ = search.takeStep(temperature: 20)
            let (kept, daysKept) = (search.cost, search.dayCount)
            search.measureCost()
            #expect(abs(kept - search.cost) < 0.5)
            let heads = (0..<search.fleet.highest).count {
                search.fleet.school[$0] >= 0 && search.fleet.previous[$0] < 0
            }
            #expect(heads == daysKept && daysKept <= search.dayLimit)
            let riding = (0..<instance.stops).count { search.fleet.tripOf[$0] >= 0 }
            #expect(riding + search.bank.count == instance.stops)
        }
    }

    @Test func `a stop that is said to fit into no trip of its school fits into none`() throws {
        var refused = 0
        for seed in UInt64(1)...6 {
            let instance = try FixedBellInstance(district(seed: seed, stops: 60, schools: 6))
            let search = crowded(instance, seed: seed)
            for _ in 0..<400 {
                _ = search.takeStep(temperature: 20)
                for stop in search.bank.map(Int.init) {
                    let mine = instance.school[stop]
                    let isClosed = search.trips.isClosed(stop) { search.fleet.school[$0] == mine } == true
                    guard isClosed else { continue }
                    refused += 1
                    #expect(!fitsSomeTrip(stop, search.fleet), "seed \(seed)")
                }
            }
        }
        #expect(refused > 1000)
    }

    @Test func `a ruin of a school takes whole trips of it, the seed's among them`() throws {
        var settings = SearchSettings()
        (settings.schoolRuins, settings.wholeTrips, settings.schoolRuinSize) = (1, 0, 8)
        var most = 0
        for seed in UInt64(1)...6 {
            let search = crowded(
                try FixedBellInstance(district(seed: seed, stops: 60, schools: 6)), seed: seed, settings)
            let instance = search.instance
            for _ in 0..<50 {
                let trips = (0..<instance.stops).map { search.fleet.tripOf[$0] }
                let banked = Set(search.bank)
                search.ruin()
                let taken = search.absent.map(Int.init).filter { !banked.contains(Int32($0)) }
                let emptied = Set(taken.map { trips[$0] })
                #expect(Set(taken.map { instance.school[$0] }).count <= 1, "seed \(seed)")
                #expect(taken.count == trips.filter { emptied.contains($0) }.count, "seed \(seed)")
                most = max(most, emptied.count)
                search.adopt(FleetPlan(days: search.plan().days, bank: search.absent.map(Int.init), cost: 0))
                for _ in 0..<20 { _ = search.takeStep(temperature: 20) }
            }
        }
        #expect(most > 1)
    }

    @Test func `a step leaves no more stops in the bank than there were, or than the longest bank`() throws {
        var settings = SearchSettings()
        var longer = 0
        for (seed, limit) in [(2, 3), (1, 1000), (2, 1000), (3, 1000), (4, 1000)] {
            settings.longestBank = limit
            let instance = try FixedBellInstance(district(seed: UInt64(seed), stops: 60, schools: 6))
            let search = crowded(instance, seed: 1, settings)
            for _ in 0..<600 {
                let before = search.bank.count
                _ = search.takeStep(temperature: 20)
                if search.bank.count > max(before, 3) { longer += 1 }
                #expect(search.bank.count <= max(before, limit))
            }
        }
        // Without the limit banks do grow.
        #expect(longer > 0)
    }

    @Test func `the thread count does not change the plan`() throws {
        let problem = district(seed: 4, stops: 60, schools: 7)
        let one = try solve(problem, iterations: 4000, threads: 1)
        let four = try solve(problem, iterations: 4000, threads: 4)
        #expect(one.vehicles.map { $0.map(\.stops) } == four.vehicles.map { $0.map(\.stops) })
    }

    @Test func `a stop too far from its school is left out`() throws {
        var problem = district(seed: 4, stops: 6, schools: 2)
        problem.longestRide = 60
        let plan = try solve(problem, iterations: 200)
        #expect(!plan.unserved.isEmpty)
        #expect(faults(plan, problem) == [])
    }
}
