extension FixedBellSearch {
    /// Saves a day: an essential trip goes to the bank and the rest is linked again; a whole day where there is none.
    func dropDay() {
        settle()
        dayLimit = fleet.days - 1
        var all = bank
        let candidates =
            settings.usesEssentialTrips
            ? fleet.essentialTrips().sorted { (weight($0), $0) < (weight($1), $1) } : []
        if let trip = candidates.first { takeOut(trip, &all) }
        fleet.match()
        if fleet.days > dayLimit {
            let heads = (0..<fleet.highest).filter { fleet.school[$0] >= 0 && fleet.previous[$0] < 0 }
            let lightest = heads.min { (dayWeight($0), $0) < (dayWeight($1), $1) }
            var trip = lightest ?? -1
            while trip >= 0 {
                let after = Int(fleet.next[trip])
                takeOut(trip, &all)
                trip = after
            }
        }
        measureCost()
        setBank(all)
    }

    private func weight(_ trip: Int) -> Int64 {
        let base = Int(instance.firstStop[Int(fleet.school[trip])])
        var sum: Int64 = 0
        for index in 0..<Int(fleet.count[trip]) { sum += absence[base + Int(fleet.stops[trip * fleet.stride + index])] }
        return sum
    }

    private func dayWeight(_ head: Int) -> Int64 {
        var sum: Int64 = 0
        var trip = head
        while trip >= 0 {
            sum += weight(trip)
            trip = Int(fleet.next[trip])
        }
        return sum
    }

    /// Removes a trip and joins its neighbours.
    private func takeOut(_ trip: Int, _ all: inout [Int32]) {
        let base = Int(instance.firstStop[Int(fleet.school[trip])])
        for index in 0..<Int(fleet.count[trip]) {
            let stop = base + Int(fleet.stops[trip * fleet.stride + index])
            fleet.tripOf[stop] = -1
            all.append(Int32(stop))
        }
        let (before, after) = (Int(fleet.previous[trip]), Int(fleet.next[trip]))
        fleet.link(before, after)
        if before < 0, after < 0 { fleet.days -= 1 }
        fleet.close(trip)
    }
}
