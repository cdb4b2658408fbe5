/// Where a request can go in a day.
struct InsertionPlace {
    /// What the driving grows by; infinite where there is no place below the bound that was asked for.
    var cost: Float
    /// The pickup goes into this gap.
    var pickupGap: Int16
    /// Joining: the school visit's node. Otherwise the gap for a new one.
    var schoolAt: Int16
    /// Whether an existing school visit takes the request.
    var joins: Bool

    static let none = InsertionPlace(cost: .infinity, pickupGap: -1, schoolAt: -1, joins: false)
}

extension ClosureKernel {
    /// The cheapest feasible place for `request` in the day that costs less than `bound`.
    func bestPlace(_ rider: Int, _ slot: Int, below bound: Float) -> InsertionPlace {
        guard Int(count[slot]) + 2 <= stride else { return .none }
        let mine = instance.group[rider]
        let nodes = visitNode + slot * stride
        let start = slot * stride
        var scan = InsertionScan(self, rider, slot, bound)
        var low = firstGap
        for visit in 0..<Int(visitCount[slot]) {
            let node = Int(nodes[visit])
            guard group[start + node] == mine else { continue }
            scan.join(node, from: low)
            scan.open(low, Int(partner[start + node]) - 1)
            low = node
        }
        scan.open(low, Int(count[slot]) - 2)
        return scan.best
    }
}

/// One request against one day: all rules in which the request takes part, in registers.
private struct InsertionScan {
    var best = InsertionPlace.none
    private var bound: Float
    private let kernel: ClosureKernel
    private let start: Int
    private let columns: UnsafeMutablePointer<Float>
    private let stride: Int
    private let load: Int64
    private let mixing: Int32
    private let checksMixing: Bool
    private let service: Float, ride: Float
    private let unloading: Int32
    private let aloneService: Float, aloneLatest: Float, earliest: Float
    private let doneBy: Float
    private let direct: Float, directCost: Float
    private let toStop, fromStop, toStopCost, fromStopCost: UnsafeMutablePointer<Float>
    private let toSchool, fromSchool, toSchoolCost, fromSchoolCost: UnsafeMutablePointer<Float>
    /// How far a detour may seem shorter than the way without it.
    private let margin: Float = 2

    @inline(__always)
    init(_ kernel: ClosureKernel, _ rider: Int, _ slot: Int, _ bound: Float) {
        self.kernel = kernel
        self.bound = bound
        let instance = kernel.instance
        stride = kernel.stride
        start = slot &* stride
        columns = kernel.closure + start &* stride
        load = instance.load[rider]
        let group = Int(instance.group[rider])
        mixing = instance.mixing[group]
        checksMixing = instance.hasMixing
        service = instance.service[rider]
        ride = instance.longestRide[rider]
        unloading = instance.unloading[rider]
        aloneService = instance.aloneService[rider]
        aloneLatest = instance.aloneLatest[rider]
        earliest = instance.earliest[group]
        doneBy = instance.doneBy[group]
        let stop = Int(instance.stop[rider]) &* instance.places
        let school = Int(instance.groupPlace[group]) &* instance.places
        let price = instance.priceClass[Int(kernel.type[slot])]
        toStop = instance.timeInto + stop
        fromStop = instance.timeFrom + stop
        toStopCost = instance.costInto[price] + stop
        fromStopCost = instance.costFrom[price] + stop
        toSchool = instance.timeInto + school
        fromSchool = instance.timeFrom + school
        toSchoolCost = instance.costInto[price] + school
        fromSchoolCost = instance.costFrom[price] + school
        direct = service + fromStop[Int(instance.groupPlace[group])]
        directCost = fromStopCost[Int(instance.groupPlace[group])]
    }

    /// Whether the request may be aboard behind `node`.
    @inline(__always)
    private func hasRoom(_ node: Int) -> Bool {
        guard PackedLoad.fits(load, in: kernel.free[start &+ node]) else { return false }
        guard checksMixing else { return true }
        let aboard = kernel.mix[start &+ node]
        return aboard == mixing || aboard == ClosureKernel.empty
    }

