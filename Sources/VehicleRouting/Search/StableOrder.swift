/// Sorting of the requests that a step puts back.
enum StableOrder {
    /// Sorts `riders` by their `keys`, smallest first, and keeps the order of equals; `keys` is empty afterwards.
    ///
    /// A step has about ten of them, and hundreds where a search sits on a long bank.
    static func sort(_ riders: inout [Int32], by keys: inout [Int64]) {
        if riders.count <= 24 {
            insert(&riders, &keys)
        } else {
            var pairs = Array(zip(keys, riders))
            pairs.sort { $0.0 < $1.0 }
            for (index, pair) in pairs.enumerated() { riders[index] = pair.1 }
        }
        keys.removeAll(keepingCapacity: true)
    }

    private static func insert(_ riders: inout [Int32], _ keys: inout [Int64]) {
        for index in 1..<max(1, riders.count) {
            let (rider, value) = (riders[index], keys[index])
            var hole = index
            while hole > 0, keys[hole - 1] > value {
                (riders[hole], keys[hole]) = (riders[hole - 1], keys[hole - 1])
                hole -= 1
            }
            (riders[hole], keys[hole]) = (rider, value)
        }
    }
}
