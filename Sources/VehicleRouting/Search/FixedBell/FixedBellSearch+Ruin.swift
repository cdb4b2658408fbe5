import Quantities

extension FixedBellSearch {
    /// Takes out strings of stops or trips around a seed, and now and then a whole trip of any school with stops near it.
    func ruin() {
        absent.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        let isBanked = !bank.isEmpty && random.unit() < settings.seedsAtBank
        let seed = isBanked ? Int(bank[random.below(bank.count)]) : Int(members[random.below(members.count)])
        if random.unit() < settings.schoolRuins {
            takeTrips(around: seed)
        } else {
            takeStrings(around: seed, size: settings.fixedBellRuinSize)
        }
        if random.unit() < settings.wholeTrips, let trip = drawTrip(makingRoomFor: isBanked ? seed : nil) {
            let near = Int(instance.firstStop[Int(fleet.school[trip])] + fleet.stops[trip * fleet.stride])
            for index in 0..<Int(fleet.count[trip]) { take(stop(trip, index), trip) }
            takeStrings(around: near, size: settings.fixedBellRuinSize / 2)
        }
        for trip in touched { compact(Int(trip)) }
        for stop in absent { leaves[Int(stop)] = 0 }
        absent += bank
    }

    @inline(__always)
    private func stop(_ trip: Int, _ index: Int) -> Int {
        Int(instance.firstStop[Int(fleet.school[trip])] + fleet.stops[trip * fleet.stride + index])
    }

    @inline(__always)
    private func take(_ stop: Int, _ trip: Int) {
        guard leaves[stop] == 0 else { return }
        leaves[stop] = 1
        absent.append(Int32(stop))
        if !touched.contains(Int32(trip)) { touched.append(Int32(trip)) }
    }

    /// Whole trips of the seed's school, the nearest first, until there are enough stops: can the school do with one slot
    /// less, or a later one?
    private func takeTrips(around seed: Int) {
        let mine = Int(instance.school[seed])
        let base = Int(instance.firstStop[mine])
        let count = Int(instance.firstStop[mine + 1]) - base
        let list = neighbours.of(seed - base, school: mine, count: count)
        for rank in 0..<count where Double(absent.count) < settings.schoolRuinSize {
            let near = base + Int(list[rank])
            let trip = Int(fleet.tripOf[near])
            guard trip >= 0, leaves[near] == 0 else { continue }
            for index in 0..<Int(fleet.count[trip]) { take(stop(trip, index), trip) }
        }
    }

    /// One string from each of a few trips of the seed's school, the trips nearest to the seed first.
    private func takeStrings(around seed: Int, size: Double) {
        let mine = Int(instance.school[seed])
        let base = Int(instance.firstStop[mine])
        let count = Int(instance.firstStop[mine + 1]) - base
        let trips = Int(fleet.listCount[mine])
        guard trips > 0 else { return }
        let longest = min(Double(settings.longestString), max(1, Double(count) / Double(trips)))
        let strings = 1 + random.below(max(1, Int(4 * size / (1 + longest) - 0.5)))
        let list = neighbours.of(seed - base, school: mine, count: count)
        var done: [Int32] = []
        var rank = 0
        while done.count < strings, rank < count, done.count < trips {
            let near = base + Int(list[rank])
            rank += 1
            let trip = fleet.tripOf[near]
            guard trip >= 0, leaves[near] == 0, !done.contains(trip) else { continue }
            done.append(trip)
            takeString(around: near, Int(trip), longest: Int(longest))
        }
    }

    /// Stops in a row that contain `near`; half the time some in the middle stay.
    private func takeString(around near: Int, _ trip: Int, longest: Int) {
        let total = Int(fleet.count[trip])
        var position = 0
        while position < total - 1, stop(trip, position) != near { position += 1 }
        let length = 1 + random.below(min(longest, total))
        var kept = 0
        if random.below(2) == 0 {
            while length + kept < total, random.unit() < 0.5 { kept += 1 }
        }
        let window = length + kept
        let first = max(0, position - window + 1)
        let from = first + random.below(min(position, total - window) - first + 1)
        let hole = kept == 0 ? 0 : 1 + random.below(max(1, length - 1))
        for offset in 0..<window where kept == 0 || offset < hole || offset >= hole + kept {
            take(stop(trip, from + offset), trip)
        }
    }

