import Quantities

extension FixedBellSearch {
    /// Inserts a stop where it is cheapest, in a trip of its school or in a new one; false when there is no place.
    func place(_ stop: Int) -> Bool {
        var best = TripPlace()
        let mine = instance.school[stop]
        if trips.isClosed(stop, unless: { self.fleet.school[$0] == mine }) == true {
            trips.close(stop)
        } else if findInTrips(stop, &best) {
            trips.close(stop)
        }
        let direct = instance.direct[stop]
        if best.cost > (1 - deadheadWeight) * direct || best.trip < 0 { findNewTrip(stop, &best) }
        guard best.isFound else { return false }
        if best.trip >= 0 { insert(stop, best) } else { openTrip(stop, best) }
        return true
    }

    /// Looks through the trips of the stop's school; true when none of them, seen without a blink, has a place for it.
    private func findInTrips(_ stop: Int, _ best: inout TripPlace) -> Bool {
        let mine = Int(instance.school[stop])
        let base = Int(instance.firstStop[mine])
        var hasBlinked = false
        for index in 0..<Int(fleet.listCount[mine]) {
            blinkIn -= 1
            if blinkIn == 0 {
                blinkIn = drawBlink()
                hasBlinked = true
                continue
            }
            let trip = Int(fleet.list[base + index])
            guard fleet.load[trip] + instance.pupils[stop] <= instance.capacity else { continue }
            let slack = findAtHead(stop, of: trip, &best)
            let first = base + Int(fleet.stops[trip * fleet.stride])
            let room = min(slack, instance.longestRide + instance.service[first] - fleet.duration[trip])
            findBehindHead(stop, of: trip, within: room - instance.service[stop], &best)
        }
        return !hasBlinked && !best.isFound
    }

    /// The place in front of a trip's first stop; returns by how much the trip may grow until the previous one is late.
    @inline(__always)
    private func findAtHead(_ stop: Int, of trip: Int, _ best: inout TripPlace) -> Float {
        let mine = Int(instance.school[stop])
        let (matrix, width) = fleet.square(mine)
        let grown = matrix[(stop - Int(instance.firstStop[mine])) * width + Int(fleet.stops[trip * fleet.stride])]
        let duration = fleet.duration[trip]
        let keepsRide = grown + duration <= instance.longestRide
        let before = Int(fleet.previous[trip])
        guard before >= 0 else {
            if keepsRide { best.offer(grown, trip, 0) }
            return .infinity
        }
        let origin = Int(fleet.school[before])
        let window = instance.before[mine * instance.schools + origin]
        let way = instance.fromSchool[stop * instance.schools + origin]
        if keepsRide, way + instance.service[stop] + grown + duration <= window {
            best.offer(grown + deadheadWeight * (way - fleet.deadhead[trip]), trip, 0)
        }
        return window - fleet.deadhead[trip] - duration
    }

    /// The places behind a trip's first stop that make it grow by `room` at most, the stop's own service left out.
    @inline(__always)
    private func findBehindHead(_ stop: Int, of trip: Int, within room: Float, _ best: inout TripPlace) {
        guard room >= 0 else { return }
        let mine = Int(instance.school[stop])
        let (matrix, width) = fleet.square(mine)
        let row = matrix + (stop - Int(instance.firstStop[mine])) * width
        let stops = fleet.stops + trip * fleet.stride
        var from = Int(stops[0])
        var here = row[from]
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
        trips.widen(trip)
        if spot.after >= 0 { trips.widen(spot.after) }
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
