/// Carrying out insertions.
extension DepotKernel {
    /// Whether a trip takes another client, when need be on a larger vehicle.
    @inline(__always)
    func mayTake(_ client: Int, trip: Int, slot: Int) -> Bool {
        instance.hasPeers || hasRoom(client, trip: trip, slot: slot)
    }

    /// What a client adds to the cost of a tour that may change its type; `.max` when no type holds the load.
    func retypedCost(_ client: Int, slot: Int, trip: Int, added: Int) -> Int {
        let kind = Int(type[slot])
        guard size[slot] < instance.mostClients[kind],
            !instance.hasSkills || instance.skills[client] & ~instance.abilities[kind] == 0
        else { return .max }
        let best = bestType(
            slot, load: Int(load[trip]) &+ Int(instance.demand[client]), length: length[slot] &+ added)
        return best.type < 0 ? .max : best.cost &- cost(slot)
    }

    /// Puts a client of the bank behind `before`, which adds `added` to the tour's length. Positions and sums along the
    /// tour stay stale until `refresh`.
    func insert(_ client: Int, behind before: Int, added: Int) {
        let slot = Int(tour[before])
        log(slot)
        takeFromBank(client)
        let oldCost = cost(slot)
        let trip = Int(head[before])
        link(client, behind: before)
        if instance.hasTrips || instance.isMixed {
            refresh(slot)
        } else {
            tour[client] = Int32(truncatingIfNeeded: slot)
            head[client] = Int32(truncatingIfNeeded: trip)
            load[trip] &+= instance.demand[client]
            size[slot] &+= 1
            length[slot] &+= added
            let base = instance.base[Int(type[slot])]
            gap[before] = Int32(truncatingIfNeeded: wayInto(client, from: before, base))
            gap[client] = Int32(truncatingIfNeeded: way(client, Int(next[client]), base))
            if instance.isTimed {
                refreshForward(from: client, base, all: false)
                refreshBackward(from: client, base, all: false)
            }
        }
        totals.pointee.cost += cost(slot) - oldCost
        if instance.hasPeers {
            let best = bestType(slot, load: Int(load[trip]), length: length[slot])
            if best.type != Int(type[slot]) { retype(slot, to: best.type) }
        }
    }

    /// Looks for a trip of its own for a client in an open tour, cheaper than `best`; the first that fits of the
    /// cheapest is taken.
    func lookForTrip(_ client: Int, from offset: Int, _ best: inout DeliverySearch.Start) {
        let count = totals.pointee.openCount
        for number in 0..<count {
            let slot = Int(open[(offset + number) % count])
            let kind = Int(type[slot])
            guard trips[slot] < instance.mostTrips[kind], size[slot] < instance.mostClients[kind],
                fitsEmpty(client, type: kind)
            else { continue }
            let base = instance.base[kind]
            let added = way(start(slot), client, base) &+ way(client, start(slot), base)
            let cost = instance.unit[kind] &* added
            guard cost < best.cost else { continue }
            var node = start(slot)
            while true {
                if !isClient(node), fitsTrip(client, before: node, slot: slot, base) {
                    best = DeliverySearch.Start(cost: cost, before: node)
                    break
                }
                if node == end(slot) { break }
                node = Int(next[node])
            }
        }
    }

    /// Whether an empty vehicle has the room and the skills for a client.
    private func fitsEmpty(_ client: Int, type kind: Int) -> Bool {
        guard instance.skills[client] & ~instance.abilities[kind] == 0 else { return false }
        for good in 0..<instance.kinds {
            let (own, room) = (client * instance.kinds + good, instance.capacity[kind * instance.kinds + good])
            if max(instance.delivery[own], instance.pickup[own]) > room { return false }
        }
        return true
    }

    /// Whether a trip for one client fits before the trip of a head, or before the end.
    private func fitsTrip(_ client: Int, before node: Int, slot: Int, _ base: Int) -> Bool {
        let home = start(slot)
        let before = Int(previous[node])
        var clock =
            node == home ? Int(instance.opens[Int(type[slot])]) : Int(departure[before]) &+ drive(before, node, base)
        clock = max(clock, Int(instance.release[client])) &+ drive(home, client, base)
        guard clock <= Int(instance.due[client]) else { return false }
        clock = max(clock, Int(instance.ready[client])) &+ Int(instance.service[client]) &+ drive(client, home, base)
        guard clock <= Int(latest[node]) else { return false }
        guard instance.hasLimits else { return true }
        linkTrip(client, before: node, slot: slot)
        let fits = keepsLimits(slot)
        unlinkTrip(client, before: node)
        refresh(slot)
        return fits
    }

    /// Puts a client of the bank into a trip of its own.
    func insertTrip(_ client: Int, before node: Int) {
        let slot = Int(tour[node])
        log(slot)
        takeFromBank(client)
        let oldCost = cost(slot)
        linkTrip(client, before: node, slot: slot)
        totals.pointee.cost += cost(slot) - oldCost
    }

    private func linkTrip(_ client: Int, before node: Int, slot: Int) {
        let reload = takeReload()
        if node == end(slot) {
            link(reload, behind: Int(previous[node]))
            link(client, behind: reload)
        } else {
            link(client, behind: node)
            link(reload, behind: client)
        }
        refresh(slot)
    }

    private func unlinkTrip(_ client: Int, before node: Int) {
        let reload = Int(node < firstReload && (node - firstStart) % 2 == 1 ? previous[client] : next[client])
        unlink(client)
        unlink(reload)
        freeReload(reload)
        tour[client] = -1
    }

    /// Gives every changed tour the type that serves it best, and exchanges types with other tours where that is cheaper.
    func improveTypes() {
        for entry in 0..<undo.counts.pointee.slots {
            let slot = Int(undo.slots[entry])
            guard openAt[slot] >= 0 else { continue }
            let best = bestType(slot, load: Int(load[start(slot)]), length: length[slot])
            if best.type >= 0, best.type != Int(type[slot]) { retype(slot, to: best.type) }
            for number in 0..<totals.pointee.openCount { exchangeTypes(slot, Int(open[number])) }
        }
    }

    private func exchangeTypes(_ one: Int, _ two: Int) {
        let (kindOne, kindTwo) = (Int(type[one]), Int(type[two]))
        guard kindOne != kindTwo, instance.arePeers(kindOne, kindTwo) else { return }
        let gain =
            (instance.unit[kindTwo] &- instance.unit[kindOne]) &* (length[one] &- length[two])
        let kinds = instance.kinds
        guard gain < 0, load[start(one)] <= instance.capacity[kindTwo &* kinds],
            load[start(two)] <= instance.capacity[kindOne &* kinds]
        else { return }
        log(two)
        type[one] = Int32(truncatingIfNeeded: kindTwo)
        type[two] = Int32(truncatingIfNeeded: kindOne)
        totals.pointee.cost += gain
    }
}
