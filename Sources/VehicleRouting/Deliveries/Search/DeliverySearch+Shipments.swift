import Quantities

/// Taking out and putting back both ends of a shipment together.
extension DeliverySearch {
    /// A place for both ends: the pickup behind `before`, the delivery behind `beforeDrop`, which is the pickup itself
    /// where they follow each other.
    struct ShipmentPlace {
        var cost = Int.max
        var before = -1
        var beforeDrop = -1
    }

    /// Takes those clients out of a tour whose shipment has its other end in no tour.
    func takeOtherEnds(_ slot: Int) {
        var node = Int(kernel.next[kernel.start(slot)])
        while node != kernel.end(slot) {
            let after = Int(kernel.next[node])
            let other = Int(instance.partner[node])
            if other >= 0, kernel.tour[other] < 0 { kernel.remove(node) }
            node = after
        }
    }

    /// Puts a shipment of the bank where it costs least; into a tour of its own if `startsTour` and there is one.
    func insertShipment(from pickup: Int, startsTour: Bool) {
        let drop = Int(instance.partner[pickup])
        var kind = startsTour ? cheapestType(pickup, drop, below: .max) : -1
        if kind < 0 {
            let best = bestPlace(pickup, drop)
            kind = cheapestType(pickup, drop, below: best.cost)
            if kind < 0 {
                if best.before >= 0 { kernel.insert(pickup, behind: best.before, drop, behind: best.beforeDrop) }
                return
            }
        }
        let slot = kernel.openTour(type: kind)
        kernel.log(slot, isNew: true)
        kernel.insert(pickup, behind: kernel.start(slot), drop, behind: pickup)
    }

    /// The type whose new tour for the shipment costs least, and less than `limit`; -1 when there is none.
    private func cheapestType(_ pickup: Int, _ drop: Int, below limit: Int) -> Int {
        guard kernel.totals.pointee.freeCount > 0 else { return -1 }
        // Now and then types are judged by a distorted price, or the mix of types would never change.
        let isDistorted = instance.types > 1 && random.pointee.below(5) == 0
        var (least, best) = (limit, -1)
        for kind in 0..<instance.types
        where kernel.used[kind] < instance.limit[kind] && servesAlone[kind * instance.clients + pickup] {
            let base = instance.base[kind]
            let (from, to) = (Int(instance.place[pickup]), Int(instance.place[drop]))
            let length =
                Int(instance.cost[base + Int(instance.start[kind]) * instance.places + from])
                + kernel.way(pickup, drop, base)
                + Int(instance.cost[base + to * instance.places + Int(instance.end[kind])])
            var cost = instance.fixed[kind] + instance.unit[kind] * length
            if isDistorted { cost = Int(Double(cost) * (0.25 + 1.5 * random.pointee.unit())) }
            if cost < least { (least, best) = (cost, kind) }
        }
        return best
    }

    /// The cheapest place for a shipment in the open tours.
    func bestPlace(_ pickup: Int, _ drop: Int) -> ShipmentPlace {
        var best = ShipmentPlace()
        let skills = instance.skills[pickup] | instance.skills[drop]
        for entry in 0..<kernel.totals.pointee.openCount {
            let slot = Int(kernel.open[entry])
            let kind = Int(kernel.type[slot])
            guard skills & ~instance.abilities[kind] == 0, kernel.size[slot] + 2 <= instance.mostClients[kind] else {
                continue
            }
            var scan = ShipmentScan(kernel, slot, pickup, drop, state.pointee.untilBlink, best)
            scan.run { blinkDistance() }
            (best, state.pointee.untilBlink) = (scan.best, scan.untilBlink)
        }
        return best
    }
}

/// One shipment against one tour: every pair of places, each judged exactly from what is known about the tour.
private struct ShipmentScan {
    private let kernel: DepotKernel
    private let instance: DepotInstance
    private let slot: Int, pickup: Int, drop: Int
    private let base: Int, unit: Int
    /// Room left behind each node without the shipment, less the shipment, is at least 0 where it may be aboard.
    private let room: UnsafeMutablePointer<Int32>
    private(set) var untilBlink: Int
    private(set) var best: DeliverySearch.ShipmentPlace

    init(
        _ kernel: DepotKernel, _ slot: Int, _ pickup: Int, _ drop: Int, _ untilBlink: Int,
        _ best: DeliverySearch.ShipmentPlace
    ) {
        (self.kernel, self.slot, self.pickup, self.drop) = (kernel, slot, pickup, drop)
        (self.untilBlink, self.best) = (untilBlink, best)
        instance = kernel.instance
        base = instance.base[Int(kernel.type[slot])]
        unit = instance.unit[Int(kernel.type[slot])]
        room = kernel.scratch
        markRoom()
    }

