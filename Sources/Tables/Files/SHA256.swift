import CNettle

/// The SHA-256 digest of bytes, fed piece by piece.
package struct SHA256 {
    private var context = sha256_ctx()

    /// The digest of nothing yet.
    package init() { nettle_sha256_init(&context) }

    /// Adds `bytes` to what is digested.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            nettle_sha256_update(&context, buffer.count, start)
        }
    }

    /// The digest of all that was added, as 64 lower-case hexadecimal digits; starts afresh.
    package mutating func finish() -> String {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        digest.withUnsafeMutableBufferPointer { nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The digest of `bytes`.
    package static func hex(of bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// The digest of the file at `path`, read in pieces.
    package static func hex(ofFileAt path: String) throws(FileError) -> String { try hexAndSize(ofFileAt: path).hash }

    /// The digest and the size in bytes of the file at `path`, read in pieces.
    package static func hexAndSize(ofFileAt path: String) throws(FileError) -> (hash: String, size: Int) {
        var hash = SHA256()
        var size = 0
        try FileBytes.forEachPiece(ofFileAt: path) { piece in
            hash.update(piece)
            size += piece.count
        }
        return (hash.finish(), size)
    }
}
