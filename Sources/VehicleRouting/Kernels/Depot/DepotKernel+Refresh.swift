/// The figures of a tour, from its list.
extension DepotKernel {
    /// Recomputes everything of a slot but the running cost.
    func refresh(_ slot: Int) {
        let (first, last) = (start(slot), end(slot))
        let base = instance.base[Int(type[slot])]
        var (node, trip, before) = (Int(next[first]), first, first)
        var (count, sum, length, tripCount) = (0, 0, 0, 1)
        head[first] = Int32(truncatingIfNeeded: first)
        loadTo[first] = 0
        while node != last {
            if node >= clients { place[node] = instance.start[Int(type[slot])] }
            let way = way(before, node, base)
            gap[before] = Int32(truncatingIfNeeded: way)
            length &+= way
            lengthTo[node] = Int32(truncatingIfNeeded: length)
            tour[node] = Int32(truncatingIfNeeded: slot)
            if node < clients {
                sum &+= Int(instance.demand[node])
                position[node] = Int32(truncatingIfNeeded: count)
                count &+= 1
            } else {
                load[trip] = Int32(truncatingIfNeeded: sum)
                sum = 0
                trip = node
                tripCount += 1
            }
            head[node] = Int32(truncatingIfNeeded: trip)
            loadTo[node] = Int32(truncatingIfNeeded: sum)
            before = node
            node = Int(next[node])
        }
        let way = way(before, last, base)
        gap[before] = Int32(truncatingIfNeeded: way)
        length &+= way
        lengthTo[first] = 0
        lengthTo[last] = Int32(truncatingIfNeeded: length)
        position[first] = -1
        position[last] = Int32(truncatingIfNeeded: count)
        head[last] = Int32(truncatingIfNeeded: trip)
        loadTo[last] = Int32(truncatingIfNeeded: sum)
        load[trip] = Int32(truncatingIfNeeded: sum)
        size[slot] = Int32(truncatingIfNeeded: count)
        trips[slot] = Int32(truncatingIfNeeded: tripCount)
        self.length[slot] = length
        if instance.isMixed { refreshMixedLoads(slot) }
        guard instance.isTimed else { return }
        departure[first] = instance.opens[Int(type[slot])]
        latest[last] = instance.closes[Int(type[slot])]
        if instance.hasTrips {
            refreshTrips(slot, base)
        } else {
            refreshForward(from: Int(next[first]), base, all: true)
        }
        refreshBackward(from: Int(previous[last]), base, all: true)
    }

    /// Earliest departures from `first` on; unless `all`, ends behind it where nothing changes.
    @inline(__always)
    func refreshForward(from first: Int, _ base: Int, all: Bool) {
        var node = first
        var before = Int(previous[node])
        var clock = Int(departure[before])
        while node < clients {
            clock = max(clock &+ drive(before, node, base), Int(instance.ready[node])) &+ Int(instance.service[node])
            if !all, node != first, Int(departure[node]) == clock { return }
            departure[node] = Int32(truncatingIfNeeded: clock)
            before = node
            node = Int(next[node])
        }
        departure[node] = Int32(truncatingIfNeeded: clock &+ drive(before, node, base))
    }

    /// Latest arrivals from `last` back; unless `all`, ends before it where nothing changes.
    @inline(__always)
    func refreshBackward(from last: Int, _ base: Int, all: Bool) {
        var node = last
        var after = Int(next[node])
        var clock = Int(latest[after])
        while true {
            clock = clock &- drive(node, after, base)
            if node < clients { clock = min(clock &- Int(instance.service[node]), Int(instance.due[node])) }
            if !all, node != last, Int(latest[node]) == clock { return }
            latest[node] = Int32(truncatingIfNeeded: clock)
            guard node < clients || node >= firstReload else { return }
            after = node
            node = Int(previous[node])
        }
    }

    /// Departures of a tour with releases and reloads.
    private func refreshTrips(_ slot: Int, _ base: Int) {
        let last = end(slot)
        var trip = start(slot)
        var arrival = Int(instance.opens[Int(type[slot])])
        while true {
            var released = 0
            var node = Int(next[trip])
            while node < clients {
                released = max(released, Int(instance.release[node]))
                node = Int(next[node])
            }
            self.released[trip] = Int32(truncatingIfNeeded: released)
            let leaving = max(arrival, released)
            departure[trip] = Int32(truncatingIfNeeded: leaving)
            self.pause[trip] = .min
            self.busy[trip] = 0
            self.limit[trip] = .max
            var (pause, busy, limit) = (Int(Int32.min), 0, Int(Int32.max))
            var before = trip
            node = Int(next[trip])
            while node < clients {
                busy &+= drive(before, node, base)
                pause = max(pause, Int(instance.ready[node]) &- busy)
                limit = min(limit, Int(instance.due[node]) &- busy)
                busy &+= Int(instance.service[node])
                self.pause[node] = Int32(truncatingIfNeeded: pause)
                self.busy[node] = Int32(truncatingIfNeeded: busy)
                self.limit[node] = Int32(truncatingIfNeeded: limit)
                departure[node] = Int32(truncatingIfNeeded: max(leaving, pause) &+ busy)
                before = node
                node = Int(next[node])
            }
            arrival = Int(departure[before]) &+ drive(before, node, base)
            departure[node] = Int32(truncatingIfNeeded: arrival)
            if node == last { return }
            trip = node
        }
    }

    /// The most aboard before and behind every node, by kind, trip by trip.
    private func refreshMixedLoads(_ slot: Int) {
        let kinds = instance.kinds
        var trip = start(slot)
        while true {
            var tail = Int(next[trip])
            while tail < clients { tail = Int(next[tail]) }
            for kind in 0..<kinds {
                var aboard = 0
                var node = Int(next[trip])
                while node != tail {
                    aboard &+= Int(instance.delivery[node &* kinds &+ kind])
                    node = Int(next[node])
                }
                var most = aboard
                mostBefore[trip &* kinds &+ kind] = Int32(truncatingIfNeeded: aboard)
                node = Int(next[trip])
                while node != tail {
                    let entry = node &* kinds &+ kind
                    aboard &+= Int(instance.pickup[entry]) &- Int(instance.delivery[entry])
                    most = max(most, aboard)
                    mostBefore[entry] = Int32(truncatingIfNeeded: most)
                    node = Int(next[node])
                }
                most = 0
                node = Int(previous[tail])
                while true {
                    most = max(most, aboard)
                    mostAfter[node &* kinds &+ kind] = Int32(truncatingIfNeeded: most)
                    if node == trip { break }
                    let entry = node &* kinds &+ kind
                    aboard &+= Int(instance.delivery[entry]) &- Int(instance.pickup[entry])
                    node = Int(previous[node])
                }
            }
            if tail == end(slot) { return }
            trip = tail
        }
    }
}
