/// A proved lower bound on what a block costs, and what it says about single options.
///
/// The rule that every user has one stop is priced by a multiplier per user; what is left falls apart into stops, each of
/// which opens only if the users who gain by it pay for it (Beasley 1988). Any multipliers give a bound; a subgradient
/// walk looks for good ones. A stop's limit is used where one school meets it and left out where several do, which keeps
/// the bound valid. An option whose use would lift the bound to a cost that is known already can be struck out: most of
/// them can, and what is left is small enough for GLPK.
struct LagrangianBound {
    /// No answer of the block costs less.
    private(set) var value = -Double.infinity
    private var prices: [Double] = []
    private let view: BlockView
    private var stops: [Visits] = []
    /// Of every pair's users: the position in the block and the walk's price; `Visits.pairs` points here.
    private var visitor: [Int32] = []
    private var walk: [Double] = []

    private struct Visits {
        var stop: Int
        var pairs: [(pair: Int32, range: Range<Int>, visitCost: Double)] = []
        var openCost: Double
        var room: Int
    }

    /// The best bound of at most `iterations` steps towards `target`, a cost that is known to be possible.
    init(_ view: BlockView, target: Double, iterations: Int = 300) {
        self.view = view
        collectVisits()
        walk(towards: target, iterations: iterations)
    }

    private mutating func collectVisits() {
        var byPair: [Int32: [(user: Int32, cost: Double)]] = [:]
        var pairsOf: [Int: [Int32]] = [:]
        for (position, options) in view.options.enumerated() {
            for option in options {
                let pair = view.problem.optionPair[option]
                if byPair[pair] == nil { pairsOf[Int(view.problem.optionStop[option]), default: []].append(pair) }
                byPair[pair, default: []].append((Int32(position), Double(view.problem.optionCost[option])))
            }
        }
        for stop in view.stops {
            guard let pairs = pairsOf[stop] else { continue }
            var visits = Visits(
                stop: stop, openCost: view.isHeld(stop: stop) ? 0 : Double(view.problem.openCost),
                room: max(0, view.room(stop)))
            for pair in pairs {
                let start = visitor.count
                for (user, cost) in byPair[pair]! {
                    visitor.append(user)
                    walk.append(cost)
                }
                let visitCost = view.isHeld(pair: pair) ? 0 : Double(view.problem.visitCost)
                visits.pairs.append((pair, start..<visitor.count, visitCost))
            }
            stops.append(visits)
        }
    }

    private mutating func walk(towards target: Double, iterations: Int) {
        let most = Double(StopPrices.unassigned)
        var price = view.options.map { options -> Double in
            guard let first = options.first else { return most }
            return Double(view.problem.optionCost[first] + view.problem.visitCost + view.problem.openCost)
        }
        prices = price
        var step = 1.0, sinceBetter = 0
        var served = [Int32](repeating: 0, count: price.count)
        for _ in 0..<iterations {
            for user in served.indices { served[user] = 0 }
            let reached = evaluate(price, &served)
            if reached > value {
                (value, prices, sinceBetter) = (reached, price, 0)
            } else {
                sinceBetter += 1
                if sinceBetter >= 8 { (step, sinceBetter, price) = (step / 2, 0, prices) }
            }
            var norm = 0.0
            for count in served { norm += Double((1 - count) * (1 - count)) }
            guard norm > 0, step > 1e-4, value < target - 0.5 else { break }
            let length = step * max(target - reached, target.magnitude * 1e-4) / norm
            for user in price.indices {
                price[user] = min(most, max(0, price[user] + length * Double(1 - served[user])))
            }
        }
    }

    /// The relaxation's value under `price`; adds to `served` how often it serves each user.
    private func evaluate(_ price: [Double], _ served: inout [Int32]) -> Double {
        var total = 0.0
        for value in price { total += value }
        for stop in stops {
            var sum = stop.openCost
            for pair in stop.pairs { sum += min(0, pair.visitCost + gain(of: pair.range, at: stop, price)) }
            guard sum < 0 else { continue }
            total += sum
            for pair in stop.pairs where pair.visitCost + gain(of: pair.range, at: stop, price) < 0 {
                serve(pair.range, at: stop, price, &served)
            }
        }
        return total
    }

    /// Where one school meets a stop the stop's limit holds for it.
    private func limit(_ stop: Visits) -> Int { stop.pairs.count == 1 ? stop.room : .max }

    /// The sum of the most negative differences of walk and price, as many as the stop takes; never positive.
    private func gain(of range: Range<Int>, at stop: Visits, _ price: [Double]) -> Double {
        let limit = limit(stop)
        guard limit < range.count else {
            var sum = 0.0
            for place in range { sum += min(0, walk[place] - price[Int(visitor[place])]) }
            return sum
        }
        return negatives(range, price).prefix(limit).reduce(0) { $0 + $1.value }
    }

    private func negatives(_ range: Range<Int>, _ price: [Double]) -> [(value: Double, user: Int32)] {
        range.map { (walk[$0] - price[Int(visitor[$0])], visitor[$0]) }
            .filter { $0.0 < 0 }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    private func serve(_ range: Range<Int>, at stop: Visits, _ price: [Double], _ served: inout [Int32]) {
        let limit = limit(stop)
        if limit >= range.count {
            for place in range where walk[place] < price[Int(visitor[place])] { served[Int(visitor[place])] += 1 }
        } else {
            for visit in negatives(range, price).prefix(limit) { served[Int(visit.user)] += 1 }
        }
    }

    /// Per user of the block the options that an answer cheaper than `cost` may use. Costs are whole, so cheaper means
    /// by one at least.
    func optionsWorthKeeping(below cost: Int64) -> [[Int]] {
        let ceiling = Double(cost) - 0.5
        var dearest: [Int32: Double] = [:]
        for stop in stops {
            let values = stop.pairs.map { $0.visitCost + gain(of: $0.range, at: stop, prices) }
            var sum = stop.openCost
            for value in values { sum += min(0, value) }
            for (pair, value) in zip(stop.pairs, values) {
                // The bound if this pair is visited; a user there pays its own difference on top where that is positive.
                dearest[pair.pair] = self.value + max(0, sum) + max(0, value)
            }
        }
        return view.options.enumerated().map { position, options in
            options.filter { option in
                let own = max(0, Double(view.problem.optionCost[option]) - prices[position])
                return dearest[view.problem.optionPair[option], default: 0] + own < ceiling
            }
        }
    }
}
