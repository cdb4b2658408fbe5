import Foundation
import Quantities
import VehicleRouting

/// A VROOM input as a delivery problem, and what is needed to write the answer.
struct VroomProblem {
    let input: VroomInput
    var problem: DeliveryProblem
    /// The ids of the vehicles of each type, in file order.
    var vehicleIDs: [[Int]] = []
    /// The unit of cost: what one in the file is in the problem.
    var costScale: Int
    /// The moment that the problem calls 0.
    let origin: Int

    /// Without matrices: metres per second along straight lines, 50 km/h.
    static let straightSpeed = 50 / 3.6

    /// Lays `input` out.
    init(_ input: VroomInput) throws(InstanceError) {
        self.input = input
        let atlas = try VroomAtlas(input)
        let isPlain = input.vehicles.allSatisfy { $0.rules.perHour == 3600 && $0.rules.perKilometre == 0 }
        costScale = isPlain ? 1 : 100
        let longest = atlas.longest
        let windows = input.tasks.compactMap(\.window) + input.vehicles.compactMap(\.rules.window)
        // Vehicles without hours may leave as early as the first window asks, but not before moment 0.
        origin = max(0, (windows.map(\.lowerBound).min() ?? 0) - longest)
        problem = DeliveryProblem(places: atlas.count, clients: [], vehicles: [], profiles: [])
        let skills = Array(Set(input.tasks.flatMap(\.skills))).sorted()
        guard skills.count <= 64 else { throw InstanceError("\(input.file): more than 64 different skills") }
        for task in input.tasks { problem.clients.append(try client(task, atlas, skills)) }
        problem.shipments = input.shipments.map {
            DeliveryProblem.Shipment(pickup: $0, delivery: $0 + 1, amount: input.tasks[$0].pickup)
        }
        var known: [(rules: VroomInput.Rules, type: Int)] = []
        var profiles: [VroomAtlas.Key] = []
        for vehicle in input.vehicles {
            if let same = known.first(where: { $0.rules == vehicle.rules }) {
                problem.vehicles[same.type].count? += 1
                vehicleIDs[same.type].append(vehicle.id)
                continue
            }
            known.append((vehicle.rules, problem.vehicles.count))
            vehicleIDs.append([vehicle.id])
            problem.vehicles.append(try self.vehicle(vehicle.rules, atlas, skills, &profiles))
        }
        for key in profiles { problem.profiles.append(try atlas.profile(key, costScale: costScale)) }
    }

    private func client(
        _ task: VroomInput.Task, _ atlas: VroomAtlas, _ skills: [Int]
    ) throws(InstanceError) -> DeliveryProblem.Client {
        let isJob = task.kind == .job
        var client = DeliveryProblem.Client(
            place: try atlas.place(task.location), delivery: isJob ? task.delivery : [])
        client.pickup = isJob ? task.pickup : []
        client.service = task.service
        if let window = task.window { client.window = try moments(window) }
        client.skills = Self.bits(task.skills, skills)
        // Priorities come first, then the number of tasks.
        client.weight = 1 + task.priority * (input.tasks.count + 1)
        return client
    }

    private func vehicle(
        _ rules: VroomInput.Rules, _ atlas: VroomAtlas, _ skills: [Int], _ profiles: inout [VroomAtlas.Key]
    ) throws(InstanceError) -> DeliveryProblem.Vehicle {
        var vehicle = DeliveryProblem.Vehicle(depot: nil, capacity: rules.capacity)
        vehicle.count = 1
        if let start = rules.start { vehicle.start = try atlas.place(start) }
        if let end = rules.end { vehicle.end = try atlas.place(end) }
        if let window = rules.window { vehicle.shift = try moments(window) }
        vehicle.skills = Self.bits(rules.skills, skills)
        vehicle.fixedCost = rules.fixed * costScale
        vehicle.mostClients = rules.mostTasks
        vehicle.longestTravel = rules.longestTravel
        let key = VroomAtlas.Key(
            profile: rules.profile, perHour: rules.perHour, perKilometre: rules.perKilometre, speed: rules.speed)
        if let number = profiles.firstIndex(of: key) {
            vehicle.profile = number
        } else {
            vehicle.profile = profiles.count
            profiles.append(key)
        }
        return vehicle
    }

    private func moments(_ window: ClosedRange<Int>) throws(InstanceError) -> ClosedRange<Int> {
        let end = min(window.upperBound - origin, DeliveryProblem.endOfTime)
        guard window.lowerBound - origin <= end else {
            throw InstanceError("\(input.file): time windows lie more than \(DeliveryProblem.endOfTime) seconds apart")
        }
        return window.lowerBound - origin...end
    }

