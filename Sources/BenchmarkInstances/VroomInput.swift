import Foundation
import Tables
import VehicleRouting

/// A VROOM input file: jobs, shipments and vehicles, with matrices or with coordinates.
///
/// Supported: amounts of several kinds, both ways, shipments, service times, one window a task, skills, priorities,
/// different and open ends, working hours, costs, speeds, limits on tasks and travel time. Refused: breaks, set-up times,
/// several windows a task, given steps, limits on distance.
struct VroomInput {
    /// Something to do at a place: a job, or one end of a shipment.
    struct Task {
        /// What VROOM calls it.
        enum Kind: String {
            case job, pickup, delivery
        }

        var kind = Kind.job
        var id: Int
        var location: Location
        var service = 0
        var delivery: [Int] = []
        var pickup: [Int] = []
        var skills: [Int] = []
        var priority = 0
        var window: ClosedRange<Int>?
    }

    /// A vehicle as the file has it.
    struct Vehicle {
        var id: Int
        var rules: Rules
    }

    /// All of a vehicle but its id.
    struct Rules: Equatable {
        var profile = "car"
        var start: Location?
        var end: Location?
        var capacity: [Int] = []
        var skills: [Int] = []
        var window: ClosedRange<Int>?
        var fixed = 0
        var perHour = 3600
        var perKilometre = 0
        var speed = 1.0
        var mostTasks: Int?
        var longestTravel: Int?
    }

    /// A place by row of the matrices, by coordinates, or both.
    struct Location: Equatable {
        var index: Int?
        var longitude = 0.0
        var latitude = 0.0
        var hasPoint = false
    }

    var file: String
    /// The jobs, then the pickup and the delivery of each shipment.
    var tasks: [Task] = []
    /// The positions of each shipment's pickup among the tasks; its delivery is the next.
    var shipments: [Int] = []
    var vehicles: [Vehicle] = []
    /// By profile.
    var matrices: [String: VroomMatrices] = [:]

    /// Reads a file.
    init(_ url: URL) throws(InstanceError) {
        file = url.lastPathComponent
        let root: JSONNode
        do {
            root = try JSONReader.read([UInt8](try Data(contentsOf: url)))
        } catch let error as TableError {
            throw InstanceError("\(url.lastPathComponent), line \(error.line ?? 1): \(error.message)")
        } catch {
            throw InstanceError("\(url.path) cannot be read: \(error.localizedDescription)")
        }
        _ = try VroomObject(root, "the file", file, known: ["jobs", "shipments", "vehicles", "matrices"])
        for (number, node) in (root["jobs"]?.elements ?? []).enumerated() { tasks.append(try job(node, number)) }
        for (number, node) in (root["shipments"]?.elements ?? []).enumerated() {
            shipments.append(tasks.count)
            tasks += try shipment(node, "shipments[\(number)]")
        }
        for (number, node) in (root["vehicles"]?.elements ?? []).enumerated() {
            vehicles.append(try vehicle(node, number))
        }
        guard !vehicles.isEmpty else { throw InstanceError("\(file): vehicles is missing or empty") }
        for (kind, what) in [(Task.Kind.job, "jobs"), (.pickup, "pickups"), (.delivery, "deliveries")] {
            try checkIDs(tasks.filter { $0.kind == kind }.map(\.id), what)
        }
        try checkIDs(vehicles.map(\.id), "vehicles")
        if case .object(let profiles) = root["matrices"]?.value {
            for (name, node) in profiles { matrices[name] = try VroomMatrices(node, "matrices.\(name)", file) }
        }
    }

    private func checkIDs(_ ids: [Int], _ what: String) throws(InstanceError) {
        var seen: Set<Int> = []
        for (number, id) in ids.enumerated() where !seen.insert(id).inserted {
            throw InstanceError("\(file): \(what)[\(number)].id \(id) is used twice")
        }
    }

    private static let amounts = 0...100_000_000
    private static let ids = 0...Int(1e15)

    /// What jobs and both ends of shipments have.
    private static let stepKeys: Set = [
        "id", "description", "location", "location_index", "setup", "service", "time_windows",
    ]

    private func job(_ node: JSONNode, _ number: Int) throws(InstanceError) -> Task {
        let object = try VroomObject(
            node, "jobs[\(number)]", file,
            known: Self.stepKeys.union(["delivery", "pickup", "skills", "priority"]))
        var job = try step(object, .job)
        job.delivery = try object.wholes("delivery", in: Self.amounts)
        job.pickup = try object.wholes("pickup", in: Self.amounts)
        job.skills = try object.wholes("skills", in: Self.ids)
        job.priority = try object.whole("priority", in: 0...100) ?? 0
        return job
    }

