/// A place as a vehicle serves it: where it is, and in which direction the vehicle passes.
public struct Halt: Hashable, Sendable {
    /// Where it is.
    public var point: GeoPoint
    /// How it is passed.
    public var passing: Passing
    /// How long a vehicle that passes the other way needs to turn round; `nil`: it cannot. Nothing to `.any`.
    public var turning: Seconds?

    /// The direction in which a vehicle passes a place, in whole degrees clockwise from north.
    public enum Passing: Hashable, Sendable {
        /// Any: the vehicle may turn there, as in a school's yard or a depot.
        case any
        /// The one in which it arrives; at a junction it may go on by every other road.
        case arriving(Int)
        /// The one in which it goes on; at a junction it may come by every other road.
        case leaving(Int)
    }

    /// The place at `point`, passed in any direction unless `passing` says which; who passes it the other way turns
    /// round in `turning`.
    public init(_ point: GeoPoint, passing: Passing = .any, turning: Seconds? = nil) {
        self.point = point
        self.passing = passing
        self.turning = turning
    }
}

extension Halt: Comparable {
    /// Whether `lhs` stands before `rhs`: by longitude, by latitude, by direction, then by the time to turn.
    public static func < (lhs: Halt, rhs: Halt) -> Bool { lhs.order.lexicographicallyPrecedes(rhs.order) }

    private var order: [Double] {
        let direction: [Double] =
            switch passing {
            case .any: [0, 0]
            case .arriving(let heading): [1, Double(heading)]
            case .leaving(let heading): [2, Double(heading)]
            }
        return [point.longitude, point.latitude] + direction + [turning.map { Double($0.rawValue) } ?? -1]
    }
}
