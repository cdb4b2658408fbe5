import Quantities

/// Turns orders of nodes into timed tours, and requests left over into reasons.
struct TourWriter {
    let instance: DayInstance

    /// The tour of `nodes` by a vehicle of `type`, timed; `nil` when the order keeps not every rule.
    func tour(_ nodes: [TourNode], type: Int) -> Tour? {
        guard let times = TourTimes(nodes, type: type, in: instance) else { return nil }
        var visits: [TourVisit] = []
        var aboard: [Int] = []
        var metres = 0
        let fleet = instance.problem.fleet[type]
        var last = fleet.depot
        for (position, node) in nodes.enumerated() {
            let requests = handled(by: node, aboard: &aboard)
            let place = place(of: node)
            metres += Int(instance.metres[last * instance.places + place])
            last = place
            append(node, at: place, requests, times.arrival[position], times.service[position], to: &visits)
        }
        metres += Int(instance.metres[last * instance.places + fleet.depot])
        let duration = Seconds(clamping: times.end - times.start)
        let cost =
            fleet.costPerDay + Cost(rounding: fleet.costPerKilometre.amount * Double(metres) / 1000)
            + Cost(rounding: fleet.costPerHour.amount * Double(duration.rawValue) / 3600)
        let (from, to) = instance.isMirrored ? (-times.end, -times.start) : (times.start, times.end)
        return Tour(
            fleetType: type, visits: instance.isMirrored ? visits.reversed().map(mirrored) : visits, start: clock(from),
            end: clock(to), metres: metres, cost: cost)
    }

    /// Why `request` is in no tour.
    func reason(_ request: Int) -> UnservedRequest.Reason {
        let rider = instance.riders[request]
        let group = instance.groups[rider.group]
        let usable = instance.problem.fleet.indices.filter { instance.problem.fleet[$0].count != 0 }
        guard !usable.isEmpty else { return .noVehicle }
        let fitting = usable.filter { rider.load.fits(in: instance.problem.fleet[$0].capacity) }
        guard !fitting.isEmpty else { return .tooBigForEveryVehicle }
        let direct = instance.drive(rider.stop, group.place)
        func reaches(_ type: Int) -> Bool {
            let depot = instance.problem.fleet[type].depot
            return instance.drive(depot, rider.stop) < DayInstance.noWay
                && instance.drive(group.place, depot) < DayInstance.noWay
        }
        let reaching = fitting.filter(reaches)
        guard direct < DayInstance.noWay, !reaching.isEmpty else { return .noWay }
        let approach = rider.service + (rider.stop == group.place ? -instance.sharedDwell(group.place) : direct)
        guard approach <= rider.longestRide else { return .rideTooLong }
        let standing = instance.schoolService(rider.group, unloading: rider.unloading)
        let arrivals = (group.earliest, min(group.latest, group.doneBy - standing))
        guard arrivals.0 <= arrivals.1, rider.earliest <= rider.latest, rider.earliest + approach <= arrivals.1,
            arrivals.0 - rider.longestRide <= rider.latest
        else { return .outsideWindow }
        let alone: [TourNode] = [.stop(request), .school(group: rider.group)]
        guard reaching.contains(where: { TourTimes(alone, type: $0, in: instance) != nil }) else { return .dayTooLong }
        return .noVehicleLeft
    }

    /// The row of the matrix where `node` happens.
    func place(of node: TourNode) -> Int {
        switch node {
        case .stop(let request): instance.riders[request].stop
        case .school(let group): instance.groups[group].place
        }
    }

    private func handled(by node: TourNode, aboard: inout [Int]) -> [Int] {
        switch node {
        case .stop(let request):
            aboard.append(request)
            return [request]
        case .school(let group):
            let leaving = aboard.filter { instance.riders[$0].group == group }
            aboard.removeAll { instance.riders[$0].group == group }
            return leaving
        }
    }

    /// Adds a node to the visit before it when it is the same place and nobody's hours are broken by that.
    private func append(
        _ node: TourNode, at place: Int, _ requests: [Int], _ arrival: Int, _ service: Int, to visits: inout [TourVisit]
    ) {
        let isStop = if case .stop = node { true } else { false }
        var opens = Int.min
        if case .school(let group) = node { opens = instance.groups[group].earliest }
        let merges =
            visits.last.map { $0.place == place && Int($0.arrival.secondsSinceMidnight) >= opens } ?? false
        if !merges {
            visits.append(
                TourVisit(place: place, arrival: clock(arrival), departure: clock(0), boarding: [], alighting: []))
        }
        let last = visits.count - 1
        visits[last].departure = clock(arrival + service)
        if isStop { visits[last].boarding += requests } else { visits[last].alighting += requests }
    }

    private func mirrored(_ visit: TourVisit) -> TourVisit {
        TourVisit(
            place: visit.place, arrival: clock(-Int(visit.departure.secondsSinceMidnight)),
            departure: clock(-Int(visit.arrival.secondsSinceMidnight)), boarding: visit.alighting,
            alighting: visit.boarding)
    }

    private func clock(_ seconds: Int) -> ClockTime {
        ClockTime(secondsSinceMidnight: Int32(clamping: seconds))
    }
}
