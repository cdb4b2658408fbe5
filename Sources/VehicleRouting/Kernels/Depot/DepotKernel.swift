/// Tours as linked lists with what is needed to judge an insertion or an exchange in constant time.
///
/// Nodes are the clients, then a start and an end for every slot, then one reload for every client (where vehicles load
/// more than once). The node that begins a trip, a start or a reload, is the trip's head and holds its load. With the
/// earliest departure behind every node and the latest arrival before it, joining two parts is one comparison.
///
/// All memory is allocated once.
final class DepotKernel {
    let instance: DepotInstance
    let clients: Int
    let slots: Int
    /// The first start and the first reload among the nodes; starts and ends alternate.
    let firstStart: Int, firstReload: Int, nodes: Int

    private let lines: UnsafeMutableRawPointer

    // Per node.
    let next: NodeColumn, previous: NodeColumn
    /// The slot of the tour, or -1.
    let tour: NodeColumn
    let head: NodeColumn
    let place: NodeColumn
    /// What the way from here to the next node costs.
    let gap: NodeColumn
    /// What the ways up to this node cost; kept only where types differ and sums are small enough (`knowsLengths`).
    let lengthTo: NodeColumn
    /// The number of clients before this one in its tour.
    let position: NodeColumn
    /// What the clients of the trip up to and including this one take.
    let loadTo: NodeColumn
    /// The earliest departure and the latest arrival.
    let departure: NodeColumn, latest: NodeColumn
    /// From the trip's departure d, in `within...`: this node is left at max(d, pause) + busy, if d is at most `limit`.
    let pause: NodeColumn, busy: NodeColumn, limit: NodeColumn
    /// Mixed loads, by kind: the most aboard on the ways up to behind this node, and from behind it on.
    let mostBefore: UnsafeMutablePointer<Int32>, mostAfter: UnsafeMutablePointer<Int32>

    // Per head.
    let load: NodeColumn
    let released: NodeColumn

    // Per slot.
    let type: UnsafeMutablePointer<Int32>
    let size: UnsafeMutablePointer<Int32>
    let trips: UnsafeMutablePointer<Int32>
    /// The cost matrix summed along the tour.
    let length: UnsafeMutablePointer<Int>

    /// Slots in use, in no order, and where each stands there.
    let open: UnsafeMutablePointer<Int32>, openAt: UnsafeMutablePointer<Int32>
    let freeSlots: UnsafeMutablePointer<Int32>, freeReloads: UnsafeMutablePointer<Int32>
    /// Vehicles in use by type.
    let used: UnsafeMutablePointer<Int32>
    /// Clients in no tour, in no order, and where each stands there.
    let bank: UnsafeMutablePointer<Int32>, bankAt: UnsafeMutablePointer<Int32>
    let totals: UnsafeMutablePointer<Totals>
    let undo: UndoLog
    /// Room for the clients of one tour.
    let scratch: UnsafeMutablePointer<Int32>

    /// Running figures of the plan.
    struct Totals {
        var cost = 0
        var openCount = 0
        var freeCount = 0
        var freeReloadCount = 0
        var bankCount = 0
        /// The weights of the clients in no tour.
        var bankWeight = 0
    }

    /// An empty plan with everybody in the bank.
    init(_ instance: DepotInstance) {
        self.instance = instance
        clients = instance.clients
        slots = instance.slots
        firstStart = clients
        firstReload = clients + 2 * slots
        nodes = firstReload + (instance.hasTrips ? clients : 0)
        func room(_ count: Int, _ value: Int32) -> UnsafeMutablePointer<Int32> { Flat.room(count, value) }
        lines = NodeColumn.memory(nodes)
        next = NodeColumn(lines, 0)
        previous = NodeColumn(lines, 1)
        tour = NodeColumn(lines, 2)
        head = NodeColumn(lines, 3)
        place = NodeColumn(lines, 4)
        gap = NodeColumn(lines, 5)
        departure = NodeColumn(lines, 6)
        latest = NodeColumn(lines, 7)
        load = NodeColumn(lines, 8)
        loadTo = NodeColumn(lines, 9)
        position = NodeColumn(lines, 10)
        pause = NodeColumn(lines, 11)
        busy = NodeColumn(lines, 12)
        limit = NodeColumn(lines, 13)
        released = NodeColumn(lines, 14)
        lengthTo = NodeColumn(lines, 15)
        mostBefore = room(instance.isMixed ? nodes * instance.kinds : 0, 0)
        mostAfter = room(instance.isMixed ? nodes * instance.kinds : 0, 0)
        type = room(slots, 0)
        size = room(slots, 0)
        trips = room(slots, 0)
        length = Flat.room(slots, 0)
        open = room(slots, 0)
        openAt = room(slots, -1)
        freeSlots = room(slots, 0)
        freeReloads = room(clients, 0)
        used = room(instance.types, 0)
        bank = room(clients, 0)
        bankAt = room(clients, -1)
        totals = Flat.room(1, Totals())
        scratch = room(clients, 0)
        undo = UndoLog(nodes: nodes, slots: slots, clients: clients)
        for client in 0..<clients {
            place[client] = instance.place[client]
            head[client] = -1
            addToBank(client)
        }
        for slot in (0..<slots).reversed() {
            freeSlots[totals.pointee.freeCount] = Int32(slot)
            totals.pointee.freeCount += 1
        }
        if instance.hasTrips {
            for number in (0..<clients).reversed() {
                freeReloads[totals.pointee.freeReloadCount] = Int32(firstReload + number)
                totals.pointee.freeReloadCount += 1
            }
        }
    }

    deinit {
        lines.deallocate()
        for pointer in [
            mostBefore, mostAfter, type, size, trips, open, openAt, freeSlots, freeReloads, used, bank, bankAt, scratch,
        ] { pointer.deallocate() }
        length.deallocate()
        totals.deallocate()
    }

    /// The start of a slot's tour; its end is the next node number.
    @inline(__always) func start(_ slot: Int) -> Int { firstStart &+ 2 &* slot }
    @inline(__always) func end(_ slot: Int) -> Int { firstStart &+ 2 &* slot &+ 1 }
    @inline(__always) func isClient(_ node: Int) -> Bool { node < clients }

    /// What a tour costs.
    @inline(__always) func cost(_ slot: Int) -> Int {
        let kind = Int(type[slot])
        return size[slot] == 0 ? 0 : instance.fixed[kind] &+ instance.unit[kind] &* length[slot]
    }

    /// Cost and driving time of a way between two nodes, in a profile's matrices.
    @inline(__always) func way(_ from: Int, _ to: Int, _ base: Int) -> Int {
        Int(instance.cost[base &+ Int(place[from]) &* instance.places &+ Int(place[to])])
    }
    /// The same by the row of the destination, which is faster when many ways lead to one node.
    @inline(__always) func wayInto(_ to: Int, from: Int, _ base: Int) -> Int {
        Int(instance.costInto[base &+ Int(place[to]) &* instance.places &+ Int(place[from])])
    }
    @inline(__always) func driveInto(_ to: Int, from: Int, _ base: Int) -> Int {
        Int(instance.timeInto[base &+ Int(place[to]) &* instance.places &+ Int(place[from])])
    }
    @inline(__always) func drive(_ from: Int, _ to: Int, _ base: Int) -> Int {
        Int(instance.time[base &+ Int(place[from]) &* instance.places &+ Int(place[to])])
    }
}
