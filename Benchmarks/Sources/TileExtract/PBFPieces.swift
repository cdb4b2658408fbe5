import CZlibForTiles
import Foundation

/// The blobs of a PBF file, taken apart and put together again.
enum PBFPieces {
    /// The type and the uncompressed content of every blob of `file`.
    static func blobs(of file: [UInt8]) -> [(type: String, content: [UInt8])] {
        var position = 0
        var blobs: [(String, [UInt8])] = []
        while position < file.count {
            let length = file[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            let header = WireField.fields(of: Array(file[position + 4..<position + 4 + length]))
            position += 4 + length
            var (type, size) = ("", 0)
            for field in header {
                if field.number == 1, case .bytes(let text) = field.value {
                    type = String(decoding: text, as: UTF8.self)
                }
                if field.number == 3, case .varint(let value) = field.value { size = Int(value) }
            }
            blobs.append((type, content(of: Array(file[position..<position + size]))))
            position += size
        }
        return blobs
    }

    private static func content(of blob: [UInt8]) -> [UInt8] {
        var size = 0
        for field in WireField.fields(of: blob) {
            switch (field.number, field.value) {
            case (1, .bytes(let raw)): return raw
            case (2, .varint(let value)): size = Int(value)
            case (3, .bytes(let packed)):
                var result = [UInt8](repeating: 0, count: size)
                var length = uLongf(size)
                precondition(uncompress(&result, &length, packed, uLong(packed.count)) == Z_OK, "a damaged blob")
                return result
            default: break
            }
        }
        preconditionFailure("a blob without content")
    }

    /// A blob of `type` with zlib-compressed `content`.
    static func blob(_ type: String, _ content: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(content.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        precondition(compress(&packed, &length, content, uLong(content.count)) == Z_OK)
        let blob = WireField.message([
            WireField(number: 2, value: .varint(UInt64(content.count))),
            WireField(number: 3, value: .bytes(Array(packed[..<Int(length)]))),
        ])
        let header = WireField.message([
            WireField(number: 1, value: .bytes(Array(type.utf8))),
            WireField(number: 3, value: .varint(UInt64(blob.count))),
        ])
        let size = UInt32(header.count)
        return [UInt8(size >> 24), UInt8(size >> 16 & 255), UInt8(size >> 8 & 255), UInt8(size & 255)] + header + blob
    }
}
