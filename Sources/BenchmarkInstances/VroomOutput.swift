import VehicleRouting

/// VROOM's answer to a plan, without computing times, so that equal runs give equal bytes.
struct VroomOutput {
    let vroom: VroomProblem
    private var problem: DeliveryProblem { vroom.problem }

    /// The whole document.
    func json(_ plan: DeliveryPlan) -> String {
        var waiting = vroom.vehicleIDs.map { Array($0.reversed()) }
        var (routes, sums) = ([String](), Sums())
        for tour in plan.tours {
            let (text, sum) = route(tour, vehicle: waiting[tour.vehicle].popLast() ?? 0)
            routes.append(text)
            sums.add(sum)
        }
        let unassigned = plan.unserved.map { number in
            "{\"id\":\(vroom.input.jobs[number].id),\(location(vroom.input.jobs[number].location))\"type\":\"job\"}"
        }
        return "{\"code\":0,\n\"summary\":{\"cost\":\(sums.cost / vroom.costScale),\"routes\":\(plan.tours.count),"
            + "\"unassigned\":\(plan.unserved.count),\(sums.text),\"violations\":[]},\n\"unassigned\":["
            + unassigned.joined(separator: ",\n") + "],\n\"routes\":[\n" + routes.joined(separator: ",\n") + "\n]}\n"
    }

    /// What a route or the whole plan adds up to.
    private struct Sums {
        var cost = 0
        var delivery: [Int] = []
        var pickup: [Int] = []
        var service = 0
        var duration = 0
        var waiting = 0
        var priority = 0

        mutating func add(_ other: Sums) {
            cost += other.cost
            delivery = Sums.sum(delivery, other.delivery)
            pickup = Sums.sum(pickup, other.pickup)
            service += other.service
            duration += other.duration
            waiting += other.waiting
            priority += other.priority
        }

        static func sum(_ a: [Int], _ b: [Int]) -> [Int] {
            (0..<max(a.count, b.count)).map { ($0 < a.count ? a[$0] : 0) + ($0 < b.count ? b[$0] : 0) }
        }

        var text: String {
            "\"delivery\":\(list(delivery)),\"pickup\":\(list(pickup)),\"setup\":0,\"service\":\(service),"
                + "\"duration\":\(duration),\"waiting_time\":\(waiting),\"priority\":\(priority)"
        }
    }

    private func route(_ tour: DeliveryPlan.Tour, vehicle id: Int) -> (text: String, sums: Sums) {
        let vehicle = problem.vehicles[tour.vehicle]
        let profile = problem.profiles[vehicle.profile]
        let clients = tour.trips.joined().map { $0 }
        let times = problem.visitTimes(of: tour)?.first ?? []
        func drive(_ from: Int?, _ to: Int?) -> Int {
            guard let from, let to else { return 0 }
            return Int(profile.duration[from * problem.places + to])
        }
        var sums = Sums()
        sums.cost = problem.cost(of: tour) ?? 0
        for client in clients {
            sums.delivery = Sums.sum(sums.delivery, vroom.input.jobs[client].delivery)
            sums.pickup = Sums.sum(sums.pickup, vroom.input.jobs[client].pickup)
            sums.priority += vroom.input.jobs[client].priority
        }
        var load = Sums.sum(sums.delivery, vehicle.capacity.map { _ in 0 })
        let rules = vroom.input.vehicles.first { $0.id == id }?.rules
        var here = vehicle.start
        // Waiting before the first visit is spent at home.
        var clock = (times.first ?? 0) - drive(here, clients.first.map { problem.clients[$0].place })
        var steps: [String] = []
        if let start = rules?.start {
            steps.append(step("start", location(start), clock, 0, 0, 0, load))
        }
        for (client, start) in zip(clients, times) {
            let job = vroom.input.jobs[client]
            let way = drive(here, problem.clients[client].place)
            let arrival = clock + way
            sums.duration += way
            sums.service += job.service
            sums.waiting += start - arrival
            load = Sums.sum(Sums.sum(load, job.pickup), job.delivery.map { -$0 })
            steps.append(
                step(
                    "job", "\(location(job.location))\"id\":\(job.id),\"job\":\(job.id),", arrival, job.service,
                    start - arrival, sums.duration, load))
            clock = start + job.service
            here = problem.clients[client].place
        }
        if let end = rules?.end {
            sums.duration += drive(here, vehicle.end)
            steps.append(step("end", location(end), clock + drive(here, vehicle.end), 0, 0, sums.duration, load))
        }
        let text =
            "{\"vehicle\":\(id),\"cost\":\(sums.cost / vroom.costScale),\(sums.text),\"steps\":[\n"
            + steps.joined(separator: ",\n") + "],\"violations\":[]}"
        return (text, sums)
    }

    private func step(
        _ type: String, _ fields: String, _ arrival: Int, _ service: Int, _ waiting: Int, _ duration: Int, _ load: [Int]
    ) -> String {
        "{\"type\":\"\(type)\",\(fields)\"setup\":0,\"service\":\(service),\"waiting_time\":\(waiting),"
            + "\"load\":\(list(load)),\"arrival\":\(arrival + vroom.origin),\"duration\":\(duration),\"violations\":[]}"
    }

    private func location(_ location: VroomInput.Location) -> String {
        (location.hasPoint ? "\"location\":[\(location.longitude),\(location.latitude)]," : "")
            + (location.index.map { "\"location_index\":\($0)," } ?? "")
    }
}

/// A JSON array of whole numbers.
private func list(_ numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ",") + "]" }
