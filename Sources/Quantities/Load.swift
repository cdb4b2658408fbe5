/// Places that pupils take in a vehicle, or that a vehicle has.
///
/// A wheelchair pupil takes a wheelchair place and no seat; an escort takes a seat.
@frozen
public struct Load: Hashable, Sendable {
    /// Ordinary seats.
    public var seats: Int32
    /// Places for wheelchairs.
    public var wheelchairPlaces: Int32

    /// A load of `seats` seats and `wheelchairPlaces` wheelchair places.
    @inlinable
    public init(seats: Int32 = 0, wheelchairPlaces: Int32 = 0) {
        self.seats = seats
        self.wheelchairPlaces = wheelchairPlaces
    }

    /// Nobody.
    public static let zero = Load()

    /// Whether every kind of place is enough for this load.
    @inlinable
    public func fits(in capacity: Load) -> Bool {
        seats <= capacity.seats && wheelchairPlaces <= capacity.wheelchairPlaces
    }

    /// The sum, kind by kind.
    @inlinable
    public static func + (lhs: Load, rhs: Load) -> Load {
        Load(seats: lhs.seats + rhs.seats, wheelchairPlaces: lhs.wheelchairPlaces + rhs.wheelchairPlaces)
    }

    /// The difference, kind by kind.
    @inlinable
    public static func - (lhs: Load, rhs: Load) -> Load {
        Load(seats: lhs.seats - rhs.seats, wheelchairPlaces: lhs.wheelchairPlaces - rhs.wheelchairPlaces)
    }

    /// Adds `rhs` to `lhs` in place.
    @inlinable public static func += (lhs: inout Load, rhs: Load) { lhs = lhs + rhs }
}
