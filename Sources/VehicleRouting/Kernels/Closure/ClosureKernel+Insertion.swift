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

/// A request as the insertion test reads it: its rules and the rows of driving times to and from its stop and school.
struct InsertionRequest {
    fileprivate let load: Int64
    fileprivate let group: Int32
    fileprivate let mixing: Int32
    fileprivate let unloading: Int32
    fileprivate let service: Float, ride: Float
    fileprivate let aloneService: Float, aloneLatest: Float, earliest: Float
    fileprivate let doneBy: Float
    fileprivate let direct: Float
    fileprivate let hasStopWindow: Bool
    fileprivate let stopEarliest: Float, stopLatest: Float
    fileprivate let stop: Int, school: Int, schoolPlace: Int
    fileprivate let toStop, fromStop: UnsafeMutablePointer<Float>
    fileprivate let toSchool, fromSchool: UnsafeMutablePointer<Float>

    /// The request `rider` of `instance`.
    init(_ rider: Int, _ instance: ClosureInstance) {
        load = instance.load[rider]
        group = instance.group[rider]
        let mine = Int(group)
        mixing = instance.mixing[mine]
        service = instance.service[rider]
        ride = instance.longestRide[rider]
        unloading = instance.unloading[rider]
        aloneService = instance.aloneService[rider]
        aloneLatest = instance.aloneLatest[rider]
        earliest = instance.earliest[mine]
        doneBy = instance.doneBy[mine]
        stopEarliest = instance.stopEarliest[rider]
        stopLatest = instance.stopLatest[rider]
        hasStopWindow = instance.hasStopWindows && (stopEarliest > -.infinity || stopLatest < .infinity)
        schoolPlace = Int(instance.groupPlace[mine])
        stop = Int(instance.stop[rider]) &* instance.places
        school = schoolPlace &* instance.places
        toStop = instance.timeInto + stop
        fromStop = instance.timeFrom + stop
        toSchool = instance.timeInto + school
        fromSchool = instance.timeFrom + school
        direct = service + fromStop[schoolPlace]
    }

    /// Reads the request's rows of the driving table once from end to end; the sum only keeps the reads.
    ///
    /// The table is larger than the caches, and the scans jump about in its rows: read in order, they come in several
    /// times as fast.
    func readAhead(_ instance: ClosureInstance) -> Float {
        var sum: Float = 0
        for at in Swift.stride(from: 0, to: instance.places, by: 16) { sum += toStop[at] + toSchool[at] }
        guard toStop != fromStop else { return sum }
        for at in Swift.stride(from: 0, to: instance.places, by: 16) { sum += fromStop[at] + fromSchool[at] }
        return sum
    }
}

extension ClosureKernel {
    /// The cheapest feasible place for `rider` in the day that costs less than `bound`.
    func bestPlace(_ rider: Int, _ slot: Int, below bound: Float) -> InsertionPlace {
        withUnsafePointer(to: InsertionRequest(rider, instance)) { bestPlace($0, slot, below: bound) }
    }

    /// The cheapest feasible place for `rider` in the day that costs less than `bound`.
    func bestPlace(_ rider: UnsafePointer<InsertionRequest>, _ slot: Int, below bound: Float) -> InsertionPlace {
        guard Int(count[slot]) + 2 <= stride else { return .none }
        let nodes = visitNode + slot &* stride
        let start = slot &* stride
        var scan = InsertionScan(self, rider, slot, bound)
        var low = firstGap
        for visit in 0..<Int(visitCount[slot]) {
            let node = Int(nodes[visit])
            guard group[start &+ node] == rider.pointee.group else { continue }
            scan.join(node, from: low)
            scan.open(low, Int(partner[start &+ node]) &- 1)
            low = node
        }
        scan.open(low, Int(count[slot]) &- 2)
        return scan.best
    }
}

/// One request against one day: everything that a position is judged by, within reach of registers.
private struct InsertionScan {
    var best = InsertionPlace.none
    private var bound: Float
    private let rider: UnsafePointer<InsertionRequest>
    private let columns: UnsafeMutablePointer<Float>
    private let stride: Int
    private let checksMixing: Bool
    private let place, mix: UnsafeMutablePointer<Int32>
    private let free: UnsafeMutablePointer<Int64>
    private let service, gapCost, slack, early, late: UnsafeMutablePointer<Float>
    private let toStopCost, fromStopCost, toSchoolCost, fromSchoolCost: UnsafeMutablePointer<Float>
    private let standSlack, gapTime: UnsafeMutablePointer<Float>
    private let unloading: UnsafeMutablePointer<Int32>
    private let groupFixed: Int32
    /// How far a detour may seem shorter than the way without it.
    private let margin: Float = 2

