import VehicleRouting

/// VROOM's answer to a plan, without computing times, so that equal runs give equal bytes.
struct VroomOutput {
    let vroom: VroomProblem

    /// The whole document.
    func json(_ plan: DeliveryPlan) -> String {
        var waiting = vroom.vehicleIDs.map { Array($0.reversed()) }
        var (routes, sums) = ([String](), VroomSums())
        for tour in plan.tours {
            let route = VroomRoute(vroom, tour, vehicle: waiting[tour.vehicle].popLast() ?? 0)
            routes.append(route.json)
            sums.add(route.sums)
        }
        let unassigned = plan.unserved.map { number in
            let task = vroom.input.tasks[number]
            return "{\"id\":\(task.id),\(task.location.json)\"type\":\"\(task.kind.rawValue)\"}"
        }
        return "{\"code\":0,\n\"summary\":{\"cost\":\(sums.cost / vroom.costScale),\"routes\":\(plan.tours.count),"
            + "\"unassigned\":\(plan.unserved.count),\(sums.json),\"violations\":[]},\n\"unassigned\":["
            + unassigned.joined(separator: ",\n") + "],\n\"routes\":[\n" + routes.joined(separator: ",\n") + "\n]}\n"
    }
}

/// What a route or the whole plan adds up to.
private struct VroomSums {
    var cost = 0
    var delivery: [Int] = []
    var pickup: [Int] = []
    var service = 0
    var duration = 0
    var waiting = 0
    var priority = 0

    mutating func add(_ other: VroomSums) {
        cost += other.cost
        delivery = sum(delivery, other.delivery)
        pickup = sum(pickup, other.pickup)
        service += other.service
        duration += other.duration
        waiting += other.waiting
        priority += other.priority
    }

    mutating func add(_ task: VroomInput.Task) {
        delivery = sum(delivery, task.delivery)
        pickup = sum(pickup, task.pickup)
        service += task.service
        priority += task.priority
    }

    var json: String {
        "\"delivery\":\(list(delivery)),\"pickup\":\(list(pickup)),\"setup\":0,\"service\":\(service),"
            + "\"duration\":\(duration),\"waiting_time\":\(waiting),\"priority\":\(priority)"
    }
}

/// One vehicle's route, written down while its tour is walked once.
private struct VroomRoute {
    private(set) var sums = VroomSums()
    private let vroom: VroomProblem
    private let id: Int
    private let type: DeliveryProblem.Vehicle
    private var steps: [String] = []
    // Where and when the vehicle is, and what is aboard.
    private var here: Int?
    private var clock: Int
    private var load: [Int]

    init(_ vroom: VroomProblem, _ tour: DeliveryPlan.Tour, vehicle id: Int) {
        (self.vroom, self.id) = (vroom, id)
        type = vroom.problem.vehicles[tour.vehicle]
        let clients = tour.trips.joined().map { $0 }
        let times = vroom.problem.visitTimes(of: tour)?.first ?? []
        sums.cost = vroom.problem.cost(of: tour) ?? 0
        load = type.capacity.map { _ in 0 }
        for client in clients {
            sums.add(vroom.input.tasks[client])
            if vroom.input.tasks[client].kind == .job { load = sum(load, vroom.input.tasks[client].delivery) }
        }
        (here, clock) = (type.start, 0)
        // Waiting before the first visit is spent at home.
        clock = (times.first ?? 0) - drive(to: clients.first.map { vroom.problem.clients[$0].place })
        let rules = vroom.input.vehicles.first { $0.id == id }?.rules
        if let start = rules?.start { step("start", start.json, service: 0, waiting: 0) }
        for (client, start) in zip(clients, times) { visit(client, at: start) }
        if let end = rules?.end {
            go(to: type.end)
            step("end", end.json, service: 0, waiting: 0)
        }
    }

    var json: String {
        "{\"vehicle\":\(id),\"cost\":\(sums.cost / vroom.costScale),\(sums.json),\"steps\":[\n"
            + steps.joined(separator: ",\n") + "],\"violations\":[]}"
    }

    private func drive(to place: Int?) -> Int {
        guard let here, let place else { return 0 }
        return Int(vroom.problem.profiles[type.profile].duration[here * vroom.problem.places + place])
    }

    private mutating func go(to place: Int?) {
        let way = drive(to: place)
        sums.duration += way
        clock += way
        here = place
    }

    private mutating func visit(_ client: Int, at start: Int) {
        let task = vroom.input.tasks[client]
        go(to: vroom.problem.clients[client].place)
        let waiting = start - clock
        sums.waiting += waiting
        load = sum(sum(load, task.pickup), task.delivery.map { -$0 })
        let name = "\"id\":\(task.id)," + (task.kind == .job ? "\"job\":\(task.id)," : "")
        step(task.kind.rawValue, task.location.json + name, service: task.service, waiting: waiting)
        clock = start + task.service
    }

    private mutating func step(_ kind: String, _ fields: String, service: Int, waiting: Int) {
        steps.append(
            "{\"type\":\"\(kind)\",\(fields)\"setup\":0,\"service\":\(service),\"waiting_time\":\(waiting),"
                + "\"load\":\(list(load)),\"arrival\":\(clock + vroom.origin),\"duration\":\(sums.duration),\"violations\":[]}"
        )
    }
}

extension VroomInput.Location {
    /// The members that say where, each with a comma behind it.
    fileprivate var json: String {
        (hasPoint ? "\"location\":[\(longitude),\(latitude)]," : "") + (index.map { "\"location_index\":\($0)," } ?? "")
    }
}

/// Amounts added up kind by kind; missing kinds are 0.
private func sum(_ a: [Int], _ b: [Int]) -> [Int] {
    (0..<max(a.count, b.count)).map { ($0 < a.count ? a[$0] : 0) + ($0 < b.count ? b[$0] : 0) }
}

/// A JSON array of whole numbers.
private func list(_ numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ",") + "]" }