    /// The pickup and the delivery of a shipment; both have its amount, skills and priority.
    private func shipment(_ node: JSONNode, _ path: String) throws(InstanceError) -> [Task] {
        let object = try VroomObject(
            node, path, file, known: ["pickup", "delivery", "amount", "skills", "priority", "description"])
        let amount = try object.wholes("amount", in: Self.amounts)
        let skills = try object.wholes("skills", in: Self.ids)
        let priority = try object.whole("priority", in: 0...100) ?? 0
        var ends: [Task] = []
        for kind in [Task.Kind.pickup, .delivery] {
            guard let node = object.node[kind.rawValue] else { throw object.error("needs a \(kind.rawValue)") }
            var task = try step(
                VroomObject(node, "\(path).\(kind.rawValue)", file, known: Self.stepKeys), kind)
            if kind == .pickup { task.pickup = amount } else { task.delivery = amount }
            (task.skills, task.priority) = (skills, priority)
            ends.append(task)
        }
        return ends
    }

    private func step(_ object: VroomObject, _ kind: Task.Kind) throws(InstanceError) -> Task {
        try object.refuse("setup", remedy: "add it to service")
        guard let id = try object.whole("id", in: Self.ids) else { throw object.error("needs an id") }
        guard let location = try location(object, "location", "location_index") else {
            throw object.error("needs a location or a location_index")
        }
        var task = Task(kind: kind, id: id, location: location)
        task.service = try object.whole("service", in: 0...10_000_000) ?? 0
        task.window = try object.onlyWindow("time_windows")
        return task
    }

    private func vehicle(_ node: JSONNode, _ number: Int) throws(InstanceError) -> Vehicle {
        let object = try VroomObject(
            node, "vehicles[\(number)]", file,
            known: [
                "id", "description", "profile", "start", "start_index", "end", "end_index", "capacity", "skills",
                "time_window", "breaks", "costs", "speed_factor", "max_tasks", "max_travel_time",
            ])
        try object.refuse(
            "breaks", remedy: "split the vehicle into one before and one after each break, by time_window")
        guard let id = try object.whole("id", in: Self.ids) else { throw object.error("needs an id") }
        var rules = Rules()
        rules.start = try location(object, "start", "start_index")
        rules.end = try location(object, "end", "end_index")
        guard rules.start != nil || rules.end != nil else { throw object.error("needs a start or an end") }
        rules.profile = try object.text("profile") ?? "car"
        rules.capacity = try object.wholes("capacity", in: 0...2_000_000_000)
        rules.skills = try object.wholes("skills", in: Self.ids).sorted()
        rules.window = try object.window("time_window")
        rules.speed = try object.positive("speed_factor", atMost: 5) ?? 1
        rules.mostTasks = try object.whole("max_tasks", in: 0...1_000_000)
        rules.longestTravel = try object.whole("max_travel_time", in: 0...1_000_000_000)
        if let node = object.node["costs"] {
            let costs = try VroomObject(node, object.path + ".costs", file, known: ["fixed", "per_hour", "per_km"])
            rules.fixed = try costs.whole("fixed", in: 0...1_000_000_000) ?? 0
            rules.perHour = try costs.whole("per_hour", in: 0...1_000_000) ?? 3600
            rules.perKilometre = try costs.whole("per_km", in: 0...1_000_000) ?? 0
        }
        return Vehicle(id: id, rules: rules)
    }

    private func location(
        _ object: VroomObject, _ point: String, _ index: String
    ) throws(InstanceError) -> Location? {
        let row = try object.whole(index, in: 0...1_000_000)
        let place = try object.point(point)
        guard row != nil || place != nil else { return nil }
        return Location(
            index: row, longitude: place?.longitude ?? 0, latitude: place?.latitude ?? 0, hasPoint: place != nil)
    }
}

/// The matrices of one VROOM profile, row by row.
struct VroomMatrices {
    var size: Int
    var durations: [Int]
    var distances: [Int]?
    var costs: [Int]?

    /// Reads `durations`, and `distances` and `costs` where they are given.
    init(_ node: JSONNode, _ path: String, _ file: String) throws(InstanceError) {
        let object = try VroomObject(node, path, file, known: ["durations", "distances", "costs"])
        guard let rows = node["durations"]?.elements else { throw object.error("needs durations") }
        size = rows.count
        durations = try Self.flat(node, "durations", object, size) ?? []
        distances = try Self.flat(node, "distances", object, size)
        costs = try Self.flat(node, "costs", object, size)
    }

    private static func flat(
        _ node: JSONNode, _ key: String, _ object: VroomObject, _ size: Int
    ) throws(InstanceError) -> [Int]? {
        guard let matrix = node[key] else { return nil }
        guard let rows = matrix.elements, rows.count == size else {
            throw object.error("\(key) must have \(size) rows")
        }
        var flat: [Int] = []
        flat.reserveCapacity(size * size)
        for (number, row) in rows.enumerated() {
            let cells = row.elements ?? []
            let numbers = cells.compactMap(\.number).filter { $0 == $0.rounded() && (0...100_000_000).contains($0) }
            guard cells.count == size, numbers.count == size else {
                throw InstanceError(
                    "\(object.file), line \(row.line): \(object.path).\(key)[\(number)] must be \(size) whole numbers "
                        + "from 0 to 100000000")
            }
            flat += numbers.map(Int.init)
        }
        return flat
    }
}
