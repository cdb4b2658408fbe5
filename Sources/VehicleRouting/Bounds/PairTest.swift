import Quantities

/// Whether one vehicle could carry two requests, by themselves, in any order of their four visits.
///
/// Exact for two requests on their own, and therefore safe for tours with more: leaving the others out shortens every
/// stretch to at least `ReachTimes`, shortens unloading and takes rules away. Two requests that fail every order can
/// never share a vehicle. Depots and longest days are left out, which only makes the test more generous.
struct PairTest: Sendable {
    private let day: DayInstance
    private let reach: ReachTimes
    private let capacities: [Load]
    /// Per request the gap from its stop to its school, and the end of its school's window with only it unloading.
    private let direct: [Int]
    private let latest: [Int]
    private let standing: [Int]

    /// Tests over `day`.
    init(_ day: DayInstance, _ reach: ReachTimes) {
        self.day = day
        self.reach = reach
        capacities = day.problem.fleet.filter { $0.count != 0 }.map(\.capacity)
        direct = day.riders.map { reach.gap($0.stop, service: $0.service, day.groups[$0.group].place) }
        standing = day.riders.map { day.schoolService($0.group, unloading: $0.unloading) }
        latest = day.riders.map { rider in
            let group = day.groups[rider.group]
            return min(group.latest, group.doneBy - day.schoolService(rider.group, unloading: rider.unloading))
        }
    }

    /// Whether some order of the visits of `a` and `b` keeps every rule.
    func canShare(_ a: Int, _ b: Int) -> Bool {
        guard capacities.contains(where: { day.riders[a].load.fits(in: $0) && day.riders[b].load.fits(in: $0) })
        else { return false }
        return follows(a, b) || follows(b, a) || canRideTogether(a, b)
    }

    /// The latest arrival at the request's stop and the earliest at its school: between the two it is surely aboard.
    func span(_ request: Int) -> (from: Int, to: Int) {
        (latest[request] - direct[request], day.groups[day.riders[request].group].earliest)
    }

    /// Whether `a` may be delivered before `b` is collected.
    func follows(_ a: Int, _ b: Int) -> Bool {
        let school = day.groups[day.riders[a].group]
        let toNext = reach.gap(school.place, service: standing[a], day.riders[b].stop)
        return school.earliest + toNext + direct[b] <= latest[b]
    }

    /// Both are aboard at the same time for a while.
    func canRideTogether(_ a: Int, _ b: Int) -> Bool {
        let first = day.riders[a], second = day.riders[b]
        guard !first.isAlone, !second.isAlone, day.groups[first.group].mixing == day.groups[second.group].mixing,
            capacities.contains(where: { (first.load + second.load).fits(in: $0) })
        else { return false }
        if first.group == second.group { return shareVisit(a, b) || shareVisit(b, a) }
        return leaveInOrder(a, b) || leaveInOrder(b, a) || enclose(a, b) || enclose(b, a)
    }

    /// Collected `a`, `b`, and delivered by one visit to their school.
    private func shareVisit(_ a: Int, _ b: Int) -> Bool {
        let group = day.riders[a].group, hours = day.groups[group]
        let unloading = day.riders[a].unloading + day.riders[b].unloading
        let end = min(hours.latest, hours.doneBy - day.schoolService(group, unloading: unloading))
        return hours.earliest <= end && between(a, b) + direct[b] <= day.riders[a].longestRide
            && direct[b] <= day.riders[b].longestRide
    }

    /// From arriving at the stop of `a` to arriving at that of `b`.
    private func between(_ a: Int, _ b: Int) -> Int {
        reach.gap(day.riders[a].stop, service: day.riders[a].service, day.riders[b].stop)
    }

    /// Collected `a`, `b`, delivered `a`, `b`. With d the time from the one arrival at school to the other, the ride of b
    /// asks that d plus its stretch to a's school stays within its limit; vehicles may wait, so d has no other upper end
    /// but the windows.
    private func leaveInOrder(_ a: Int, _ b: Int) -> Bool {
        let first = day.groups[day.riders[a].group], second = day.groups[day.riders[b].group]
        let toFirst = reach.gap(day.riders[b].stop, service: day.riders[b].service, first.place)
        guard between(a, b) + toFirst <= day.riders[a].longestRide else { return false }
        let least = max(
            reach.gap(first.place, service: standing[a], second.place), second.earliest - latest[a])
        let most = min(day.riders[b].longestRide - toFirst, latest[b] - first.earliest)
        return least <= most && first.earliest <= latest[a] && second.earliest <= latest[b]
    }

    /// Collected `a`, `b`, delivered `b`, `a`: all of b's ride lies within a's.
    private func enclose(_ a: Int, _ b: Int) -> Bool {
        let outer = day.groups[day.riders[a].group], inner = day.groups[day.riders[b].group]
        guard direct[b] <= day.riders[b].longestRide else { return false }
        let least = max(reach.gap(inner.place, service: standing[b], outer.place), outer.earliest - latest[b])
        let most = min(
            day.riders[a].longestRide - between(a, b) - direct[b], latest[a] - inner.earliest)
        return least <= most && outer.earliest <= latest[a] && inner.earliest <= latest[b]
    }
}
