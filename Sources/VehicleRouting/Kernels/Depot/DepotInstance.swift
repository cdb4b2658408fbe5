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
        hasTrips = those.contains { $0.release > 0 } || fleet.contains { $0.mostTrips > 1 }
        hasLimits = fleet.contains { $0.longestDuration != nil || $0.longestTravel != nil || $0.mostClients != nil }
        isTimed =
            hasTrips || fleet.contains { $0.longestDuration != nil || $0.shift.upperBound < DeliveryProblem.endOfTime }
            || those.contains { $0.window != 0...DeliveryProblem.endOfTime }
        hasShipments = !problem.shipments.isEmpty
        isMixed = kinds > 1 || hasShipments || those.contains { $0.pickup.contains { $0 > 0 } }
        hasSkills = those.contains { $0.skills != 0 }
        isPeer = Flat.copy(fleet.flatMap { type in fleet.map { $0.isPeer(of: type) } })
        hasPeers =
            !isMixed && fleet.allSatisfy { $0.mostTrips <= 1 }
            && fleet.indices.contains { one in fleet.indices.contains { $0 != one && fleet[$0].isPeer(of: fleet[one]) }
            }

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
        pickup = ints(those.flatMap { client in (0..<kinds).map { problem.amount(client.pickup, $0) } })
        partner = Flat.room(all, -1)
        isDropOff = Flat.room(all, false)
        for shipment in problem.shipments {
            (partner[shipment.pickup], partner[shipment.delivery]) = (Int32(shipment.delivery), Int32(shipment.pickup))
            isDropOff[shipment.delivery] = true
            for kind in 0..<kinds {
                let amount = Int32(problem.amount(shipment.amount, kind))
                (pickup[shipment.pickup * kinds + kind], pickup[shipment.delivery * kinds + kind]) = (amount, -amount)
            }
        }
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
