import TransportModel

/// Invents vehicles that can carry everybody, with something to spare.
struct InventedFleet {
    /// A row of `vehicles.csv`.
    struct Row {
        var id: String
        var depot: Int
        var count: Int, seats: Int, wheelchairPlaces: Int
        var costPerDay: Int, costPerKilometre: Double, costPerHour: Double
        var maximumHours: Double?
    }

    /// The rows, depot by depot.
    private(set) var rows: [Row] = []

    private struct Kind {
        var name: String
        var seats: Int, wheelchairPlaces: Int
        var costPerDay: Int, costPerKilometre: Double, costPerHour: Double
        var maximumHours: Double?
    }

    private static let bus = Kind(
        name: "bus", seats: 53, wheelchairPlaces: 1, costPerDay: 260, costPerKilometre: 1.25, costPerHour: 36,
        maximumHours: 11)
    private static let minibus = Kind(
        name: "minibus", seats: 19, wheelchairPlaces: 2, costPerDay: 170, costPerKilometre: 0.75, costPerHour: 32,
        maximumHours: 11)
    private static let car = Kind(
        name: "car", seats: 6, wheelchairPlaces: 1, costPerDay: 90, costPerKilometre: 0.55, costPerHour: 30,
        maximumHours: nil)

    /// Vehicles for `demand`, spread over `depots` depots.
    init(for demand: Demand, pupils: [InventedPupil], depots: Int) {
        let riders = demand.riders.map { pupils[$0] }
        let wheelchairs = riders.filter { $0.needs.contains(.wheelchair) }.count
        let alone = riders.filter { $0.needs.contains(.alone) }.count
        let doors = riders.filter { $0.needs.contains(.door) }.count
        add(Self.bus, total: riders.count / 38 + 2, depots: depots)
        add(Self.minibus, total: riders.count / 50 + wheelchairs / 3 + 3, depots: depots)
        add(Self.car, total: alone + doors / 3 + 2, depots: depots)
        rows.sort { ($0.depot, $0.id) < ($1.depot, $1.id) }
    }

    private mutating func add(_ kind: Kind, total: Int, depots: Int) {
        for depot in 0..<depots {
            let count = total / depots + (depot < total % depots ? 1 : 0)
            guard count > 0 else { continue }
            rows.append(
                Row(
                    id: "\(kind.name)-D\(depot + 1)", depot: depot, count: count, seats: kind.seats,
                    wheelchairPlaces: kind.wheelchairPlaces, costPerDay: kind.costPerDay,
                    costPerKilometre: kind.costPerKilometre, costPerHour: kind.costPerHour,
                    maximumHours: kind.maximumHours))
        }
    }
}
