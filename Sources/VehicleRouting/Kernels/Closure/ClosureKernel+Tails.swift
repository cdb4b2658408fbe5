extension ClosureKernel {
    /// Whether nobody is aboard behind `node`, so that the day can be cut there.
    @inline(__always)
    func isEmptyBehind(_ node: Int, _ slot: Int) -> Bool { mix[slot &* stride &+ node] == Self.empty }

    /// Lets two days exchange all that lies behind the nodes `cut` and `otherCut`, where nobody is aboard. False when that
    /// breaks a rule; both days must then be restored.
    ///
    /// Each vehicle still ends at its own depot. Neither day may become longer than `stride` less 3 nodes.
    func exchangeTails(_ slot: Int, _ cut: Int, _ other: Int, _ otherCut: Int) -> Bool {
        let (start, otherStart) = (slot &* stride &+ cut &+ 1, other &* stride &+ otherCut &+ 1)
        let (length, otherLength) = (Int(count[slot]) - 1 - cut, Int(count[other]) - 1 - otherCut)
        for column in [request, group] {
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: length) { tail in
                guard let tail = tail.baseAddress else { return }
                tail.initialize(from: column + start, count: length)
                (column + start).update(from: column + otherStart, count: otherLength)
                (column + otherStart).update(from: tail, count: length)
            }
        }
        count[slot] = Int32(cut + 1 + otherLength)
        count[other] = Int32(otherCut + 1 + length)
        let isFine = adopt(slot)
        return adopt(other) && isFine
    }

    /// Works out a day that has new nodes; false when it breaks a load or clock rule.
    private func adopt(_ slot: Int) -> Bool {
        rebuild(slot)
        let start = slot * stride
        for node in start..<start + Int(count[slot]) where request[node] >= 0 {
            dayOf[Int(request[node])] = Int32(slot)
        }
        return holdsLoads(slot) && isPossible(slot)
    }
}

/// A day's cut behind a node where nobody is aboard, and what an exchange of tails there is judged by.
///
/// Nobody rides across a cut, so the clock allows an exchange exactly when each vehicle can be in time for the other's
/// next visit, coming from its own last one. Where days have a longest duration this is a first guess only.
struct TailEnd {
    private let kernel: ClosureKernel
    private let node: Int
    /// The place behind which the day is cut, and the one after it.
    private let here: Int, next: Int
    /// When the vehicle can leave `here` and must be at `next`.
    private let ready: Float, due: Float
    /// What the way between costs, and the table of such costs.
    private let gapCost: Float
    private let costs: UnsafeMutablePointer<Float>
    /// The nodes up to the cut and behind it; whether there are visits.
    private let length: Int, tail: Int
    private let hasHead: Bool, hasTail: Bool

    /// The cut behind `node` of the day `slot`.
    @inline(__always)
    init(_ kernel: ClosureKernel, _ slot: Int, _ node: Int) {
        self.kernel = kernel
        self.node = node
        let at = slot &* kernel.stride &+ node
        (here, next) = (Int(kernel.place[at]), Int(kernel.place[at &+ 1]))
        ready = kernel.early[at] + kernel.service[at]
        due = kernel.late[at &+ 1]
        gapCost = kernel.gapCost[at]
        costs = kernel.instance.priceFrom[kernel.priced(Int(kernel.type[slot]))]
        length = node &+ 1
        tail = Int(kernel.count[slot]) &- length
        hasHead = node > kernel.firstGap
        hasTail = tail > 1
    }

    /// The node of this cut when an exchange with `other` keeps the clock and costs less than `most` of driving.
    @inline(__always)
    func suits(_ other: TailEnd, below most: Float) -> Int? {
        guard hasHead || other.hasHead, hasTail || other.hasTail, keepsClock(exchangingWith: other) else { return nil }
        let places = kernel.instance.places
        let ways = costs[here &* places &+ other.next] + other.costs[other.here &* places &+ next]
        guard ways - gapCost - other.gapCost < most else { return nil }
        let most = kernel.stride &- 3
        return length &+ other.tail <= most && other.length &+ tail <= most ? node : nil
    }

    /// Whether each vehicle can be in time for the other's next visit.
    @inline(__always)
    func keepsClock(exchangingWith other: TailEnd) -> Bool {
        let times = kernel.instance.timeFrom
        let places = kernel.instance.places
        return ready + times[here &* places &+ other.next] <= other.due
            && other.ready + times[other.here &* places &+ next] <= due
    }
}
