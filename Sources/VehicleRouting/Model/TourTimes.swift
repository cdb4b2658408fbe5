import Quantities

/// One element of a tour in collecting direction.
enum TourNode: Hashable, Sendable {
    /// The request boards.
    case stop(Int)
    /// All requests of the group that are aboard leave.
    case school(group: Int)
}

/// The clock of one tour, from the rules themselves: every rule reads t[b] >= t[a] + w, so the schedules that keep all
/// rules have a latest one, found here by relaxing bounds until nothing moves.
///
/// This is the slow and plain truth: final plans are timed by it and the search's constant-time test is tested by it.
struct TourTimes {
    /// Arrival at each node, the latest that the rules allow within the shortest possible duration.
    let arrival: [Int]
    /// Standing time at each node.
    let service: [Int]
    /// The way from the depot to the first node and from the last node back.
    let pullOut: Int, pullIn: Int

    /// Leaving the depot.
    var start: Int { arrival[0] - pullOut }
    /// Back at the depot.
    var end: Int { arrival[arrival.count - 1] + service[service.count - 1] + pullIn }

    /// The latest schedule of `nodes` for a vehicle of `type`, among those of the shortest duration; `nil` when the
    /// order breaks a load, mixing, ride, window or day rule. The empty order has no times.
    init?(_ nodes: [TourNode], type: Int, in instance: DayInstance) {
        guard !nodes.isEmpty, let system = RuleSystem(nodes, type: type, in: instance) else { return nil }
        let longest = instance.longestDay[type]
        guard system.latest(longestDay: longest) != nil else { return nil }
        guard let duration = system.shortestDuration(), duration <= longest,
            let times = system.latest(longestDay: duration)
        else { return nil }
        arrival = Array(times[1...nodes.count])
        service = system.service
        pullOut = system.gap[0]
        pullIn = system.gap[nodes.count] - system.service[nodes.count - 1]
    }
}

/// The rules of one tour as bounds between its nodes: 0 is the depot's gate at the start, then the visits, then the
/// depot again.
private struct RuleSystem {
    /// Standing time per visit.
    var service: [Int] = []
    /// From node i to node i + 1: standing and driving.
    var gap: [Int] = []
    /// (pickup node, drop node, longest time between the arrivals).
    var rides: [(pickup: Int, drop: Int, limit: Int)] = []
    /// Bounds of the arrival at school visits and at stops with hours.
    var windows: [(node: Int, earliest: Int, latest: Int)] = []
    let count: Int

    /// The rules of `nodes`; `nil` when loads, mixing or the order of stops and schools is wrong.
    init?(_ nodes: [TourNode], type: Int, in instance: DayInstance) {
        count = nodes.count + 2
        let capacity = instance.problem.fleet[type].capacity
        var aboard: [(request: Int, node: Int)] = []
        var places: [Int] = []
        for (position, node) in nodes.enumerated() {
            switch node {
            case .stop(let request):
                let rider = instance.riders[request]
                aboard.append((request, position + 1))
                guard Self.fit(aboard.map(\.request), capacity, instance) else { return nil }
                if rider.isTimed { windows.append((position + 1, rider.earliest, rider.latest)) }
                service.append(rider.service)
                places.append(rider.stop)
            case .school(let group):
                let leaving = aboard.filter { instance.riders[$0.request].group == group }
                guard !leaving.isEmpty else { return nil }
                aboard.removeAll { instance.riders[$0.request].group == group }
                let tenths = leaving.reduce(0) { $0 + instance.riders[$1.request].unloading }
                let standing = instance.schoolService(group, unloading: tenths)
                let hours = instance.groups[group]
                windows.append((position + 1, hours.earliest, min(hours.latest, hours.doneBy - standing)))
                rides += leaving.map { ($0.node, position + 1, instance.riders[$0.request].longestRide) }
                service.append(standing)
                places.append(hours.place)
            }
        }
        guard aboard.isEmpty else { return nil }
        let depot = instance.problem.fleet[type].depot
        gap = [instance.drive(depot, places[0])]
        for position in 1..<places.count {
            let (a, b) = (places[position - 1], places[position])
            gap.append(service[position - 1] + (a == b ? -instance.sharedDwell(a) : instance.drive(a, b)))
        }
        gap.append(service[places.count - 1] + instance.drive(places[places.count - 1], depot))
    }

    private static func fit(_ aboard: [Int], _ capacity: Load, _ instance: DayInstance) -> Bool {
        let riders = aboard.map { instance.riders[$0] }
        guard riders.count == 1 || !riders.contains(where: \.isAlone) else { return false }
        let mixing = instance.groups[riders[0].group].mixing
        guard riders.allSatisfy({ instance.groups[$0.group].mixing == mixing }) else { return false }
        return riders.reduce(Load.zero) { $0 + $1.load }.fits(in: capacity)
    }

    /// The latest arrivals that keep every rule, the depots' included; `nil` when there are none.
    func latest(longestDay: Int) -> [Int]? {
        var times = [Int](repeating: DayInstance.never, count: count)
        for window in windows { times[window.node] = window.latest }
        for _ in 0...count {
            var moved = false
            func lower(_ node: Int, _ bound: Int) {
                if bound < times[node] {
                    times[node] = bound
                    moved = true
                }
            }
            for node in stride(from: count - 2, through: 0, by: -1) { lower(node, times[node + 1] - gap[node]) }
            for ride in rides { lower(ride.drop, times[ride.pickup] + ride.limit) }
            lower(count - 1, times[0] + longestDay)
            if !moved { return windows.allSatisfy { times[$0.node] >= $0.earliest } ? times : nil }
        }
        return nil
    }

    /// The least time from leaving the depot to coming back that the rules allow (the longest path between the two).
    func shortestDuration() -> Int? {
        var least = [Int](repeating: -DayInstance.never, count: count)
        least[0] = 0
        for _ in 0...count {
            var moved = false
            func raise(_ node: Int, _ bound: Int) {
                if bound > least[node], bound > -DayInstance.never / 2 {
                    least[node] = bound
                    moved = true
                }
            }
            for node in 0..<count - 1 { raise(node + 1, least[node] + gap[node]) }
            for ride in rides { raise(ride.pickup, least[ride.drop] - ride.limit) }
            let clock = windows.map { least[$0.node] - $0.latest }.max() ?? -DayInstance.never
            for window in windows { raise(window.node, clock + window.earliest) }
            if !moved { return least[count - 1] }
        }
        return nil
    }
}
