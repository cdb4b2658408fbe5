import Quantities
import Testing

@testable import VehicleRouting

/// A kernel filled by the search, with its tours as plain lists.
private struct Filled {
    let problem: DeliveryProblem
    let search: DeliverySearch
    var kernel: DepotKernel { search.kernel }

    init(_ kind: RandomDeliveries, seed: UInt64, blinkRate: Double = 0.01) {
        problem = kind.make(seed: seed)
        let instance = DepotInstance(problem)
        let neighbours = ClientNeighbours(instance, limit: 40, ringLimit: 250)
        var settings = DeliverySettings()
        (settings.polishes, settings.blinkRate) = (false, blinkRate)
        search = DeliverySearch(instance, neighbours, seed: seed, settings: settings)
        search.begin()
        search.advance(20, temperature: 20)
    }

    func tour(_ slot: Int) -> DeliveryPlan.Tour {
        var trips: [[Int]] = [[]]
        var node = Int(kernel.next[kernel.start(slot)])
        while node != kernel.end(slot) {
            if kernel.isClient(node) { trips[trips.count - 1].append(node) } else { trips.append([]) }
            node = Int(kernel.next[node])
        }
        return DeliveryPlan.Tour(vehicle: Int(kernel.type[slot]), trips: trips)
    }

    /// Takes a shipment out of its tour.
    func takeOut(_ shipment: DeliveryProblem.Shipment) {
        let slot = Int(kernel.tour[shipment.pickup])
        kernel.log(slot)
        let oldCost = kernel.cost(slot)
        kernel.remove(shipment.pickup)
        kernel.remove(shipment.delivery)
        kernel.settle(slot, oldCost: oldCost)
    }

    var slots: [Int] { (0..<kernel.totals.pointee.openCount).map { Int(kernel.open[$0]) } }

    /// What all tours cost by the definition; `nil` when one breaks a rule.
    func definition() -> Int? {
        var sum = 0
        for slot in slots {
            guard let cost = problem.cost(of: tour(slot)) else { return nil }
            sum += cost
        }
        return sum
    }
}

private let kinds = [
    RandomDeliveries(clients: 20), RandomDeliveries(clients: 20, hasTrips: true, isMixed: true),
    RandomDeliveries(
        clients: 20, isTimed: false, hasPlaces: false, hasLimits: false, hasSkills: false, isOneWay: false),
    RandomDeliveries(clients: 20, hasFleet: false, hasLimits: false, isOneWay: false),
    RandomDeliveries(clients: 20, isTimed: false, isMixed: true),
]

/// Kinds with shipments, whose ends cannot be inserted alone.
private let shipping = [
    RandomDeliveries(clients: 20, hasShipments: true), RandomDeliveries(clients: 20, isMixed: true, hasShipments: true),
    RandomDeliveries(clients: 20, isTimed: false, hasLimits: false, isOneWay: false, hasShipments: true),
]

struct DepotKernelTests {
    @Test(arguments: kinds.indices, UInt64(1)...4)
    func `the running cost is the cost by definition after every step`(kind: Int, seed: UInt64) {
        let filled = Filled(kinds[kind], seed: seed)
        for _ in 0..<30 {
            filled.search.advance(1, temperature: 30)
            #expect(filled.kernel.totals.pointee.cost == filled.definition())
        }
    }

    @Test(arguments: shipping.indices, UInt64(1)...4)
    func `with shipments the running cost is the cost by definition after every step`(kind: Int, seed: UInt64) {
        let filled = Filled(shipping[kind], seed: seed)
        for _ in 0..<30 {
            filled.search.advance(1, temperature: 30)
            #expect(filled.kernel.totals.pointee.cost == filled.definition())
        }
    }

    @Test(arguments: shipping.indices, UInt64(1)...8)
    func `the place found for a shipment is the cheapest of all that keep the rules`(kind: Int, seed: UInt64) {
        let filled = Filled(shipping[kind], seed: seed, blinkRate: 0)
        let (kernel, problem) = (filled.kernel, filled.problem)
        for shipment in problem.shipments {
            kernel.beginStep()
            if kernel.tour[shipment.pickup] >= 0 { filled.takeOut(shipment) }
            var least: Int?
            for slot in filled.slots {
                let tour = filled.tour(slot)
                let before = problem.cost(of: tour) ?? 0
                for from in 0...tour.trips[0].count {
                    for to in from...tour.trips[0].count {
                        var longer = tour
                        longer.trips[0].insert(shipment.delivery, at: to)
                        longer.trips[0].insert(shipment.pickup, at: from)
                        guard let cost = problem.cost(of: longer) else { continue }
                        least = min(least ?? .max, cost - before)
                    }
                }
            }
            let found = filled.search.bestPlace(shipment.pickup, shipment.delivery)
            #expect((found.before < 0 ? nil : found.cost) == least)
            if let least {
                let oldCost = kernel.totals.pointee.cost
                kernel.insert(shipment.pickup, behind: found.before, shipment.delivery, behind: found.beforeDrop)
                #expect(kernel.totals.pointee.cost == oldCost + least && filled.definition() == oldCost + least)
            }
            kernel.rollBack()
        }
    }