    /// Pickups in gaps `low`..<`drop` that leave at the existing school visit `drop`.
    @inline(__always)
    mutating func join(_ drop: Int, from low: Int) {
        let instance = kernel.instance
        let at = start &+ drop
        let group = Int(kernel.group[at])
        let longer = Float((instance.groupFixed[group] &+ kernel.unloading[at] &+ unloading) / 10) - kernel.service[at]
        guard longer <= kernel.standSlack[at] else { return }
        var latest = Float.infinity
        if doneBy < Float(DayInstance.never / 2) {
            latest = doneBy - kernel.service[at] - longer
            guard kernel.early[at] <= latest else { return }
        }
        let after = kernel.gapTime[at] + longer
        let toDrop = columns + drop &* stride
        var gap = drop &- 1
        while gap >= low {
            guard hasRoom(gap) else { return }
            let onward = toDrop[gap &+ 1]
            guard service + onward <= ride else { return }
            let (here, next) = (Int(kernel.place[start &+ gap]), Int(kernel.place[start &+ gap &+ 1]))
            let cost = toStopCost[here] + fromStopCost[next] - kernel.gapCost[start &+ gap]
            if cost < bound {
                let to = kernel.service[start &+ gap] + toStop[here]
                let from = service + fromStop[next]
                if to + from <= kernel.slack[start &+ gap], from + onward <= ride,
                    to + from + onward + after + columns[gap &* stride &+ drop &+ 1] <= 0,
                    kernel.early[start &+ gap] + to + from + onward <= latest
                {
                    bound = cost
                    best = InsertionPlace(
                        cost: cost, pickupGap: Int16(truncatingIfNeeded: gap),
                        schoolAt: Int16(truncatingIfNeeded: drop), joins: true)
                }
            }
            gap &-= 1
        }
    }

    /// Pickups in gaps from `low` on that leave at a new school visit, in a gap up to `high`.
    @inline(__always)
    mutating func open(_ low: Int, _ high: Int) {
        guard low <= high, direct <= ride else { return }
        var gap = low
        while gap <= high {
            let at = start &+ gap
            let (here, next) = (Int(kernel.place[at]), Int(kernel.place[at &+ 1]))
            let to = kernel.service[at] + toSchool[here]
            let from = aloneService + fromSchool[next]
            if kernel.early[at] + kernel.service[at] > aloneLatest + margin { return }
            let isInTime = kernel.early[at] + to <= aloneLatest + margin
            if isInTime, earliest + from <= kernel.late[at &+ 1], hasRoom(gap) {
                openBehindPickup(gap, here, next, from)
                let detour = toSchoolCost[here] + fromSchoolCost[next] - kernel.gapCost[at]
                if gap > low, detour - margin < bound, kernel.early[at] + to <= aloneLatest,
                    to + from <= kernel.slack[at]
                {
                    openApart(gap, low, to, from, detour)
                }
            }
            gap &+= 1
        }
    }

    /// Pickup and new school visit in one gap.
    @inline(__always)
    private mutating func openBehindPickup(_ gap: Int, _ here: Int, _ next: Int, _ from: Float) {
        let at = start &+ gap
        let cost = toStopCost[here] + directCost + fromSchoolCost[next] - kernel.gapCost[at]
        guard cost < bound else { return }
        let to = kernel.service[at] + toStop[here]
        guard to + direct + from <= kernel.slack[at], kernel.early[at] + to + direct <= aloneLatest else { return }
        bound = cost
        best = InsertionPlace(
            cost: cost, pickupGap: Int16(truncatingIfNeeded: gap), schoolAt: Int16(truncatingIfNeeded: gap),
            joins: false)
    }

    /// New school visit in `gap`, pickups in the gaps before it.
    @inline(__always)
    private mutating func openApart(_ gap: Int, _ low: Int, _ to: Float, _ from: Float, _ detour: Float) {
        let before = columns + gap &* stride
        var pickup = gap &- 1
        while pickup >= low {
            guard hasRoom(pickup) else { return }
            let at = start &+ pickup
            let onward = max(before[pickup &+ 1] + to, earliest - kernel.late[at &+ 1])
            guard service + onward <= ride else { return }
            let (here, next) = (Int(kernel.place[at]), Int(kernel.place[at &+ 1]))
            let cost = detour + toStopCost[here] + fromStopCost[next] - kernel.gapCost[at]
            if cost < bound {
                let arrive = kernel.service[at] + toStop[here]
                let leave = service + fromStop[next]
                if arrive + leave <= kernel.slack[at] {
                    let down = leave + onward
                    let back = from + columns[pickup &* stride &+ gap &+ 1] + arrive
                    if down <= ride, down + back <= 0, down + kernel.early[at] + arrive <= aloneLatest {
                        bound = cost
                        best = InsertionPlace(
                            cost: cost, pickupGap: Int16(truncatingIfNeeded: pickup),
                            schoolAt: Int16(truncatingIfNeeded: gap), joins: false)
                    }
                }
            }
            pickup &-= 1
        }
    }
}
