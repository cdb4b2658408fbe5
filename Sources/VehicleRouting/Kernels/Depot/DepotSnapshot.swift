/// A whole plan of the depot kernel, apart from any scratch memory.
struct DepotSnapshot: Sendable {
    /// The type of each tour, and where its nodes end in `nodes`.
    var types: [Int32] = []
    var ends: [Int32] = []
    /// Clients in order, and -1 for a reload.
    var nodes: [Int32] = []
    var bank: [Int32] = []
    var cost = 0
    /// The weights of the clients in no tour.
    var bankWeight = 0

    /// Fewer (and lighter) clients left out, then less cost.
    static func < (lhs: Self, rhs: Self) -> Bool { (lhs.bankWeight, lhs.cost) < (rhs.bankWeight, rhs.cost) }
}

extension DepotKernel {
    /// Copies the present plan into `snapshot`, whose memory is kept.
    func save(_ snapshot: inout DepotSnapshot) {
        snapshot.types.removeAll(keepingCapacity: true)
        snapshot.ends.removeAll(keepingCapacity: true)
        snapshot.nodes.removeAll(keepingCapacity: true)
        snapshot.bank.removeAll(keepingCapacity: true)
        for entry in 0..<totals.pointee.openCount {
            let slot = Int(open[entry])
            var node = Int(next[start(slot)])
            while node != end(slot) {
                snapshot.nodes.append(node < clients ? Int32(truncatingIfNeeded: node) : -1)
                node = Int(next[node])
            }
            snapshot.types.append(type[slot])
            snapshot.ends.append(Int32(snapshot.nodes.count))
        }
        for entry in 0..<totals.pointee.bankCount { snapshot.bank.append(bank[entry]) }
        snapshot.cost = totals.pointee.cost
        snapshot.bankWeight = totals.pointee.bankWeight
    }

    /// Makes `snapshot` the present plan.
    func restore(_ snapshot: DepotSnapshot) {
        beginStep()
        while totals.pointee.openCount > 0 {
            let slot = Int(open[0])
            var node = Int(next[start(slot)])
            while node != end(slot) {
                let after = Int(next[node])
                if node >= firstReload { freeReload(node) } else { addToBank(node) }
                node = after
            }
            totals.pointee.cost -= cost(slot)
            closeTour(slot)
        }
        var nodes = snapshot.nodes
        nodes.withUnsafeMutableBufferPointer { source in
            var first = 0
            for (kind, last) in zip(snapshot.types, snapshot.ends) {
                for entry in first..<Int(last) where source[entry] >= 0 { takeFromBank(Int(source[entry])) }
                let slot = openTour(type: Int(kind))
                fill(slot, source.baseAddress! + first, Int(last) - first)
                totals.pointee.cost += cost(slot)
                first = Int(last)
            }
        }
    }
}
