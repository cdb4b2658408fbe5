/// What can be wrong in protobuf wire format.
struct WireError: Error {
    /// What was met.
    let message: String
    /// Where, in bytes from the start of the message that was being read.
    let offset: Int
}

/// Reads protobuf wire format from a stretch of bytes that someone else keeps alive.
///
/// Every read is checked against the end of the stretch; nothing read from a file can make it trap.
struct WireCursor {
    private let base: UnsafePointer<UInt8>
    /// The next byte to read, from the start of the outermost message.
    private(set) var position: Int
    /// One past the last byte of this message.
    let end: Int

    /// A cursor over all of `bytes`.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // An empty buffer may have no address; it is never read.
        base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1)!
        position = 0
        end = bytes.count
    }

    private init(base: UnsafePointer<UInt8>, position: Int, end: Int) {
        self.base = base
        self.position = position
        self.end = end
    }

    /// Whether all bytes are read.
    var isAtEnd: Bool { position >= end }

    /// The bytes of this message that are not read yet.
    var rest: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + position, count: end - position) }

    /// The error `message` at the current position.
    func failure(_ message: String) -> WireError { WireError(message: message, offset: position) }

    /// A base-128 number of at most ten bytes.
    @inline(__always)
    mutating func varint() throws(WireError) -> UInt64 {
        guard position < end else { throw failure("a number is cut off") }
        let first = base[position]
        position &+= 1
        if first < 0x80 { return UInt64(first) }
        return try longVarint(first)
    }

    private mutating func longVarint(_ first: UInt8) throws(WireError) -> UInt64 {
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while position < end {
            let byte = base[position]
            position &+= 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return value }
            shift &+= 7
            guard shift < 70 else { throw failure("a number is longer than ten bytes") }
        }
        throw failure("a number is cut off")
    }

    /// A zigzag-coded signed number.
    @inline(__always)
    mutating func zigzag() throws(WireError) -> Int64 {
        let raw = try varint()
        return Int64(bitPattern: raw &>> 1) ^ (0 &- Int64(bitPattern: raw & 1))
    }

    /// The next field's number and wire type; `nil` at the end of the message.
    @inline(__always)
    mutating func field() throws(WireError) -> (number: Int, type: Int)? {
        guard position < end else { return nil }
        let key = try varint()
        guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw failure("a field has an impossible number") }
        return (Int(key >> 3), Int(key & 7))
    }

    /// The message, string or packed array that follows.
    mutating func delimited() throws(WireError) -> WireCursor {
        let length = try varint()
        guard length <= UInt64(end &- position) else { throw failure("a field runs past the end of its message") }
        let inner = WireCursor(base: base, position: position, end: position &+ Int(length))
        position = inner.end
        return inner
    }

    /// The message that follows in a field that must be length-delimited.
    mutating func delimited(ifType type: Int) throws(WireError) -> WireCursor {
        guard type == 2 else { throw failure("a field has wire type \(type) where 2 is due") }
        return try delimited()
    }

    /// The number that follows in a field that must be a varint.
    mutating func varint(ifType type: Int) throws(WireError) -> UInt64 {
        guard type == 0 else { throw failure("a field has wire type \(type) where 0 is due") }
        return try varint()
    }

    /// Passes over a field of wire type `type`.
    mutating func skip(type: Int) throws(WireError) {
        switch type {
        case 0: _ = try varint()
        case 1: try advance(by: 8)
        case 2: _ = try delimited()
        case 5: try advance(by: 4)
        default: throw failure("a field has unknown wire type \(type)")
        }
    }

    private mutating func advance(by count: Int) throws(WireError) {
        guard end &- position >= count else { throw failure("a field is cut off") }
        position &+= count
    }

    /// The bytes not yet read, as text; invalid UTF-8 is repaired.
    func text() -> String { String(decoding: rest, as: UTF8.self) }
}