    @inline(__always)
    init(_ kernel: ClosureKernel, _ rider: UnsafePointer<InsertionRequest>, _ slot: Int, _ bound: Float) {
        self.rider = rider
        self.bound = bound
        let instance = kernel.instance
        stride = kernel.stride
        let start = slot &* stride
        columns = kernel.closure + start &* stride
        checksMixing = instance.hasMixing
        place = kernel.place + start
        mix = kernel.mix + start
        free = kernel.free + start
        service = kernel.service + start
        gapCost = kernel.gapCost + start
        slack = kernel.slack + start
        early = kernel.early + start
        late = kernel.late + start
        standSlack = kernel.standSlack + start
        gapTime = kernel.gapTime + start
        unloading = kernel.unloading + start
        groupFixed = instance.groupFixed[Int(rider.pointee.group)]
        let kind = kernel.priced(Int(kernel.type[slot]))
        let (into, from) = (instance.priceInto[kind], instance.priceFrom[kind])
        toStopCost = into + rider.pointee.stop
        fromStopCost = from + rider.pointee.stop
        toSchoolCost = into + rider.pointee.school
        fromSchoolCost = from + rider.pointee.school
    }

    /// Whether the request may be aboard behind `node`.
    @inline(__always)
    private func hasRoom(_ node: Int) -> Bool {
        guard PackedLoad.fits(rider.pointee.load, in: free[node]) else { return false }
        guard checksMixing else { return true }
        let aboard = mix[node]
        return aboard == rider.pointee.mixing || aboard == ClosureKernel.empty
    }

    /// Pickups in gaps `low`..<`drop` that leave at the existing school visit `drop`.
    @inline(__always)
    mutating func join(_ drop: Int, from low: Int) {
        let tenths = groupFixed &+ unloading[drop] &+ rider.pointee.unloading
        let longer = Float(tenths / 10) - service[drop]
        guard longer <= standSlack[drop] else { return }
        var latest = Float.infinity
        if rider.pointee.doneBy < Float(DayInstance.never / 2) {
            latest = rider.pointee.doneBy - service[drop] - longer
            guard early[drop] <= latest else { return }
        }
        let after = gapTime[drop] + longer
        let toDrop = columns + drop &* stride
        var gap = drop &- 1
        while gap >= low {
            guard hasRoom(gap) else { return }
            let onward = toDrop[gap &+ 1]
            guard rider.pointee.service + onward <= rider.pointee.ride else { return }
            let (here, next) = (Int(place[gap]), Int(place[gap &+ 1]))
            let cost = toStopCost[here] + fromStopCost[next] - gapCost[gap]
            if cost < bound {
                let detour =
                    service[gap] + rider.pointee.toStop[here] + rider.pointee.service + rider.pointee.fromStop[next]
                if detour <= slack[gap],
                    rider.pointee.service + rider.pointee.fromStop[next] + onward <= rider.pointee.ride,
                    detour + onward + after + columns[gap &* stride &+ drop &+ 1] <= 0,
                    early[gap] + detour + onward <= latest,
                    !rider.pointee.hasStopWindow || keepsHours(joining: drop, gap, onward, after, latest)
                {
                    offer(cost, gap, drop, joins: true)
                }
            }
            gap &-= 1
        }
    }

    /// Pickups in gaps from `low` on that leave at a new school visit, in a gap up to `high`.
    @inline(__always)
    mutating func open(_ low: Int, _ high: Int) {
        guard rider.pointee.direct <= rider.pointee.ride else { return }
        let opens = rider.pointee.earliest + rider.pointee.aloneService
        let closes = rider.pointee.aloneLatest + margin
        var gap = low
        while gap <= high {
            if early[gap] + service[gap] > closes { return }
            if opens <= late[gap &+ 1] + margin { openIn(gap, low, closes) }
            gap &+= 1
        }
    }

    /// Pickups in gaps from `low` on that leave at a new school visit in `gap`.
    @inline(__always)
    private mutating func openIn(_ gap: Int, _ low: Int, _ closes: Float) {
        let (here, next) = (Int(place[gap]), Int(place[gap &+ 1]))
        let to = service[gap] + rider.pointee.toSchool[here]
        let from = rider.pointee.aloneService + rider.pointee.fromSchool[next]
        guard early[gap] + to <= closes, rider.pointee.earliest + from <= late[gap &+ 1], hasRoom(gap) else { return }
        let leaving = fromSchoolCost[next] - gapCost[gap]
        let cost = toStopCost[here] + fromStopCost[rider.pointee.schoolPlace] + leaving
        if cost < bound {
            let arrive = service[gap] + rider.pointee.toStop[here] + rider.pointee.direct
            if arrive + from <= slack[gap], early[gap] + arrive <= rider.pointee.aloneLatest,
                !rider.pointee.hasStopWindow || keepsHours(openingIn: gap, from)
            {
                offer(cost, gap, gap, joins: false)
            }
        }
        let detour = toSchoolCost[here] + leaving
        if gap > low, detour - margin < bound, early[gap] + to <= rider.pointee.aloneLatest, to + from <= slack[gap] {
            openApart(gap, low, to, from, detour)
        }
    }

