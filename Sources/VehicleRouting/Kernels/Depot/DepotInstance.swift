import Quantities

/// A `DeliveryProblem` laid out for the search: flat memory, read-only, shared by all searches of a problem.
///
/// Behind the problem's places stands one more, at no distance from any: where vehicles start and end that need not.
final class DepotInstance: @unchecked Sendable {
    let problem: DeliveryProblem
    let clients: Int, types: Int, kinds: Int
    /// Rows of a matrix, and the entries of one profile.
    let places: Int, area: Int
    /// Most tours that a plan can have.
    let slots: Int
    /// Whether the clock matters at all.
    let isTimed: Bool
    /// Whether goods are released late or vehicles load more than once.
    let hasTrips: Bool
    /// Whether loads need more than one sum per trip: several kinds of goods, or some that come back.
    let isMixed: Bool
    /// Whether types differ in cost, so that a tour may do better on another one.
    let hasPeers: Bool
    /// Whether the length of any tour fits 32 bits, so that sums along tours can be kept.
    let knowsLengths: Bool
    /// Whether some type limits durations, travel or clients.
    let hasLimits: Bool
    /// Whether clients need skills.
    let hasSkills: Bool
    /// Whether goods go from client to client.
    let hasShipments: Bool
    /// Whether both matrices are symmetric in all profiles.
    let isSymmetric: Bool

    let cost: UnsafeMutablePointer<Int32>, time: UnsafeMutablePointer<Int32>
    /// The same by destination: a client's insertion test then reads two short rows. Equal where all is symmetric.
    let costInto: UnsafeMutablePointer<Int32>, timeInto: UnsafeMutablePointer<Int32>

    // Per client.
    let place: UnsafeMutablePointer<Int32>
    /// What a client takes of the vehicle: the delivery of the first kind; of all kinds in `delivery` and `pickup`.
    /// A shipment counts as `pickup` where it is taken aboard, and as less than nothing where it is left.
    let demand: UnsafeMutablePointer<Int32>
    let delivery: UnsafeMutablePointer<Int32>, pickup: UnsafeMutablePointer<Int32>
    /// The client at the other end of the shipment, or -1; and whether the shipment is left here.
    let partner: UnsafeMutablePointer<Int32>, isDropOff: UnsafeMutablePointer<Bool>
    let service: UnsafeMutablePointer<Int32>
    let ready: UnsafeMutablePointer<Int32>, due: UnsafeMutablePointer<Int32>
    let release: UnsafeMutablePointer<Int32>
    let skills: UnsafeMutablePointer<UInt64>
    let weight: [Int]

    // Per type.
    let limit: UnsafeMutablePointer<Int32>
    let fixed: UnsafeMutablePointer<Int>, unit: UnsafeMutablePointer<Int>
    /// The first entry of the type's matrices.
    let base: UnsafeMutablePointer<Int>
    let capacity: UnsafeMutablePointer<Int32>
    let start: UnsafeMutablePointer<Int32>, end: UnsafeMutablePointer<Int32>
    let opens: UnsafeMutablePointer<Int32>, closes: UnsafeMutablePointer<Int32>
    let mostTrips: UnsafeMutablePointer<Int32>, mostClients: UnsafeMutablePointer<Int32>
    let longestDuration: UnsafeMutablePointer<Int>, longestTravel: UnsafeMutablePointer<Int>
    let abilities: UnsafeMutablePointer<UInt64>
    /// Per pair of types: whether they differ in capacity and cost only.
    let isPeer: UnsafeMutablePointer<Bool>

