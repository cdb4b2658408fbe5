/// Fills in the weights of a hierarchy.
///
/// In a graph of directed edges about half of all arcs lead only one way. So each row that is done leaves a list of its
/// open arcs upwards and one of those downwards, and whoever comes later reads these alone.
final class Customiser<Weight: HierarchyWeight> {
    let topology: HierarchyTopology
    /// Per arc the way up and the way down.
    let up: UnsafeMutablePointer<Weight>
    let down: UnsafeMutablePointer<Weight>
    /// Per arc what its ways consist of: a node below both ends, or `~arc` for an arc of the graph.
    let upVia: UnsafeMutablePointer<Int32>
    let downVia: UnsafeMutablePointer<Int32>
    /// Per arc whether another way is shorter than its own over lower nodes.
    private let isUpBeaten: UnsafeMutablePointer<Bool>
    private let isDownBeaten: UnsafeMutablePointer<Bool>
    private let openUp: OpenArcs
    private let openDown: OpenArcs
    /// Whether so many arcs lead only one way that the lists of open ones pay.
    private let isOneWay: Bool
    /// Per node the arc to it from the node that is looked at.
    private let slotOf: UnsafeMutablePointer<Int32>

    init(_ topology: HierarchyTopology, weights: Column<Weight>) {
        let count = topology.heads.count
        func filled<Element: BitwiseCopyable>(_ value: Element, _ count: Int) -> UnsafeMutablePointer<Element> {
            let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
            pointer.initialize(repeating: value, count: count)
            return pointer
        }
        self.topology = topology
        (up, down) = (filled(.noWay, count), filled(.noWay, count))
        (upVia, downVia) = (filled(-1, count), filled(-1, count))
        (isUpBeaten, isDownBeaten) = (filled(false, count), filled(false, count))
        slotOf = filled(-1, topology.count)
        (openUp, openDown) = (OpenArcs(topology), OpenArcs(topology))
        for (arc, slot) in topology.slots.enumerated() where slot >= 0 {
            let target = Int(slot >> 1)
            // Of equal arcs the first stays.
            if slot & 1 == 0, weights[arc] < up[target] {
                (up[target], upVia[target]) = (weights[arc], ~Int32(arc))
            } else if slot & 1 == 1, weights[arc] < down[target] {
                (down[target], downVia[target]) = (weights[arc], ~Int32(arc))
            }
        }
        var (oneWay, any) = (0, 0)
        for arc in 0..<count {
            let (isUp, isDown) = (up[arc] < Weight.noWay, down[arc] < Weight.noWay)
            oneWay += isUp != isDown ? 1 : 0
            any += isUp || isDown ? 1 : 0
        }
        isOneWay = oneWay > any / 4
    }

    deinit {
        up.deallocate()
        down.deallocate()
        upVia.deallocate()
        downVia.deallocate()
        isUpBeaten.deallocate()
        isDownBeaten.deallocate()
        slotOf.deallocate()
        openUp.deallocate()
        openDown.deallocate()
    }

    /// Whether a search must look at the way up of `arc`.
    func needsUp(_ arc: Int) -> Bool { up[arc] < Weight.noWay && !isUpBeaten[arc] }

    /// Whether a search must look at the way down of `arc`.
    func needsDown(_ arc: Int) -> Bool { down[arc] < Weight.noWay && !isDownBeaten[arc] }

    /// Gives every arc the length of the shortest way over nodes below both its ends, from the lowest node up.
    func contract() {
        let (firstArc, heads) = (topology.firstArc.base, topology.heads.base)
        let (firstBelow, below) = (topology.firstBelow.base, topology.below.base)
        let tailsBelow = topology.tailsBelow.base
        for node in 0..<topology.count {
            let own = Int(firstArc[node])..<Int(firstArc[node &+ 1])
            if !own.isEmpty {
                for arc in own { slotOf[Int(heads[arc])] = Int32(truncatingIfNeeded: arc) }
                for entry in Int(firstBelow[node])..<Int(firstBelow[node &+ 1]) {
                    let (arc, tail) = (Int(below[entry]), tailsBelow[entry])
                    if isOneWay {
                        joinOpen(below: arc, of: tail, heads)
                    } else {
                        joinAll(below: arc, of: tail, end: Int(firstArc[Int(tail) &+ 1]), heads)
                    }
                }
            }
            guard isOneWay else { continue }
            openUp.append(node, own) { up[$0] < Weight.noWay }
            openDown.append(node, own) { down[$0] < Weight.noWay }
        }
    }

    /// Shortens the arcs of the node that is looked at by the ways over the lower node `tail`, which ends at `end` and
    /// whose `arc` leads to it.
    @inline(__always)
    private func joinAll(below arc: Int, of tail: Int32, end: Int, _ heads: UnsafePointer<Int32>) {
        let (toTail, fromTail) = (down[arc], up[arc])
        var other = arc &+ 1
        while other < end {
            let slot = Int(slotOf[Int(heads[other])])
            let (ahead, back) = (toTail &+ up[other], down[other] &+ fromTail)
            if ahead < up[slot] { (up[slot], upVia[slot]) = (ahead, tail) }
            if back < down[slot] { (down[slot], downVia[slot]) = (back, tail) }
            other &+= 1
        }
    }

