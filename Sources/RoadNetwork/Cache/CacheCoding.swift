/// Writes plain values one after another, arrays with their count, everything on 16-byte boundaries.
struct CacheWriter {
    private(set) var bytes: [UInt8] = []

    /// Adds one value.
    mutating func put<Value: BitwiseCopyable>(_ value: Value) { put([value]) }

    /// Adds an array.
    mutating func put<Element: BitwiseCopyable>(_ array: [Element]) {
        withUnsafeBytes(of: UInt64(array.count)) { bytes += $0 }
        pad()
        array.withUnsafeBytes { bytes += $0 }
        pad()
    }

    /// Adds texts.
    mutating func put(_ texts: [String]) {
        put(texts.map { Int32($0.utf8.count) })
        put(texts.flatMap { Array($0.utf8) })
    }

    private mutating func pad() { while bytes.count % 16 != 0 { bytes.append(0) } }
}

/// Reads what a `CacheWriter` wrote; every read is checked against the end.
struct CacheReader {
    /// The bytes do not fit what is read from them.
    struct Mismatch: Error {}

    private let bytes: UnsafeRawBufferPointer
    private var position: Int

    /// Reads `bytes` from `position`, a multiple of 16.
    init(_ bytes: UnsafeRawBufferPointer, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Whether everything is read.
    var isAtEnd: Bool { position == bytes.count }

    /// The next value.
    mutating func value<Value: BitwiseCopyable>(_ type: Value.Type) throws(Mismatch) -> Value {
        let array = try array(type)
        guard array.count == 1 else { throw Mismatch() }
        return array[0]
    }

    /// The next array.
    mutating func array<Element: BitwiseCopyable>(_ type: Element.Type) throws(Mismatch) -> [Element] {
        guard bytes.count - position >= 16 else { throw Mismatch() }
        let count = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        let start = position + 16
        let stride = MemoryLayout<Element>.stride
        guard count <= UInt64((bytes.count - start) / stride) else { throw Mismatch() }
        let size = Int(count) * stride
        let array = [Element](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
            if size > 0 {
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
            }
            initialized = Int(count)
        }
        position = min(bytes.count, (start + size + 15) / 16 * 16)
        return array
    }

    /// The next texts.
    mutating func texts() throws(Mismatch) -> [String] {
        let lengths = try array(Int32.self)
        let utf8 = try array(UInt8.self)
        var texts: [String] = []
        texts.reserveCapacity(lengths.count)
        var start = 0
        for length in lengths {
            guard length >= 0, utf8.count - start >= Int(length) else { throw Mismatch() }
            texts.append(String(decoding: utf8[start..<start + Int(length)], as: UTF8.self))
            start += Int(length)
        }
        return texts
    }
}

/// A 128-bit fingerprint of a file's content: two multiply-and-fold hashes of eight bytes at a time. It tells files apart
/// that were changed by chance or by an edit, and is no defence against forgery.
struct ContentHash: Equatable, BitwiseCopyable, Sendable {
    var first: UInt64 = 0x9E37_79B9_7F4A_7C15
    var second: UInt64 = 0xD1B5_4A32_D192_ED03

    /// The fingerprint of `bytes`.
    init(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        mix(rest)
        mix(UInt64(bytes.count))
    }

    private mutating func mix(_ word: UInt64) {
        let one = (first ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        first = one.high ^ one.low &+ word
        let two = (second &+ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        second = two.high ^ two.low ^ (word << 23 | word >> 41)
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(first ^ second, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
