import Quantities

extension FleetSearch {
    /// Takes out requests near a seed: a string or a school visit's pupils from each of a few days.
    func ruin() {
        absent.removeAll(keepingCapacity: true)
        touchedDays.removeAll(keepingCapacity: true)
        let seed = drawSeed()
        let order = random.below(2)
        let longest = min(Double(settings.longestString), max(1, averageLength))
        let strings = 1 + random.below(max(1, Int(4 * settings.ruinSize / (1 + longest) - 0.5)))
        let list = neighbourhoods.of(seed, order: order)
        var rank = -1
        while touchedDays.count < strings, rank < neighbourhoods.length {
            let rider = rank < 0 ? seed : Int(list[rank])
            rank += 1
            let slot = Int(kernel.dayOf[rider])
            guard slot >= 0, !touchedDays.contains(slot) else { continue }
            touchedDays.append(slot)
            if random.unit() < settings.wholeGroups {
                takeGroup(of: rider, slot)
            } else {
                takeString(around: rider, slot, longest: Int(longest))
            }
        }
        if random.unit() < settings.wholeDays, !used.isEmpty { takeDay(used[random.below(used.count)]) }
        if !kernel.savesDays, instance.types > 1, random.unit() < settings.smallerVehicles { shrink() }
        for slot in touchedDays {
            save(slot)
            cost -= kernel.cost[slot]
            kernel.remove(leaves, from: slot)
            cost += kernel.cost[slot]
            if kernel.isEmpty(slot) { retire(slot) }
        }
        for rider in absent { leaves[Int(rider)] = 0 }
        absent += bank
    }

    private var averageLength: Double { Double(members.count - bank.count) / Double(max(1, used.count)) }

    private func drawSeed() -> Int {
        if !bank.isEmpty, random.unit() < settings.seedsAtBank { return Int(bank[random.below(bank.count)]) }
        return Int(members[random.below(members.count)])
    }

    @inline(__always)
    func take(_ rider: Int) {
        guard leaves[rider] == 0 else { return }
        leaves[rider] = 1
        absent.append(Int32(rider))
    }

    /// All pupils that leave at the school visit of `rider`.
    private func takeGroup(of rider: Int, _ slot: Int) {
        let start = slot * kernel.stride
        let nodes = Int(kernel.count[slot])
        guard let node = (0..<nodes).first(where: { Int(kernel.request[start + $0]) == rider }) else { return }
        let drop = kernel.partner[start + node]
        for other in 0..<nodes where kernel.request[start + other] >= 0 && kernel.partner[start + other] == drop {
            take(Int(kernel.request[start + other]))
        }
    }

    /// Pickups in a row that contain `rider`; half the time some in the middle stay.
    private func takeString(around rider: Int, _ slot: Int, longest: Int) {
        let start = slot * kernel.stride
        pickups.removeAll(keepingCapacity: true)
        var position = 0
        for node in 0..<Int(kernel.count[slot]) where kernel.request[start + node] >= 0 {
            if Int(kernel.request[start + node]) == rider { position = pickups.count }
            pickups.append(kernel.request[start + node])
        }
        let length = 1 + random.below(min(longest, pickups.count))
        var kept = 0
        if random.below(2) == 0 {
            while length + kept < pickups.count, random.unit() < 0.5 { kept += 1 }
        }
        let window = length + kept
        let first = max(0, position - window + 1)
        let from = first + random.below(min(position, pickups.count - window) - first + 1)
        let hole = kept == 0 ? 0 : 1 + random.below(max(1, length - 1))
        for offset in 0..<window where kept == 0 || offset < hole || offset >= hole + kept {
            take(Int(pickups[from + offset]))
        }
    }

    private func takeDay(_ slot: Int) {
        if !touchedDays.contains(slot) { touchedDays.append(slot) }
        let start = slot * kernel.stride
        for node in 0..<Int(kernel.count[slot]) where kernel.request[start + node] >= 0 {
            take(Int(kernel.request[start + node]))
        }
    }

    /// Puts the absent requests into an order of insertion: random, by load, far or near, early, or long absent.
    func order() {
        for index in stride(from: absent.count - 1, to: 0, by: -1) { absent.swapAt(index, random.below(index + 1)) }
        guard settings.sortsInsertions else { return }
        switch random.below(14) {
        case 0..<4: return
        case 4..<8: sort { -(self.instance.load[$0] & 0xF_FFFF) }
        case 8..<10: sort { -Int64(self.directTime($0)) }
        case 10: sort { Int64(self.directTime($0)) }
        case 11: sort { Int64(self.instance.latest[Int(self.instance.group[$0])] - self.directTime($0)) }
        default: sort { -self.absence[$0] }
        }
    }

    private func directTime(_ rider: Int) -> Float {
        let school = Int(instance.groupPlace[Int(instance.group[rider])])
        return instance.timeFrom[Int(instance.stop[rider]) * instance.places + school]
    }

    /// Sorts by `key`, keeping the random order among equals.
    private func sort(by key: (Int) -> Int64) {
        for rider in absent { keys.append(key(Int(rider))) }
        StableOrder.sort(&absent, by: &keys)
    }
}