    @Test(arguments: kinds.indices, UInt64(1)...4)
    func `an insertion is allowed exactly when the tour keeps the rules, and costs what it adds`(
        kind: Int, seed: UInt64
    ) throws {
        let filled = Filled(kinds[kind], seed: seed)
        let kernel = filled.kernel
        let client = Int(kernel.next[kernel.start(filled.slots[0])])
        kernel.beginStep()
        kernel.log(filled.slots[0])
        let oldCost = kernel.cost(filled.slots[0])
        let first = filled.slots[0]
        kernel.remove(client)
        kernel.settle(first, oldCost: oldCost)
        for slot in filled.slots {
            let before = try #require(filled.problem.cost(of: filled.tour(slot)))
            let tour = filled.tour(slot)
            var node = kernel.start(slot)
            var (trip, at) = (0, 0)
            while node != kernel.end(slot) {
                var longer = tour
                longer.trips[trip].insert(client, at: at)
                let cost = filled.problem.cost(of: longer)
                let base = kernel.instance.base[tour.vehicle]
                let isAllowed =
                    kernel.hasRoom(client, trip: Int(kernel.head[node]), slot: slot)
                    && kernel.keepsRules(client, behind: node, slot: slot, base)
                #expect(isAllowed == (cost != nil))
                if let cost {
                    let after = Int(kernel.next[node])
                    let added =
                        kernel.way(node, client, base) + kernel.way(client, after, base)
                        - kernel.way(node, after, base)
                    #expect(cost - before == added * kernel.instance.unit[tour.vehicle])
                }
                node = Int(kernel.next[node])
                if kernel.isClient(node) { at += 1 } else { (trip, at) = (trip + 1, 0) }
            }
        }
        kernel.rollBack()
        #expect(kernel.totals.pointee.cost == filled.definition())
    }

    /// Prices one move with `look`; carries it out, compares, and takes it back.
    private func expectExact(
        _ filled: Filled, _ look: (inout DepotKernel.Move) -> Void
    ) -> DepotKernel.Move.Kind {
        let kernel = filled.kernel
        kernel.beginStep()
        let before = kernel.totals.pointee.cost
        var move = DepotKernel.Move()
        move.gain = .max
        look(&move)
        guard move.kind != .none else { return .none }
        kernel.apply(move)
        #expect(kernel.totals.pointee.cost == before + move.gain, "\(move)")
        #expect(filled.definition() == before + move.gain, "\(move)")
        kernel.rollBack()
        #expect(filled.definition() == before)
        return move.kind
    }

    @Test(arguments: [2, 3])
    func `every move between and within tours costs what the tours cost by definition`(kind: Int) {
        var seen: Set<DepotKernel.Move.Kind> = []
        for seed in UInt64(1)...6 { seen.formUnion(expectMovesExact(kind, seed)) }
        #expect(seen.isSuperset(of: [.exchange, .tails, .shift, .reversal]))
    }

    private func expectMovesExact(_ kind: Int, _ seed: UInt64) -> Set<DepotKernel.Move.Kind> {
        let filled = Filled(kinds[kind], seed: seed)
        let kernel = filled.kernel
        var seen: Set<DepotKernel.Move.Kind> = []
        var random = RandomSource(seed: seed)
        for _ in 0..<400 {
            let (a, b) = (random.below(20), random.below(20))
            guard a != b, kernel.tour[a] >= 0, kernel.tour[b] >= 0 else { continue }
            if kernel.tour[a] != kernel.tour[b] {
                // Taking a move back may give a tour another slot, and so another end: nodes are looked up anew.
                func next(_ node: Int) -> Int { Int(kernel.next[node]) }
                seen.insert(expectExact(filled) { kernel.tryTails(a, b, &$0) })
                seen.insert(expectExact(filled) { kernel.tryExchange(a, a, between: b, next(b), &$0) })
                if kernel.isClient(next(b)) {
                    seen.insert(expectExact(filled) { kernel.tryExchange(a, a, between: b, next(next(b)), &$0) })
                }
                let last = Int(kernel.next[a])
                if kernel.isClient(last) {
                    seen.insert(
                        expectExact(filled) { kernel.tryExchange(a, last, between: Int(kernel.previous[b]), b, &$0) })
                }
            } else if kernel.position[a] + 1 < kernel.position[b] {
                seen.insert(expectExact(filled) { kernel.tryReversal(a, b, &$0) })
                seen.insert(
                    expectExact(filled) { kernel.tryShift(a, a, between: b, Int(kernel.next[b]), turns: false, &$0) })
                let last = Int(kernel.next[a])
                seen.insert(
                    expectExact(filled) { kernel.tryShift(a, last, between: b, Int(kernel.next[b]), turns: true, &$0) })
                seen.insert(
                    expectExact(filled) {
                        kernel.tryShift(b, b, between: Int(kernel.previous[a]), a, turns: false, &$0)
                    })
            }
        }
        return seen
    }

    @Test(arguments: [2, 3], UInt64(1)...6)
    func `a move that is refused breaks a rule`(kind: Int, seed: UInt64) throws {
        let filled = Filled(kinds[kind], seed: seed)
        let kernel = filled.kernel
        let tours = filled.slots.map { (slot: $0, clients: filled.tour($0).trips[0], type: Int(kernel.type[$0])) }
        for one in tours {
            for two in tours where two.slot != one.slot {
                for (i, a) in one.clients.enumerated() {
                    for (j, b) in two.clients.enumerated() {
                        // One client of each change places.
                        var move = DepotKernel.Move()
                        move.gain = .max
                        kernel.tryExchange(a, a, between: Int(kernel.previous[b]), Int(kernel.next[b]), &move)
                        var (left, right) = (one.clients, two.clients)
                        (left[i], right[j]) = (b, a)
                        let isFine =
                            filled.problem.cost(of: .init(vehicle: one.type, trips: [left])) != nil
                            && filled.problem.cost(of: .init(vehicle: two.type, trips: [right])) != nil
                        #expect((move.kind == .exchange) == isFine)
                    }
                }
            }
        }
    }
}
