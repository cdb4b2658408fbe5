import Quantities

/// Random draws for one subject of one seed. Every subject (`roads`, `names`, …) has a stream of its own, so that a change
/// in how one thing is invented leaves all the others as they were.
struct Dice {
    private var source: RandomSource

    /// The stream of `subject` under `seed`.
    init(seed: UInt64, subject: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a, so that the stream depends on nothing but the letters.
        for byte in subject.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        source = RandomSource(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ hash)
    }

    /// A whole number from 0 up to but not including `bound`, which must be positive.
    mutating func below(_ bound: Int) -> Int { source.below(bound) }
    /// A number in the range, both ends possible.
    mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * source.unit()
    }
    /// A whole number in the range.
    mutating func whole(in range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }
    /// Whether something of probability `share` happens.
    mutating func happens(_ share: Double) -> Bool { source.unit() < share }
    /// One of `elements`, which must not be empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// One position of `weights`, each as likely as its weight; the last where all weights are zero.
    mutating func pick(weights: [Double]) -> Int {
        var rest = number(in: 0...1) * weights.reduce(0, +)
        for (position, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return position }
        }
        return weights.count - 1
    }

    /// `elements` in random order.
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) { result.swapAt(last, below(last + 1)) }
        return result
    }
}
