import Quantities
import Testing

@testable import VehicleRouting

/// A random small problem: places in a square, riders who reach some of the stops.
private func randomProblem(seed: UInt64, stops: Int, riders: Int) -> StopChoiceProblem {
    var source = RandomSource(seed: seed)
    let points = (0...stops).map { _ in (source.unit() * 100, source.unit() * 100) }
    let nodes = stops + 1
    let startsAtStops = source.below(2) == 0
    let legs = (0..<nodes * nodes).map { pair -> Double in
        let (a, b) = (points[pair / nodes], points[pair % nodes])
        if pair / nodes == 0, startsAtStops { return 0 }
        let length = ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
        return length
    }
    let people = (0..<riders).map { _ in
        var reach = (1...stops).filter { _ in source.below(2) == 0 }
        if reach.isEmpty { reach = [1 + source.below(stops)] }
        return StopChoiceProblem.Rider(
            pupils: 1 + source.below(2), walks: reach.map { ($0, source.unit()) })
    }
    return StopChoiceProblem(
        stopCount: stops, legs: legs, riders: people, capacity: 3 + source.below(3), perPupil: Double(source.below(3)),
        longestTour: source.below(2) == 0 ? .infinity : 320, stopsMayBeShared: source.below(2) == 0,
        fewestVehiclesFirst: true)
}

/// The fewest vehicles and then the least cost by trying everything: riders onto vehicles, vehicles onto tours.
private func optimum(_ problem: StopChoiceProblem) -> (vehicles: Int, cost: Double)? {
    let index = StopChoiceIndex(problem)
    var best: (vehicles: Int, cost: Double)?
    /// All (stop set, length) of one vehicle for these riders.
    func tours(_ riders: [Int]) -> [(stops: Set<Int32>, length: Double)] {
        let pupils = riders.reduce(0) { $0 + problem.riders[$1].pupils }
        guard pupils <= problem.capacity else { return [] }
        var result: [(Set<Int32>, Double)] = []
        func extend(_ stops: [Int32]) {
            let covers = riders.allSatisfy { rider in index.stops[rider].contains { stops.contains($0) } }
            let length = index.length(stops) + Double(pupils) * problem.perPupil
            if covers, length <= problem.longestTour + 1e-9 { result.append((Set(stops), length)) }
            for stop in 1...Int32(problem.stopCount) where !stops.contains(stop) { extend(stops + [stop]) }
        }
        extend([])
        return result
    }
    func place(_ rider: Int, _ groups: [[Int]]) {
        guard rider < problem.riders.count else {
            finish(groups.map(tours), 0, [], 0)
            return
        }
        for group in groups.indices {
            var more = groups
            more[group].append(rider)
            place(rider + 1, more)
        }
        place(rider + 1, groups + [[rider]])
    }
    func finish(_ choices: [[(stops: Set<Int32>, length: Double)]], _ at: Int, _ used: Set<Int32>, _ cost: Double) {
        guard at < choices.count else {
            if best == nil || (choices.count, cost) < (best!.vehicles, best!.cost) { best = (choices.count, cost) }
            return
        }
        for (stops, length) in choices[at] where problem.stopsMayBeShared || used.isDisjoint(with: stops) {
            finish(choices, at + 1, used.union(stops), cost + length)
        }
    }
    place(0, [])
    return best
}

@Suite struct StopChoiceTests {
    private func options(_ iterations: Int, threads: Int = 1) -> RoutingOptions {
        var options = RoutingOptions()
        options.iterations = iterations
        options.threads = threads
        return options
    }

    @Test func `small problems are solved to the optimum`() throws {
        var compared = 0
        for seed in UInt64(1)...24 {
            let problem = randomProblem(seed: seed, stops: 3, riders: 4)
            guard let best = optimum(problem) else { continue }
            let plan = try StopChoiceSolver(problem: problem, options: options(1200)).solve()
            #expect(plan.unserved == 0, "seed \(seed)")
            #expect(plan.tours.count == best.vehicles, "seed \(seed)")
            #expect(abs(plan.cost - best.cost) < 1e-6, "seed \(seed): \(plan.cost) for \(best.cost)")
            compared += 1
        }
        #expect(compared >= 15)
    }

