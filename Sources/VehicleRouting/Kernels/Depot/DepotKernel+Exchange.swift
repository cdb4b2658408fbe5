/// Moves between two tours that put one client behind another: parts of up to three clients change places, or all that
/// follows does. Prices take constant time, and so do the rules: a part is walked, everything else is two numbers.
extension DepotKernel {
    /// A move of `polish`, carried out by `apply`.
    struct Move {
        enum Kind { case none, exchange, tails, reversal, shift }
        var kind = Kind.none
        /// What it adds to the cost.
        var gain = 0
        /// Exchange and shift: the first and the last node of the part that moves; tails and reversal: the two nodes.
        var first = 0, last = 0
        /// The nodes between which the other part stands, or that the part goes between.
        var before = 0, after = 0
        /// Whether the part turns round.
        var turns = false
    }

    /// Whether polishing moves know this problem's rules in constant time.
    var canExchange: Bool { !instance.hasTrips && !instance.isMixed && !instance.hasLimits }

    /// Exchanges `first...last` of one tour (at most three clients) with what stands between `before` and `after` in
    /// another (at most two, maybe none): what it adds to the cost, if it gains and keeps the rules.
    @inline(__always)
    func tryExchange(_ first: Int, _ last: Int, between before: Int, _ after: Int, _ best: inout Move) {
        let (one, two) = (Int(tour[first]), Int(tour[before]))
        let (kindOne, kindTwo) = (Int(type[one]), Int(type[two]))
        let (baseOne, baseTwo) = (instance.base[kindOne], instance.base[kindTwo])
        let (left, right) = (Int(previous[first]), Int(next[last]))
        let isEmpty = Int(next[before]) == after
        let (start, end) = (Int(next[before]), Int(previous[after]))
        // A tour that loses all its clients is given back with its fixed cost.
        let isLast = isEmpty && left == self.start(one) && right == self.end(one)
        let saved =
            Int(gap[left]) &+ Int(gap[last]) &+ Int(gap[before]) &+ (isEmpty ? 0 : Int(gap[end]))
        let joined = way(before, first, baseTwo) &+ way(last, after, baseTwo)
        if kindOne == kindTwo, instance.unit[kindOne] &* (joined &- saved) >= best.gain, !isLast { return }
        let closed = isEmpty ? way(left, right, baseOne) : way(left, start, baseOne) &+ way(end, right, baseOne)
        var gain: Int
        if kindOne == kindTwo {
            gain = instance.unit[kindOne] &* (joined &+ closed &- saved)
        } else {
            let innerOne = inner(first, last, baseOne), innerTwo = isEmpty ? 0 : inner(start, end, baseTwo)
            let movedOne = inner(first, last, baseTwo), movedTwo = isEmpty ? 0 : inner(start, end, baseOne)
            gain =
                instance.unit[kindOne] &* (closed &- Int(gap[left]) &- Int(gap[last]) &- innerOne &+ movedTwo)
                &+ instance.unit[kindTwo]
                &* (joined &- Int(gap[before]) &- (isEmpty ? 0 : Int(gap[end])) &- innerTwo &+ movedOne)
        }
        if isLast {
            gain = gain &- instance.fixed[kindOne] &- instance.unit[kindOne] &* way(left, right, baseOne)
        }
        guard gain < best.gain else { return }
        let amountOne = Int(loadTo[last]) &- Int(loadTo[left])
        let amountTwo = isEmpty ? 0 : Int(loadTo[end]) &- Int(loadTo[before])
        let kinds = instance.kinds
        guard Int(load[Int(head[first])]) &- amountOne &+ amountTwo <= Int(instance.capacity[kindOne &* kinds]),
            Int(load[Int(head[before])]) &- amountTwo &+ amountOne <= Int(instance.capacity[kindTwo &* kinds])
        else { return }
        if instance.hasSkills, kindOne != kindTwo {
            guard hasSkills(first, last, kindTwo), isEmpty || hasSkills(start, end, kindOne) else { return }
        }
        if instance.isTimed {
            guard walks(first, last, from: before, to: after, baseTwo) else { return }
            guard
                isEmpty
                    ? Int(departure[left]) &+ drive(left, right, baseOne) <= Int(latest[right])
                    : walks(start, end, from: left, to: right, baseOne)
            else { return }
        }
        best = Move(kind: .exchange, gain: gain, first: first, last: last, before: before, after: after)
    }