    private static func bits(_ own: [Int], _ all: [Int]) -> UInt64 {
        own.reduce(0) { bits, skill in all.firstIndex(of: skill).map { bits | 1 << UInt64($0) } ?? bits }
    }
}

/// The places of a VROOM file: rows of its matrices, or the different coordinates in order of appearance.
struct VroomAtlas {
    /// What decides about the costs and times of ways.
    struct Key: Equatable {
        var profile: String
        var perHour: Int
        var perKilometre: Int
        var speed: Double
    }

    let input: VroomInput
    /// The number of places.
    private(set) var count = 0
    private var points: [GeoPoint] = []
    private var numbers: [GeoPoint: Int] = [:]

    init(_ input: VroomInput) throws(InstanceError) {
        self.input = input
        let profiles = Set(input.vehicles.map(\.rules.profile)).sorted()
        if input.matrices.isEmpty {
            for location in input.tasks.map(\.location)
                + input.vehicles.flatMap({ [$0.rules.start, $0.rules.end] }).compactMap({ $0 })
            {
                guard location.hasPoint else {
                    throw InstanceError("\(input.file): without matrices every place needs coordinates")
                }
                let point = GeoPoint(longitude: location.longitude, latitude: location.latitude)
                if numbers[point] == nil {
                    numbers[point] = points.count
                    points.append(point)
                }
            }
            count = points.count
            return
        }
        for profile in profiles {
            guard let matrices = input.matrices[profile] else {
                throw InstanceError("\(input.file): matrices.\(profile) is missing")
            }
            guard count == 0 || count == matrices.size else {
                throw InstanceError("\(input.file): the matrices of all profiles must have the same size")
            }
            count = matrices.size
        }
    }

    /// The longest way in seconds.
    var longest: Int {
        guard !points.isEmpty else { return input.matrices.values.flatMap(\.durations).max() ?? 0 }
        var most = 0.0
        for a in points { for b in points { most = max(most, a.distance(to: b)) } }
        return Int(min(1e8, most / VroomProblem.straightSpeed)) + 1
    }

    func place(_ location: VroomInput.Location) throws(InstanceError) -> Int {
        if points.isEmpty {
            guard let index = location.index, index < count else {
                throw InstanceError(
                    "\(input.file): with matrices of \(count) rows every place needs an index below that, not "
                        + "\(location.index.map(String.init) ?? "coordinates")")
            }
            return index
        }
        return numbers[GeoPoint(longitude: location.longitude, latitude: location.latitude)] ?? 0
    }

    /// Costs and times for vehicles of one kind.
    func profile(_ key: Key, costScale: Int) throws(InstanceError) -> DeliveryProblem.Profile {
        let matrices = input.matrices[key.profile]
        let durations = points.isEmpty ? matrices?.durations ?? [] : straight { $0 / VroomProblem.straightSpeed }
        let distances = points.isEmpty ? matrices?.distances : straight { $0 }
        guard key.perKilometre == 0 || distances != nil else {
            throw InstanceError("\(input.file): costs per_km need matrices.\(key.profile).distances")
        }
        let isPlain = key.perHour == 3600 && key.perKilometre == 0
        guard isPlain || matrices?.costs == nil else {
            throw InstanceError(
                "\(input.file): matrices.\(key.profile).costs and costs per hour or kilometre exclude each other")
        }
        let times = durations.map { key.speed == 1 ? $0 : Int((Double($0) / key.speed).rounded()) }
        var costs = (matrices?.costs ?? times).map { $0 * costScale }
        if !isPlain {
            costs = times.indices.map { way in
                let hours = Double(key.perHour) * Double(times[way]) / 3600
                let kilometres = Double(key.perKilometre) * Double(distances?[way] ?? 0) / 1000
                return Int(((hours + kilometres) * Double(costScale)).rounded())
            }
        }
        guard costs.allSatisfy({ $0 <= 100_000_000 }), times.allSatisfy({ $0 <= 100_000_000 }) else {
            throw InstanceError("\(input.file): a way takes longer or costs more than 100,000,000")
        }
        return DeliveryProblem.Profile(cost: costs.map(Int32.init), duration: times.map(Int32.init))
    }

    private func straight(_ value: (Double) -> Double) -> [Int] {
        points.flatMap { a in points.map { b in Int(min(1e8, value(a.distance(to: b)).rounded())) } }
    }
}
