/// Moves within one tour. Prices take constant time; windows are walked, and only for moves that gain.
extension DepotKernel {
    /// Moves `first...last` between two neighbouring nodes elsewhere in its tour, turned round if `turns`.
    @inline(__always)
    func tryShift(_ first: Int, _ last: Int, between before: Int, _ after: Int, turns: Bool, _ best: inout Move) {
        let slot = Int(tour[first])
        let kind = Int(type[slot])
        let base = instance.base[kind]
        let (left, right) = (Int(previous[first]), Int(next[last]))
        let (front, back) = turns ? (last, first) : (first, last)
        let added = way(left, right, base) &+ way(before, front, base) &+ way(back, after, base)
        let saved = Int(gap[left]) &+ Int(gap[last]) &+ Int(gap[before])
        let gain = instance.unit[kind] &* (added &- saved)
        guard gain < best.gain else { return }
        let move = Move(
            kind: .shift, gain: gain, first: first, last: last, before: before, after: after, turns: turns)
        if instance.isTimed, !keepsWindows(move, slot) { return }
        best = move
    }

    /// Turns round what stands behind `before` up to `last` of the same tour.
    @inline(__always)
    func tryReversal(_ before: Int, _ last: Int, _ best: inout Move) {
        let slot = Int(tour[last])
        let kind = Int(type[slot])
        let base = instance.base[kind]
        let (first, after) = (Int(next[before]), Int(next[last]))
        let gain =
            instance.unit[kind]
            &* (way(before, last, base) &+ way(first, after, base)
                &- Int(gap[before]) &- Int(gap[last]))
        guard gain < best.gain else { return }
        let move = Move(kind: .reversal, gain: gain, first: first, last: last, before: before, after: after)
        if instance.isTimed, !keepsWindows(move, slot) { return }
        best = move
    }

    /// Writes a tour as it is behind a move within it into `scratch`; returns the number of clients.
    private func write(_ move: Move, _ slot: Int) -> Int {
        var count = 0
        func add(_ node: Int) {
            scratch[count] = Int32(truncatingIfNeeded: node)
            count += 1
        }
        let backward = move.turns || move.kind == .reversal
        var node = start(slot)
        while true {
            if node == move.before {
                var part = backward ? move.last : move.first
                let final = backward ? move.first : move.last
                while part != final {
                    add(part)
                    part = Int(backward ? previous[part] : next[part])
                }
                add(final)
            }
            node = Int(next[node])
            if node == move.first { node = Int(next[move.last]) }
            if node == end(slot) { return count }
            add(node)
        }
    }

    private func keepsWindows(_ move: Move, _ slot: Int) -> Bool {
        let count = write(move, slot)
        let base = instance.base[Int(type[slot])]
        var (here, clock) = (start(slot), Int(departure[start(slot)]))
        for entry in 0..<count {
            let node = Int(scratch[entry])
            clock = clock &+ drive(here, node, base)
            if clock > Int(instance.due[node]) { return false }
            clock = max(clock, Int(instance.ready[node])) &+ Int(instance.service[node])
            here = node
        }
        return clock &+ drive(here, end(slot), base) <= Int(latest[end(slot)])
    }

    /// Carries a move out.
    func apply(_ move: Move) {
        switch move.kind {
        case .none: return
        case .exchange: exchange(move)
        case .tails: swapTails(move)
        case .reversal, .shift:
            let slot = Int(tour[move.first])
            log(slot)
            totals.pointee.cost -= cost(slot)
            fill(slot, scratch, write(move, slot))
            totals.pointee.cost += cost(slot)
        }
    }

    private func exchange(_ move: Move) {
        let (one, two) = (Int(tour[move.first]), Int(tour[move.before]))
        log(one)
        log(two)
        let (costOne, costTwo) = (cost(one), cost(two))
        let (left, right) = (Int(previous[move.first]), Int(next[move.last]))
        let (start, end) = (Int(next[move.before]), Int(previous[move.after]))
        join(move.before, move.first)
        join(move.last, move.after)
        if start == move.after {
            join(left, right)
        } else {
            join(left, start)
            join(end, right)
        }
        settle(one, oldCost: costOne)
        settle(two, oldCost: costTwo)
    }

    private func swapTails(_ move: Move) {
        let (one, two) = (Int(tour[move.before]), Int(tour[move.first]))
        log(one)
        log(two)
        let (costOne, costTwo) = (cost(one), cost(two))
        let (after, left) = (Int(next[move.before]), Int(previous[move.first]))
        let (lastOne, lastTwo) = (Int(previous[end(one)]), Int(previous[end(two)]))
        join(move.before, move.first)
        join(lastTwo, end(one))
        if after == end(one) {
            join(left, end(two))
        } else {
            join(left, after)
            join(lastOne, end(two))
        }
        settle(one, oldCost: costOne)
        settle(two, oldCost: costTwo)
    }

    private func join(_ before: Int, _ after: Int) {
        next[before] = Int32(truncatingIfNeeded: after)
        previous[after] = Int32(truncatingIfNeeded: before)
    }
}
