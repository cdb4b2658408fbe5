import Quantities
import TransportModel

/// Pupils who board together, ride together and leave together: one request to the routing engine.
struct RideGroup: Hashable, Sendable {
    /// What all members have in common.
    struct Key: Hashable, Sendable {
        var stop: Index<CandidateStop>
        var school: Index<School>
        var schoolWindow: ClosedRange<ClockTime>
        var rideLimit: Seconds
        var needsWheelchairPlace: Bool
        /// Who rides alone is a group of one.
        var alone: Index<Pupil>?

        init(_ journey: Journey) {
            stop = journey.stop
            school = journey.school
            schoolWindow = journey.schoolWindow
            rideLimit = journey.rideLimit
            needsWheelchairPlace = journey.load.wheelchairPlaces > 0
            alone = journey.ridesAlone ? journey.pupil : nil
        }
    }

    /// What the members have in common.
    var key: Key
    /// Positions in `SessionDemand.journeys`, ascending.
    var members: [Int]
    /// The places that all members take together.
    var load: Load

    /// Whether nobody else may be aboard.
    var ridesAlone: Bool { key.alone != nil }
}

/// Forms ride groups and splits those that fit in no vehicle.
struct RideGrouping {
    /// The capacities of vehicles that exist.
    let capacities: [Load]

    /// A grouping for a fleet; types without vehicles do not count.
    init(fleet: [VehicleType]) { capacities = fleet.filter { $0.count > 0 }.map(\.capacity) }

    /// The groups of `demand`, ordered by their first member, and the journeys that no vehicle has places for.
    func groups(of demand: SessionDemand) -> (groups: [RideGroup], unplaceable: [Int]) {
        var members: [RideGroup.Key: [Int]] = [:]
        var order: [RideGroup.Key] = []
        var unplaceable: [Int] = []
        for (position, journey) in demand.journeys.enumerated() {
            guard fits(journey.load) else {
                unplaceable.append(position)
                continue
            }
            let key = RideGroup.Key(journey)
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(position)
        }
        let groups = order.flatMap { key in
            parts(of: members[key, default: []], in: demand).map { part in
                RideGroup(key: key, members: part, load: load(of: part, in: demand))
            }
        }
        return (groups, unplaceable)
    }

    /// The groups of `demand`, whose journeys are among those of `master`, as `groups` has them there, with their old
    /// positions; whoever is in none of them is grouped anew, at the end.
    func groups(
        of demand: SessionDemand, as groups: [RideGroup], in master: SessionDemand
    ) -> (groups: [RideGroup], from: [Int], unplaceable: [Int]) {
        var homes: [Journey.Travel: Int] = [:]
        for (position, group) in groups.enumerated() {
            for member in group.members { homes[master.journeys[member].travel] = position }
        }
        var members = [[Int]](repeating: [], count: groups.count)
        var others: [Int] = []
        for (position, journey) in demand.journeys.enumerated() {
            if let home = homes[journey.travel] { members[home].append(position) } else { others.append(position) }
        }
        let from = groups.indices.filter { !members[$0].isEmpty }
        let kept = from.map {
            RideGroup(key: groups[$0].key, members: members[$0], load: load(of: members[$0], in: demand))
        }
        let new = self.groups(
            of: SessionDemand(session: demand.session, journeys: others.map { demand.journeys[$0] }))
        let added = new.groups.map {
            RideGroup(key: $0.key, members: $0.members.map { others[$0] }, load: $0.load)
        }
        return (kept + added, from, new.unplaceable.map { others[$0] })
    }

    /// `group` in two halves, for when it found no room as a whole; `nil` for a single pupil.
    func halves(of group: RideGroup, in demand: SessionDemand) -> [RideGroup]? {
        guard group.members.count > 1 else { return nil }
        return balanced(group.members, into: 2).map {
            RideGroup(key: group.key, members: $0, load: load(of: $0, in: demand))
        }
    }

    /// The fewest balanced parts that each fit in some vehicle. Every member fits alone, so this ends.
    private func parts(of members: [Int], in demand: SessionDemand) -> [[Int]] {
        var count = 1
        while true {
            let parts = balanced(members, into: count)
            if parts.allSatisfy({ fits(load(of: $0, in: demand)) }) { return parts }
            count += 1
        }
    }

    /// Neighbours in order stay together; sizes differ by at most one.
    private func balanced(_ members: [Int], into count: Int) -> [[Int]] {
        let (size, larger) = members.count.quotientAndRemainder(dividingBy: count)
        var start = 0
        return (0..<count).map { part in
            let end = start + size + (part < larger ? 1 : 0)
            defer { start = end }
            return Array(members[start..<end])
        }
    }

    private func fits(_ load: Load) -> Bool { capacities.contains { load.fits(in: $0) } }

    private func load(of members: [Int], in demand: SessionDemand) -> Load {
        members.reduce(Load.zero) { $0 + demand.journeys[$1].load }
    }
}