    /// Leaves 1 in `room` for every node, the start first, behind which the shipment may be aboard, else 0.
    private func markRoom() {
        let (kinds, capacity) = (instance.kinds, instance.capacity + Int(kernel.type[slot]) * instance.kinds)
        for at in 0...Int(kernel.size[slot]) { room[at] = 1 }
        for kind in 0..<kinds {
            var aboard: Int32 = 0
            var node = Int(kernel.next[kernel.start(slot)])
            while node != kernel.end(slot) {
                aboard += instance.delivery[node * kinds + kind]
                node = Int(kernel.next[node])
            }
            let most = capacity[kind] - instance.pickup[pickup * kinds + kind]
            if aboard > most { room[0] = 0 }
            node = Int(kernel.next[kernel.start(slot)])
            var at = 1
            while node != kernel.end(slot) {
                aboard += instance.pickup[node * kinds + kind] - instance.delivery[node * kinds + kind]
                if aboard > most { room[at] = 0 }
                at += 1
                node = Int(kernel.next[node])
            }
        }
    }

    /// Looks at all pairs of places; `blink` says how many to look at before one is overlooked.
    mutating func run(_ blink: () -> Int) {
        var least = Int.max
        var node = kernel.start(slot)
        while node != kernel.end(slot) {
            least = min(least, added(drop, behind: node))
            node = Int(kernel.next[node])
        }
        node = kernel.start(slot)
        var at = 0
        while node != kernel.end(slot) {
            let after = Int(kernel.next[node])
            if room[at] != 0, let leaving = leaving(pickup, after: node, at: departure(node)) {
                let together =
                    kernel.way(node, pickup, base) + kernel.way(pickup, drop, base) + kernel.way(drop, after, base)
                    - Int(kernel.gap[node])
                consider(unit * together, node, pickup, leaving, blink)
                let own = added(pickup, behind: node)
                if unit * (own + least) < best.cost { goOn(from: node, at, own, leaving, blink) }
            }
            node = after
            at += 1
        }
    }

    /// The pickup behind `first`, the delivery behind any later client.
    private mutating func goOn(from first: Int, _ position: Int, _ own: Int, _ leaving: Int, _ blink: () -> Int) {
        var (clock, before, at) = (leaving, pickup, position + 1)
        var node = Int(kernel.next[first])
        while node != kernel.end(slot), room[at] != 0, let left = self.leaving(node, after: before, at: clock) {
            clock = left
            consider(unit * (own + added(drop, behind: node)), first, node, clock, blink)
            before = node
            at += 1
            node = Int(kernel.next[node])
        }
    }

    /// Looks at one pair of places, or blinks; `clock` is when the node before the delivery is left.
    private mutating func consider(_ cost: Int, _ before: Int, _ beforeDrop: Int, _ clock: Int, _ blink: () -> Int) {
        guard cost < best.cost else { return }
        untilBlink -= 1
        if untilBlink <= 0 {
            untilBlink = blink()
            return
        }
        guard let leaving = leaving(drop, after: beforeDrop, at: clock) else { return }
        let after = Int(kernel.next[beforeDrop == pickup ? before : beforeDrop])
        guard !instance.isTimed || leaving + kernel.drive(drop, after, base) <= Int(kernel.latest[after]),
            keepsLimits(before, beforeDrop)
        else { return }
        best = DeliverySearch.ShipmentPlace(cost: cost, before: before, beforeDrop: beforeDrop)
    }

    /// When `client` is left by a vehicle that leaves `before` at `clock`; `nil` when it comes too late.
    private func leaving(_ client: Int, after before: Int, at clock: Int) -> Int? {
        guard instance.isTimed else { return 0 }
        let arrival = clock + kernel.drive(before, client, base)
        guard arrival <= Int(instance.due[client]) else { return nil }
        return max(arrival, Int(instance.ready[client])) + Int(instance.service[client])
    }

    private func departure(_ node: Int) -> Int { instance.isTimed ? Int(kernel.departure[node]) : 0 }

    private func added(_ client: Int, behind node: Int) -> Int {
        kernel.way(node, client, base) + kernel.way(client, Int(kernel.next[node]), base) - Int(kernel.gap[node])
    }

    private func keepsLimits(_ before: Int, _ beforeDrop: Int) -> Bool {
        guard instance.hasLimits else { return true }
        kernel.link(pickup, behind: before)
        kernel.link(drop, behind: beforeDrop)
        let fits = kernel.keepsLimits(slot)
        kernel.unlink(drop)
        kernel.unlink(pickup)
        return fits
    }
}

extension DepotKernel {
    /// Puts both ends of a shipment of the bank into a tour.
    func insert(_ pickup: Int, behind before: Int, _ drop: Int, behind beforeDrop: Int) {
        let slot = Int(tour[before])
        log(slot)
        takeFromBank(pickup)
        takeFromBank(drop)
        let oldCost = cost(slot)
        link(pickup, behind: before)
        link(drop, behind: beforeDrop)
        refresh(slot)
        totals.pointee.cost += cost(slot) - oldCost
    }
}
