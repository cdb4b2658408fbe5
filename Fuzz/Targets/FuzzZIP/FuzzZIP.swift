import FuzzDriver
import Tables

/// Any bytes are an archive or an error, and what comes out is bounded and packs again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZIP(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var limits = ZIPReader.Limits()
    limits.totalBytes = 4 << 20
    guard let archive = try? ZIPReader(bytes, limits: limits) else { return 0 }
    var writer = ZIPWriter()
    for entry in archive.entries {
        guard let contents = try? archive.contents(of: entry) else { continue }
        precondition(contents.count == entry.size && contents.count <= limits.totalBytes)
        writer.add(contents, as: entry.name)
    }
    guard let packed = try? writer.bytes() else { preconditionFailure("safe names pack") }
    precondition((try? ZIPReader(packed)) != nil, "what we pack we read")
    return 0
}

/// The entry that the package manager gives an executable; libFuzzer does the rest.
@_cdecl("FuzzZIP_main")
public func fuzzerMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments, fuzzZIP)
}
