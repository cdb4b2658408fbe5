import Quantities

extension FixedBellSearch {
    func takeStep(temperature: Double) -> Bool {
        guard !members.isEmpty, fleet.highest > 0 else { return false }
        step += 1
        if step % settings.matchingPeriod == 0, fleet.match() > 0 {
            measureCost()
            gaps.forget()
        }
        for _ in 0..<settings.relinkTrials { relink(temperature) }
        saved.removeAll(keepingCapacity: true)
        savedSchools.removeAll(keepingCapacity: true)
        let (oldCost, oldSum, oldBank, oldSpare, oldDays) = (cost, bankSum, bank, fleet.spare, fleet.days)
        gaps.beginStep()
        ruin()
        order()
        let isWhole = recreate(below: oldSum)
        let threshold = oldCost - temperature * Double.logarithm(1 - random.unit())
        let isAccepted = isWhole && (bankSum < oldSum || cost < threshold)
        if isAccepted {
            gaps.keepStep()
        } else {
            gaps.undoStep()
            undo()
            (cost, bankSum, bank, fleet.spare, fleet.days) = (oldCost, oldSum, oldBank, oldSpare, oldDays)
        }
        if settings.countsAbsence, !bank.isEmpty {
            for stop in bank { absence[Int(stop)] += 1 }
            bankSum += Int64(bank.count)
        }
        return isAccepted
    }

    func takeSideStep(temperature: Double) -> Bool { false }

    /// Keeps a copy of a trip before its first change in this step.
    @inline(__always)
    func save(_ trip: Int) {
        guard savedAt[trip] != step else { return }
        savedAt[trip] = step
        saved.append(Int32(trip))
        fleet.copy(trip, to: fleet.slots + trip)
    }

    /// Keeps a copy of a school's list of trips.
    func saveList(_ mine: Int) {
        guard listSavedAt[mine] != step else { return }
        listSavedAt[mine] = step
        savedSchools.append(Int32(mine))
        let start = Int(instance.firstStop[mine])
        savedListCount[mine] = fleet.listCount[mine]
        (savedList + start).update(from: fleet.list + start, count: Int(fleet.listCount[mine]))
    }

    private func undo() {
        for trip in saved { mark(Int(trip), with: -1) }
        for trip in saved {
            fleet.copy(fleet.slots + Int(trip), to: Int(trip))
            mark(Int(trip), with: trip)
        }
        for mine in savedSchools {
            let start = Int(instance.firstStop[Int(mine)])
            fleet.listCount[Int(mine)] = savedListCount[Int(mine)]
            (fleet.list + start).update(from: savedList + start, count: Int(savedListCount[Int(mine)]))
        }
    }

    @inline(__always)
    private func mark(_ trip: Int, with value: Int32) {
        guard fleet.school[trip] >= 0 else { return }
        let base = Int(instance.firstStop[Int(fleet.school[trip])])
        for index in 0..<Int(fleet.count[trip]) {
            fleet.tripOf[base + Int(fleet.stops[trip * fleet.stride + index])] = value
        }
    }

    /// Exchanges the predecessors of two random trips, or hangs a trip on a free end, if annealing accepts the deadhead.
    private func relink(_ temperature: Double) {
        let a = random.below(fleet.highest)
        let b = random.below(fleet.highest)
        guard fleet.school[a] >= 0, fleet.school[b] >= 0, a != b else { return }
        let x = Int(fleet.previous[a])
        if fleet.next[b] < 0 {
            guard x != b, fleet.canFollow(Int(fleet.school[b]), a) else { return }
            let change = deadheadWeight * (fleet.way(from: Int(fleet.school[b]), to: a) - fleet.deadhead[a])
            guard x < 0 || passes(change, temperature) else { return }
            if x >= 0 { fleet.next[x] = -1 } else { fleet.days -= 1 }
            fleet.link(b, a)
            gaps.widen(a)
            if x >= 0 { gaps.widen(x) }
            cost += Double(change)
            return
        }
        let y = Int(fleet.previous[b])
        guard x >= 0 || y >= 0 else { return }
        guard x < 0 || fleet.canFollow(Int(fleet.school[x]), b), y < 0 || fleet.canFollow(Int(fleet.school[y]), a)
        else { return }
        var change = -fleet.deadhead[a] - fleet.deadhead[b]
        if x >= 0 { change += fleet.way(from: Int(fleet.school[x]), to: b) }
        if y >= 0 { change += fleet.way(from: Int(fleet.school[y]), to: a) }
        change *= deadheadWeight
        guard passes(change, temperature) else { return }
        fleet.link(x, b)
        fleet.link(y, a)
        gaps.widen(a)
        gaps.widen(b)
        cost += Double(change)
    }