    /// Joins the clients up to `before` of one tour with those from `first` of another, and the rest likewise.
    @inline(__always)
    func tryTails(_ before: Int, _ first: Int, _ best: inout Move) {
        let (one, two) = (Int(tour[before]), Int(tour[first]))
        let (kindOne, kindTwo) = (Int(type[one]), Int(type[two]))
        let base = instance.base[kindOne]
        guard kindOne == kindTwo || (instance.knowsLengths && instance.arePeers(kindOne, kindTwo)) else { return }
        let (after, left) = (Int(next[before]), Int(previous[first]))
        let (wayOne, wayTwo) = (way(before, first, base), way(left, after, base))
        var gain: Int
        if kindOne == kindTwo {
            gain = instance.unit[kindOne] &* (wayOne &+ wayTwo &- Int(gap[before]) &- Int(gap[left]))
        } else {
            let tailOne = length[one] &- Int(lengthTo[after]), tailTwo = length[two] &- Int(lengthTo[first])
            gain =
                instance.unit[kindOne] &* (Int(lengthTo[before]) &+ wayOne &+ tailTwo &- length[one])
                &+ instance.unit[kindTwo] &* (Int(lengthTo[left]) &+ wayTwo &+ tailOne &- length[two])
        }
        if left == start(two), after == end(one) {
            gain = gain &- instance.fixed[kindTwo] &- instance.unit[kindTwo] &* wayTwo
        }
        guard gain < best.gain else { return }
        let kinds = instance.kinds
        let (headOne, headTwo) = (Int(loadTo[before]), Int(loadTo[left]))
        guard headOne &+ Int(load[start(two)]) &- headTwo <= Int(instance.capacity[kindOne &* kinds]),
            headTwo &+ Int(load[start(one)]) &- headOne <= Int(instance.capacity[kindTwo &* kinds])
        else { return }
        if instance.isTimed {
            // Peers end at one place and one moment: the end of either tour serves for both.
            guard Int(departure[before]) &+ drive(before, first, base) <= Int(latest[first]),
                Int(departure[left]) &+ drive(left, after, base) <= Int(latest[after])
            else { return }
        }
        best = Move(kind: .tails, gain: gain, first: first, before: before)
    }

    /// The length inside a part.
    @inline(__always)
    private func inner(_ first: Int, _ last: Int, _ base: Int) -> Int {
        var (node, sum) = (first, 0)
        while node != last {
            let after = Int(next[node])
            sum &+= way(node, after, base)
            node = after
        }
        return sum
    }

    /// Whether a part keeps its windows behind `before`, and `after` is reached in time.
    @inline(__always)
    private func walks(_ first: Int, _ last: Int, from before: Int, to after: Int, _ base: Int) -> Bool {
        var (here, node, clock) = (before, first, Int(departure[before]))
        while true {
            clock = clock &+ drive(here, node, base)
            if clock > Int(instance.due[node]) { return false }
            clock = max(clock, Int(instance.ready[node])) &+ Int(instance.service[node])
            here = node
            if node == last { break }
            node = Int(next[node])
        }
        return clock &+ drive(here, after, base) <= Int(latest[after])
    }

    private func hasSkills(_ first: Int, _ last: Int, _ kind: Int) -> Bool {
        var node = first
        while true {
            if instance.skills[node] & ~instance.abilities[kind] != 0 { return false }
            if node == last { return true }
            node = Int(next[node])
        }
    }
}
