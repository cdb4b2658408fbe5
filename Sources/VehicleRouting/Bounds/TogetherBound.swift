import Quantities

/// Vehicles for requests of which no two can follow each other: whoever shares a vehicle shares a moment aboard.
///
/// Let no two requests of a set be carried one after the other by one vehicle. Then in every tour the stretches of two of
/// them, from stop to school, overlap, and stretches on a line of which every two overlap have a common point (Helly). So
/// all requests of the set in one vehicle are aboard at once: they fit side by side, every two can ride together, and all
/// are collected before the first of them is delivered. The set needs at least as many vehicles as it takes such groups
/// to cover it.
struct TogetherBound {
    private let day: DayInstance
    private let reach: ReachTimes
    private let requests: [Int]
    private let pairs: VehicleBound.Pairs
    private let capacity: Int
    /// Per position the latest arrival at the stop and the earliest at the school.
    private let spans: [(from: Int, to: Int)]
    private let loads: [Int]

    /// Sets out of `requests`; `pairs` says what their positions can do with each other.
    init(_ day: DayInstance, _ reach: ReachTimes, _ requests: [Int], _ pairs: VehicleBound.Pairs) {
        self.day = day
        self.reach = reach
        self.requests = requests
        self.pairs = pairs
        let test = PairTest(day, reach)
        capacity = day.problem.fleet.filter { $0.count != 0 }.map { Int($0.capacity.seats) }.max() ?? 0
        spans = requests.map { test.span($0) }
        loads = requests.map { Int(day.riders[$0].load.seats) }
    }

    /// The best bound over sets around moments of the day; the most promising sets are looked at by `GroupCover`.
    func vehicles(steps: Int) -> Int {
        let moments = Set(spans.flatMap { [$0.from, $0.to, ($0.from + $0.to) / 2] }).sorted()
        let looks = min(300, 2 + 300_000 / max(1, requests.count))
        var sets: [(vehicles: Int, set: [Int])] = []
        var seen: Set<[Int]> = []
        for place in stride(from: 0, to: moments.count, by: max(1, moments.count / looks)) {
            let set = gather(around: moments[place])
            guard set.count > 1, seen.insert(set).inserted else { continue }
            sets.append((value(set, steps: max(100, steps / 100)), set))
        }
        sets.sort { ($0.vehicles, $0.set.count, $1.set[0]) > ($1.vehicles, $1.set.count, $0.set[0]) }
        var best = sets.first?.vehicles ?? 0
        for (_, set) in sets.filter({ $0.set.count <= GroupCover.mostRequests }).prefix(4) {
            let cover = GroupCover(
                day, reach, set.map { requests[$0] }, conflicts(within: set), capacity: capacity)
            best = max(best, cover.groups(work: steps * 10_000))
        }
        return best
    }

    /// Requests that cannot follow each other, the nearest to `moment` first: those surely aboard then, and further ones
    /// that fit with all of them.
    private func gather(around moment: Int) -> [Int] {
        let order = requests.indices.map { position -> (distance: Int, position: Int) in
            let span = spans[position]
            return (max(0, span.from - moment, moment - span.to), position)
        }.sorted { ($0.distance, -loads[$0.position], $0.position) < ($1.distance, -loads[$1.position], $1.position) }
        var allowed = [UInt64](repeating: .max, count: (requests.count + 63) / 64)
        var set: [Int] = []
        for (_, position) in order where allowed[position / 64] >> UInt64(position % 64) & 1 == 1 {
            set.append(position)
            pairs.chains.removeRelated(to: position, from: &allowed)
        }
        return set.sorted()
    }

    private func conflicts(within set: [Int]) -> PairTable {
        var table = PairTable(count: set.count)
        for a in set.indices { for b in 0..<a where pairs.conflicts.contains(set[a], set[b]) { table.insert(a, b) } }
        return table
    }

    /// The larger of the packing bound of the loads and of a conflict clique that is filled up with the others.
    private func value(_ set: [Int], steps: Int) -> Int {
        let table = conflicts(within: set)
        var search = CliqueSearch(table, seed: 1)
        let clique = search.run(steps: steps)
        return max(PackingBound.bins(set.map { loads[$0] }, capacity: capacity), filled(clique, set, table))
    }

    /// Every member of the clique has a vehicle, with room for those it does not conflict with; what does not fit there
    /// needs more.
    private func filled(_ clique: [Int], _ set: [Int], _ table: PairTable) -> Int {
        let members = Set(clique)
        let others = set.indices.filter { !members.contains($0) }
        var room = 0
        for member in clique {
            let friends = others.reduce(0) { table.contains(member, $1) ? $0 : $0 + loads[set[$1]] }
            room += min(max(0, capacity - loads[set[member]]), friends)
        }
        let over = others.reduce(0) { $0 + loads[set[$1]] } - room
        return clique.count + max(0, (over + capacity - 1) / max(1, capacity))
    }
}
