/// What a problem must be for the search's arithmetic to hold.
extension DeliveryProblem {
    /// The largest length, time or amount.
    static let largest = 100_000_000

    /// Throws when the problem contradicts itself or holds numbers out of range.
    func validate() throws(RoutingError) {
        guard !vehicles.isEmpty, !profiles.isEmpty else {
            throw RoutingError("a vehicle type and a profile are needed")
        }
        guard (0...20_000).contains(places), clients.count <= 20_000 else {
            throw RoutingError("at most 20,000 places and clients can be planned together")
        }
        for (number, profile) in profiles.enumerated() {
            for matrix in [profile.cost, profile.duration] {
                guard matrix.count == places * places else {
                    throw RoutingError(
                        "profile \(number): a matrix has \(matrix.count) entries, not \(places * places)")
                }
                guard matrix.allSatisfy({ (0...Int32(Self.largest)).contains($0) }) else {
                    throw RoutingError("profile \(number): lengths and times must lie from 0 to \(Self.largest)")
                }
            }
        }
        for (number, client) in clients.enumerated() { try validate(client, number) }
        for (number, vehicle) in vehicles.enumerated() { try validate(vehicle, number) }
        try validateShipments()
        for kind in 0..<kinds {
            let shipped = shipments.reduce(0) { $0 + amount($1.amount, kind) }
            let sums = [\Client.delivery, \Client.pickup].map { side in
                clients.reduce(shipped) { $0 + amount($1[keyPath: side], kind) }
            }
            guard sums.allSatisfy({ $0 <= 2_000_000_000 }) else {
                throw RoutingError("all amounts of one kind together must be at most 2,000,000,000")
            }
        }
    }

    private func validateShipments() throws(RoutingError) {
        var seen = Set<Int>()
        for (number, shipment) in shipments.enumerated() {
            for client in [shipment.pickup, shipment.delivery] {
                guard clients.indices.contains(client), seen.insert(client).inserted else {
                    throw RoutingError("shipment \(number): client \(client) is not there, or has a shipment already")
                }
                guard (clients[client].delivery + clients[client].pickup).allSatisfy({ $0 == 0 }) else {
                    throw RoutingError("shipment \(number): client \(client) has goods of its own")
                }
            }
            guard shipment.amount.allSatisfy({ (0...Self.largest).contains($0) }) else {
                throw RoutingError("shipment \(number): amounts must lie from 0 to \(Self.largest)")
            }
        }
        guard
            shipments.isEmpty
                || vehicles.allSatisfy({ $0.mostTrips <= 1 }) && clients.allSatisfy({ $0.release == 0 })
        else { throw RoutingError("with shipments, vehicles load once and nothing is released late") }
    }

    private func validate(_ client: Client, _ number: Int) throws(RoutingError) {
        guard (0..<places).contains(client.place) else {
            throw RoutingError("client \(number): place \(client.place) is not one of \(places)")
        }
        let range = 0...Self.largest
        guard (client.delivery + client.pickup + [client.service]).allSatisfy({ range.contains($0) }),
            client.weight > 0, client.weight <= 1_000_000_000
        else { throw RoutingError("client \(number): amounts, service and weight must lie from 0 to \(Self.largest)") }
        guard client.window.lowerBound >= 0, client.window.upperBound <= Self.endOfTime,
            (0...Self.endOfTime).contains(client.release)
        else { throw RoutingError("client \(number): times must lie from 0 to \(Self.endOfTime)") }
    }

    private func validate(_ vehicle: Vehicle, _ number: Int) throws(RoutingError) {
        for place in [vehicle.start, vehicle.end].compactMap({ $0 }) where !(0..<places).contains(place) {
            throw RoutingError("vehicle type \(number): place \(place) is not one of \(places)")
        }
        let range = 0...Self.largest
        guard vehicle.capacity.allSatisfy({ (0...2_000_000_000).contains($0) }), vehicle.unitCost >= 0,
            vehicle.unitCost <= 1_000_000, (0...1_000_000_000_000).contains(vehicle.fixedCost),
            range.contains(vehicle.mostTrips), vehicle.count ?? 0 >= 0, vehicle.mostClients ?? 0 >= 0,
            vehicle.longestDuration ?? 0 >= 0, vehicle.longestTravel ?? 0 >= 0
        else { throw RoutingError("vehicle type \(number): capacities, costs and limits must not be negative or huge") }
        guard profiles.indices.contains(vehicle.profile) else {
            throw RoutingError("vehicle type \(number): profile \(vehicle.profile) is not one of \(profiles.count)")
        }
        guard vehicle.shift.lowerBound >= 0, vehicle.shift.upperBound <= Self.endOfTime else {
            throw RoutingError("vehicle type \(number): times must lie from 0 to \(Self.endOfTime)")
        }
        guard vehicle.mostTrips <= 1 || (vehicle.start != nil && vehicle.start == vehicle.end) else {
            throw RoutingError(
                "vehicle type \(number): to load more than once, a vehicle must start and end at one depot")
        }
    }
}
