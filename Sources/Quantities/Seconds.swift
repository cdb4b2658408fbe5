/// A duration in whole seconds. One `Int32` wide, so that tables of millions stay small; ±68 years.
@frozen
public struct Seconds: Hashable, Comparable, Sendable {
    /// The number of seconds; negative for a duration that runs backwards.
    public var rawValue: Int32

    /// A duration of `rawValue` seconds.
    @inlinable public init(_ rawValue: Int32) { self.rawValue = rawValue }

    /// A duration of `value` seconds, clamped to what 32 bits hold.
    @inlinable public init(clamping value: Int) { rawValue = Int32(clamping: value) }

    /// No time at all.
    public static let zero = Seconds(0)

    /// A duration of `minutes` whole minutes.
    @inlinable public static func minutes(_ minutes: Int32) -> Seconds { Seconds(minutes * 60) }

    /// Whether `lhs` is the shorter duration.
    @inlinable public static func < (lhs: Seconds, rhs: Seconds) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The sum; traps when it does not fit.
    @inlinable public static func + (lhs: Seconds, rhs: Seconds) -> Seconds { Seconds(lhs.rawValue + rhs.rawValue) }

    /// The difference; traps when it does not fit.
    @inlinable public static func - (lhs: Seconds, rhs: Seconds) -> Seconds { Seconds(lhs.rawValue - rhs.rawValue) }

    /// Adds `rhs` to `lhs` in place.
    @inlinable public static func += (lhs: inout Seconds, rhs: Seconds) { lhs = lhs + rhs }
}
