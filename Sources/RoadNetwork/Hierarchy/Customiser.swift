/// Fills in the weights of a hierarchy.
struct Customiser<Weight: HierarchyWeight> {
    let topology: HierarchyTopology
    var up: [Weight]
    var down: [Weight]
    var upVia: [Int32]
    var downVia: [Int32]

    init(_ topology: HierarchyTopology, weights: Column<Weight>) {
        self.topology = topology
        up = Array(repeating: .noWay, count: topology.heads.count)
        down = up
        upVia = Array(repeating: -1, count: topology.heads.count)
        downVia = upVia
        for (arc, slot) in topology.slots.enumerated() where slot >= 0 {
            let target = Int(slot >> 1)
            // Of equal arcs the first stays.
            if slot & 1 == 0, weights[arc] < up[target] {
                (up[target], upVia[target]) = (weights[arc], ~Int32(arc))
            } else if slot & 1 == 1, weights[arc] < down[target] {
                (down[target], downVia[target]) = (weights[arc], ~Int32(arc))
            }
        }
    }

    /// Gives every arc the length of the shortest way over nodes below both its ends, from the lowest node up.
    mutating func contract() {
        let topology = topology
        var slotOf = [Int32](repeating: -1, count: topology.count)
        up.withUnsafeMutableBufferPointer { up in
            down.withUnsafeMutableBufferPointer { down in
                upVia.withUnsafeMutableBufferPointer { upVia in
                    downVia.withUnsafeMutableBufferPointer { downVia in
                        for node in 0..<topology.count {
                            let own = Int(topology.firstArc[node])..<Int(topology.firstArc[node &+ 1])
                            guard !own.isEmpty else { continue }
                            for arc in own { slotOf[Int(topology.heads[arc])] = Int32(truncatingIfNeeded: arc) }
                            for entry in Int(topology.firstBelow[node])..<Int(topology.firstBelow[node &+ 1]) {
                                let arc = Int(topology.below[entry])
                                let tail = topology.tailsBelow[entry]
                                let (toTail, fromTail) = (down[arc], up[arc])
                                for other in arc &+ 1..<Int(topology.firstArc[Int(tail) &+ 1]) {
                                    let slot = Int(slotOf[Int(topology.heads[other])])
                                    let ahead = toTail &+ up[other]
                                    if ahead < up[slot] {
                                        up[slot] = ahead
                                        upVia[slot] = tail
                                    }
                                    let back = down[other] &+ fromTail
                                    if back < down[slot] {
                                        down[slot] = back
                                        downVia[slot] = tail
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Shortens every arc to the shortest way of all, from the highest node down. As in `contract`, a node looks at the
    /// rows of those below it, so that arcs are found by their heads and need not be searched for.
    mutating func relaxFromAbove() {
        let topology = topology
        var slotOf = [Int32](repeating: -1, count: topology.count)
        up.withUnsafeMutableBufferPointer { up in
            down.withUnsafeMutableBufferPointer { down in
                topology.heads.withUnsafeBufferPointer { heads in
                    for node in stride(from: topology.count - 1, through: 0, by: -1) {
                        let own = Int(topology.firstArc[node])..<Int(topology.firstArc[node &+ 1])
                        guard !own.isEmpty else { continue }
                        for arc in own { slotOf[Int(heads[arc])] = Int32(truncatingIfNeeded: arc) }
                        for entry in Int(topology.firstBelow[node])..<Int(topology.firstBelow[node &+ 1]) {
                            let first = Int(topology.below[entry])
                            let end = Int(topology.firstArc[Int(topology.tailsBelow[entry]) &+ 1])
                            for second in first &+ 1..<max(first &+ 1, end) {
                                let joint = Int(slotOf[Int(heads[second])])
                                up[first] = min(up[first], up[second] &+ down[joint])
                                up[second] = min(up[second], up[first] &+ up[joint])
                                down[first] = min(down[first], up[joint] &+ down[second])
                                down[second] = min(down[second], down[joint] &+ down[first])
                            }
                        }
                    }
                }
            }
        }
    }
}
