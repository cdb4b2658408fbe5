import Quantities

/// Putting clients where they cost least.
extension DeliverySearch {
    /// Most clients that are tried again in one step though the step did not take them out.
    private static let retried = 20

    /// Chooses whom to insert, in one of several orders.
    func gather(all: Bool) {
        let (bank, count, random) = (kernel.bank, kernel.totals.pointee.bankCount, random)
        let fresh = max(0, count - kernel.undo.counts.pointee.bank)
        let take = all ? count : min(count, fresh + Self.retried)
        let isCut = take < count
        var gathered = 0
        let order = all ? 4 : random.pointee.below(instance.isTimed ? 15 : 11)
        for entry in 0..<count {
            let client = Int(bank[entry])
            // The other end of its shipment stands for it.
            if instance.isDropOff[client] { continue }
            pending[gathered] = Int32(truncatingIfNeeded: client)
            var key: Int
            switch order {
            case 0..<4: key = random.pointee.below(1 << 30)
            case 4..<8: key = -Int(instance.demand[client])
            case 8..<10: key = -remoteness[client]
            case 10: key = remoteness[client]
            case 11, 12: key = Int(instance.due[client]) - Int(instance.ready[client])
            case 13: key = Int(instance.ready[client])
            default: key = -Int(instance.due[client])
            }
            if isCut, entry < kernel.undo.counts.pointee.bank, random.pointee.below(count) >= Self.retried {
                key = .max
            }
            keys[gathered] = key
            gathered += 1
        }
        for entry in 1..<max(1, gathered) {
            let (key, client) = (keys[entry], pending[entry])
            var at = entry
            while at > 0, keys[at - 1] > key {
                keys[at] = keys[at - 1]
                pending[at] = pending[at - 1]
                at -= 1
            }
            keys[at] = key
            pending[at] = client
        }
        state.pointee.pendingCount = min(take, gathered)
    }

    /// Inserts the pending clients one after the other.
    ///
    /// Now and then the first starts a tour of its own though a place in another costs less: the step then shows whether
    /// the others follow it, or the number of tours could only ever shrink.
    func recreate() {
        let startsTour = random.pointee.unit() < settings.freshTours
        for entry in 0..<state.pointee.pendingCount {
            let client = Int(pending[entry])
            if instance.partner[client] >= 0 {
                insertShipment(from: client, startsTour: startsTour && entry == 0)
                continue
            }
            if startsTour, entry == 0 {
                let start = cheapestStart(client, below: .max)
                if start.cost < .max {
                    place(client, alone: start)
                    continue
                }
            }
            let best = bestPlace(client)
            let fresh = cheapestStart(client, below: best.cost)
            if fresh.cost < best.cost {
                place(client, alone: fresh)
            } else if best.before >= 0 {
                kernel.insert(client, behind: best.before, added: best.length)
            }
        }
    }

    /// The cheapest place in an existing trip; looks everywhere when no neighbour's tour has room.
    private func bestPlace(_ client: Int) -> Place {
        var best = Place()
        let (kernel, count) = (kernel, neighbours.count)
        let near = neighbours.near + client * count
        var untilBlink = state.pointee.untilBlink
        for entry in 0..<count {
            let other = Int(near[entry])
            let slot = Int(kernel.tour[other])
            guard slot >= 0, kernel.mayTake(client, trip: Int(kernel.head[other]), slot: slot) else { continue }
            consider(client, other, slot, &best, &untilBlink)
            consider(client, Int(kernel.previous[other]), slot, &best, &untilBlink)
        }
        if neighbours.isNearDepot[client] || best.before < 0 {
            let everywhere = best.before < 0
            for entry in 0..<kernel.totals.pointee.openCount {
                let slot = Int(kernel.open[entry])
                let last = kernel.end(slot)
                if everywhere {
                    var node = kernel.start(slot)
                    while node != last {
                        if kernel.mayTake(client, trip: Int(kernel.head[node]), slot: slot) {
                            consider(client, node, slot, &best, &untilBlink)
                        }
                        node = Int(kernel.next[node])
                    }
                } else {
                    let start = kernel.start(slot)
                    if kernel.mayTake(client, trip: start, slot: slot) {
                        consider(client, start, slot, &best, &untilBlink)
                    }
                    let tail = Int(kernel.previous[last])
                    if kernel.mayTake(client, trip: Int(kernel.head[tail]), slot: slot) {
                        consider(client, tail, slot, &best, &untilBlink)
                    }
                }
            }
        }
        state.pointee.untilBlink = untilBlink
        return best
    }

