import Quantities

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Double {
    /// The natural logarithm.
    static func logarithm(_ value: Double) -> Double { log(value) }

    /// `base` to the power of `exponent`.
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

extension FleetSearch {
    /// One ruin and recreate at `temperature`; true when the step was accepted.
    @discardableResult
    func takeStep(temperature: Double) -> Bool {
        guard !members.isEmpty else { return false }
        if random.unit() < settings.tailExchanges { exchangeTails(temperature: temperature) }
        step += 1
        saved.removeAll(keepingCapacity: true)
        let oldCost = cost
        let oldSum = bankSum
        let oldBank = bank
        let (oldUsed, oldSpare, oldTypes) = (used, spare, typeUsed)
        ruin()
        order()
        let threshold = oldCost - temperature * Double.logarithm(1 - random.unit())
        let isWhole = recreate(
            below: oldSum, costing: threshold, most: max(oldBank.count, settings.longestBank))
        let isAccepted = isWhole && (bankSum < oldSum || cost < threshold)
        if isAccepted {
            for slot in saved { kernel.recognise(slot, as: kernel.slots + slot) }
        } else {
            undo()
            (used, spare, typeUsed) = (oldUsed, oldSpare, oldTypes)
            (cost, bank, bankSum) = (oldCost, oldBank, oldSum)
        }
        if settings.countsAbsence, !bank.isEmpty {
            for rider in bank { absence[Int(rider)] += 1 }
            bankSum += Int64(bank.count)
        }
        return isAccepted
    }

    /// Keeps a copy of a day before its first change in this step.
    @inline(__always)
    func save(_ slot: Int) {
        guard savedAt[slot] != step else { return }
        savedAt[slot] = step
        saved.append(slot)
        kernel.copy(slot, to: kernel.slots + slot)
    }

    /// Brings back the days that this step changed.
    func undo() {
        for slot in saved { forEachRider(slot) { kernel.dayOf[$0] = -1 } }
        for slot in saved {
            kernel.copy(kernel.slots + slot, to: slot)
            forEachRider(slot) { kernel.dayOf[$0] = Int32(slot) }
        }
    }

    @inline(__always)
    private func forEachRider(_ slot: Int, _ body: (Int) -> Void) {
        let start = slot * kernel.stride
        for node in 0..<Int(kernel.count[slot]) where kernel.request[start + node] >= 0 {
            body(Int(kernel.request[start + node]))
        }
    }

    /// Inserts `rider` where it is cheapest; false when there is no place.
    func place(_ rider: Int) -> Bool {
        let (best, bestSlot) = cheapestPlace(rider)
        if bestSlot < 0 || opensFreely, used.count < dayLimit, open(rider, cheaperThan: best.cost) { return true }
        guard bestSlot >= 0 else { return false }
        save(bestSlot)
        cost -= kernel.cost[bestSlot]
        kernel.insert(rider, bestSlot, best)
        cost += kernel.cost[bestSlot]
        return true
    }

    /// The cheapest place in the days in use, and its day; -1 when there is none.
    private func cheapestPlace(_ rider: Int) -> (InsertionPlace, Int) {
        let kernel = kernel
        let row = cache + rider &* kernel.slots
        let version = kernel.version
        asked.initialize(to: InsertionRequest(rider, instance))
        let request = UnsafePointer(asked)
        readAhead = request.pointee.readAhead(instance)
        var blink = blinkIn
        var best = InsertionPlace.none
        var bestSlot = -1
        used.withUnsafeBufferPointer { used in
            for slot in used {
                blink &-= 1
                if blink == 0 {
                    blink = drawBlink()
                    continue
                }
                let known = row[slot]
                if known.version == version[slot] {
                    if known.cost >= best.cost { continue }
                    if known.pickupGap >= 0 {
                        best = InsertionPlace(
                            cost: known.cost, pickupGap: known.pickupGap, schoolAt: known.schoolAt, joins: known.joins)
                        bestSlot = slot
                        continue
                    }
                }
                let found = kernel.bestPlace(request, slot, below: best.cost)
                let isBetter = found.pickupGap >= 0
                row[slot] = CachedPlace(
                    version: version[slot], cost: isBetter ? found.cost : best.cost, pickupGap: found.pickupGap,
                    schoolAt: found.schoolAt, joins: found.joins)
                if isBetter {
                    best = found
                    bestSlot = slot
                }
            }
        }
        blinkIn = blink
        return (best, bestSlot)
    }

    /// Opens a day for `rider`: of the type that carries it at the least cost, or half the time of any type that can;
    /// false when none does for less than `bound`.
    private func open(_ rider: Int, cheaperThan bound: Float) -> Bool {
        guard let slot = spare.last else { return false }
        let isGreedy = instance.types == 1 || random.below(2) == 0
        var best = InsertionPlace.none
        var bestType = -1
        var bestScore = Float.infinity
        for type in 0..<instance.types where typeUsed[type] < typeLimit[type] {
            if Int(kernel.type[slot]) != type { kernel.clear(slot, type: type) }
            let found = kernel.bestPlace(rider, slot, below: .infinity)
            let total = found.cost + kernel.dayCost(type)
            guard found.pickupGap >= 0, total < bound else { continue }
            let score = isGreedy ? total : Float(random.unit())
            if score < bestScore { (best, bestType, bestScore) = (found, type, score) }
        }
        guard bestType >= 0 else { return false }
        kernel.clear(slot, type: bestType)
        spare.removeLast()
        used.append(slot)
        typeUsed[bestType] += 1
        save(slot)
        kernel.insert(rider, slot, best)
        cost += kernel.cost[slot]
        return true
    }

    /// Gives a day another type, or two days each other's, when the rules and the temperature allow it.
    @discardableResult
    func exchangeTypes(temperature: Double) -> Bool {
        guard instance.types > 1, let first = used.isEmpty ? nil : used[random.below(used.count)] else { return false }
        let old = Int(kernel.type[first])
        let new = (old + 1 + random.below(instance.types - 1)) % instance.types
        let others = used.filter { Int(kernel.type[$0]) == new }
        let isFree = typeUsed[new] < typeLimit[new]
        guard isFree || !others.isEmpty else { return false }
        let second = isFree && (others.isEmpty || random.below(2) == 0) ? nil : others[random.below(others.count)]
        step += 1
        saved.removeAll(keepingCapacity: true)
        let oldCost = cost
        var isPossible = retype(first, new)
        if let second { isPossible = retype(second, old) && isPossible }
        let isCheaper = cost < oldCost - temperature * Double.logarithm(1 - random.unit())
        if isPossible, (second == nil ? prefersRoom(new, to: old) : nil) ?? isCheaper {
            if second == nil {
                typeUsed[old] -= 1
                typeUsed[new] += 1
            }
            return true
        }
        undo()
        cost = oldCost
        return false
    }

    /// While days are saved a type with more seats is always taken, for it leaves more choice, and one with fewer only now
    /// and then, for it may have more wheelchair places; `nil` when the cost is to decide.
    private func prefersRoom(_ new: Int, to old: Int) -> Bool? {
        guard kernel.savesDays else { return nil }
        let fleet = instance.day.problem.fleet
        let (seats, others) = (fleet[new].capacity.seats, fleet[old].capacity.seats)
        if seats > others { return true }
        return seats < others && random.below(5) > 0 ? false : nil
    }

    /// Lets a vehicle of `type` do the day; false when it breaks a rule.
    private func retype(_ slot: Int, _ type: Int) -> Bool {
        save(slot)
        cost -= kernel.cost[slot]
        let isPossible = kernel.retype(slot, type)
        cost += kernel.cost[slot]
        return isPossible
    }
}
