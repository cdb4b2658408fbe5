import Quantities

/// One lane of ruin and recreate on depot tours: strings of neighbouring clients are taken out and put back where they
/// cost least, some places overlooked on purpose (Christiaens & Vanden Berghe 2020); changed tours are then polished by
/// granular moves, and annealing decides what stays.
final class DeliverySearch: @unchecked Sendable {
    let instance: DepotInstance
    let kernel: DepotKernel
    let neighbours: ClientNeighbours
    let settings: DeliverySettings
    let random: UnsafeMutablePointer<RandomSource>
    let state: UnsafeMutablePointer<State>
    /// How often each client was left out.
    let absence: UnsafeMutablePointer<Int>
    /// Clients to insert, with their sorting keys.
    let pending: UnsafeMutablePointer<Int32>, keys: UnsafeMutablePointer<Int>
    /// The distance of each client from the depot of the first type, for insertion orders.
    let remoteness: UnsafeMutablePointer<Int>
    /// Per type and client: whether a vehicle can serve the client alone, or with the other end of its shipment.
    let servesAlone: UnsafeMutablePointer<Bool>
    private(set) var best = DepotSnapshot()

    /// Running figures of a lane.
    struct State {
        var temperature = 1.0
        /// Places to look at before one is overlooked.
        var untilBlink = 1
        var pendingCount = 0
    }

    init(_ instance: DepotInstance, _ neighbours: ClientNeighbours, seed: UInt64, settings: DeliverySettings) {
        self.instance = instance
        self.neighbours = neighbours
        self.settings = settings
        kernel = DepotKernel(instance)
        random = Flat.room(1, RandomSource(seed: seed))
        state = Flat.room(1, State())
        absence = Flat.room(instance.clients, 0)
        pending = Flat.room(instance.clients, 0)
        keys = Flat.room(instance.clients, 0)
        remoteness = Flat.room(instance.clients, 0)
        servesAlone = Flat.room(instance.types * instance.clients, false)
        for client in 0..<instance.clients {
            remoteness[client] = Int(
                instance.cost[Int(instance.start[0]) * instance.places + Int(instance.place[client])])
            for kind in 0..<instance.types {
                servesAlone[kind * instance.clients + client] =
                    instance.problem.cost(of: .init(vehicle: kind, trips: [instance.together(client)])) != nil
            }
        }
    }

    deinit {
        random.deallocate()
        state.deallocate()
        for pointer in [absence, keys, remoteness] { pointer.deallocate() }
        pending.deallocate()
        servesAlone.deallocate()
    }

    /// A first plan, by cheapest insertion in the order of remoteness, or from `snapshot`.
    func begin(from snapshot: DepotSnapshot? = nil) {
        if let snapshot {
            kernel.restore(snapshot)
        } else {
            kernel.beginStep()
            gather(all: true)
            recreate()
        }
        kernel.refreshLogged()
        kernel.beginStep()
        kernel.save(&best)
    }

    /// What the average way between two clients costs; where every tour has one client, that of all ways.
    var averageWay: Double {
        var (between, count, all, allCount) = (0, 0, 0, 0)
        for entry in 0..<kernel.totals.pointee.openCount {
            let slot = Int(kernel.open[entry])
            let kind = Int(kernel.type[slot])
            let (unit, base) = (instance.unit[kind], instance.base[kind])
            all += unit * kernel.length[slot]
            allCount += Int(kernel.size[slot]) + 1
            var node = Int(kernel.next[kernel.start(slot)])
            while node != kernel.end(slot) {
                let after = Int(kernel.next[node])
                if kernel.isClient(node), kernel.isClient(after) {
                    between += unit * kernel.way(node, after, base)
                    count += 1
                }
                node = after
            }
        }
        return count > 0 ? Double(between) / Double(count) : Double(all) / Double(max(1, allCount))
    }

    /// Takes `count` steps at a temperature, a cost.
    func advance(_ count: Int, temperature: Double) {
        state.pointee.temperature = temperature
        for _ in 0..<count { step() }
    }

    /// Goes on from another plan.
    func follow(_ snapshot: DepotSnapshot) {
        kernel.restore(snapshot)
        kernel.beginStep()
        if snapshot < best { best = snapshot }
    }

    private func step() {
        kernel.beginStep()
        let (weight, cost) = (kernel.totals.pointee.bankWeight, kernel.totals.pointee.cost)
        ruin()
        gather(all: false)
        recreate()
        if instance.hasPeers { kernel.improveTypes() }
        if settings.polishes { polish(cost) }
        guard isAccepted(weight, cost) else { return kernel.rollBack() }
        kernel.refreshLogged()
        let (nowWeight, nowCost) = (kernel.totals.pointee.bankWeight, kernel.totals.pointee.cost)
        if (nowWeight, nowCost) < (best.bankWeight, best.cost) { kernel.save(&best) }
    }

    /// Fewer left out: yes; more: only if they were absent less often so far; else by annealing.
    private func isAccepted(_ weight: Int, _ cost: Int) -> Bool {
        let totals = kernel.totals
        if totals.pointee.bankCount > 0 {
            for entry in 0..<totals.pointee.bankCount { absence[Int(kernel.bank[entry])] += 1 }
        }
        if totals.pointee.bankWeight != weight {
            return totals.pointee.bankWeight < weight || isLessAbsent()
        }
        let worse = totals.pointee.cost - cost
        if worse <= 0 { return true }
        return Double(worse) < -state.pointee.temperature * logarithm(1 - random.pointee.unit())
    }

    private func isLessAbsent() -> Bool {
        var (now, before) = (0, 0)
        for entry in 0..<kernel.totals.pointee.bankCount { now += absence[Int(kernel.bank[entry])] }
        for entry in 0..<kernel.undo.counts.pointee.bank { before += absence[Int(kernel.undo.bank[entry])] }
        return now < before
    }
}

extension DepotKernel {
    /// Full figures for every tour of the present step that still exists.
    func refreshLogged() {
        for entry in 0..<undo.counts.pointee.slots {
            let slot = Int(undo.slots[entry])
            if openAt[slot] >= 0 { refresh(slot) }
        }
    }
}
