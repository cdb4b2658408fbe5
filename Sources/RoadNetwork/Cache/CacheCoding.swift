#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes columns one after another into a file, each with its count and on a boundary of 64 bytes.
struct CacheWriter {
    private let stream: UnsafeMutablePointer<FILE>
    /// The fingerprint of what was written.
    private(set) var hash = ContentHash()
    /// The bytes that were written.
    private(set) var count = 0
    /// Whether everything could be written so far.
    private(set) var isSound = true

    /// Writes behind what `stream` holds.
    init(_ stream: UnsafeMutablePointer<FILE>) { self.stream = stream }

    /// Adds one value.
    mutating func put<Value: BitwiseCopyable>(_ value: Value) {
        withUnsafeBytes(of: value) { put(count: 1, $0) }
    }

    /// Adds a column.
    mutating func put<Element: BitwiseCopyable>(_ column: Column<Element>) {
        column.withUnsafeBufferPointer { put(count: $0.count, UnsafeRawBufferPointer($0)) }
    }

    /// Adds an array.
    mutating func put<Element: BitwiseCopyable>(_ array: [Element]) {
        array.withUnsafeBytes { put(count: array.count, $0) }
    }

    private mutating func put(count: Int, _ bytes: UnsafeRawBufferPointer) {
        var head = SIMD8<UInt64>()
        head[0] = UInt64(count)
        withUnsafeBytes(of: head) { write($0) }
        let whole = bytes.count / ContentHash.block * ContentHash.block
        write(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
        guard whole < bytes.count else { return }
        var last = SIMD8<UInt64>()
        withUnsafeMutableBytes(of: &last) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[whole...])) }
        withUnsafeBytes(of: last) { write($0) }
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        hash.add(bytes)
        count += bytes.count
        if fwrite(bytes.baseAddress, 1, bytes.count, stream) != bytes.count { isSound = false }
    }

    /// Makes the fingerprint of what was written.
    mutating func finish() { hash.finish() }
}

/// Hands out what a `CacheWriter` wrote, in place; every column is checked against the end.
struct CacheReader {
    /// The bytes do not fit what is read from them.
    struct Mismatch: Error {}

    private let file: MappedFile
    private var position: Int

    /// Reads `file` from `position`, a multiple of 64.
    init(_ file: MappedFile, from position: Int) {
        self.file = file
        self.position = position
    }

    /// Whether everything is read.
    var isAtEnd: Bool { position == file.bytes.count }

    /// The next value.
    mutating func value<Value: BitwiseCopyable & Sendable>(_ type: Value.Type) throws(Mismatch) -> Value {
        let column = try column(type)
        guard column.count == 1 else { throw Mismatch() }
        return column[0]
    }

    /// The next column, which keeps the file mapped.
    mutating func column<Element: BitwiseCopyable & Sendable>(_ type: Element.Type) throws(Mismatch) -> Column<Element>
    {
        let bytes = UnsafeRawBufferPointer(file.bytes)
        guard bytes.count - position >= ContentHash.block else { throw Mismatch() }
        let count = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        let start = position + ContentHash.block
        let stride = MemoryLayout<Element>.stride
        guard count <= UInt64((bytes.count - start) / stride) else { throw Mismatch() }
        let size = (Int(count) * stride + ContentHash.block - 1) / ContentHash.block * ContentHash.block
        guard bytes.count - start >= size else { throw Mismatch() }
        position = start + size
        guard count > 0 else { return [] }
        let elements = (bytes.baseAddress! + start).assumingMemoryBound(to: Element.self)
        return Column(at: elements, count: Int(count), owner: file)
    }
}
