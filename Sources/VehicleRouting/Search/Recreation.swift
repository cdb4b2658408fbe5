/// Puts absent requests back one by one, whichever kernel finds their places.
protocol Recreation: DaySearch {
    /// Those to be put back, in order of insertion.
    var absent: [Int32] { get }
    /// Steps that each request was absent, from 1.
    var absence: UnsafeMutablePointer<Int64> { get }
    var bank: [Int32] { get set }
    var bankSum: Int64 { get set }

    /// Inserts a request where it is cheapest; false when there is no place.
    func place(_ request: Int) -> Bool
}

extension Recreation {
    /// Puts absent requests back at their cheapest places; false when the bank outweighs `limit` or holds more than `most`,
    /// or weighs as much and the days cost `price` already: insertions only add to both.
    func recreate(below limit: Int64, costing price: Double, most: Int) -> Bool {
        bank.removeAll(keepingCapacity: true)
        bankSum = 0
        for request in absent {
            if !place(Int(request)) {
                bank.append(request)
                bankSum += absence[Int(request)]
                if bankSum > limit || bank.count > most { return false }
            }
            if bankSum == limit, cost >= price { return false }
        }
        return true
    }
}
