/// How many bins of one size a set of loads needs at least.
enum PackingBound {
    /// The bound L2 of Martello and Toth (1990): for every threshold, loads that leave no room for the threshold stand
    /// alone, loads above half stand apart and take what medium loads their rests can hold, the other medium loads need
    /// whole bins by volume. Loads larger than a bin are counted as full bins.
    static func bins(_ loads: [Int], capacity: Int) -> Int {
        guard capacity > 0 else { return loads.contains { $0 > 0 } ? Int.max : 0 }
        let loads = loads.filter { $0 > 0 }.map { min($0, capacity) }
        var best = 0
        for threshold in Set(loads.filter { 2 * $0 <= capacity } + [0]).sorted() {
            let alone = loads.count { $0 > capacity - threshold }
            let large = loads.filter { $0 <= capacity - threshold && 2 * $0 > capacity }
            let medium = loads.filter { 2 * $0 <= capacity && $0 >= threshold }
            let room = large.count * capacity - large.reduce(0, +)
            let over = max(0, medium.reduce(0, +) - room)
            best = max(best, alone + large.count + (over + capacity - 1) / capacity)
        }
        return best
    }
}
