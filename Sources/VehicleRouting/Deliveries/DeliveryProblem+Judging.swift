/// The rules once more, read straight from the definition: the search's arithmetic is tested against this.
extension DeliveryProblem {
    /// What a tour costs, or `nil` when it breaks a rule.
    public func cost(of tour: DeliveryPlan.Tour) -> Int? {
        let vehicle = vehicles[tour.vehicle]
        guard tour.trips.count <= max(1, vehicle.mostTrips), tour.trips.allSatisfy({ !$0.isEmpty }),
            tour.trips.allSatisfy({ fits($0, vehicle) }), keepsTime(tour),
            tour.trips.reduce(0, { $0 + $1.count }) <= vehicle.mostClients ?? .max
        else { return nil }
        let profile = profiles[vehicle.profile]
        let length = legs(of: tour).reduce(0) { $0 + Int(profile.cost[$1.from * places + $1.to]) }
        return vehicle.fixedCost + vehicle.unitCost * length
    }

    /// When the visits of a tour begin, trip by trip, leaving as early as possible; `nil` when a window is missed.
    public func visitTimes(of tour: DeliveryPlan.Tour) -> [[Int]]? { times(of: tour, from: 0)?.visits }

    /// The ways of a tour.
    public func legs(of tour: DeliveryPlan.Tour) -> [(from: Int, to: Int)] {
        let vehicle = vehicles[tour.vehicle]
        return tour.trips.flatMap { trip -> [(from: Int, to: Int)] in
            let stops =
                [vehicle.start].compactMap { $0 } + trip.map { clients[$0].place } + [vehicle.end].compactMap { $0 }
            return zip(stops, stops.dropFirst()).map { ($0, $1) }
        }
    }

    /// Whether the goods of a trip fit aboard all the way, shipments get where they go, and the vehicle has the skills.
    private func fits(_ trip: [Int], _ vehicle: Vehicle) -> Bool {
        guard trip.allSatisfy({ clients[$0].skills & ~vehicle.skills == 0 }), let shipped = shipped(on: trip) else {
            return false
        }
        for kind in 0..<kinds {
            var aboard = trip.reduce(0) { $0 + amount(clients[$1].delivery, kind) }
            var most = aboard
            for (position, client) in trip.enumerated() {
                aboard += amount(clients[client].pickup, kind) - amount(clients[client].delivery, kind)
                if let (shipment, sign) = shipped[position] {
                    aboard += sign * amount(shipments[shipment].amount, kind)
                }
                most = max(most, aboard)
            }
            if most > amount(vehicle.capacity, kind) { return false }
        }
        return true
    }

    /// The shipment that is taken aboard (1) or left (-1) at each visit of a trip; `nil` when one of them is not brought
    /// where it goes.
    private func shipped(on trip: [Int]) -> [(shipment: Int, sign: Int)?]? {
        var steps = [(shipment: Int, sign: Int)?](repeating: nil, count: trip.count)
        for (number, shipment) in shipments.enumerated() {
            let ends = (trip.firstIndex(of: shipment.pickup), trip.firstIndex(of: shipment.delivery))
            if ends == (nil, nil) { continue }
            guard let from = ends.0, let to = ends.1, from < to else { return nil }
            (steps[from], steps[to]) = ((number, 1), (number, -1))
        }
        return steps
    }

    private func keepsTime(_ tour: DeliveryPlan.Tour) -> Bool {
        let vehicle = vehicles[tour.vehicle]
        guard let earliest = times(of: tour, from: 0) else { return false }
        let profile = profiles[vehicle.profile]
        let travel = legs(of: tour).reduce(0) { $0 + Int(profile.duration[$1.from * places + $1.to]) }
        guard travel <= vehicle.longestTravel ?? .max else { return false }
        guard let limit = vehicle.longestDuration else { return true }
        // Leaving later than the latest moment that still ends as early cannot shorten the tour.
        var (low, high) = (earliest.leaving, vehicle.shift.upperBound)
        while low < high {
            let middle = (low + high + 1) / 2
            if let later = times(of: tour, from: middle), later.end == earliest.end {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return earliest.end - low <= limit
    }

    /// Earliest times when the vehicle leaves its start no earlier than `moment`.
    private func times(
        of tour: DeliveryPlan.Tour, from moment: Int
    ) -> (visits: [[Int]], leaving: Int, end: Int)? {
        let vehicle = vehicles[tour.vehicle]
        let profile = profiles[vehicle.profile]
        var clock = max(vehicle.shift.lowerBound, moment)
        var visits: [[Int]] = []
        var leaving: Int?
        for trip in tour.trips {
            clock = max(clock, trip.map { clients[$0].release }.max() ?? 0)
            leaving = leaving ?? clock
            var here = vehicle.start
            visits.append([])
            for number in trip {
                let client = clients[number]
                if let here { clock += Int(profile.duration[here * places + client.place]) }
                clock = max(clock, client.window.lowerBound)
                guard clock <= client.window.upperBound else { return nil }
                visits[visits.count - 1].append(clock)
                clock += client.service
                here = client.place
            }
            if let here, let end = vehicle.end { clock += Int(profile.duration[here * places + end]) }
            guard clock <= vehicle.shift.upperBound else { return nil }
        }
        return (visits, leaving ?? clock, clock)
    }

    /// Kinds of goods.
    var kinds: Int {
        max(
            1, vehicles.map(\.capacity.count).max() ?? 0,
            clients.map { max($0.delivery.count, $0.pickup.count) }.max() ?? 0,
            shipments.map(\.amount.count).max() ?? 0)
    }

    /// `amounts[kind]`, 0 where it is missing.
    func amount(_ amounts: [Int], _ kind: Int) -> Int { kind < amounts.count ? amounts[kind] : 0 }
}
