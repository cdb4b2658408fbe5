/// Driving seconds and metres from every place to every place; not symmetric.
///
/// `Int32.max` seconds means that there is no way. The diagonal is zero.
public struct TravelMatrix: Sendable {
    /// The number of places.
    public let count: Int
    /// Driving seconds, row by row: `seconds[from * count + to]`.
    public let seconds: [Int32]
    /// Driven metres, row by row, of the same fastest path.
    public let metres: [Int32]

    /// Seconds that stand for "there is no way".
    public static let unreachable = Int32.max

    /// A matrix over `count` places from its rows; both arrays hold `count * count` entries.
    public init(count: Int, seconds: [Int32], metres: [Int32]) {
        precondition(seconds.count == count * count && metres.count == count * count, "a matrix is square")
        self.count = count
        self.seconds = seconds
        self.metres = metres
    }

    /// Driving seconds from `origin` to `destination`; `unreachable` where there is no way.
    @inlinable public func seconds(from origin: Int, to destination: Int) -> Int32 {
        seconds[origin * count + destination]
    }
    /// Driven metres from `origin` to `destination`.
    @inlinable public func metres(from origin: Int, to destination: Int) -> Int32 {
        metres[origin * count + destination]
    }
}
