extension ClosureKernel {
    /// Computes everything that follows from the order of a day's nodes: gaps, loads, windows and the closure.
    ///
    /// Reads `request`, `group`, `count` and `type`. Requests must keep capacity and mixing; whether the clock can be kept
    /// shows in `isPossible`.
    func rebuild(_ slot: Int) {
        describe(slot)
        seed(slot)
        close(slot)
        derive(slot)
        touch(slot)
    }

    /// Whether the closure has no positive cycle: the day's order keeps the clock.
    func isPossible(_ slot: Int) -> Bool {
        let columns = closure + slot * stride * stride
        for node in 0..<Int(count[slot]) where columns[node * stride + node] > 0 { return false }
        return true
    }

    /// Loads, mixing, unloading, partners, standing times and gaps, node by node.
    func describe(_ slot: Int) {
        let start = slot * stride
        let nodes = Int(count[slot])
        let kind = Int(type[slot])
        var free = instance.capacity[kind]
        var aboard = 0
        var visits = 0
        for node in 0..<nodes {
            let at = start + node
            if request[at] >= 0 {
                let rider = Int(request[at])
                group[at] = instance.group[rider]
                place[at] = instance.stop[rider]
                service[at] = instance.service[rider]
                free &-= instance.load[rider]
                aboard += 1
                mix[at] = instance.mixing[Int(group[at])]
            } else if group[at] >= 0 {
                unload(slot, node, &free, &aboard)
                (visitNode + start)[visits] = Int16(truncatingIfNeeded: node)
                visits += 1
                mix[at] = aboard > 0 ? mix[at - 1] : Self.empty
            } else {
                place[at] = Int32(instance.day.places + kind)
                mix[at] = Self.empty
            }
            self.free[at] = free
        }
        visitCount[slot] = Int32(visits)
        measure(slot)
    }

    /// Lets the group of a school visit leave: the pickups back to the visit of the same group before it.
    private func unload(_ slot: Int, _ node: Int, _ free: inout Int64, _ aboard: inout Int) {
        let start = slot * stride
        let mine = group[start + node]
        var tenths: Int32 = 0
        var first = node
        var back = node - 1
        while back > firstGap, !(group[start + back] == mine && request[start + back] < 0) {
            if group[start + back] == mine {
                let rider = Int(request[start + back])
                tenths &+= instance.unloading[rider]
                free &+= instance.load[rider]
                aboard -= 1
                partner[start + back] = Int32(node)
                first = back
            }
            back -= 1
        }
        unloading[start + node] = tenths
        partner[start + node] = Int32(first)
        place[start + node] = instance.groupPlace[Int(mine)]
        service[start + node] = Float((instance.groupFixed[Int(mine)] &+ tenths) / 10)
    }

    /// Times and costs of the gaps.
    func measure(_ slot: Int) {
        let start = slot * stride
        let last = Int(count[slot]) - 1
        let price = instance.priceClass[priced(Int(type[slot]))]
        let costs = instance.costFrom[price]
        service[start] = instance.isDepotTimed ? 0 : -.infinity
        for node in firstGap..<last {
            let from = Int(place[start + node]) * instance.places
            let to = Int(place[start + node + 1])
            gapTime[start + node] = service[start + node] + instance.timeFrom[from + to]
            gapCost[start + node] = costs[from + to]
        }
        if !instance.isDepotTimed { gapTime[start + last - 1] = -.infinity }
        gapTime[start + last] = -.infinity
        gapCost[start + last] = 0
        if instance.isDepotTimed {
            gapTime[start] = -.infinity
            gapCost[start] = 0
        }
    }