    @Test func `a plan keeps every rule and adds up`() throws {
        for seed in UInt64(40)...46 {
            let problem = randomProblem(seed: seed, stops: 12, riders: 20)
            let plan = try StopChoiceSolver(problem: problem, options: options(400)).solve()
            var boarding: [Int: Int] = [:]
            for (rider, stop) in plan.stopOfRider.enumerated() {
                guard let stop else { continue }
                #expect(problem.riders[rider].walks.contains { $0.stop == stop })
                boarding[stop, default: 0] += problem.riders[rider].pupils
            }
            var collected: [Int: Int] = [:]
            for tour in plan.tours {
                let pupils = tour.boarding.reduce(0, +)
                #expect(pupils <= problem.capacity && !tour.boarding.contains(0))
                let length = StopChoiceIndex(problem).length(tour.stops.map { Int32($0) })
                #expect(abs(length + Double(pupils) * problem.perPupil - tour.length) < 1e-6)
                #expect(tour.length <= problem.longestTour + 1e-6)
                for (stop, pupils) in zip(tour.stops, tour.boarding) { collected[stop, default: 0] += pupils }
            }
            #expect(collected == boarding)
            let visits = plan.tours.flatMap(\.stops)
            if !problem.stopsMayBeShared { #expect(Set(visits).count == visits.count) }
            #expect(abs(plan.tours.reduce(0) { $0 + $1.length } - plan.cost) < 1e-6)
        }
    }

    @Test func `the search's own figures stay right`() {
        for seed in UInt64(60)...63 {
            let index = StopChoiceIndex(randomProblem(seed: seed, stops: 10, riders: 16))
            var search = StopChoiceSearch(index, vehicles: 8, seed: seed)
            for step in 0..<60 {
                search.step(progress: Double(step) / 60)
                #expect(search.best.firstInconsistency(index) == nil)
                #expect(abs(search.best.cost(index) - search.bestCost) < 1e-6)
            }
        }
    }

    @Test func `equal budgets give equal plans on any number of threads`() throws {
        let problem = randomProblem(seed: 90, stops: 14, riders: 24)
        let plans = try [1, 2, 4].map {
            try StopChoiceSolver(problem: problem, options: options(400, threads: $0)).solve()
        }
        for plan in plans.dropFirst() {
            #expect(plan.cost == plans[0].cost)
            #expect(plan.tours.map(\.stops) == plans[0].tours.map(\.stops))
            #expect(plan.stopOfRider == plans[0].stopOfRider)
            #expect(plan.iterations == plans[0].iterations)
        }
    }

    @Test func `riders whom nobody can collect are counted, not dropped`() throws {
        var problem = randomProblem(seed: 5, stops: 3, riders: 3)
        problem.riders.append(.init(pupils: 2, walks: []))
        problem.longestTour = .infinity
        let plan = try StopChoiceSolver(problem: problem, options: options(200)).solve()
        #expect(plan.unserved == 2)
        #expect(plan.stopOfRider[3] == nil)
    }

    @Test func `senseless problems are errors`() {
        let good = randomProblem(seed: 1, stops: 3, riders: 3)
        var legs = good
        legs.legs[1] = .nan
        var capacity = good
        capacity.capacity = 0
        var walk = good
        walk.riders[0].walks = [(99, 1)]
        var pupils = good
        pupils.riders[0].pupils = 0
        for bad in [legs, capacity, walk, pupils] {
            #expect(throws: RoutingError.self) { try StopChoiceSolver(problem: bad).solve() }
        }
    }

    @Test func `no riders need no tour`() throws {
        var problem = randomProblem(seed: 1, stops: 3, riders: 3)
        problem.riders = []
        let plan = try StopChoiceSolver(problem: problem, options: options(100)).solve()
        #expect(plan.tours.isEmpty && plan.cost == 0 && plan.unserved == 0)
    }
}
