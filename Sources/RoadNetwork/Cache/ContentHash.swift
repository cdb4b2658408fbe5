/// A 128-bit fingerprint of bytes, sixty-four at a time in eight lanes. Any change of one word changes it; it tells files
/// apart that were changed by chance or by an edit, and is no defence against forgery.
struct ContentHash: Equatable, Sendable {
    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0
    private var lanes = SIMD8<UInt64>(
        0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03, 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB,
        0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3, 0x1D8E_4E27_C47D_124F, 0xEB44_ACCA_B455_D165)
    private var count: UInt64 = 0

    /// The bytes that are taken at a time.
    static let block = 64

    /// The fingerprint of nothing yet.
    init() {}

    /// The fingerprint of `bytes`.
    init(_ bytes: UnsafeRawBufferPointer) {
        let whole = bytes.count / Self.block * Self.block
        add(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
        if whole < bytes.count {
            var last = SIMD8<UInt64>()
            withUnsafeMutableBytes(of: &last) {
                $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[whole...]))
            }
            mix(last)
        }
        count = UInt64(bytes.count)
        finish()
    }

    /// Adds whole blocks of bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count % Self.block == 0, "only whole blocks are added")
        // Lanes in registers of their own: most processors multiply 64 bits one at a time, but start one each cycle.
        var (a, b, c, d) = (lanes[0], lanes[1], lanes[2], lanes[3])
        var (e, f, g, h) = (lanes[4], lanes[5], lanes[6], lanes[7])
        for offset in stride(from: 0, to: bytes.count, by: Self.block) {
            a = Self.mixed(a, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            b = Self.mixed(b, bytes.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
            c = Self.mixed(c, bytes.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self))
            d = Self.mixed(d, bytes.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self))
            e = Self.mixed(e, bytes.loadUnaligned(fromByteOffset: offset &+ 32, as: UInt64.self))
            f = Self.mixed(f, bytes.loadUnaligned(fromByteOffset: offset &+ 40, as: UInt64.self))
            g = Self.mixed(g, bytes.loadUnaligned(fromByteOffset: offset &+ 48, as: UInt64.self))
            h = Self.mixed(h, bytes.loadUnaligned(fromByteOffset: offset &+ 56, as: UInt64.self))
        }
        lanes = SIMD8(a, b, c, d, e, f, g, h)
        count += UInt64(bytes.count)
    }

    /// Makes the fingerprint of what was added.
    mutating func finish() {
        (first, second) = (0xA076_1D64_78BD_642F, count)
        for lane in 0..<8 {
            let one = (first ^ lanes[lane]).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            first = one.high ^ one.low &+ lanes[lane]
            let two = (second &+ lanes[lane]).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
            second = two.high ^ two.low ^ (lanes[lane] << 23 | lanes[lane] >> 41)
        }
    }

    private mutating func mix(_ words: SIMD8<UInt64>) {
        for lane in 0..<8 { lanes[lane] = Self.mixed(lanes[lane], words[lane]) }
    }

    /// A permutation of the lane, so that no change of a word is lost.
    @inline(__always)
    private static func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        let product = (lane ^ word) &* 0x9FB2_1C65_1E98_DF25
        return product ^ product &>> 32
    }

    /// This fingerprint and `other` as one.
    func joined(with other: ContentHash) -> ContentHash {
        var joined = ContentHash()
        joined.mix(SIMD8(first, second, other.first, other.second, 0, 0, 0, 0))
        joined.finish()
        return joined
    }

    static func == (one: ContentHash, other: ContentHash) -> Bool {
        one.first == other.first && one.second == other.second
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(first ^ second, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
