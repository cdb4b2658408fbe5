/// How many trips a set of stops of one school needs at least, when a trip carries so many pupils and the first of them
/// may ride so long.
///
/// Loads give the packing bound. Riding gives another: the legs of T trips form a tree over the stops and the school, in
/// which the school has T neighbours and every stop at most two. The least such tree is bounded by trees with prices on
/// the degrees (Held and Karp 1971), improved by a subgradient walk. Its legs and all standing must fit into T rides,
/// each of which may exceed the limit by the standing at its own first stop.
struct TripMinimum {
    private let stops: [FixedBellProblem.Stop]
    private let capacity: Int
    private let longestRide: Double
    /// Driving between the stops, the school last; symmetric.
    private let drive: [Double]
    private let places: Int

    /// The stops of `school` in `problem`, whose numbers are `numbers`.
    init(_ problem: FixedBellProblem, school: Int, numbers: [Int]) {
        stops = numbers.map { problem.stops[$0] }
        capacity = problem.capacity
        longestRide = problem.longestRide
        let all = numbers + [problem.stops.count + school]
        places = all.count
        drive = all.flatMap { from in all.map { problem.drive(from, $0) } }
    }

    /// The least number of trips for the stops at `chosen` positions; `steps` of the walk per number that is tried.
    func trips(_ chosen: [Int], steps: Int) -> Int {
        guard !chosen.isEmpty else { return 0 }
        var trips = max(1, PackingBound.bins(chosen.map { stops[$0].pupils }, capacity: capacity))
        guard trips < chosen.count else { return min(trips, chosen.count) }
        let standing = chosen.map { stops[$0].service }.sorted(by: >)
        let total = standing.reduce(0, +)
        while trips < chosen.count {
            let room = Double(trips) * longestRide + standing.prefix(trips).reduce(0, +) - total
            // A hundredth of a second per leg covers every rounding of the clock.
            guard treeBound(chosen, trips, above: room + 0.01 * Double(chosen.count), steps: steps) else { break }
            trips += 1
        }
        return trips
    }

    /// Whether the legs of so many trips over `chosen` must be longer than `room`.
    private func treeBound(_ chosen: [Int], _ trips: Int, above room: Double, steps: Int) -> Bool {
        let nodes = chosen + [places - 1]
        let school = chosen.count
        var price = [Double](repeating: 0, count: nodes.count)
        var best = -Double.infinity
        var length = 1.0, sinceBetter = 0
        for _ in 0..<max(1, steps) {
            let (weight, degree) = tree(nodes, price)
            var bound = weight - price[school] * Double(trips)
            for stop in 0..<school { bound -= 2 * price[stop] }
            if bound > room { return true }
            if bound > best {
                (best, sinceBetter) = (bound, 0)
            } else {
                sinceBetter += 1
                if sinceBetter >= 4 { (length, sinceBetter) = (length / 2, 0) }
            }
            var norm = Double((degree[school] - trips) * (degree[school] - trips))
            for stop in 0..<school where degree[stop] > 2 || price[stop] > 0 {
                norm += Double((degree[stop] - 2) * (degree[stop] - 2))
            }
            guard norm > 0, length > 0.01 else { return false }
            // Towards what must be passed; a little more where it is near.
            let step = length * max(room - bound, 1 + 0.02 * room.magnitude) / norm
            price[school] += step * Double(degree[school] - trips)
            for stop in 0..<school { price[stop] = max(0, price[stop] + step * Double(degree[stop] - 2)) }
        }
        return false
    }

    /// The least spanning tree (Prim 1957) under prices on its nodes, and the degree of every node.
    private func tree(_ nodes: [Int], _ price: [Double]) -> (weight: Double, degree: [Int]) {
        let count = nodes.count
        var degree = [Int](repeating: 0, count: count)
        var nearest = [Double](repeating: .infinity, count: count)
        var parent = [Int](repeating: -1, count: count)
        var isInside = [Bool](repeating: false, count: count)
        var latest = count - 1
        isInside[latest] = true
        var weight = 0.0
        for _ in 1..<max(1, count) {
            let row = nodes[latest] * places
            var next = -1
            for node in 0..<count where !isInside[node] {
                let edge = drive[row + nodes[node]] + price[node] + price[latest]
                if edge < nearest[node] { (nearest[node], parent[node]) = (edge, latest) }
                if next < 0 || nearest[node] < nearest[next] { next = node }
            }
            isInside[next] = true
            weight += nearest[next]
            degree[next] += 1
            degree[parent[next]] += 1
            latest = next
        }
        return (weight, degree)
    }
}
