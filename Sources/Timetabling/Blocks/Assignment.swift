/// The cheapest way to give every row a column of its own: the Hungarian method with potentials and shortest augmenting
/// paths (Kuhn 1955, Jonker & Volgenant 1987), exact in integers, in O(rows² · columns).
enum Assignment {
    /// Costs beyond this are not added up without overflow.
    static let largestCost: Int64 = 1 << 55

    /// The column of every row. There must be no fewer columns than rows; costs lie within ±`largestCost`, and ties go
    /// the same way every time.
    static func cheapest(rows: Int, columns: Int, cost: (Int, Int) -> Int64) -> [Int] {
        precondition(rows <= columns, "every row needs a column of its own")
        // Position 0 is a dummy row and column; rowOf[column] is the row (from 1) that holds it, 0 for none.
        var rowPotential = [Int64](repeating: 0, count: rows + 1)
        var columnPotential = [Int64](repeating: 0, count: columns + 1)
        var rowOf = [Int](repeating: 0, count: columns + 1)
        var previous = [Int](repeating: 0, count: columns + 1)
        for row in stride(from: 1, through: rows, by: 1) {
            rowOf[0] = row
            var column = 0
            var slack = [Int64](repeating: .max, count: columns + 1)
            var isReached = [Bool](repeating: false, count: columns + 1)
            repeat {
                isReached[column] = true
                let current = rowOf[column]
                var least = Int64.max
                var next = 0
                for candidate in 1...columns where !isReached[candidate] {
                    let reduced =
                        cost(current - 1, candidate - 1) - rowPotential[current] - columnPotential[candidate]
                    if reduced < slack[candidate] {
                        slack[candidate] = reduced
                        previous[candidate] = column
                    }
                    if slack[candidate] < least {
                        least = slack[candidate]
                        next = candidate
                    }
                }
                for candidate in 0...columns {
                    if isReached[candidate] {
                        rowPotential[rowOf[candidate]] += least
                        columnPotential[candidate] -= least
                    } else if slack[candidate] != .max {
                        slack[candidate] -= least
                    }
                }
                column = next
            } while rowOf[column] != 0
            while column != 0 {
                rowOf[column] = rowOf[previous[column]]
                column = previous[column]
            }
        }
        var result = [Int](repeating: 0, count: rows)
        for column in 1..<columns + 1 where rowOf[column] != 0 { result[rowOf[column] - 1] = column - 1 }
        return result
    }
}