    @inline(__always)
    private func passes(_ change: Float, _ temperature: Double) -> Bool {
        change <= 0 || Double(change) < -temperature * Double.logarithm(1 - random.unit())
    }

    private func recreate(below limit: Int64) -> Bool {
        bank.removeAll(keepingCapacity: true)
        bankSum = 0
        for stop in absent where !place(Int(stop)) {
            bank.append(stop)
            bankSum += absence[Int(stop)]
            if bankSum > limit { return false }
        }
        return true
    }

    /// Inserts a stop where it is cheapest, in a trip of its school or in a new one; false when there is no place.
    func place(_ stop: Int) -> Bool {
        var best = TripPlace()
        findInTrips(stop, &best)
        let direct = instance.direct[stop]
        if best.cost > (1 - deadheadWeight) * direct || best.trip < 0 { findNewTrip(stop, &best) }
        guard best.isFound else { return false }
        if best.trip >= 0 { insert(stop, best) } else { openTrip(stop, best) }
        return true
    }

    private func findInTrips(_ stop: Int, _ best: inout TripPlace) {
        let mine = Int(instance.school[stop])
        let base = Int(instance.firstStop[mine])
        let (matrix, width) = fleet.square(mine)
        let row = matrix + (stop - base) * width
        let service = instance.service[stop]
        let ride = instance.longestRide
        for index in 0..<Int(fleet.listCount[mine]) {
            blinkIn -= 1
            if blinkIn == 0 {
                blinkIn = drawBlink()
                continue
            }
            let trip = Int(fleet.list[base + index])
            guard fleet.load[trip] + instance.pupils[stop] <= instance.capacity else { continue }
            let stops = fleet.stops + trip * fleet.stride
            let duration = fleet.duration[trip]
            let before = Int(fleet.previous[trip])
            var slack = Float.infinity
            let first = Int(stops[0])
            if before >= 0 {
                let origin = Int(fleet.school[before])
                let window = instance.before[mine * instance.schools + origin]
                let way = instance.fromSchool[stop * instance.schools + origin]
                let grown = row[first]
                let total = way + service + grown + duration
                if total <= window, grown + duration <= ride {
                    best.offer(grown + deadheadWeight * (way - fleet.deadhead[trip]), trip, 0)
                }
                slack = window - fleet.deadhead[trip] - duration
            } else if row[first] + duration <= ride {
                best.offer(row[first], trip, 0)
            }
            let room = min(slack, ride + instance.service[base + first] - duration) - service
            guard room >= 0 else { continue }
            var here = row[first]
            var from = first
            for position in 1..<Int(fleet.count[trip]) {
                let to = Int(stops[position])
                let there = row[to]
                let grown = here + there - matrix[from * width + to]
                if grown <= room, grown < best.cost { best.offer(grown, trip, position) }
                (here, from) = (there, to)
            }
            let grown = here + row[width - 1] - matrix[from * width + width - 1]
            if grown <= room, grown < best.cost { best.offer(grown, trip, Int(fleet.count[trip])) }
        }
    }

