import CZlib

/// Raw deflate streams (RFC 1951), as ZIP entries hold them.
enum Deflate {
    /// `bytes` compressed at zlib's usual level, the same on every run; `nil` where zlib refuses.
    static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count <= Int(UInt32.max) else { return nil }
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                CInt(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let status = run(&stream, bytes, &output) { deflate($0, Z_FINISH) }
        guard status == Z_STREAM_END else { return nil }
        return Array(output[..<Int(stream.total_out)])
    }

    /// The `count` bytes that `bytes` are the compressed form of; `nil` where they are not, to the byte.
    static func inflated(_ bytes: [UInt8], count: Int) -> [UInt8]? {
        guard bytes.count <= Int(UInt32.max), (0...Int(UInt32.max) - 1).contains(count) else { return nil }
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: count + 1)
        let status = run(&stream, bytes, &output) { inflate($0, Z_FINISH) }
        guard status == Z_STREAM_END, Int(stream.total_out) == count else { return nil }
        output.removeLast()
        return output
    }

    /// The check sum that ZIP entries carry.
    static func crc32(of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: CZlib.crc32_z(0, $0.baseAddress, $0.count)) }
    }

    private static func run(
        _ stream: inout z_stream, _ input: [UInt8], _ output: inout [UInt8],
        _ step: (UnsafeMutablePointer<z_stream>) -> CInt
    ) -> CInt {
        var input = input
        return input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return step(&stream)
            }
        }
    }
}
