/// Money in the municipality's currency, in whole cents.
@frozen
public struct Cost: Hashable, Comparable, Sendable {
    /// The amount in cents.
    public var cents: Int64

    /// An amount of `cents`.
    @inlinable public init(cents: Int64) { self.cents = cents }

    /// `amount` in whole currency units, rounded to the nearest cent; not-a-number becomes zero.
    @inlinable
    public init(rounding amount: Double) {
        let scaled = (amount * 100).rounded()
        cents = scaled.isNaN ? 0 : Int64(max(-9e15, min(9e15, scaled)))
    }

    /// Nothing.
    public static let zero = Cost(cents: 0)

    /// The amount in whole currency units.
    @inlinable public var amount: Double { Double(cents) / 100 }

    /// Whether `lhs` is the smaller amount.
    @inlinable public static func < (lhs: Cost, rhs: Cost) -> Bool { lhs.cents < rhs.cents }

    /// The sum; traps when it does not fit.
    @inlinable public static func + (lhs: Cost, rhs: Cost) -> Cost { Cost(cents: lhs.cents + rhs.cents) }

    /// The difference; traps when it does not fit.
    @inlinable public static func - (lhs: Cost, rhs: Cost) -> Cost { Cost(cents: lhs.cents - rhs.cents) }

    /// Adds `rhs` to `lhs` in place.
    @inlinable public static func += (lhs: inout Cost, rhs: Cost) { lhs = lhs + rhs }
}

extension Cost: CustomStringConvertible {
    /// Whole units with two decimals where they are not zero, decimal point: `120`, `120.05`.
    public var description: String {
        let magnitude = cents.magnitude
        let sign = cents < 0 ? "-" : ""
        let rest = magnitude % 100
        guard rest != 0 else { return "\(sign)\(magnitude / 100)" }
        return "\(sign)\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
