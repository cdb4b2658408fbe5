import Foundation
import VehicleRouting

/// A published instance with one depot, as the delivery problem that it states.
struct DepotInstanceFile {
    /// How the straight line between two points becomes a whole number.
    enum Rounding {
        /// To the nearest whole unit (capacitated problems).
        case nearest
        /// Down to a tenth (time windows).
        case downToTenths
        /// To the nearest thousandth (mixed fleets, whose lengths are not rounded).
        case thousandths

        /// Whole numbers in one unit of the file.
        var scale: Int {
            switch self {
            case .nearest: 1
            case .downToTenths: 10
            case .thousandths: 1000
            }
        }

        func length(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Int32 {
            let exact = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
            switch self {
            case .nearest: return Int32(min(1e8, (exact + 0.5).rounded(.down)))
            // The checker's tolerance: 0.1 is no binary fraction.
            case .downToTenths: return Int32(min(1e8, (exact * 10 + 1e-9).rounded(.down)))
            case .thousandths: return Int32(min(1e8, (exact * 1000).rounded()))
            }
        }
    }

    var name: String
    var rules: InstanceRules
    var rounding: Rounding
    var points: [(x: Double, y: Double)]
    var problem: DeliveryProblem
    /// For every vehicle of the file its type in the problem; empty where vehicles are equal.
    var typeOfVehicle: [Int] = []

    /// One profile of straight lines: lengths cost and take as much time as they are long.
    static func profile(_ points: [(x: Double, y: Double)], _ rounding: Rounding) -> DeliveryProblem.Profile {
        var flat: [Int32] = []
        flat.reserveCapacity(points.count * points.count)
        for a in points { for b in points { flat.append(rounding.length(a, b)) } }
        return DeliveryProblem.Profile(cost: flat, duration: flat)
    }

    /// The cost of a plan in the instance's unit, lengths added up as the file's convention says.
    func cost(_ plan: DeliveryPlan) -> Double {
        guard rounding == .thousandths else { return Double(plan.cost) / Double(rounding.scale) }
        var sum = 0.0
        for tour in plan.tours {
            let vehicle = problem.vehicles[tour.vehicle]
            var length = 0.0
            for (from, to) in problem.legs(of: tour) {
                let (a, b) = (points[from], points[to])
                length += ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
            }
            sum += Double(vehicle.fixedCost) / Double(rounding.scale) + Double(vehicle.unitCost) * length
        }
        return sum / 100
    }

    /// The `.sol` file: a route a line, 0 between two trips, empty lines for vehicles of a mixed fleet that stay.
    func text(_ plan: DeliveryPlan) -> String {
        var routes = plan.tours.map { tour in
            tour.trips.map { trip in trip.map { String($0 + 1) }.joined(separator: " ") }.joined(separator: " 0 ")
        }
        if !typeOfVehicle.isEmpty {
            var waiting: [Int: [String]] = [:]
            for (tour, route) in zip(plan.tours, routes).reversed() { waiting[tour.vehicle, default: []].append(route) }
            routes = typeOfVehicle.map { waiting[$0]?.popLast() ?? "" }
            while routes.last?.isEmpty == true { routes.removeLast() }
        }
        var lines = routes.enumerated().map { "Route #\($0.offset + 1): \($0.element)" }
        lines.append("Cost \(cost(plan))")
        return lines.joined(separator: "\n") + "\n"
    }
}