    /// Lays `problem` out, which must have passed `validate`.
    init(_ problem: DeliveryProblem) {
        self.problem = problem
        let (those, fleet) = (problem.clients, problem.vehicles)
        (clients, types, kinds) = (those.count, fleet.count, problem.kinds)
        places = problem.places + 1
        area = places * places
        let all = those.count
        slots = min(all, fleet.reduce(0) { $0 + min($1.count ?? all, all) })
        (isTimed, hasTrips, hasLimits) = (problem.isTimed, problem.hasTrips, problem.hasLimits)
        (isMixed, hasShipments) = (problem.isMixed, !problem.shipments.isEmpty)
        hasSkills = those.contains { $0.skills != 0 }
        isPeer = Flat.copy(fleet.flatMap { type in fleet.map { $0.isPeer(of: type) } })
        hasPeers = problem.hasPeers
        let longest = problem.profiles.map { Int($0.cost.max() ?? 0) }.max() ?? 0
        knowsLengths = longest * (2 * all + 2) < Int(Int32.max)

        isSymmetric = problem.isSymmetric
        let hasOneMatrix = problem.profiles.allSatisfy { $0.cost == $0.duration }
        cost = Flat.copy(problem.flat(\.cost))
        time = hasOneMatrix ? cost : Flat.copy(problem.flat(\.duration))
        costInto = isSymmetric ? cost : Flat.copy(problem.flat(\.cost, turned: true))
        timeInto = isSymmetric ? time : hasOneMatrix ? costInto : Flat.copy(problem.flat(\.duration, turned: true))

        func ints(_ values: [Int]) -> UnsafeMutablePointer<Int32> { Flat.copy(values.map(Int32.init(clamping:))) }
        let kinds = kinds
        place = ints(those.map(\.place))
        demand = ints(those.map { problem.amount($0.delivery, 0) })
        delivery = ints(those.flatMap { client in (0..<kinds).map { problem.amount(client.delivery, $0) } })
        pickup = ints(problem.pickups(kinds: kinds))
        (partner, isDropOff) = problem.shipmentEnds()
        service = ints(those.map(\.service))
        ready = ints(those.map(\.window.lowerBound))
        due = ints(those.map(\.window.upperBound))
        release = ints(those.map(\.release))
        skills = Flat.copy(those.map(\.skills))
        weight = those.map(\.weight)

        limit = ints(fleet.map { min($0.count ?? all, all) })
        fixed = Flat.copy(fleet.map(\.fixedCost))
        unit = Flat.copy(fleet.map(\.unitCost))
        let area = area
        base = Flat.copy(fleet.map { $0.profile * area })
        capacity = ints(fleet.flatMap { type in (0..<kinds).map { problem.amount(type.capacity, $0) } })
        start = ints(fleet.map { $0.start ?? problem.places })
        end = ints(fleet.map { $0.end ?? problem.places })
        opens = ints(fleet.map(\.shift.lowerBound))
        closes = ints(fleet.map(\.shift.upperBound))
        mostTrips = ints(fleet.map(\.mostTrips))
        mostClients = ints(fleet.map { $0.mostClients ?? all })
        longestDuration = Flat.copy(fleet.map { $0.longestDuration ?? .max })
        longestTravel = Flat.copy(fleet.map { $0.longestTravel ?? .max })
        abilities = Flat.copy(fleet.map(\.skills))
    }

    /// Whether two types differ in capacity and cost only.
    @inline(__always) func arePeers(_ one: Int, _ other: Int) -> Bool { isPeer[one &* types &+ other] }

    /// A client, with the other end of its shipment in the order of visits.
    func together(_ client: Int) -> [Int] {
        let other = Int(partner[client])
        return other < 0 ? [client] : isDropOff[client] ? [other, client] : [client, other]
    }

    deinit {
        if timeInto != time, timeInto != costInto { timeInto.deallocate() }
        if costInto != cost { costInto.deallocate() }
        if time != cost { time.deallocate() }
        for pointer in [
            cost, place, demand, delivery, pickup, service, ready, due, release, limit, capacity, start, end, opens,
            closes, mostTrips, mostClients, partner,
        ] { pointer.deallocate() }
        isDropOff.deallocate()
        for pointer in [fixed, unit, base, longestDuration, longestTravel] { pointer.deallocate() }
        skills.deallocate()
        isPeer.deallocate()
        abilities.deallocate()
    }
}

