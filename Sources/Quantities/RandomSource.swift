/// A small, fast, seeded generator (SplitMix64, Steele, Lea & Flood 2014): the same seed gives the same numbers on every
/// machine, which is what makes two equal runs give equal bytes.
@frozen
public struct RandomSource: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// A generator that always yields the same sequence for `seed`.
    @inlinable public init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    /// The next 64 random bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to but not including `bound`, which must be positive.
    @inlinable
    public mutating func below(_ bound: Int) -> Int {
        // Lemire's multiply-shift: the bias is below bound / 2^64.
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number from 0 up to but not including 1.
    @inlinable public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
