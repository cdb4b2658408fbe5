// A libFuzzer target over the decoder of uncompressed PBF blocks and over OpenStreetMap XML, built by `fuzz` beside it
// together with the sources of the reader. The first byte chooses the reader.

/// Feeds `count` bytes at `bytes` to the readers; they may refuse but never trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRoadReaders(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let input = UnsafeBufferPointer(start: bytes + 1, count: count - 1)
    var ways = WayHarvest()
    var nodes = NodeHarvest(wanted: [10, 11, 12, 13])
    if bytes[0] & 1 == 0 {
        try? PBFBlock.decode(input, into: &ways)
        try? PBFBlock.decode(input, into: &nodes)
    } else {
        try? OSMXML.decode(input, into: &ways)
        try? OSMXML.decode(input, into: &nodes)
    }
    return 0
}