    /// A trip of its own in any gap of any day, or on an unused vehicle.
    private func findNewTrip(_ stop: Int, _ best: inout TripPlace) {
        let direct = instance.direct[stop]
        guard !fleet.spare.isEmpty, direct < best.cost else { return }
        if fleet.days < dayLimit {
            best.offerNew(direct, before: -1, after: -1)
        } else if gaps.isClosed(stop, unless: { self.fits(stop, beside: $0) }) == true {
            gaps.close(stop)
            return
        }
        var isClosed = true
        let mine = Int(instance.school[stop])
        let windows = instance.before + mine * instance.schools
        let ways = instance.fromSchool + stop * instance.schools
        for origin in 0..<instance.schools {
            let trips = fleet.list + Int(instance.firstStop[origin])
            let window = windows[origin]
            if window > 0 {
                let way = ways[origin]
                guard way + instance.service[stop] + direct <= window else { continue }
                for index in 0..<Int(fleet.listCount[origin]) {
                    let after = Int(fleet.next[Int(trips[index])])
                    var change = way
                    if after >= 0 {
                        guard fleet.canFollow(mine, after) else { continue }
                        change += fleet.way(from: mine, to: after) - fleet.deadhead[after]
                    }
                    isClosed = false
                    best.offerNew(direct + deadheadWeight * change, before: Int(trips[index]), after: after)
                }
            } else if instance.before[origin * instance.schools + mine] > 0 {
                for index in 0..<Int(fleet.listCount[origin]) {
                    let trip = Int(trips[index])
                    guard fleet.previous[trip] < 0, fleet.canFollow(mine, trip) else { continue }
                    isClosed = false
                    best.offerNew(direct + deadheadWeight * fleet.way(from: mine, to: trip), before: -1, after: trip)
                }
            }
        }
        if isClosed { gaps.close(stop) }
    }

    /// Whether a trip for this stop alone fits before or behind a trip.
    private func fits(_ stop: Int, beside trip: Int) -> Bool {
        fleet.school[trip] >= 0
            && (fits(stop, between: trip, and: Int(fleet.next[trip]))
                || fits(stop, between: Int(fleet.previous[trip]), and: trip))
    }

    private func insert(_ stop: Int, _ spot: TripPlace) {
        let trip = spot.trip
        save(trip)
        cost -= price(trip)
        let row = fleet.stops + trip * fleet.stride
        let total = Int(fleet.count[trip])
        (row + spot.position + 1).update(from: row + spot.position, count: total - spot.position)
        row[spot.position] = Int32(stop) - instance.firstStop[Int(instance.school[stop])]
        fleet.count[trip] = Int32(total + 1)
        fleet.tripOf[stop] = Int32(trip)
        fleet.measure(trip)
        cost += price(trip)
    }

    private func openTrip(_ stop: Int, _ spot: TripPlace) {
        let mine = Int(instance.school[stop])
        saveList(mine)
        save(Int(fleet.spare[fleet.spare.count - 1]))
        let trip = fleet.open(mine)
        fleet.stops[trip * fleet.stride] = Int32(stop) - instance.firstStop[mine]
        fleet.count[trip] = 1
        fleet.tripOf[stop] = Int32(trip)
        if spot.before >= 0 { save(spot.before) }
        if spot.after >= 0 {
            save(spot.after)
            cost -= price(spot.after)
        }
        fleet.link(spot.before, trip)
        fleet.link(trip, spot.after)
        fleet.measure(trip)
        cost += price(trip)
        if spot.after >= 0 { cost += price(spot.after) }
        if spot.before < 0, spot.after < 0 { fleet.days += 1 }
        gaps.widen(trip)
    }
}

/// The cheapest place so far for one stop.
struct TripPlace {
    /// What trips and deadheads grow by, the stop's own service left out.
    var cost = Float.infinity
    /// An existing trip, or -1 for a new one between `before` and `after`.
    var trip = -1
    var position = 0
    var before = -1
    var after = -1
    var isFound = false

    @inline(__always)
    mutating func offer(_ cost: Float, _ trip: Int, _ position: Int) {
        guard cost < self.cost else { return }
        (self.cost, self.trip, self.position, isFound) = (cost, trip, position, true)
    }

    @inline(__always)
    mutating func offerNew(_ cost: Float, before: Int, after: Int) {
        guard cost < self.cost else { return }
        (self.cost, trip, self.before, self.after, isFound) = (cost, -1, before, after, true)
    }
}
