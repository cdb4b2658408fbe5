import Foundation
import VehicleRouting

extension DepotInstanceFile {
    /// Reads a VRPLIB file under the rules `cvrp`, `hfvrp` or `mtvrptw`.
    init(vrplib url: URL, rules: InstanceRules) throws(InstanceError) {
        let file = try VRPLIBFile(url)
        self.rules = rules
        name = url.deletingPathExtension().lastPathComponent
        rounding = rules == .cvrp ? .nearest : rules == .hfvrp ? .thousandths : .downToTenths
        try Self.check(file, rules)
        guard let size = try file.whole("DIMENSION", in: 1...10_000) else {
            throw InstanceError("\(file.file): DIMENSION is missing")
        }
        guard let rows = try file.rows("NODE_COORD", count: size),
            let demand = try file.column("DEMAND", count: size, in: 0...10_000_000)
        else { throw InstanceError("\(file.file): NODE_COORD_SECTION and DEMAND_SECTION are needed") }
        try file.checkDepot()
        points = try rows.map { (row) throws(InstanceError) in (try row.number(1), try row.number(2)) }
        problem = DeliveryProblem(
            places: size, clients: (1..<max(1, size)).map { .init(place: $0, delivery: [demand[$0]]) }, vehicles: [],
            profiles: [Self.profile(points, rounding)])
        try readTimes(file, size)
        try readFleet(file)
    }

    private static func check(_ file: VRPLIBFile, _ rules: InstanceRules) throws(InstanceError) {
        let types: [InstanceRules: String] = [.cvrp: "CVRP", .hfvrp: "HFVRP", .mtvrptw: "MTVRPTWR"]
        guard let type = file.head["TYPE"], type.value == types[rules] else {
            let found = file.head["TYPE"].map { "line \($0.line): TYPE is \($0.value)" } ?? "TYPE is missing"
            throw InstanceError("\(file.file), \(found), but rule set \(rules.rawValue) needs \(types[rules] ?? "")")
        }
        let allowed: [InstanceRules: Set<String>] = [
            .cvrp: [], .hfvrp: ["CAPACITY", "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST"],
            .mtvrptw: ["TIME_WINDOW", "RELEASE_TIME", "VEHICLES_RELOAD_DEPOT"],
        ]
        let extra = Set(file.sections.keys).subtracting(allowed[rules] ?? []).subtracting([
            "NODE_COORD", "DEMAND", "DEPOT",
        ])
        if let first = extra.sorted().first {
            throw InstanceError("\(file.file): \(first)_SECTION has no meaning under rule set \(rules.rawValue)")
        }
    }

    /// Windows, service times and releases, for the depot and every client.
    private mutating func readTimes(_ file: VRPLIBFile, _ size: Int) throws(InstanceError) {
        let (scale, range) = (rounding.scale, 0...10_000_000)
        let service = try file.whole("SERVICE_TIME", in: range) ?? 0
        let windows = try file.rows("TIME_WINDOW", count: size)
        let release = try file.column("RELEASE_TIME", count: size, in: range)
        for number in problem.clients.indices {
            problem.clients[number].service = service * scale
            if let release { problem.clients[number].release = release[number + 1] * scale }
            if let windows { problem.clients[number].window = try Self.window(windows[number + 1], scale) }
        }
    }

    private static func window(_ row: InstanceText.Line, _ scale: Int) throws(InstanceError) -> ClosedRange<Int> {
        let (early, late) = (try row.whole(1, in: 0...10_000_000), try row.whole(2, in: 0...10_000_000))
        guard early <= late else { throw row.error("the window ends at \(late), before it begins at \(early)") }
        return early * scale...late * scale
    }

    private mutating func readFleet(_ file: VRPLIBFile) throws(InstanceError) {
        let limit = try file.whole("VEHICLES", in: 1...1_000_000)
        let count = limit ?? 1
        let range = 0...1_000_000_000
        guard let capacity = try file.column("CAPACITY", count: count, in: range) else {
            throw InstanceError("\(file.file): CAPACITY is missing")
        }
        let fixed = try file.column("VEHICLES_FIXED_COST", count: count, in: range)
        let unit = try file.column("VEHICLES_UNIT_DISTANCE_COST", count: count, in: 0...1_000_000)
        let longest = try file.whole("DISTANCE", in: 0...10_000_000)
        let shift = try file.rows("TIME_WINDOW", count: problem.places).map { (rows) throws(InstanceError) in
            try Self.window(rows[0], rounding.scale)
        }
        let reload = try file.rows("VEHICLES_RELOAD_DEPOT", count: count)
        for row in reload ?? [] { _ = try row.whole(1, in: 1...1) }
        var numbers: [[Int]: Int] = [:]
        for vehicle in 0..<count {
            let key = [capacity[vehicle], fixed?[vehicle] ?? 0, unit?[vehicle] ?? 1]
            if let type = numbers[key] {
                typeOfVehicle.append(type)
                problem.vehicles[type].count? += 1
                continue
            }
            numbers[key] = problem.vehicles.count
            typeOfVehicle.append(problem.vehicles.count)
            var type = DeliveryProblem.Vehicle(depot: 0, capacity: [key[0]])
            type.count = limit == nil ? nil : 1
            (type.fixedCost, type.unitCost) = (key[1] * rounding.scale, key[2])
            if let shift { type.shift = shift }
            if let longest { type.longestDuration = longest * rounding.scale }
            if reload != nil { type.mostTrips = max(1, problem.clients.count) }
            problem.vehicles.append(type)
        }
        if problem.vehicles.count == 1 { typeOfVehicle = [] }
    }
}
