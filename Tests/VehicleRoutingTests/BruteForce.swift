import Quantities

@testable import VehicleRouting

/// The best plan of a tiny problem, by trying everything: every set of requests for every vehicle in every order.
struct BruteForce {
    let day: DayInstance
    private let writer: TourWriter
    /// Least cost in cents per fleet type and set of requests; `nil`: no order keeps the rules.
    private var cheapest: [[Int64?]] = []

    init(_ problem: RoutingProblem) throws {
        day = try DayInstance(problem)
        writer = TourWriter(instance: day)
        for type in problem.fleet.indices {
            cheapest.append((0..<1 << day.riders.count).map { $0 == 0 ? nil : cost(of: $0, type) })
        }
    }

    /// Unserved pupils, vehicles and cents of the best plan.
    func best() -> (unserved: Int, vehicles: Int, cents: Int64) {
        assign((1 << day.riders.count) - 1, day.problem.fleet.map { $0.count ?? day.riders.count })
    }

    private func assign(_ left: Int, _ vehicles: [Int]) -> (unserved: Int, vehicles: Int, cents: Int64) {
        guard left != 0 else { return (0, 0, 0) }
        let first = left.trailingZeroBitCount
        let load = day.riders[first].load
        var best = assign(left & (left - 1), vehicles)
        best.unserved += max(1, Int(load.seats + load.wheelchairPlaces))
        for type in vehicles.indices where vehicles[type] > 0 {
            var rest = vehicles
            rest[type] -= 1
            var set = left
            while set != 0 {
                if set & (1 << first) != 0, let cents = cheapest[type][set] {
                    var found = assign(left & ~set, rest)
                    found.vehicles += 1
                    found.cents += cents
                    if found < best { best = found }
                }
                set = (set - 1) & left
            }
        }
        return best
    }

    private func cost(of set: Int, _ type: Int) -> Int64? {
        var best: Int64?
        var order: [TourNode] = []
        extend(&order, set, [], type, &best)
        return best
    }

    /// Tries every continuation of `order`: any stop that is left, or the school of any group aboard.
    private func extend(_ order: inout [TourNode], _ left: Int, _ aboard: [Int], _ type: Int, _ best: inout Int64?) {
        if left == 0, aboard.isEmpty {
            if let tour = writer.tour(order, type: type), tour.cost.cents < best ?? .max { best = tour.cost.cents }
            return
        }
        let load = aboard.reduce(Load.zero) { $0 + day.riders[$1].load }
        guard load.fits(in: day.problem.fleet[type].capacity) else { return }
        for request in day.riders.indices where left & (1 << request) != 0 {
            order.append(.stop(request))
            extend(&order, left & ~(1 << request), aboard + [request], type, &best)
            order.removeLast()
        }
        for group in Set(aboard.map { day.riders[$0].group }).sorted() {
            order.append(.school(group: group))
            extend(&order, left, aboard.filter { day.riders[$0].group != group }, type, &best)
            order.removeLast()
        }
    }
}
