/// A proved lower bound on what a neighbourhood costs, for those that are too large for GLPK.
///
/// The rule that every user has one stop is priced by a multiplier per user; what is left falls apart into stops, each of
/// which opens only if the users who gain by it pay for it (Beasley 1988). Any multipliers give a bound; a subgradient
/// walk looks for good ones. A stop's limit is used where one school meets it and left out where several do, which keeps
/// the bound valid.
struct LagrangianBound {
    private let state: LocationState
    private let problem: LocationProblem
    private let users: [Int]
    private var visitors: [StopVisitors] = []

    private struct StopVisitors {
        /// Users by pair: their positions in `users` and the options that lead here.
        var pairs: [(user: [Int32], cost: [Double])]
        var isHeld: [Bool]
        var openCost: Double
        var capacity: Int
    }

    /// The bound over the users of `neighbourhood` that are not settled; what settled ones pay is a constant outside it.
    init(_ state: LocationState, _ neighbourhood: Neighbourhood) {
        self.state = state
        problem = state.problem
        users = neighbourhood.users.filter { state.problem.settled[$0] < 0 }
        visitors = makeVisitors(neighbourhood)
    }

    private func makeVisitors(_ neighbourhood: Neighbourhood) -> [StopVisitors] {
        var settledAt: [Int32: Int32] = [:]
        var settledPair: Set<Int32> = []
        for user in neighbourhood.users where problem.settled[user] >= 0 {
            settledAt[problem.optionStop[Int(problem.settled[user])], default: 0] += 1
            settledPair.insert(problem.optionPair[Int(problem.settled[user])])
        }
        var byStop: [Int32: [(pair: Int32, user: Int32, cost: Double)]] = [:]
        for (position, user) in users.enumerated() {
            for option in problem.options(of: user) {
                byStop[problem.optionStop[option], default: []].append(
                    (problem.optionPair[option], Int32(position), Double(problem.optionCost[option])))
            }
        }
        return neighbourhood.stops.compactMap { stop in
            guard let all = byStop[Int32(stop)] else { return nil }
            var pairs: [Int32] = []
            for visit in all where !pairs.contains(visit.pair) { pairs.append(visit.pair) }
            let lists = pairs.map { pair in
                let own = all.filter { $0.pair == pair }
                return (own.map(\.user), own.map(\.cost))
            }
            let held = settledAt[Int32(stop)] ?? 0
            return StopVisitors(
                pairs: lists, isHeld: pairs.map { settledPair.contains($0) },
                openCost: held > 0 ? 0 : Double(problem.openCost), capacity: Int(problem.capacity[stop] - held))
        }
    }

    /// The best bound of `iterations` steps towards `target`, the cost that is known to be possible.
    func bound(target: Double, iterations: Int = 250) -> Double {
        guard !users.isEmpty else { return 0 }
        var price = users.map { user -> Double in
            let own = problem.options(of: user)
            guard let first = own.first else { return Double(StopPrices.unassigned) }
            return Double(problem.optionCost[first] + problem.visitCost + problem.openCost)
        }
        var best = -Double.infinity
        var bestPrice = price
        var step = 1.0, sinceBetter = 0
        for _ in 0..<iterations {
            var served = [Int32](repeating: 0, count: users.count)
            let value = evaluate(price, &served)
            if value > best {
                (best, bestPrice, sinceBetter) = (value, price, 0)
            } else {
                sinceBetter += 1
                if sinceBetter >= 12 { (step, sinceBetter, price) = (step / 2, 0, bestPrice) }
            }
            var norm = 0.0
            for count in served { norm += Double((1 - count) * (1 - count)) }
            guard norm > 0, step > 1e-4 else { break }
            let length = step * max(target - value, target * 1e-4) / norm
            for user in price.indices {
                price[user] = min(
                    Double(StopPrices.unassigned), max(0, price[user] + length * Double(1 - served[user])))
            }
        }
        return best
    }

    /// The relaxation's value under these prices, and how often it serves each user.
    private func evaluate(_ price: [Double], _ served: inout [Int32]) -> Double {
        var total = price.reduce(0, +)
        for stop in visitors {
            let limit = stop.pairs.count == 1 ? stop.capacity : Int.max
            var sum = stop.openCost
            var takes: [Bool] = []
            for (place, pair) in stop.pairs.enumerated() {
                let gain = reducedGain(pair, price, limit)
                let visit = stop.isHeld[place] ? 0 : Double(problem.visitCost)
                takes.append(visit + gain < 0)
                if visit + gain < 0 { sum += visit + gain }
            }
            guard sum < 0 else { continue }
            total += sum
            for (place, pair) in stop.pairs.enumerated() where takes[place] {
                serve(pair, price, limit, &served)
            }
        }
        return total
    }

    /// The sum of the (at most `limit`) most negative differences of walk and price; never positive.
    private func reducedGain(_ pair: (user: [Int32], cost: [Double]), _ price: [Double], _ limit: Int) -> Double {
        if limit >= pair.user.count {
            var sum = 0.0
            for place in pair.user.indices { sum += min(0, pair.cost[place] - price[Int(pair.user[place])]) }
            return sum
        }
        return negatives(pair, price).prefix(max(0, limit)).reduce(0) { $0 + $1.value }
    }

    private func negatives(
        _ pair: (user: [Int32], cost: [Double]), _ price: [Double]
    ) -> [(value: Double, user: Int32)] {
        pair.user.indices.map { (pair.cost[$0] - price[Int(pair.user[$0])], pair.user[$0]) }
            .filter { $0.0 < 0 }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    private func serve(
        _ pair: (user: [Int32], cost: [Double]), _ price: [Double], _ limit: Int, _ served: inout [Int32]
    ) {
        if limit >= pair.user.count {
            for place in pair.user.indices where pair.cost[place] < price[Int(pair.user[place])] {
                served[Int(pair.user[place])] += 1
            }
        } else {
            for visit in negatives(pair, price).prefix(max(0, limit)) { served[Int(visit.user)] += 1 }
        }
    }
}
