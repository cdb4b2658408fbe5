import Testing

@testable import VehicleRouting

private func solve(_ problem: DeliveryProblem, steps: Int, threads: Int = 1, seed: UInt64 = 1) throws -> DeliveryPlan {
    var options = RoutingOptions()
    (options.iterations, options.threads, options.seed) = (steps, threads, seed)
    return try DeliverySolver(problem: problem, options: options).solve()
}

/// Every client once, every tour within the rules, no more vehicles than there are, and the cost that is said.
private func expectValid(_ plan: DeliveryPlan, _ problem: DeliveryProblem) throws {
    let visits = plan.tours.flatMap { $0.trips.joined() } + plan.unserved
    #expect(visits.sorted() == Array(problem.clients.indices))
    var cost = 0
    for tour in plan.tours { cost += try #require(problem.cost(of: tour)) }
    #expect(cost == plan.cost)
    for (type, vehicle) in problem.vehicles.enumerated() {
        #expect(plan.tours.count { $0.vehicle == type } <= vehicle.count ?? .max)
    }
}

struct DeliverySolverTests {
    private func expectOptimum(_ kind: RandomDeliveries, _ seed: UInt64) throws {
        let problem = kind.make(seed: seed)
        let exact = DeliveryBruteForce(problem).best()
        let plan = try solve(problem, steps: 1600)
        try expectValid(plan, problem)
        #expect(plan.unserved.reduce(0) { $0 + problem.clients[$1].weight } == exact.weight)
        #expect(plan.cost == exact.cost)
    }

    @Test(arguments: UInt64(1)...40)
    func `tiny problems with windows, fleets, limits and skills are solved to the optimum`(seed: UInt64) throws {
        try expectOptimum(RandomDeliveries(clients: 5), seed)
    }

    @Test(arguments: UInt64(1)...40)
    func `tiny problems with capacities only are solved to the optimum`(seed: UInt64) throws {
        let kind = RandomDeliveries(
            clients: 6, isTimed: false, hasPlaces: false, hasLimits: false, hasSkills: false, isOneWay: seed % 2 == 0)
        try expectOptimum(kind, seed)
    }

    @Test(arguments: UInt64(1)...40)
    func `tiny problems with several trips and releases are solved to the optimum`(seed: UInt64) throws {
        try expectOptimum(RandomDeliveries(clients: 4, hasTrips: true, isMixed: seed % 4 == 0), seed)
    }

    @Test(arguments: UInt64(1)...40)
    func `tiny problems with goods of two kinds in both directions are solved to the optimum`(seed: UInt64) throws {
        try expectOptimum(RandomDeliveries(clients: 5, isTimed: seed % 2 == 0, isMixed: true), seed)
    }

    @Test(arguments: UInt64(1)...80)
    func `tiny problems with shipments among other clients are solved to the optimum`(seed: UInt64) throws {
        let kind = RandomDeliveries(
            clients: 5 + Int(seed % 2), isTimed: seed % 3 > 0, isMixed: seed % 4 == 0, hasLimits: seed % 5 == 0,
            hasShipments: true)
        try expectOptimum(kind, seed)
    }

    @Test func `a shipment goes aboard before it is left, takes room in between only, and never half`() {
        // A line of places 0 to 4, 10 apart; 6 from place 1 to 3, 5 from place 2 to 4, 8 fit.
        let ways: [Int32] = (0..<25).map { way in
            let (from, to) = (way / 5, way % 5)
            return Int32(10 * abs(from - to))
        }
        var problem = DeliveryProblem(
            places: 5, clients: (1...4).map { DeliveryProblem.Client(place: $0, delivery: []) },
            vehicles: [.init(depot: 0, capacity: [8])],
            profiles: [DeliveryProblem.Profile(cost: ways, duration: ways)])
        problem.shipments = [.init(pickup: 0, delivery: 2, amount: [6]), .init(pickup: 1, delivery: 3, amount: [5])]
        func cost(_ order: [Int]) -> Int? { problem.cost(of: .init(vehicle: 0, trips: [order])) }
        // One after the other: 10 + 20 + 10 + 20 and 40 back.
        #expect(cost([0, 2, 1, 3]) == 100)
        #expect(cost([0, 1, 2, 3]) == nil && cost([2, 0]) == nil && cost([0]) == nil && cost([2]) == nil)
        problem.vehicles[0].capacity = [11]
        #expect(cost([0, 1, 2, 3]) == 80)
    }

    @Test func `both ends of a shipment that nobody can carry are left out, and the others are not`() throws {
        var problem = RandomDeliveries(
            clients: 6, isTimed: false, hasFleet: false, hasPlaces: false, hasLimits: false, hasSkills: false
        ).make(seed: 3)
        problem.vehicles[0].count = nil
        for end in [1, 4] { problem.clients[end].delivery = [] }
        problem.shipments = [.init(pickup: 4, delivery: 1, amount: [1000])]
        let plan = try solve(problem, steps: 400)
        #expect(plan.unserved == [1, 4])
        try expectValid(plan, problem)
    }

    @Test(arguments: [1, 2, 4])
    func `equal budgets give equal shipments on any number of threads`(threads: Int) throws {
        let problem = RandomDeliveries(clients: 30, hasShipments: true).make(seed: 5)
        let plan = try solve(problem, steps: 1200, threads: threads)
        try expectValid(plan, problem)
        #expect(try plan.tours == solve(problem, steps: 1200, threads: 3).tours)
    }

    @Test func `equal budgets give equal plans on any number of threads`() throws {
        let problem = RandomDeliveries(clients: 30).make(seed: 5)
        let plans = try [1, 2, 4].map { try solve(problem, steps: 1200, threads: $0) }
        #expect(plans[0].tours == plans[1].tours && plans[0].tours == plans[2].tours)
        try expectValid(plans[0], problem)
    }

    @Test func `a client that nobody can serve is left out, and the others are not`() throws {
        var problem = RandomDeliveries(clients: 6, isTimed: false, hasFleet: false, hasPlaces: false, hasLimits: false)
            .make(seed: 3)
        problem.vehicles[0].count = nil
        problem.vehicles[0].skills = 1
        problem.clients[2].delivery = [1000]
        let plan = try solve(problem, steps: 400)
        #expect(plan.unserved == [2])
        try expectValid(plan, problem)
    }

    @Test func `the least number of vehicles is all goods over the largest load`() {
        // 17 + 17 + 17 = 51 over 25 is 3 vehicles.
        let profile = DeliveryProblem.Profile(
            cost: [Int32](repeating: 1, count: 16), duration: [Int32](repeating: 1, count: 16))
        let problem = DeliveryProblem(
            places: 4, clients: (1...3).map { .init(place: $0, delivery: [17]) },
            vehicles: [.init(depot: 0, capacity: [20]), .init(depot: 0, capacity: [25])], profiles: [profile])
        #expect(problem.provedVehicles == 3)
    }

    @Test(
        arguments: [
            { (problem: inout DeliveryProblem) in problem.clients[0].place = 99 },
            { $0.clients[0].delivery = [-1] }, { $0.clients[0].window = -5...9 }, { $0.vehicles[0].start = 77 },
            { $0.profiles[0].cost.removeLast() }, { $0.profiles[0].duration[3] = -1 }, { $0.vehicles = [] },
            { $0.vehicles[0].profile = 9 },
            {
                $0.vehicles[0].mostTrips = 2; $0.vehicles[0].end = nil
            },
            { $0.vehicles[0].unitCost = -1 }, { $0.clients[0].weight = 0 },
            { $0.shipments = [.init(pickup: 0, delivery: 1, amount: [1])] },
            {
                for end in 0...1 { $0.clients[end].delivery = [] }
                $0.shipments = [.init(pickup: 0, delivery: 0, amount: [1])]
            },
            {
                for end in 0...1 { $0.clients[end].delivery = [] }
                $0.shipments = [.init(pickup: 0, delivery: 1, amount: [-1])]
            },
            {
                for end in 0...1 { $0.clients[end].delivery = [] }
                $0.shipments = [.init(pickup: 0, delivery: 1, amount: [1])]
                $0.clients[2].release = 5
            },
            { $0.shipments = [.init(pickup: 0, delivery: 99, amount: [])] },
        ] as [@Sendable (inout DeliveryProblem) -> Void])
    func `a problem that contradicts itself is refused`(spoil: @Sendable (inout DeliveryProblem) -> Void) throws {
        var problem = RandomDeliveries().make(seed: 1)
        spoil(&problem)
        #expect(throws: RoutingError.self) { try solve(problem, steps: 10) }
    }
}
