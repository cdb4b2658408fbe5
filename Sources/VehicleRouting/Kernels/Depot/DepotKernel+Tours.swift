/// Opening, closing and relinking tours.
extension DepotKernel {
    /// Puts a client into the bank.
    func addToBank(_ client: Int) {
        tour[client] = -1
        bankAt[client] = Int32(totals.pointee.bankCount)
        bank[totals.pointee.bankCount] = Int32(client)
        totals.pointee.bankCount += 1
        totals.pointee.bankWeight += instance.weight[client]
    }

    /// Takes a client out of the bank.
    func takeFromBank(_ client: Int) {
        let at = Int(bankAt[client])
        let last = bank[totals.pointee.bankCount - 1]
        bank[at] = last
        bankAt[Int(last)] = Int32(at)
        bankAt[client] = -1
        totals.pointee.bankCount -= 1
        totals.pointee.bankWeight -= instance.weight[client]
    }

    /// An empty tour of a type; there must be a free slot.
    func openTour(type kind: Int) -> Int {
        totals.pointee.freeCount -= 1
        let slot = Int(freeSlots[totals.pointee.freeCount])
        type[slot] = Int32(kind)
        size[slot] = 0
        trips[slot] = 1
        openAt[slot] = Int32(totals.pointee.openCount)
        open[totals.pointee.openCount] = Int32(slot)
        totals.pointee.openCount += 1
        used[kind] += 1
        let (first, last) = (start(slot), end(slot))
        next[first] = Int32(last)
        previous[last] = Int32(first)
        place[first] = instance.start[kind]
        place[last] = instance.end[kind]
        length[slot] = 0
        tour[first] = Int32(slot)
        tour[last] = Int32(slot)
        return slot
    }

    /// Gives an empty tour's slot and vehicle back.
    func closeTour(_ slot: Int) {
        let at = Int(openAt[slot])
        let last = open[totals.pointee.openCount - 1]
        open[at] = last
        openAt[Int(last)] = Int32(at)
        openAt[slot] = -1
        totals.pointee.openCount -= 1
        used[Int(type[slot])] -= 1
        freeSlots[totals.pointee.freeCount] = Int32(slot)
        totals.pointee.freeCount += 1
        size[slot] = 0
    }

    /// Gives a tour to another type of the same kind of vehicle.
    func retype(_ slot: Int, to kind: Int) {
        totals.pointee.cost -= cost(slot)
        used[Int(type[slot])] -= 1
        used[kind] += 1
        type[slot] = Int32(kind)
        totals.pointee.cost += cost(slot)
    }

    /// Links `node` behind `before`; the tour's figures are stale until `refresh`.
    @inline(__always)
    func link(_ node: Int, behind before: Int) {
        let after = next[before]
        next[node] = after
        previous[node] = Int32(truncatingIfNeeded: before)
        next[before] = Int32(truncatingIfNeeded: node)
        previous[Int(after)] = Int32(truncatingIfNeeded: node)
    }

    /// Takes `node` out of its list; the tour's figures are stale until `refresh`.
    @inline(__always)
    func unlink(_ node: Int) {
        let (before, after) = (previous[node], next[node])
        next[Int(before)] = after
        previous[Int(after)] = before
    }

    /// A reload node, linked nowhere.
    func takeReload() -> Int {
        totals.pointee.freeReloadCount -= 1
        return Int(freeReloads[totals.pointee.freeReloadCount])
    }

    /// Gives a reload node back.
    func freeReload(_ node: Int) {
        freeReloads[totals.pointee.freeReloadCount] = Int32(node)
        totals.pointee.freeReloadCount += 1
    }

    /// Takes a client out of its tour into the bank.
    func remove(_ client: Int) {
        unlink(client)
        addToBank(client)
    }

    /// Drops trips that lost all their clients: reloads right behind a head or right before the end.
    func dropEmptyTrips(_ slot: Int) {
        var node = Int(next[start(slot)])
        while node != end(slot) {
            let after = Int(next[node])
            if node >= firstReload, !isClient(Int(previous[node])) {
                unlink(node)
                freeReload(node)
            }
            node = after
        }
        let last = Int(previous[end(slot)])
        if last >= firstReload {
            unlink(last)
            freeReload(last)
        }
    }

    /// Brings the figures of a changed tour up to date, and closes it when it is empty. `oldCost` was its cost before.
    ///
    /// Where ways are not the shortest, a tour can be late for having lost a client: then it loses all.
    func settle(_ slot: Int, oldCost: Int) {
        if instance.hasTrips { dropEmptyTrips(slot) }
        refresh(slot)
        if !keepsTime(slot) {
            while Int(next[start(slot)]) != end(slot) {
                let node = Int(next[start(slot)])
                if isClient(node) { remove(node) } else { dropEmptyTrips(slot) }
            }
            refresh(slot)
        }
        totals.pointee.cost += cost(slot) - oldCost
        if size[slot] == 0 { closeTour(slot) }
    }

    /// Whether a refreshed tour is in time everywhere and within its limits.
    private func keepsTime(_ slot: Int) -> Bool {
        guard instance.isTimed else { return keepsLimits(slot) }
        let last = end(slot)
        var node = Int(next[start(slot)])
        while node != last {
            if node < clients, departure[node] &- instance.service[node] > instance.due[node] { return false }
            node = Int(next[node])
        }
        return departure[last] <= instance.closes[Int(type[slot])] && keepsLimits(slot)
    }
}
