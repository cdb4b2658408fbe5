import Quantities

@testable import VehicleRouting

/// Invented delivery problems; features are drawn, so that a few hundred seeds meet all combinations.
struct RandomDeliveries {
    var clients = 6
    /// Windows and service times; releases and several trips; several kinds of goods, some coming back.
    var isTimed = true, hasTrips = false, isMixed = false
    /// Several types with counts and costs; types that live elsewhere, or nowhere; limits on tours; skills.
    var hasFleet = true, hasPlaces = true, hasLimits = true, hasSkills = true
    /// Ways are longer one way than the other.
    var isOneWay = true
    /// Most clients are the two ends of shipments.
    var hasShipments = false

    func make(seed: UInt64) -> DeliveryProblem {
        var random = RandomSource(seed: seed)
        let places = clients + 2
        let points = (0..<places).map { _ in (random.below(100), random.below(100)) }
        let oneWay = isOneWay && random.below(2) == 0
        var ways: [Int32] = []
        for a in points {
            for b in points {
                let (dx, dy) = (Double(b.0 - a.0), Double(b.1 - a.1))
                ways.append(Int32((dx * dx + dy * dy).squareRoot()) + (oneWay ? Int32(max(0, dy) / 4) : 0))
            }
        }
        let slower = ways.map { $0 + $0 / 3 }
        let those = (0..<clients).map { client(2 + $0, &random) }
        var profiles = [DeliveryProblem.Profile(cost: ways, duration: isTimed && random.below(2) == 0 ? slower : ways)]
        if hasPlaces { profiles.append(DeliveryProblem.Profile(cost: slower, duration: ways)) }
        let types = hasFleet ? 1 + random.below(3) : 1
        let fleet = (0..<types).map { _ in vehicle(profiles.count, &random) }
        var problem = DeliveryProblem(places: places, clients: those, vehicles: fleet, profiles: profiles)
        if hasShipments { ship(&problem, &random) }
        return problem
    }

    private func ship(_ problem: inout DeliveryProblem, _ random: inout RandomSource) {
        for first in stride(from: 0, to: clients - 1, by: 2) where first == 0 || random.below(4) > 0 {
            for end in [first, first + 1] { (problem.clients[end].delivery, problem.clients[end].pickup) = ([], []) }
            let (from, to) = random.below(2) == 0 ? (first, first + 1) : (first + 1, first)
            let amount = [1 + random.below(9)] + (isMixed ? [random.below(5)] : [])
            problem.shipments.append(.init(pickup: from, delivery: to, amount: amount))
        }
    }

    private func client(_ place: Int, _ random: inout RandomSource) -> DeliveryProblem.Client {
        var client = DeliveryProblem.Client(place: place, delivery: [1 + random.below(9)])
        if isMixed {
            client.delivery.append(random.below(5))
            client.pickup = [random.below(3) == 0 ? random.below(9) : 0]
        }
        if isTimed {
            client.service = random.below(20)
            let early = random.below(200)
            if random.below(3) > 0 { client.window = early...early + 30 + random.below(200) }
        }
        if hasTrips, random.below(2) == 0 { client.release = random.below(150) }
        if hasSkills, random.below(5) == 0 { client.skills = 1 }
        if random.below(4) == 0 { client.weight = 1 + random.below(3) }
        return client
    }

    private func vehicle(_ profiles: Int, _ random: inout RandomSource) -> DeliveryProblem.Vehicle {
        let depot = hasPlaces ? random.below(2) : 0
        var vehicle = DeliveryProblem.Vehicle(depot: depot, capacity: [10 + random.below(20)])
        if isMixed { vehicle.capacity.append(5 + random.below(10)) }
        if random.below(2) == 0 { vehicle.count = 1 + random.below(2) }
        if hasFleet {
            vehicle.fixedCost = random.below(3) * 40
            vehicle.unitCost = 1 + random.below(3)
        }
        if hasPlaces, random.below(2) == 0 { vehicle.profile = random.below(profiles) }
        if hasTrips { vehicle.mostTrips = 1 + random.below(3) }
        if hasPlaces, vehicle.mostTrips == 1 {
            if random.below(4) == 0 { vehicle.start = nil }
            if random.below(4) == 0 { vehicle.end = nil }
        }
        if isTimed, random.below(2) == 0 { vehicle.shift = random.below(50)...300 + random.below(200) }
        if hasLimits {
            if isTimed, random.below(3) == 0 { vehicle.longestDuration = 150 + random.below(200) }
            if random.below(4) == 0 { vehicle.longestTravel = 100 + random.below(200) }
            if random.below(4) == 0 { vehicle.mostClients = 1 + random.below(4) }
        }
        if hasSkills { vehicle.skills = UInt64(random.below(2)) }
        return vehicle
    }
}

/// The best plan of a tiny delivery problem, by trying every order of every set in every division into trips.
struct DeliveryBruteForce {
    let problem: DeliveryProblem
    private var cheapest: [[Int?]] = []

    init(_ problem: DeliveryProblem) {
        self.problem = problem
        for type in problem.vehicles.indices {
            var costs = [Int?](repeating: nil, count: 1 << problem.clients.count)
            var trips: [[Int]] = []
            extend(&trips, used: 0, type, &costs)
            cheapest.append(costs)
        }
    }

    /// Weight left out and cost of the best plan.
    func best() -> (weight: Int, cost: Int) {
        assign((1 << problem.clients.count) - 1, problem.vehicles.map { $0.count ?? problem.clients.count })
    }

    private func assign(_ left: Int, _ vehicles: [Int]) -> (weight: Int, cost: Int) {
        guard left != 0 else { return (0, 0) }
        let first = left.trailingZeroBitCount
        var best = assign(left & (left - 1), vehicles)
        best.weight += problem.clients[first].weight
        for type in vehicles.indices where vehicles[type] > 0 {
            var rest = vehicles
            rest[type] -= 1
            var set = left
            while set != 0 {
                if set & (1 << first) != 0, let cost = cheapest[type][set] {
                    var found = assign(left & ~set, rest)
                    found.cost += cost
                    if found < best { best = found }
                }
                set = (set - 1) & left
            }
        }
        return best
    }

    /// Tries every continuation: another client in the last trip, or in a new one.
    private func extend(_ trips: inout [[Int]], used: Int, _ type: Int, _ costs: inout [Int?]) {
        if used != 0, let cost = problem.cost(of: .init(vehicle: type, trips: trips)) {
            costs[used] = min(cost, costs[used] ?? .max)
        }
        for client in problem.clients.indices where used & (1 << client) == 0 {
            if !trips.isEmpty {
                trips[trips.count - 1].append(client)
                extend(&trips, used: used | 1 << client, type, &costs)
                trips[trips.count - 1].removeLast()
            }
            if trips.count < problem.vehicles[type].mostTrips {
                trips.append([client])
                extend(&trips, used: used | 1 << client, type, &costs)
                trips.removeLast()
            }
        }
    }
}