    /// New school visit in `gap`, pickups in the gaps before it.
    @inline(__always)
    private mutating func openApart(_ gap: Int, _ low: Int, _ to: Float, _ from: Float, _ detour: Float) {
        let before = columns + gap &* stride
        var pickup = gap &- 1
        while pickup >= low {
            guard hasRoom(pickup) else { return }
            let onward = max(before[pickup &+ 1] + to, rider.pointee.earliest - late[pickup &+ 1])
            guard rider.pointee.service + onward <= rider.pointee.ride else { return }
            let (here, next) = (Int(place[pickup]), Int(place[pickup &+ 1]))
            let cost = detour + toStopCost[here] + fromStopCost[next] - gapCost[pickup]
            if cost < bound {
                let arrive = service[pickup] + rider.pointee.toStop[here]
                let leave = rider.pointee.service + rider.pointee.fromStop[next]
                let down = leave + onward
                if arrive + leave <= slack[pickup], down <= rider.pointee.ride,
                    down + from + columns[pickup &* stride &+ gap &+ 1] + arrive <= 0,
                    down + early[pickup] + arrive <= rider.pointee.aloneLatest,
                    !rider.pointee.hasStopWindow || keepsHours(opening: gap, pickup, to, from)
                {
                    offer(cost, pickup, gap, joins: false)
                }
            }
            pickup &-= 1
        }
    }

    // A stop with hours adds two rules: from the clock to the pickup, and from the pickup to the clock. The functions
    // below add up every new cycle through one of them.

    /// Whether a pickup in `gap` keeps its hours and makes nobody late when it joins the visit `drop`.
    private func keepsHours(joining drop: Int, _ gap: Int, _ onward: Float, _ after: Float, _ doneBy: Float) -> Bool {
        let (opens, closes) = (rider.pointee.stopEarliest, rider.pointee.stopLatest)
        let (here, next) = (Int(place[gap]), Int(place[gap &+ 1]))
        let to = service[gap] + rider.pointee.toStop[here]
        let from = opens + rider.pointee.service + rider.pointee.fromStop[next]
        guard from <= late[gap &+ 1], from + onward + after <= late[drop &+ 1], from + onward <= doneBy else {
            return false
        }
        return early[gap] + to <= closes && early[drop] - rider.pointee.ride <= closes
            && early[drop] + after + columns[gap &* stride &+ drop &+ 1] + to <= closes
    }

    /// Whether a pickup in `gap` with its school visit right behind it keeps its hours and makes nobody late.
    private func keepsHours(openingIn gap: Int, _ from: Float) -> Bool {
        let (opens, closes) = (rider.pointee.stopEarliest, rider.pointee.stopLatest)
        let to = service[gap] + rider.pointee.toStop[Int(place[gap])]
        let arrives = opens + rider.pointee.direct
        guard arrives <= rider.pointee.aloneLatest, arrives + from <= late[gap &+ 1] else { return false }
        return early[gap] + to <= closes && rider.pointee.earliest - rider.pointee.ride <= closes
            && rider.pointee.earliest + from + columns[gap &* stride &+ gap &+ 1] + to <= closes
    }

    /// Whether a pickup in the gap `pickup` with its school visit in `gap` keeps its hours and makes nobody late.
    private func keepsHours(opening gap: Int, _ pickup: Int, _ to: Float, _ from: Float) -> Bool {
        let (opens, closes) = (rider.pointee.stopEarliest, rider.pointee.stopLatest)
        let (here, next) = (Int(place[pickup]), Int(place[pickup &+ 1]))
        let arrive = service[pickup] + rider.pointee.toStop[here]
        let leaves = opens + rider.pointee.service + rider.pointee.fromStop[next]
        let school = leaves + columns[gap &* stride &+ pickup &+ 1] + to
        guard leaves <= late[pickup &+ 1], school <= rider.pointee.aloneLatest, school + from <= late[gap &+ 1] else {
            return false
        }
        let reached = max(rider.pointee.earliest, early[gap] + to)
        return early[pickup] + arrive <= closes && reached - rider.pointee.ride <= closes
            && reached + from + columns[pickup &* stride &+ gap &+ 1] + arrive <= closes
    }

    @inline(__always)
    private mutating func offer(_ cost: Float, _ gap: Int, _ school: Int, joins: Bool) {
        bound = cost
        best = InsertionPlace(
            cost: cost, pickupGap: Int16(truncatingIfNeeded: gap), schoolAt: Int16(truncatingIfNeeded: school),
            joins: joins)
    }
}
