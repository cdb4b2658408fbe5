import Quantities

extension FleetSearch {
    /// Gives a random day a type with fewer seats at the same depot, and takes out whom it does not hold.
    ///
    /// Exchanges of types alone never do that where one pupil too many is aboard.
    func shrink() {
        guard let slot = used.isEmpty ? nil : used[random.below(used.count)],
            let type = drawSmallerType(than: Int(kernel.type[slot]))
        else { return }
        save(slot)
        if !touchedDays.contains(slot) { touchedDays.append(slot) }
        typeUsed[Int(kernel.type[slot])] -= 1
        typeUsed[type] += 1
        kernel.type[slot] = Int32(type)
        takeExcess(slot, capacity: instance.capacity[type])
    }

    /// A random free type with fewer seats, the same depot and no shorter day; `nil` when there is none.
    private func drawSmallerType(than old: Int) -> Int? {
        let fleet = instance.day.problem.fleet
        let smaller = fleet.indices.filter {
            fleet[$0].capacity.seats < fleet[old].capacity.seats && fleet[$0].depot == fleet[old].depot
                && instance.longestDay[$0] >= instance.longestDay[old] && typeUsed[$0] < typeLimit[$0]
        }
        return smaller.isEmpty ? nil : smaller[random.below(smaller.count)]
    }

    /// Takes requests out at random wherever more are aboard than `capacity` holds.
    private func takeExcess(_ slot: Int, capacity: Int64) {
        let start = slot * kernel.stride
        var aboard: [Int32] = []
        for node in 0..<Int(kernel.count[slot]) {
            let rider = kernel.request[start + node]
            if rider >= 0 {
                guard leaves[Int(rider)] == 0 else { continue }
                aboard.append(rider)
                while !PackedLoad.fits(aboard.reduce(0) { $0 + instance.load[Int($1)] }, in: capacity) {
                    take(Int(aboard.remove(at: random.below(aboard.count))))
                }
            } else if kernel.group[start + node] >= 0 {
                aboard.removeAll { instance.group[Int($0)] == kernel.group[start + node] }
            }
        }
    }
}
