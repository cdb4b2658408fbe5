extension ClosureKernel {
    /// Puts `rider` where `spot` says, which must come from `bestPlace` on the day as it is.
    func insert(_ rider: Int, _ slot: Int, _ spot: InsertionPlace) {
        let mine = Int(instance.group[rider])
        let wasEmpty = isEmpty(slot)
        let pickup = Int(spot.pickupGap) + 1
        var isExact = !wasEmpty
        if spot.joins {
            let drop = Int(spot.schoolAt) + 1
            isExact = open(slot, at: pickup, request: rider, group: mine, drop: drop) && isExact
            describe(slot)
            if isExact { lengthen(slot, drop) }
        } else {
            let school = Int(spot.schoolAt) + 1
            isExact = open(slot, at: school, request: -1, group: mine, drop: -1, rider: rider) && isExact
            isExact = open(slot, at: pickup, request: rider, group: mine, drop: school + 1) && isExact
            describe(slot)
        }
        dayOf[rider] = Int32(slot)
        if isExact {
            derive(slot)
            touch(slot)
        } else {
            rebuild(slot)
        }
    }

    /// Makes a node at index `node` and extends the closure by it in quadratic time. False when the way around it is
    /// shorter than the way without it, so that the closure must be rebuilt.
    private func open(
        _ slot: Int, at node: Int, request rider: Int, group mine: Int, drop: Int, rider alone: Int = -1
    ) -> Bool {
        let start = slot * stride
        let nodes = Int(count[slot])
        let stand = rider >= 0 ? instance.service[rider] : instance.aloneService[alone]
        let where_ = rider >= 0 ? instance.stop[rider] : instance.groupPlace[mine]
        let before = node - 1
        let into =
            service[start + before] + instance.timeFrom[Int(place[start + before]) * instance.places + Int(where_)]
        var onward = stand + instance.timeFrom[Int(where_) * instance.places + Int(place[start + node])]
        if !instance.isDepotTimed, node == nodes - 1 { onward = -.infinity }
        let isLonger = into + onward >= gapTime[start + before]
        shift(slot, from: node)
        request[start + node] = Int32(rider)
        group[start + node] = Int32(mine)
        place[start + node] = where_
        service[start + node] = stand
        gapTime[start + before] = into
        gapTime[start + node] = onward
        let columns = closure + start * stride
        let mineColumn = columns + node * stride
        let blocks = (nodes + 8) >> 3
        mineColumn.update(repeating: -.infinity, count: blocks * 8)
        Self.raise(mineColumn, by: columns + before * stride, plus: into, blocks: blocks)
        let earliest = rider >= 0 ? instance.stopEarliest[rider] : instance.earliest[mine]
        let latest = rider >= 0 ? instance.stopLatest[rider] : instance.aloneLatest[alone]
        if rider >= 0 {
            Self.raise(mineColumn, by: columns + drop * stride, plus: -instance.longestRide[rider], blocks: blocks)
        }
        if earliest > -.infinity { Self.raise(mineColumn, by: columns, plus: earliest, blocks: blocks) }
        mineColumn[node] = 0
        for other in 0...nodes where other != node {
            let column = columns + other * stride
            let step = max(onward + column[node + 1], column[0] - latest)
            column[node] = step
            if step > -.infinity { Self.raise(column, by: mineColumn, plus: step, blocks: blocks) }
        }
        return isLonger
    }

    /// Moves the nodes from `node` on one up, in the arrays and in the closure.
    private func shift(_ slot: Int, from node: Int) {
        let start = slot * stride
        let nodes = Int(count[slot])
        let tail = nodes - node
        func up<Value>(_ array: UnsafeMutablePointer<Value>) {
            (array + start + node + 1).update(from: array + start + node, count: tail)
        }
        up(request)
        up(group)
        up(place)
        up(service)
        up(gapTime)
        let columns = closure + start * stride
        var column = nodes
        while column >= 0 {
            if column != node {
                let from = columns + (column > node ? column - 1 : column) * stride
                let to = columns + column * stride
                if from != to { to.update(from: from, count: node) }
                (to + node + 1).update(from: from + node, count: tail)
                to[node] = -.infinity
            }
            column -= 1
        }
        count[slot] = Int32(nodes + 1)
    }

    /// Takes the longer stand at `drop`, already in `gapTime` and `service`, into the closure.
    private func lengthen(_ slot: Int, _ drop: Int) {
        let start = slot * stride
        let nodes = Int(count[slot])
        let columns = closure + start * stride
        let from = columns + drop * stride
        let gap = gapTime[start + drop]
        let mine = Int(group[start + drop])
        let done = instance.doneBy[mine] - service[start + drop]
        let isDue = instance.hasDoneBy && done < instance.latest[mine]
        let blocks = (nodes + 7) >> 3
        for other in 0..<nodes {
            let column = columns + other * stride
            var step = gap + column[drop + 1]
            if isDue { step = max(step, column[0] - done) }
            if step > -.infinity { Self.raise(column, by: from, plus: step, blocks: blocks) }
        }
    }

    /// Takes out the requests for which `leaves` is not zero, and school visits that nobody is left for.
    func remove(_ leaves: UnsafeMutablePointer<UInt8>, from slot: Int) {
        let start = slot * stride
        let nodes = Int(count[slot])
        for visit in 0..<Int(visitCount[slot]) { unloading[start + Int(visitNode[start + visit])] = -1 }
        for node in firstGap + 1..<nodes - 1 where request[start + node] >= 0 {
            let rider = Int(request[start + node])
            if leaves[rider] == 0 { unloading[start + Int(partner[start + node])] = 0 } else { dayOf[rider] = -1 }
        }
        var kept = firstGap + 1
        for node in firstGap + 1..<nodes - 1 {
            let at = start + node
            let stays = request[at] >= 0 ? leaves[Int(request[at])] == 0 : unloading[at] == 0
            if stays {
                request[start + kept] = request[at]
                group[start + kept] = group[at]
                kept += 1
            }
        }
        request[start + kept] = -1
        group[start + kept] = -1
        count[slot] = Int32(kept + 1)
        rebuild(slot)
    }

    /// Makes the day hold exactly `nodes`, which must keep capacity and mixing and be at most `stride` less 3.
    func load(_ nodes: [TourNode], _ slot: Int, type newType: Int) {
        clear(slot, type: newType)
        let start = slot * stride
        var next = firstGap + 1
        for node in nodes {
            switch node {
            case .stop(let rider):
                request[start + next] = Int32(rider)
                group[start + next] = instance.group[rider]
                dayOf[rider] = Int32(slot)
            case .school(let mine):
                request[start + next] = -1
                group[start + next] = Int32(mine)
            }
            next += 1
        }
        request[start + next] = -1
        group[start + next] = -1
        count[slot] = Int32(next + 1)
        rebuild(slot)
    }

    /// Lets a vehicle of `newType` do the day; false when that breaks a load or clock rule (the day must then be restored).
    func retype(_ slot: Int, _ newType: Int) -> Bool {
        type[slot] = Int32(newType)
        describe(slot)
        guard holdsLoads(slot) else { return false }
        rebuild(slot)
        return isPossible(slot)
    }

    /// Whether the vehicle has room for everybody aboard; needs `describe` of the day as it is.
    func holdsLoads(_ slot: Int) -> Bool {
        let start = slot * stride
        return (start..<start + Int(count[slot])).allSatisfy { free[$0] >= 0 && free[$0] & PackedLoad.guards == 0 }
    }

    /// Gives a day the version of its copy when both are the same order of nodes: what is known about one holds for the
    /// other. Most steps put most requests back where they were.
    func recognise(_ slot: Int, as copy: Int) {
        let nodes = Int(count[slot])
        guard count[copy] == count[slot], type[copy] == type[slot] else { return }
        let (mine, other) = (slot * stride, copy * stride)
        for node in 0..<nodes
        where request[mine + node] != request[other + node] || group[mine + node] != group[other + node] { return }
        version[slot] = version[copy]
    }

    /// Copies the whole day `from` over the day `to`.
    func copy(_ from: Int, to: Int) { copy(from, of: self, to: to) }

    /// Copies the whole day `from` of another fleet of the same measures over the day `to`.
    func copy(_ from: Int, of other: ClosureKernel, to: Int) {
        let nodes = Int(other.count[from])
        let (source, target) = (from * stride, to * stride)
        func move<Value>(_ array: UnsafeMutablePointer<Value>, _ its: UnsafeMutablePointer<Value>) {
            (array + target).update(from: its + source, count: nodes)
        }
        type[to] = other.type[from]
        count[to] = other.count[from]
        version[to] = other.version[from]
        cost[to] = other.cost[from]
        visitCount[to] = other.visitCount[from]
        (visitNode + target).update(from: other.visitNode + source, count: Int(other.visitCount[from]))
        move(request, other.request)
        move(group, other.group)
        move(place, other.place)
        move(service, other.service)
        move(gapTime, other.gapTime)
        move(gapCost, other.gapCost)
        move(free, other.free)
        move(mix, other.mix)
        move(unloading, other.unloading)
        move(partner, other.partner)
        move(slack, other.slack)
        move(standSlack, other.standSlack)
        move(early, other.early)
        move(late, other.late)
        for column in 0..<nodes {
            let (mine, its) = ((target + column) * stride, (source + column) * stride)
            (closure + mine).update(from: other.closure + its, count: nodes)
        }
    }
}
