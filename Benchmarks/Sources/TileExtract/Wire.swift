/// A field of a protocol buffer message: its number and what it holds.
struct WireField {
    var number: Int
    var value: Value

    enum Value {
        case varint(UInt64)
        case bytes([UInt8])
    }

    /// The fields of `message`, in order; those of other wire types than numbers and bytes are not met in extracts.
    static func fields(of message: [UInt8]) -> [WireField] {
        var position = 0
        var fields: [WireField] = []
        while position < message.count {
            let key = readVarint(message, &position)
            let number = Int(key >> 3)
            if key & 7 == 0 {
                fields.append(WireField(number: number, value: .varint(readVarint(message, &position))))
            } else {
                precondition(key & 7 == 2, "this extract holds a wire type that this tool does not know")
                let length = Int(readVarint(message, &position))
                fields.append(WireField(number: number, value: .bytes(Array(message[position..<position + length]))))
                position += length
            }
        }
        return fields
    }

    /// The message of `fields`.
    static func message(_ fields: [WireField]) -> [UInt8] {
        var message: [UInt8] = []
        for field in fields {
            switch field.value {
            case .varint(let value): message += varint(UInt64(field.number << 3)) + varint(value)
            case .bytes(let bytes):
                message += varint(UInt64(field.number << 3 | 2)) + varint(UInt64(bytes.count)) + bytes
            }
        }
        return message
    }

    static func readVarint(_ bytes: [UInt8], _ position: inout Int) -> UInt64 {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    static func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }

    static func unzigzag(_ value: UInt64) -> Int64 { Int64(bitPattern: value >> 1) ^ -Int64(value & 1) }

    /// The running sums of a packed list of differences.
    static func sums(_ packed: [UInt8]) -> [Int64] {
        var position = 0
        var sum: Int64 = 0
        var sums: [Int64] = []
        while position < packed.count {
            sum += unzigzag(readVarint(packed, &position))
            sums.append(sum)
        }
        return sums
    }

    /// A packed list of differences whose sums are all `shift` higher.
    static func shifted(_ packed: [UInt8], by shift: Int64) -> [UInt8] {
        guard !packed.isEmpty else { return packed }
        var position = 0
        let first = unzigzag(readVarint(packed, &position))
        return varint(zigzag(first + shift)) + packed[position...]
    }
}
