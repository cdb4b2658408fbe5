import Quantities

extension FixedBellSearch {
    func takeStep(temperature: Double) -> Bool {
        guard !members.isEmpty, fleet.highest > 0 else { return false }
        step += 1
        if step % settings.matchingPeriod == 0, fleet.match() > 0 {
            measureCost()
            forget()
        }
        for _ in 0..<settings.relinkTrials { relink(temperature) }
        saved.removeAll(keepingCapacity: true)
        savedSchools.removeAll(keepingCapacity: true)
        let (oldCost, oldSum, oldBank, oldSpare, oldDays) = (cost, bankSum, bank, fleet.spare, fleet.days)
        gaps.beginStep()
        trips.beginStep()
        ruin()
        order()
        let threshold = oldCost - temperature * Double.logarithm(1 - random.unit())
        let isWhole = recreate(
            below: oldSum, costing: threshold, most: max(oldBank.count, settings.longestBank))
        let isAccepted = isWhole && (bankSum < oldSum || cost < threshold)
        if isAccepted {
            gaps.keepStep()
            trips.keepStep()
        } else {
            gaps.undoStep()
            trips.undoStep()
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
            trips.widen(a)
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
        trips.widen(a)
        trips.widen(b)
        cost += Double(change)
    }

    @inline(__always)
    private func passes(_ change: Float, _ temperature: Double) -> Bool {
        change <= 0 || Double(change) < -temperature * Double.logarithm(1 - random.unit())
    }
}