extension DeliveryProblem {
    /// A matrix of every profile, one after the other, each with a row and a column of zeros behind; `turned`: by
    /// destination.
    fileprivate func flat(_ matrix: (Profile) -> [Int32], turned: Bool = false) -> [Int32] {
        var flat: [Int32] = []
        flat.reserveCapacity(profiles.count * (places + 1) * (places + 1))
        for profile in profiles {
            let source = matrix(profile)
            for row in 0..<places {
                if turned {
                    for column in 0..<places { flat.append(source[column * places + row]) }
                } else {
                    flat += source[row * places..<(row + 1) * places]
                }
                flat.append(0)
            }
            flat += [Int32](repeating: 0, count: places + 1)
        }
        return flat
    }

    /// What every client adds to what is aboard beside its delivery, by kind; less than nothing where a shipment is left.
    fileprivate func pickups(kinds: Int) -> [Int] {
        var pickups = clients.flatMap { client in (0..<kinds).map { amount(client.pickup, $0) } }
        for shipment in shipments {
            for kind in 0..<kinds {
                pickups[shipment.pickup * kinds + kind] = amount(shipment.amount, kind)
                pickups[shipment.delivery * kinds + kind] = -amount(shipment.amount, kind)
            }
        }
        return pickups
    }

    /// Per client the other end of its shipment, or -1, and whether the shipment is left there.
    fileprivate func shipmentEnds() -> (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Bool>) {
        let partner: UnsafeMutablePointer<Int32> = Flat.room(clients.count, -1)
        let isDropOff = Flat.room(clients.count, false)
        for shipment in shipments {
            (partner[shipment.pickup], partner[shipment.delivery]) = (Int32(shipment.delivery), Int32(shipment.pickup))
            isDropOff[shipment.delivery] = true
        }
        return (partner, isDropOff)
    }

    fileprivate var hasTrips: Bool { clients.contains { $0.release > 0 } || vehicles.contains { $0.mostTrips > 1 } }

    fileprivate var hasLimits: Bool {
        vehicles.contains { $0.longestDuration != nil || $0.longestTravel != nil || $0.mostClients != nil }
    }

    fileprivate var isTimed: Bool {
        hasTrips || vehicles.contains { $0.longestDuration != nil || $0.shift.upperBound < Self.endOfTime }
            || clients.contains { $0.window != 0...Self.endOfTime }
    }

    fileprivate var isMixed: Bool {
        kinds > 1 || !shipments.isEmpty || clients.contains { $0.pickup.contains { $0 > 0 } }
    }

    fileprivate var hasPeers: Bool {
        !isMixed && vehicles.allSatisfy { $0.mostTrips <= 1 }
            && vehicles.indices.contains { one in
                vehicles.indices.contains { $0 != one && vehicles[$0].isPeer(of: vehicles[one]) }
            }
    }

    /// Whether all ways cost and take as much in both directions.
    fileprivate var isSymmetric: Bool {
        profiles.allSatisfy { profile in
            for from in 0..<places {
                for to in 0..<from {
                    let (there, back) = (from * places + to, to * places + from)
                    if profile.cost[there] != profile.cost[back] || profile.duration[there] != profile.duration[back] {
                        return false
                    }
                }
            }
            return true
        }
    }
}

extension DeliveryProblem.Vehicle {
    /// Whether a tour of one type can be given to the other when the capacity suffices.
    fileprivate func isPeer(of other: Self) -> Bool {
        profile == other.profile && start == other.start && end == other.end && shift == other.shift
            && longestDuration == other.longestDuration && longestTravel == other.longestTravel
            && mostClients == other.mostClients && mostTrips == other.mostTrips && skills == other.skills
    }
}
