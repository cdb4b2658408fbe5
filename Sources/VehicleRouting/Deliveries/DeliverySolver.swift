import Foundation
import ParallelWork
import Quantities

/// Plans tours from depots: nobody left out where possible, then least cost.
public struct DeliverySolver: Sendable {
    /// What to solve.
    public let problem: DeliveryProblem
    /// Budgets, seed, threads, progress and cancellation; starting tours are not used.
    public let options: RoutingOptions
    /// The knobs of the search.
    public var settings = DeliverySettings()

    /// A solver for `problem`.
    public init(problem: DeliveryProblem, options: RoutingOptions = RoutingOptions()) {
        self.problem = problem
        self.options = options
    }

    /// The best plan found within the budget; throws when the problem contradicts itself.
    public func solve() throws(RoutingError) -> DeliveryPlan {
        try problem.validate()
        let carried = problem.servable()
        let hopeful = problem.restricted(to: carried)
        guard !carried.isEmpty else {
            return DeliveryPlan(tours: [], unserved: Array(problem.clients.indices), cost: 0)
        }
        let threads = options.threads ?? ProcessInfo.processInfo.activeProcessorCount
        let runner = DeliveryRunner(
            instance: DepotInstance(hopeful), settings: settings,
            budget: SearchBudget(options, requests: carried.count),
            seed: options.seed, threads: threads, progress: options.progress,
            left: problem.clients.count - carried.count)
        let (best, steps) = runner.run()
        var plan = plan(best, carried)
        plan.iterations = steps
        plan.isTimeLimited = runner.budget.iterations.map { steps < $0 } ?? true
        return plan
    }

    /// The search's plan with the problem's numbers, each tour judged once more by the definition.
    private func plan(_ best: DepotSnapshot, _ carried: [Int]) -> DeliveryPlan {
        var (tours, left, cost) = ([DeliveryPlan.Tour](), Set(problem.clients.indices), 0)
        var first = 0
        for (type, end) in zip(best.types, best.ends) {
            var trips: [[Int]] = [[]]
            for node in best.nodes[first..<Int(end)] {
                if node < 0 { trips.append([]) } else { trips[trips.count - 1].append(carried[Int(node)]) }
            }
            first = Int(end)
            let tour = DeliveryPlan.Tour(vehicle: Int(type), trips: trips)
            guard let price = problem.cost(of: tour) else {
                // The kernel's arithmetic is the definition's; this keeps a plan honest even if they ever differed.
                assertionFailure("a tour of the search breaks a rule")
                continue
            }
            tours.append(tour)
            cost += price
            left.subtract(trips.joined())
        }
        tours.sort { ($0.vehicle, $0.trips[0][0]) < ($1.vehicle, $1.trips[0][0]) }
        return DeliveryPlan(tours: tours, unserved: left.sorted(), cost: cost)
    }
}

extension DeliveryProblem {
    /// The clients, or both ends of a shipment, that some vehicle can serve alone; ascending.
    func servable() -> [Int] {
        var alone = clients.indices.map { [$0] }
        for shipment in shipments {
            alone[shipment.pickup] = [shipment.pickup, shipment.delivery]
            alone[shipment.delivery] = alone[shipment.pickup]
        }
        return clients.indices.filter { client in
            vehicles.indices.contains {
                vehicles[$0].count != 0 && cost(of: DeliveryPlan.Tour(vehicle: $0, trips: [alone[client]])) != nil
            }
        }
    }

    /// The problem of some of its clients, numbered anew in the order of `carried`.
    func restricted(to carried: [Int]) -> Self {
        var rest = self
        rest.clients = carried.map { clients[$0] }
        guard !shipments.isEmpty else { return rest }
        let numbers = Dictionary(uniqueKeysWithValues: carried.enumerated().map { ($0.element, $0.offset) })
        rest.shipments = shipments.compactMap { shipment in
            guard let pickup = numbers[shipment.pickup], let delivery = numbers[shipment.delivery] else { return nil }
            return Shipment(pickup: pickup, delivery: delivery, amount: shipment.amount)
        }
        return rest
    }

    /// A proved minimum of vehicles that serve everybody: all goods of one kind over the largest load of a vehicle's day.
    public var provedVehicles: Int {
        (0..<kinds).reduce(clients.isEmpty ? 0 : 1) { bound, kind in
            let largest = vehicles.map { Double(amount($0.capacity, kind)) * Double(max(1, $0.mostTrips)) }.max() ?? 0
            let goods = [\Client.delivery, \Client.pickup].map { side in
                clients.reduce(0) { $0 + amount($1[keyPath: side], kind) }
            }
            let most = Double(goods.max() ?? 0)
            return largest > 0 ? max(bound, Int((most / largest).rounded(.up))) : bound
        }
    }
}
