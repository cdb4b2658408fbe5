/// What an insertion costs and whether it keeps the rules.
extension DepotKernel {
    /// Whether a trip takes another client, as far as one sum per trip can tell.
    @inline(__always)
    func hasRoom(_ client: Int, trip: Int, slot: Int) -> Bool {
        let kind = Int(type[slot])
        if load[trip] &+ instance.demand[client] > instance.capacity[kind &* instance.kinds] { return false }
        if instance.hasSkills, instance.skills[client] & ~instance.abilities[kind] != 0 { return false }
        return size[slot] < instance.mostClients[kind]
    }

    /// Whether `client` may stand between `before` and the node behind it; loads of one kind are not looked at.
    @inline(__always)
    func keepsRules(_ client: Int, behind before: Int, slot: Int, _ base: Int) -> Bool {
        if instance.isTimed {
            let after = Int(next[before])
            var leaving: Int
            if instance.hasTrips {
                let trip = Int(head[before])
                let moment = max(Int(departure[trip]), Int(instance.release[client]))
                if moment > Int(limit[before]) { return false }
                leaving = max(moment, Int(pause[before])) &+ Int(busy[before])
            } else {
                leaving = Int(departure[before])
            }
            leaving = leaving &+ driveInto(client, from: before, base)
            if leaving > Int(instance.due[client]) { return false }
            leaving = max(leaving, Int(instance.ready[client])) &+ Int(instance.service[client])
            if leaving &+ drive(client, after, base) > Int(latest[after]) { return false }
        }
        if instance.isMixed, !mixedFits(client, behind: before, slot: slot) { return false }
        return !instance.hasLimits || keepsLimits(client, behind: before, slot: slot, base)
    }

    /// Whether the goods of all kinds fit on all ways.
    private func mixedFits(_ client: Int, behind before: Int, slot: Int) -> Bool {
        let kinds = instance.kinds
        let room = instance.capacity + Int(type[slot]) &* kinds
        for kind in 0..<kinds {
            let (entry, own) = (before &* kinds &+ kind, client &* kinds &+ kind)
            if mostBefore[entry] &+ instance.delivery[own] > room[kind]
                || mostAfter[entry] &+ instance.pickup[own] > room[kind]
            {
                return false
            }
        }
        return true
    }

    /// Whether the tour as it is stays within its limits.
    func keepsLimits(_ slot: Int) -> Bool {
        !instance.hasLimits || keepsLimits(-1, behind: -1, slot: slot, instance.base[Int(type[slot])])
    }

    /// Whether the tour's duration and travel stay within limits with `client` behind `place`; walks the tour once.
    private func keepsLimits(_ client: Int, behind place: Int, slot: Int, _ base: Int) -> Bool {
        let kind = Int(type[slot])
        guard instance.longestDuration[kind] < .max || instance.longestTravel[kind] < .max else { return true }
        // Leaving at d, the tour ends at max(d, pause) + busy, for every d up to `last`.
        var (pause, busy, last, travel) = (Int(instance.opens[kind]), 0, Int.max, 0)
        if instance.hasTrips { pause = max(pause, release(of: start(slot), client, place)) }
        var before = start(slot)
        var isNext = before == place
        var node = isNext ? client : Int(next[before])
        while true {
            let way = drive(before, node, base)
            travel &+= way
            busy &+= way
            if node < clients {
                pause = max(pause, Int(instance.ready[node]) &- busy)
                last = min(last, Int(instance.due[node]) &- busy)
                busy &+= Int(instance.service[node])
            } else if node == end(slot) {
                break
            } else {
                pause = max(pause, release(of: node, client, place) &- busy)
            }
            before = node
            if node == place, !isNext {
                (node, isNext) = (client, true)
            } else {
                node = Int(next[node == client ? place : node])
            }
        }
        return travel <= instance.longestTravel[kind]
            && busy &+ max(0, pause &- last) <= instance.longestDuration[kind]
    }

    /// The release of a trip, with `client` in it when it stands there.
    private func release(of trip: Int, _ client: Int, _ place: Int) -> Int {
        let own = Int(released[trip])
        return place >= 0 && Int(head[place]) == trip ? max(own, Int(instance.release[client])) : own
    }

    /// What a tour costs on the best of the types that differ in capacity and cost only, and that type; `.max`: none fits.
    func bestType(_ slot: Int, load: Int, length: Int) -> (cost: Int, type: Int) {
        let own = Int(type[slot])
        var best = (cost: Int.max, type: -1)
        for kind in 0..<instance.types
        where instance.arePeers(own, kind) && load <= Int(instance.capacity[kind &* instance.kinds])
            && (kind == own || used[kind] < instance.limit[kind])
        {
            let cost = instance.fixed[kind] &+ instance.unit[kind] &* length
            if cost < best.cost { best = (cost, kind) }
        }
        return best
    }
}
