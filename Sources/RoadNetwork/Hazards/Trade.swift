/// A way as far as safe walks go: its centimetres, and how many of them are along hazards. Of ways between the same
/// places those count that no other beats in both.
struct Trade: Comparable, BitwiseCopyable, Sendable {
    var length: UInt32
    var hazardous: UInt32

    /// This way with another behind it.
    static func + (one: Trade, other: Trade) -> Trade {
        // Both are below `noWay` and the greatest tolerance, twice of which still fits.
        Trade(length: one.length &+ other.length, hazardous: one.hazardous &+ other.hazardous)
    }

    @inline(__always)
    static func < (one: Trade, other: Trade) -> Bool {
        one.length < other.length || one.length == other.length && one.hazardous < other.hazardous
    }
}

extension [Trade] {
    /// Leaves what nothing beats, by ascending length and so by descending hazardous centimetres.
    mutating func keepUnbeaten() {
        guard count > 1 else { return }
        sort()
        var kept = 1
        for position in 1..<count where self[position].hazardous < self[kept - 1].hazardous {
            self[kept] = self[position]
            kept += 1
        }
        removeLast(count - kept)
    }
}

/// The trades of arcs, one row after another.
struct TradeRows: Sendable {
    /// Per arc its first trade; one entry more than arcs.
    private(set) var first: [Int32] = [0]
    private(set) var trades: [Trade] = []

    /// The positions of the trades of `arc`.
    @inline(__always)
    func range(of arc: Int) -> Range<Int> { Int(first[arc])..<Int(first[arc &+ 1]) }

    /// Whether `arc` has any.
    func isEmpty(_ arc: Int) -> Bool { first[arc] == first[arc + 1] }

    /// Adds a trade to the arc that is not closed yet.
    mutating func append(_ trade: Trade) { trades.append(trade) }

    /// Begins the next arc.
    mutating func closeRow() { first.append(Int32(trades.count)) }
}
