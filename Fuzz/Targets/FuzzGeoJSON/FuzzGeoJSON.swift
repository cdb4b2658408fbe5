import FuzzDriver
import Inputs

/// Any bytes are a file of hazards or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGeoJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    FuzzEntry.hazards(bytes)
    return 0
}

/// The entry that the package manager gives an executable; libFuzzer does the rest.
@_cdecl("FuzzGeoJSON_main")
public func fuzzerMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments, fuzzGeoJSON)
}
