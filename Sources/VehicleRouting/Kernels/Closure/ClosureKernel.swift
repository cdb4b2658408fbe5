/// Vehicle-days under the rules of a `ClosureInstance`, each with the closure of its time rules, so that any insertion
/// is judged exactly in constant time.
///
/// A day is a sequence of nodes: 0 is the clock itself, then (where depots are timed) the depot, then the visits, then
/// the depot. All rules read t[j] >= t[i] + w. The closure holds the longest path between every two nodes; an insertion
/// is feasible exactly when no cycle through a new or lengthened rule is positive, and every such cycle is a sum of one
/// to three new weights and closure entries. Nodes of one day are numbered in driving order; gap i lies behind node i.
///
/// All memory is allocated once. Days 0..<slots are the working ones; the same number behind them are copies for undo.
final class ClosureKernel {
    let instance: ClosureInstance
    /// Working days.
    let slots: Int
    /// Most nodes of a day, and the distance between closure columns.
    let stride: Int
    /// The first gap: behind the clock, or behind the timed depot.
    let firstGap: Int

    // Per day.
    let type: UnsafeMutablePointer<Int32>
    let count: UnsafeMutablePointer<Int32>
    let version: UnsafeMutablePointer<UInt32>
    let cost: UnsafeMutablePointer<Double>
    /// School visits of the day in order: how many, and their nodes.
    let visitCount: UnsafeMutablePointer<Int32>
    let visitNode: UnsafeMutablePointer<Int16>

    // Per day and node: entry `slot * stride + node`.
    /// The request collected here, or -1.
    let request: UnsafeMutablePointer<Int32>
    /// The group collected or unloaded here, or -1.
    let group: UnsafeMutablePointer<Int32>
    let place: UnsafeMutablePointer<Int32>
    let service: UnsafeMutablePointer<Float>
    /// Rule from this node to the next: standing and driving; minus infinity where the clock is not kept.
    let gapTime: UnsafeMutablePointer<Float>
    let gapCost: UnsafeMutablePointer<Float>
    /// Places left behind this node.
    let free: UnsafeMutablePointer<Int64>
    /// Mixing group aboard behind this node, or `ClosureKernel.empty`.
    let mix: UnsafeMutablePointer<Int32>
    /// Of a school visit: tenths of unloading; its first pickup. Of a pickup: its school visit in `partner`.
    let unloading: UnsafeMutablePointer<Int32>
    let partner: UnsafeMutablePointer<Int32>
    /// Room for a detour in the gap, and for a longer stand at a school visit.
    let slack: UnsafeMutablePointer<Float>
    let standSlack: UnsafeMutablePointer<Float>
    /// Earliest and latest arrival.
    let early: UnsafeMutablePointer<Float>
    let late: UnsafeMutablePointer<Float>
    /// Column j of a day: longest paths from every node to j.
    let closure: UnsafeMutablePointer<Float>

    /// The day that holds each request, or -1.
    let dayOf: UnsafeMutablePointer<Int32>
    /// While only the number of vehicles matters, all cost the same: what the roomiest type costs, and nothing per day. A
    /// request then goes where it fits best and not into the cheapest vehicle.
    var savesDays = true
    /// Per day, the last version given to it; versions of a day differ over all time and all searches of a problem.
    private let lastVersion: UnsafeMutablePointer<UInt32>

    /// "Nobody aboard" among mixing groups.
    static let empty = Int32.min

    /// Most searches whose versions never meet.
    static let lanes = 64

    /// An empty fleet of `slots` days with at most `stride` nodes each (a multiple of 8), for search number `lane`.
    init(_ instance: ClosureInstance, slots: Int, stride: Int, lane: Int = 0) {
        precondition(stride % 8 == 0 && stride < Int16.max)
        self.instance = instance
        self.slots = slots
        self.stride = stride
        firstGap = instance.isDepotTimed ? 1 : 0
        let days = 2 * slots
        let nodes = days * stride
        func room<Value>(_ count: Int, _ value: Value) -> UnsafeMutablePointer<Value> {
            let raw = UnsafeMutableRawPointer.allocate(
                byteCount: max(1, count) * MemoryLayout<Value>.stride, alignment: 64)
            let pointer = raw.bindMemory(to: Value.self, capacity: max(1, count))
            pointer.initialize(repeating: value, count: max(1, count))
            return pointer
        }
        type = room(days, 0)
        count = room(days, 0)
        version = room(days, 0)
        cost = room(days, 0)
        visitCount = room(days, 0)
        visitNode = room(nodes, 0)
        request = room(nodes, -1)
        group = room(nodes, -1)
        place = room(nodes, 0)
        service = room(nodes, 0)
        gapTime = room(nodes, 0)
        gapCost = room(nodes, 0)
        free = room(nodes, 0)
        mix = room(nodes, Self.empty)
        unloading = room(nodes, 0)
        partner = room(nodes, 0)
        slack = room(nodes, 0)
        standSlack = room(nodes, 0)
        early = room(nodes, 0)
        late = room(nodes, 0)
        closure = room(nodes * stride, -.infinity)
        dayOf = room(instance.requests, -1)
        lastVersion = room(slots, UInt32(lane % Self.lanes))
        for slot in 0..<slots { clear(slot, type: 0) }
    }

    deinit {
        for pointer in [service, gapTime, gapCost, slack, standSlack, early, late, closure] { pointer.deallocate() }
        for pointer in [type, count, visitCount, request, group, place, mix, unloading, partner, dayOf] {
            pointer.deallocate()
        }
        visitNode.deallocate()
        version.deallocate()
        lastVersion.deallocate()
        cost.deallocate()
        free.deallocate()
    }

    /// The number of visits of a day, pickups and school visits.
    @inline(__always)
    func visits(_ slot: Int) -> Int { Int(count[slot]) - 2 - firstGap }

    /// Whether the day has no visit.
    @inline(__always)
    func isEmpty(_ slot: Int) -> Bool { Int(count[slot]) == 2 + firstGap }

    /// Makes the day an empty one of `type`.
    func clear(_ slot: Int, type newType: Int) {
        type[slot] = Int32(newType)
        let start = slot * stride
        count[slot] = Int32(2 + firstGap)
        for node in 0..<2 + firstGap {
            request[start + node] = -1
            group[start + node] = -1
            place[start + node] = Int32(instance.day.places + newType)
            service[start + node] = 0
            unloading[start + node] = 0
            partner[start + node] = 0
        }
        rebuild(slot)
    }

    /// Marks the day as changed, so that no cached place of it is used again.
    @inline(__always)
    func touch(_ slot: Int) {
        lastVersion[slot] &+= UInt32(Self.lanes)
        version[slot] = lastVersion[slot]
    }

    /// The fleet type whose prices a vehicle of `type` has by now.
    @inline(__always)
    func priced(_ type: Int) -> Int { savesDays ? instance.roomiest : type }

    /// What using a vehicle of `type` costs by now.
    @inline(__always)
    func dayCost(_ type: Int) -> Float { savesDays ? 0 : instance.dayCost[type] }

    /// The pickups and school visits in driving order.
    func nodes(_ slot: Int) -> [TourNode] {
        let start = slot * stride
        return (firstGap + 1..<Int(count[slot]) - 1).map { node in
            let request = Int(request[start + node])
            return request >= 0 ? .stop(request) : .school(group: Int(group[start + node]))
        }
    }
}
