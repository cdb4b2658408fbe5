/// What the tours that a step touches looked like before.
final class UndoLog {
    /// Per slot: whether it is in the log.
    let isLogged: UnsafeMutablePointer<Bool>
    /// Logged slots; their types; where their nodes begin in `nodes` (one entry more than slots).
    let slots: UnsafeMutablePointer<Int32>, types: UnsafeMutablePointer<Int32>, starts: UnsafeMutablePointer<Int32>
    /// Clients in order, and -1 for a reload.
    let nodes: UnsafeMutablePointer<Int32>
    /// Clients that were in the bank.
    let bank: UnsafeMutablePointer<Int32>
    let counts: UnsafeMutablePointer<(slots: Int, bank: Int, cost: Int)>

    init(nodes count: Int, slots slotCount: Int, clients: Int) {
        isLogged = Flat.room(slotCount, false)
        slots = Flat.room(slotCount, 0)
        types = Flat.room(slotCount, 0)
        starts = Flat.room(slotCount + 1, 0)
        nodes = Flat.room(count, 0)
        bank = Flat.room(clients, 0)
        counts = Flat.room(1, (0, 0, 0))
    }

    deinit {
        isLogged.deallocate()
        for pointer in [slots, types, starts, nodes, bank] { pointer.deallocate() }
        counts.deallocate()
    }
}

extension DepotKernel {
    /// Begins a step: what `log` sees from now on can be taken back.
    func beginStep() {
        for entry in 0..<undo.counts.pointee.slots { undo.isLogged[Int(undo.slots[entry])] = false }
        undo.counts.pointee = (0, totals.pointee.bankCount, totals.pointee.cost)
        undo.bank.update(from: bank, count: totals.pointee.bankCount)
    }

    /// Remembers a tour before its first change in this step. A tour opened in this step counts as empty.
    @inline(__always)
    func log(_ slot: Int, isNew: Bool = false) {
        if !undo.isLogged[slot] { remember(slot, isNew: isNew) }
    }

    private func remember(_ slot: Int, isNew: Bool) {
        let entry = undo.counts.pointee.slots
        undo.isLogged[slot] = true
        undo.slots[entry] = Int32(truncatingIfNeeded: slot)
        undo.types[entry] = type[slot]
        var at = Int(undo.starts[entry])
        if !isNew {
            var node = Int(next[start(slot)])
            while node != end(slot) {
                undo.nodes[at] = node < clients ? Int32(truncatingIfNeeded: node) : -1
                at += 1
                node = Int(next[node])
            }
        }
        undo.starts[entry + 1] = Int32(truncatingIfNeeded: at)
        undo.counts.pointee.slots = entry + 1
    }

    /// Takes the step back.
    func rollBack() {
        let count = undo.counts.pointee.slots
        for entry in 0..<count {
            let slot = Int(undo.slots[entry])
            guard openAt[slot] >= 0 else { continue }
            if instance.hasTrips { freeReloads(of: slot) }
            closeTour(slot)
        }
        while totals.pointee.bankCount > 0 { takeFromBank(Int(bank[totals.pointee.bankCount - 1])) }
        for entry in 0..<count {
            let (first, last) = (Int(undo.starts[entry]), Int(undo.starts[entry + 1]))
            guard last > first else { continue }
            let slot = openTour(type: Int(undo.types[entry]))
            fill(slot, undo.nodes + first, last - first)
        }
        for entry in 0..<undo.counts.pointee.bank { addToBank(Int(undo.bank[entry])) }
        totals.pointee.cost = undo.counts.pointee.cost
        for entry in 0..<count { undo.isLogged[Int(undo.slots[entry])] = false }
        undo.counts.pointee.slots = 0
    }

    /// Links clients (and -1 for reloads) into an empty tour; the running cost is the caller's.
    func fill(_ slot: Int, _ nodes: UnsafeMutablePointer<Int32>, _ count: Int) {
        var before = start(slot)
        for entry in 0..<count {
            let node = nodes[entry] >= 0 ? Int(nodes[entry]) : takeReload()
            next[before] = Int32(truncatingIfNeeded: node)
            previous[node] = Int32(truncatingIfNeeded: before)
            before = node
        }
        next[before] = Int32(truncatingIfNeeded: end(slot))
        previous[end(slot)] = Int32(truncatingIfNeeded: before)
        refresh(slot)
    }

    private func freeReloads(of slot: Int) {
        var node = Int(next[start(slot)])
        while node != end(slot) {
            let after = Int(next[node])
            if node >= firstReload { freeReload(node) }
            node = after
        }
    }
}
