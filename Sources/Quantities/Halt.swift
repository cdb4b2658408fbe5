/// A place as a vehicle serves it: where it is, and in which direction the vehicle passes.
public struct Halt: Hashable, Sendable {
    /// Where it is.
    public var point: GeoPoint
    /// How it is passed.
    public var passing: Passing

    /// The direction in which a vehicle passes a place, in whole degrees clockwise from north.
    public enum Passing: Hashable, Sendable {
        /// Any: the vehicle may turn there, as in a school's yard or a depot.
        case any
        /// The one in which it arrives; at a junction it may go on by every other road.
        case arriving(Int)
        /// The one in which it goes on; at a junction it may come by every other road.
        case leaving(Int)
    }

    /// The place at `point`, passed in any direction unless `passing` says which.
    public init(_ point: GeoPoint, passing: Passing = .any) {
        self.point = point
        self.passing = passing
    }
}

extension Halt: Comparable {
    /// Whether `lhs` stands before `rhs`: by longitude, by latitude, then by direction.
    public static func < (lhs: Halt, rhs: Halt) -> Bool { lhs.order.lexicographicallyPrecedes(rhs.order) }

    private var order: [Double] {
        let direction: [Double] =
            switch passing {
            case .any: [0, 0]
            case .arriving(let heading): [1, Double(heading)]
            case .leaving(let heading): [2, Double(heading)]
            }
        return [point.longitude, point.latitude] + direction
    }
}