    /// The rules themselves, before closing.
    private func seed(_ slot: Int) {
        let start = slot * stride
        let nodes = Int(count[slot])
        let columns = closure + slot * stride * stride
        let width = (nodes + 7) & ~7
        for node in 0..<nodes {
            (columns + node * stride).update(repeating: -.infinity, count: width)
            columns[node * stride + node] = 0
        }
        for node in firstGap..<nodes - 1 { columns[(node + 1) * stride + node] = gapTime[start + node] }
        for node in firstGap + 1..<nodes - 1 {
            let at = start + node
            if request[at] >= 0 {
                let drop = Int(partner[at])
                let rider = Int(request[at])
                columns[node * stride + drop] = -instance.longestRide[rider]
                columns[node * stride] = max(columns[node * stride], instance.stopEarliest[rider])
                columns[node] = max(columns[node], -instance.stopLatest[rider])
            } else {
                let mine = Int(group[at])
                columns[node * stride] = max(columns[node * stride], instance.earliest[mine])
                columns[node] = -min(instance.latest[mine], instance.doneBy[mine] - service[at])
            }
        }
        if instance.isDepotTimed, nodes > 3 {
            columns[stride + nodes - 1] = -instance.longestDay[Int(type[slot])]
        }
    }

    /// Longest paths between all pairs (Floyd 1962, Warshall 1962).
    private func close(_ slot: Int) {
        let nodes = Int(count[slot])
        let blocks = (nodes + 7) >> 3
        let columns = closure + slot * stride * stride
        for middle in 0..<nodes {
            let through = columns + middle * stride
            for node in 0..<nodes where node != middle {
                let column = columns + node * stride
                let step = column[middle]
                if step > -.infinity { Self.raise(column, by: through, plus: step, blocks: blocks) }
            }
        }
    }

    /// column[i] = max(column[i], through[i] + step), eight at a time.
    @inline(__always)
    static func raise(
        _ column: UnsafeMutablePointer<Float>, by through: UnsafeMutablePointer<Float>, plus step: Float, blocks: Int
    ) {
        let steps = SIMD8<Float>(repeating: step)
        let target = UnsafeMutableRawPointer(column)
        let source = UnsafeRawPointer(through)
        for block in 0..<blocks {
            let path = source.load(fromByteOffset: block &* 32, as: SIMD8<Float>.self) + steps
            let old = target.load(fromByteOffset: block &* 32, as: SIMD8<Float>.self)
            target.storeBytes(
                of: old.replacing(with: path, where: path .> old), toByteOffset: block &* 32, as: SIMD8<Float>.self)
        }
    }

    /// Slacks, earliest and latest arrivals and the day's cost, from the closure.
    func derive(_ slot: Int) {
        let start = slot * stride
        let nodes = Int(count[slot])
        let columns = closure + slot * stride * stride
        var sum: Float = 0
        for node in 0..<nodes {
            let at = start + node
            early[at] = columns[node * stride]
            late[at] = -columns[node]
            sum += gapCost[at]
            if node < nodes - 1 {
                let back = columns[node * stride + node + 1]
                slack[at] = -back
                standSlack[at] = -(gapTime[at] + back)
            }
        }
        guard nodes > 2 + firstGap else {
            cost[slot] = 0
            slack[start + firstGap] = instance.isDepotTimed ? instance.longestDay[Int(type[slot])] : .infinity
            return
        }
        let kind = Int(type[slot])
        var total = Double(sum) + Double(dayCost(kind))
        let rate = instance.secondCost[priced(kind)]
        if rate > 0 {
            // Hours are paid from depot to depot; the gaps' cost already holds the driven ones.
            let duration = columns[(nodes - 1) * stride + 1]
            total += Double(rate * (duration - driven(slot)))
        }
        cost[slot] = total
    }

    /// Seconds driven by the day.
    private func driven(_ slot: Int) -> Float {
        let start = slot * stride
        var sum: Float = 0
        for node in firstGap..<Int(count[slot]) - 1 {
            let (from, to) = (place[start + node], place[start + node + 1])
            if from != to { sum += instance.timeFrom[Int(from) * instance.places + Int(to)] }
        }
        return sum
    }
}
