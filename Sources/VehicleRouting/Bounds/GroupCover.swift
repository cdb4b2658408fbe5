import IntegerProgramming
import Quantities

/// The least number of groups that cover a set of requests, from below: a linear program over all groups that one vehicle
/// can have aboard at once, solved by column generation.
///
/// Prices per request that give no group more than V prove that at least (sum of prices) / V groups are needed, whatever
/// the prices are (Farley 1990). So the bound rests on the search for the dearest group alone, which is complete or says
/// how much it may have missed; GLPK only proposes the prices.
struct GroupCover {
    /// Beyond this many requests the linear programs take too long.
    static let mostRequests = 450

    private let day: DayInstance
    private let reach: ReachTimes
    /// The requests; below they are named by their positions here.
    private let requests: [Int]
    private let conflicts: PairTable
    private let capacity: Int
    private let loads: [Int]

    /// Covers of `requests` by groups in which no two positions are in `conflicts`.
    init(_ day: DayInstance, _ reach: ReachTimes, _ requests: [Int], _ conflicts: PairTable, capacity: Int) {
        self.day = day
        self.reach = reach
        self.requests = requests
        self.conflicts = conflicts
        self.capacity = capacity
        loads = requests.map { Int(day.riders[$0].load.seats) }
    }

    /// Groups of more than about so many are too many to search.
    private static let mostMembers = 14

    /// The bound that so much work (list entries looked at, about a nanosecond each) can prove; 0 when there is none.
    func groups(work: Int) -> Int {
        guard !requests.isEmpty, requests.count <= Self.mostRequests, capacity > 0,
            capacity * requests.count <= Self.mostMembers * loads.reduce(0, +)
        else { return 0 }
        var model = LinearModel()
        for position in requests.indices {
            let row = model.addRow(lower: 1)
            model.addColumn(cost: 1, terms: [.init(row, 1)])
            precondition(row.offset == position)
        }
        let proved = try? model.withRestrictedMaster { (master) throws(IntegerProgrammingError) in
            try improve(&master, work)
        }
        // A hundred-thousandth below a whole number is taken for rounding, not for proof.
        return Int(((proved ?? 0) - 1e-5).rounded(.up))
    }

    private func improve(_ master: inout RestrictedMaster, _ work: Int) throws(IntegerProgrammingError) -> Double {
        var best = 0.0
        var left = work
        while left > 0 {
            let solution = try master.solve(SolveLimits(rootIterations: 20_000))
            guard solution.status == .optimal, let objective = solution.objective else { break }
            // A step of the simplex method looks at every row and column, and costs more than an entry of a list.
            left -= 4 * solution.iterations * (requests.count + master.model.columns.count)
            let prices = solution.duals.map { max(0, $0) }
            var search = GroupSearch(self, prices)
            left -= search.run()
            best = max(best, prices.reduce(0, +) / max(1, search.mostPossible))
            // Nothing to add, or the bound cannot rise to the next whole number any more.
            if search.found.isEmpty || (best - 1e-5).rounded(.up) >= (objective - 1e-5).rounded(.up) { break }
            for group in search.found {
                try master.addColumn(cost: 1, terms: group.map { .init(Index($0), 1) })
            }
        }
        return best
    }

    /// Whether the group can be aboard at once: all are collected before the first is delivered, so some order of the
    /// stops must leave everybody's ride, over all later stops and straight to the own school, within its limit. Larger
    /// groups are let through.
    fileprivate func canRideAsOne(_ group: [Int]) -> Bool {
        guard group.count <= 6 else { return true }
        return group.contains { last in
            let rider = day.riders[requests[last]]
            return extend(group.filter { $0 != last }, front: rider, last: rider, 0)
        }
    }

    /// `time` passes from arriving at the stop of `front` to arriving at that of `last`.
    private func extend(
        _ left: [Int], front: DayInstance.Rider, last: DayInstance.Rider, _ time: Int
    ) -> Bool {
        let ride = time + reach.gap(last.stop, service: last.service, day.groups[front.group].place)
        guard ride <= front.longestRide else { return false }
        if left.isEmpty { return true }
        return left.contains { next in
            let rider = day.riders[requests[next]]
            let earlier = time + reach.gap(rider.stop, service: rider.service, front.stop)
            return extend(left.filter { $0 != next }, front: rider, last: last, earlier)
        }
    }

    /// Branch and bound for groups that are worth more than 1 under prices, the dearest that holds each request first.
    private struct GroupSearch {
        private let cover: GroupCover
        private let prices: [Double]
        /// Positions by falling price per place.
        private let order: [Int]
        /// Groups worth more than 1.
        private(set) var found: [[Int]] = []
        /// No group is worth more.
        private(set) var mostPossible = 0.0
        /// What a knapsack bound looks at, about.
        private static let mostLooks = 6
        private var best = 0.0
        private var bestGroup: [Int] = []
        /// List entries looked at.
        private var work = 0
        private var limit = 0

        init(_ cover: GroupCover, _ prices: [Double]) {
            self.cover = cover
            self.prices = prices
            func density(_ position: Int) -> Double { prices[position] / Double(max(1, cover.loads[position])) }
            order = prices.indices.filter { prices[$0] > 1e-9 }
                .sorted { (density($0), $1) > (density($1), $0) }
        }

        /// Searches for the dearest group of every request; the work it took.
        mutating func run() -> Int {
            for (place, first) in order.enumerated() {
                best = 1 + 1e-6
                bestGroup = []
                limit = work + 1_000_000
                let others = order[(place + 1)...].filter { !cover.conflicts.contains(first, $0) }
                branch([first], prices[first], cover.capacity - cover.loads[first], others)
                mostPossible = max(mostPossible, best)
                if !bestGroup.isEmpty { found.append(bestGroup) }
            }
            return work
        }

        /// `group` with any of `others`, which fit with all of it two by two.
        private mutating func branch(_ group: [Int], _ value: Double, _ room: Int, _ others: [Int]) {
            guard room >= 0 else { return }
            work += others.count
            if value > best {
                best = value
                bestGroup = group
            }
            let fitting = others.filter { cover.loads[$0] <= room }
            guard work < limit else {
                mostPossible = max(mostPossible, value + knapsack(fitting[...], room))
                return
            }
            for place in fitting.indices {
                // What is still ahead is the most that this branch and its later brothers can gain.
                guard value + knapsack(fitting[place...], room) > best else { return }
                work += Self.mostLooks
                let next = fitting[place]
                let larger = group + [next]
                guard larger.count < 3 || cover.canRideAsOne(larger) else { continue }
                let rest = fitting[(place + 1)...].filter { !cover.conflicts.contains(next, $0) }
                branch(larger, value + prices[next], room - cover.loads[next], rest)
            }
        }

        /// The linear knapsack bound; `others` are sorted by price per place.
        private func knapsack(_ others: ArraySlice<Int>, _ room: Int) -> Double {
            var left = room
            var sum = 0.0
            for other in others {
                let load = cover.loads[other]
                guard load <= left else {
                    return sum + prices[other] * Double(left) / Double(max(1, load))
                }
                left -= load
                sum += prices[other]
            }
            return sum
        }
    }
}
