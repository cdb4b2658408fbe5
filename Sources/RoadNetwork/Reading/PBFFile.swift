import CZlib

/// Where one data blob of a PBF file lies.
struct PBFBlob {
    /// The first byte of the Blob message in the file.
    let offset: Int
    /// Its length in bytes.
    let length: Int
}

/// The outer layer of an OpenStreetMap PBF file: a chain of length-prefixed, separately compressed blobs
/// (https://wiki.openstreetmap.org/wiki/PBF_Format).
struct PBFFile {
    /// The whole file.
    let file: MappedFile
    /// The data blobs in file order.
    let blobs: [PBFBlob]

    private static let largestHeader = 64 * 1024
    private static let largestBlob = 32 * 1024 * 1024

    /// Walks through the blob headers of `file` and checks its header block.
    /// - Throws: when the chain is broken or the file needs features that are not supported.
    init(_ file: MappedFile) throws(RoadNetworkError) {
        self.file = file
        var blobs: [PBFBlob] = []
        var position = 0
        var seenHeader = false
        while position < file.bytes.count {
            let (type, blob) = try Self.blob(in: file.bytes, at: position)
            if type == "OSMHeader" {
                try Self.checkHeader(Self.inflate(blob, of: file), at: blob.offset)
                seenHeader = true
            } else if type == "OSMData" {
                guard seenHeader else {
                    throw RoadNetworkError(.malformed, "data comes before the file's header", at: .byte(position))
                }
                blobs.append(blob)
            }
            position = blob.offset + blob.length
        }
        guard seenHeader else { throw RoadNetworkError(.malformed, "the file has no header block", at: .byte(0)) }
        self.blobs = blobs
    }

    /// The uncompressed bytes of the blob at `index`.
    func inflated(_ index: Int) throws(RoadNetworkError) -> [UInt8] { try Self.inflate(blobs[index], of: file) }

    private static func blob(
        in bytes: UnsafeBufferPointer<UInt8>, at position: Int
    ) throws(RoadNetworkError) -> (type: String, blob: PBFBlob) {
        guard bytes.count - position >= 4 else {
            throw RoadNetworkError(.truncated, "the file ends inside a block's length", at: .byte(position))
        }
        let length = (0..<4).reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
        guard length <= largestHeader else {
            throw RoadNetworkError(.malformed, "no OpenStreetMap PBF block starts here", at: .byte(position))
        }
        let start = position + 4
        guard bytes.count - start >= length else {
            throw RoadNetworkError(.truncated, "the file ends inside a block's header", at: .byte(position))
        }
        let header = UnsafeBufferPointer(rebasing: bytes[start..<start + length])
        let (type, size) = try located(at: start) { () throws(WireError) in try blobHeader(header) }
        guard size <= largestBlob else {
            throw RoadNetworkError(
                .malformed, "a block of \(size) bytes is larger than the format allows", at: .byte(start))
        }
        guard bytes.count - start - length >= size else {
            throw RoadNetworkError(.truncated, "the file ends inside a block", at: .byte(start + length))
        }
        return (type, PBFBlob(offset: start + length, length: size))
    }

    private static func blobHeader(_ bytes: UnsafeBufferPointer<UInt8>) throws(WireError) -> (type: String, size: Int) {
        var cursor = WireCursor(bytes)
        var type = ""
        var size: UInt64 = 0
        while let field = try cursor.field() {
            switch field.number {
            case 1: type = try cursor.delimited(ifType: field.type).text()
            case 3: size = try cursor.varint(ifType: field.type)
            default: try cursor.skip(type: field.type)
            }
        }
        return (type, Int(clamping: size))
    }

    private static func checkHeader(_ bytes: [UInt8], at offset: Int) throws(RoadNetworkError) {
        var features: [String] = []
        try bytes.withUnsafeBufferPointer { (buffer) throws(RoadNetworkError) in
            try located(at: offset) { () throws(WireError) in
                var cursor = WireCursor(buffer)
                while let field = try cursor.field() {
                    guard field.number == 4 else {
                        try cursor.skip(type: field.type)
                        continue
                    }
                    features.append(try cursor.delimited(ifType: field.type).text())
                }
            }
        }
        for feature in features where feature != "OsmSchema-V0.6" && feature != "DenseNodes" {
            throw RoadNetworkError(
                .unsupported, "the file requires the feature \"\(feature)\", which is not supported", at: .byte(offset))
        }
    }

    /// Runs `body`, turning wire errors into errors that name the file's byte `offset`.
    static func located<Result>(
        at offset: Int, _ body: () throws(WireError) -> Result
    ) throws(RoadNetworkError) -> Result {
        do { return try body() } catch {
            throw RoadNetworkError(
                .malformed, "a block is damaged: \(error.message), \(error.offset) bytes into it", at: .byte(offset))
        }
    }

    private static func inflate(_ blob: PBFBlob, of file: MappedFile) throws(RoadNetworkError) -> [UInt8] {
        let bytes = UnsafeBufferPointer(rebasing: file.bytes[blob.offset..<blob.offset + blob.length])
        let (content, rawSize) = try located(at: blob.offset) { () throws(WireError) in try parts(of: bytes) }
        switch content {
        case .raw(let range): return Array(bytes[range])
        case .compressed(let range):
            guard let rawSize, rawSize <= largestBlob else {
                throw RoadNetworkError(
                    .malformed, "a block's uncompressed size is missing or too large", at: .byte(blob.offset))
            }
            return try inflate(UnsafeBufferPointer(rebasing: bytes[range]), to: rawSize, at: blob.offset)
        case .unsupported(let name):
            throw RoadNetworkError(
                .unsupported, "the file's blocks are compressed with \(name); rewrite it with zlib",
                at: .byte(blob.offset))
        case nil:
            throw RoadNetworkError(.malformed, "a block holds no data", at: .byte(blob.offset))
        }
    }

    private enum Content {
        case raw(Range<Int>)
        case compressed(Range<Int>)
        case unsupported(String)
    }

    private static func parts(
        of bytes: UnsafeBufferPointer<UInt8>
    ) throws(WireError) -> (content: Content?, rawSize: Int?) {
        var cursor = WireCursor(bytes)
        var content: Content?
        var rawSize: Int?
        while let field = try cursor.field() {
            switch field.number {
            case 1:
                let inner = try cursor.delimited(ifType: field.type)
                content = .raw(inner.position..<inner.end)
            case 2: rawSize = Int(clamping: try cursor.varint(ifType: field.type))
            case 3:
                let inner = try cursor.delimited(ifType: field.type)
                content = .compressed(inner.position..<inner.end)
            case 4, 5, 6, 7:
                try cursor.skip(type: field.type)
                content = .unsupported([4: "lzma", 5: "bzip2", 6: "lz4", 7: "zstd"][field.number]!)
            default: try cursor.skip(type: field.type)
            }
        }
        return (content, rawSize)
    }

    private static func inflate(
        _ bytes: UnsafeBufferPointer<UInt8>, to size: Int, at offset: Int
    ) throws(RoadNetworkError) -> [UInt8] {
        var written = uLongf(size)
        var status = Z_OK
        let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            if let target = buffer.baseAddress {
                status = uncompress(target, &written, bytes.baseAddress, uLong(bytes.count))
            } else {
                written = 0
            }
            count = status == Z_OK ? min(Int(written), size) : 0
        }
        guard status == Z_OK, result.count == size else {
            throw RoadNetworkError(.malformed, "a block's compressed data is damaged", at: .byte(offset))
        }
        return result
    }
}