    /// The smallest of eight random trips; with a seed only trips in whose gap a trip for it would fit.
    private func drawTrip(makingRoomFor seed: Int?) -> Int? {
        var chosen: Int?
        for _ in 0..<8 {
            let trip = random.below(max(1, fleet.highest))
            guard fleet.school[trip] >= 0, !touched.contains(Int32(trip)) else { continue }
            if let seed, !fits(seed, between: Int(fleet.previous[trip]), and: Int(fleet.next[trip])) { continue }
            if chosen.map({ fleet.count[trip] < fleet.count[$0] }) ?? true { chosen = trip }
        }
        return chosen
    }

    /// Whether a trip for this stop alone fits between two trips; -1 stands for the depot.
    @inline(__always)
    func fits(_ stop: Int, between before: Int, and after: Int) -> Bool {
        let mine = Int(instance.school[stop])
        if before >= 0 {
            let origin = Int(fleet.school[before])
            let way = instance.fromSchool[stop * instance.schools + origin]
            guard
                way + instance.service[stop] + instance.direct[stop]
                    <= instance.before[mine * instance.schools + origin]
            else { return false }
        }
        return after < 0 || fleet.canFollow(mine, after)
    }

    /// Rewrites a trip without the stops that leave, and drops it when nothing is left.
    private func compact(_ trip: Int) {
        save(trip)
        let row = fleet.stops + trip * fleet.stride
        let base = instance.firstStop[Int(fleet.school[trip])]
        var kept = 0
        for index in 0..<Int(fleet.count[trip]) {
            let stop = Int(base + row[index])
            if leaves[stop] == 0 {
                row[kept] = row[index]
                kept += 1
            } else {
                fleet.tripOf[stop] = -1
            }
        }
        cost -= price(trip)
        fleet.count[trip] = Int32(kept)
        if kept > 0 {
            fleet.measure(trip)
            cost += price(trip)
            gaps.widen(trip)
            trips.widen(trip)
        } else {
            drop(trip)
        }
    }

    /// Closes an empty trip, whose price is already taken off, and links its neighbours.
    private func drop(_ trip: Int) {
        let (before, after) = (Int(fleet.previous[trip]), Int(fleet.next[trip]))
        if before >= 0 { save(before) }
        if after >= 0 {
            save(after)
            cost -= price(after)
        }
        fleet.link(before, after)
        if max(before, after) >= 0 { gaps.widen(before >= 0 ? before : after) }
        if after >= 0 {
            trips.widen(after)
            cost += price(after)
        }
        if before < 0, after < 0 { fleet.days -= 1 }
        saveList(Int(fleet.school[trip]))
        fleet.close(trip)
    }

    @inline(__always)
    func price(_ trip: Int) -> Double { Double(fleet.duration[trip] + deadheadWeight * fleet.deadhead[trip]) }

    /// Puts the absent stops into an order of insertion: random, by load, far, near, or long absent.
    func order() {
        for index in stride(from: absent.count - 1, to: 0, by: -1) { absent.swapAt(index, random.below(index + 1)) }
        guard settings.sortsInsertions else { return }
        switch random.below(13) {
        case 0..<4: return
        case 4..<8: sort { -Int64(self.instance.pupils[$0]) }
        case 8..<10: sort { -Int64(self.instance.direct[$0]) }
        case 10: sort { Int64(self.instance.direct[$0]) }
        default: sort { -self.absence[$0] }
        }
    }

    private func sort(by key: (Int) -> Int64) {
        for stop in absent { keys.append(key(Int(stop))) }
        StableOrder.sort(&absent, by: &keys)
    }
}