    /// A place for a client: behind `before`, which adds `length` to the tour's length and `cost` to the plan's.
    struct Place {
        var cost = Int.max
        var before = -1
        var length = 0
    }

    /// Looks at one place, or blinks.
    @inline(__always)
    private func consider(_ client: Int, _ before: Int, _ slot: Int, _ best: inout Place, _ untilBlink: inout Int) {
        let kind = Int(kernel.type[slot])
        let base = instance.base[kind]
        let after = Int(kernel.next[before])
        let added =
            kernel.wayInto(client, from: before, base) &+ kernel.way(client, after, base) &- Int(kernel.gap[before])
        let cost =
            instance.hasPeers
            ? kernel.retypedCost(client, slot: slot, trip: Int(kernel.head[before]), added: added)
            : instance.unit[kind] &* added
        guard cost < best.cost else { return }
        untilBlink &-= 1
        if untilBlink <= 0 {
            untilBlink = blinkDistance()
            return
        }
        guard kernel.keepsRules(client, behind: before, slot: slot, base) else { return }
        best = Place(cost: cost, before: before, length: added)
    }

    /// Places until the next blink, so that each is overlooked with the blink rate.
    func blinkDistance() -> Int {
        guard settings.blinkRate > 0 else { return .max / 2 }
        return 1 + Int(logarithm(1 - random.pointee.unit()) / logarithm(1 - settings.blinkRate))
    }

    /// A new tour or trip for one client: the type of a new tour, or the head or end before which a trip fits.
    struct Start {
        var cost = Int.max
        var type = -1
        var before = -1
    }

    /// The cheapest new tour or trip for a client that costs less than `limit`; at equal cost a vehicle of its own, which
    /// is free all day.
    private func cheapestStart(_ client: Int, below limit: Int) -> Start {
        var best = Start()
        best.cost = limit
        if kernel.totals.pointee.freeCount > 0 { lookForTour(client, &best) }
        if instance.hasTrips { kernel.lookForTrip(client, from: random.pointee.below(1 << 30), &best) }
        return best
    }

    private func lookForTour(_ client: Int, _ best: inout Start) {
        // Now and then types are judged by a distorted price, or the mix of types would never change.
        let isDistorted = instance.types > 1 && random.pointee.below(5) == 0
        for kind in 0..<instance.types
        where kernel.used[kind] < instance.limit[kind] && servesAlone[kind * instance.clients + client] {
            let row = instance.base[kind]
            let (own, width) = (Int(instance.place[client]), instance.places)
            let length =
                Int(instance.cost[row + Int(instance.start[kind]) * width + own])
                + Int(instance.cost[row + own * width + Int(instance.end[kind])])
            var cost = instance.fixed[kind] + instance.unit[kind] * length
            if isDistorted { cost = Int(Double(cost) * (0.25 + 1.5 * random.pointee.unit())) }
            if cost < best.cost { best = Start(cost: cost, type: kind) }
        }
    }

    private func place(_ client: Int, alone start: Start) {
        if start.before >= 0 {
            kernel.insertTrip(client, before: start.before)
        } else {
            let slot = kernel.openTour(type: start.type)
            kernel.log(slot, isNew: true)
            kernel.takeFromBank(client)
            kernel.link(client, behind: kernel.start(slot))
            kernel.refresh(slot)
            kernel.totals.pointee.cost += kernel.cost(slot)
        }
    }
}