    /// The same by open arcs alone.
    @inline(__always)
    private func joinOpen(below arc: Int, of tail: Int32, _ heads: UnsafePointer<Int32>) {
        let (toTail, fromTail) = (down[arc], up[arc])
        if toTail < Weight.noWay {
            openUp.eachFromAbove(Int(tail), downTo: arc) { other in
                let slot = Int(slotOf[Int(heads[other])])
                let ahead = toTail &+ up[other]
                if ahead < up[slot] { (up[slot], upVia[slot]) = (ahead, tail) }
            }
        }
        if fromTail < Weight.noWay {
            openDown.eachFromAbove(Int(tail), downTo: arc) { other in
                let slot = Int(slotOf[Int(heads[other])])
                let back = down[other] &+ fromTail
                if back < down[slot] { (down[slot], downVia[slot]) = (back, tail) }
            }
        }
    }

    /// Shortens every open arc to the shortest way of all, from the highest node down. As in `contract`, a node looks at
    /// the rows below it, so that arcs are found by their heads and need not be searched for.
    /// - Parameter all: whether the arcs that are closed must get their shortest way as well, and not only open ones.
    func relaxFromAbove(all: Bool = false) {
        if all || !isOneWay { return relaxAllArcs() }
        let heads = topology.heads.base
        eachJoint { arc, tail, _ in
            if up[arc] < Weight.noWay {
                openUp.eachFromAbove(tail, downTo: arc) { other in
                    let joint = Int(slotOf[Int(heads[other])])
                    shorten(arc, other, up, isUpBeaten, back: down[joint], ahead: up[joint])
                }
            }
            if down[arc] < Weight.noWay {
                openDown.eachFromAbove(tail, downTo: arc) { other in
                    let joint = Int(slotOf[Int(heads[other])])
                    shorten(arc, other, down, isDownBeaten, back: up[joint], ahead: down[joint])
                }
            }
        }
    }

    private func relaxAllArcs() {
        let count = topology.heads.count
        let basic = UnsafeMutablePointer<Weight>.allocate(capacity: max(1, 2 * count))
        defer { basic.deallocate() }
        basic.initialize(from: up, count: count)
        (basic + count).initialize(from: down, count: count)
        let heads = topology.heads.base
        eachJoint { first, _, end in
            var second = first &+ 1
            while second < end {
                let joint = Int(slotOf[Int(heads[second])])
                let (ahead, back) = (up[joint], down[joint])
                up[first] = min(up[first], up[second] &+ back)
                up[second] = min(up[second], up[first] &+ ahead)
                down[first] = min(down[first], ahead &+ down[second])
                down[second] = min(down[second], back &+ down[first])
                second &+= 1
            }
        }
        for arc in 0..<count {
            isUpBeaten[arc] = up[arc] < basic[arc]
            isDownBeaten[arc] = down[arc] < basic[count + arc]
        }
    }

    /// Calls `body` for every node from the highest down, with its arcs in `slotOf`, and for each arc from below: the arc,
    /// its tail and the end of the tail's row.
    @inline(__always)
    private func eachJoint(_ body: (_ arc: Int, _ tail: Int, _ end: Int) -> Void) {
        let (firstArc, heads) = (topology.firstArc.base, topology.heads.base)
        let (firstBelow, below) = (topology.firstBelow.base, topology.below.base)
        let tailsBelow = topology.tailsBelow.base
        for node in stride(from: topology.count - 1, through: 0, by: -1) {
            let own = Int(firstArc[node])..<Int(firstArc[node &+ 1])
            guard !own.isEmpty else { continue }
            for arc in own { slotOf[Int(heads[arc])] = Int32(truncatingIfNeeded: arc) }
            for entry in Int(firstBelow[node])..<Int(firstBelow[node &+ 1]) {
                let tail = Int(tailsBelow[entry])
                body(Int(below[entry]), tail, Int(firstArc[tail &+ 1]))
            }
        }
    }

    /// Shortens `arc` and `other`, two of one node, by the ways `back` and `ahead` between their heads.
    @inline(__always)
    private func shorten(
        _ arc: Int, _ other: Int, _ weights: UnsafeMutablePointer<Weight>, _ isBeaten: UnsafeMutablePointer<Bool>,
        back: Weight, ahead: Weight
    ) {
        let round = weights[other] &+ back
        if round < weights[arc] { (weights[arc], isBeaten[arc]) = (round, true) }
        let on = weights[arc] &+ ahead
        if on < weights[other] { (weights[other], isBeaten[other]) = (on, true) }
    }
}

/// Per node those of its arcs that are open in one direction.
private struct OpenArcs {
    private let first: UnsafeMutablePointer<Int32>
    private let arcs: UnsafeMutablePointer<Int32>

    /// Room for the arcs of `topology`; what is not written takes no memory.
    init(_ topology: HierarchyTopology) {
        first = .allocate(capacity: topology.count + 1)
        first[0] = 0
        arcs = .allocate(capacity: max(1, topology.heads.count))
    }

    func deallocate() {
        first.deallocate()
        arcs.deallocate()
    }

    /// Writes the row of `node` behind that of the node before it.
    @inline(__always)
    func append(_ node: Int, _ row: Range<Int>, isOpen: (Int) -> Bool) {
        var end = Int(first[node])
        for arc in row where isOpen(arc) {
            arcs[end] = Int32(truncatingIfNeeded: arc)
            end &+= 1
        }
        first[node &+ 1] = Int32(truncatingIfNeeded: end)
    }

    /// Calls `body` for the open arcs of `node` that stand behind `arc`, the last first.
    @inline(__always)
    func eachFromAbove(_ node: Int, downTo arc: Int, _ body: (Int) -> Void) {
        let start = Int(first[node])
        var position = Int(first[node &+ 1]) &- 1
        while position >= start, Int(arcs[position]) > arc {
            body(Int(arcs[position]))
            position &-= 1
        }
    }
}
