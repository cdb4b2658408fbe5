/// A length, kept in whole decimetres: the unit in which walks are measured, compared with limits and written.
///
/// A law's limit is compared with the unrounded decimetres (`3000.1` is more than `3000`).
@frozen
public struct Metres: Hashable, Comparable, Sendable {
    /// The length in decimetres; negative for a margin below a limit.
    public var decimetres: Int32

    /// A length of `decimetres` tenths of a metre.
    @inlinable public init(decimetres: Int32) { self.decimetres = decimetres }

    /// A length of `metres` whole metres; traps beyond 214,748 km.
    @inlinable public init(_ metres: Int32) { decimetres = metres * 10 }

    /// `metres`, rounded to the nearest decimetre and clamped to what 32 bits hold; not-a-number becomes zero.
    @inlinable
    public init(rounding metres: Double) {
        let tenths = (metres * 10).rounded()
        decimetres = tenths.isNaN ? 0 : Int32(max(-2_147_483_648, min(2_147_483_647, tenths)))
    }

    /// No length at all.
    public static let zero = Metres(decimetres: 0)

    /// The length in metres.
    @inlinable public var metres: Double { Double(decimetres) / 10 }

    /// Whether `lhs` is the shorter length.
    @inlinable public static func < (lhs: Metres, rhs: Metres) -> Bool { lhs.decimetres < rhs.decimetres }

    /// The sum; traps when it does not fit.
    @inlinable
    public static func + (lhs: Metres, rhs: Metres) -> Metres { Metres(decimetres: lhs.decimetres + rhs.decimetres) }

    /// The difference; traps when it does not fit.
    @inlinable
    public static func - (lhs: Metres, rhs: Metres) -> Metres { Metres(decimetres: lhs.decimetres - rhs.decimetres) }

    /// Adds `rhs` to `lhs` in place.
    @inlinable public static func += (lhs: inout Metres, rhs: Metres) { lhs = lhs + rhs }
}

extension Metres: CustomStringConvertible {
    /// Metres with one decimal where it is not zero, decimal point: `400`, `400.3`, `-2900`.
    public var description: String {
        let magnitude = decimetres.magnitude
        let sign = decimetres < 0 ? "-" : ""
        let tenth = magnitude % 10
        return tenth == 0 ? "\(sign)\(magnitude / 10)" : "\(sign)\(magnitude / 10).\(tenth)"
    }
}
