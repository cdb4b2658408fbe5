import FuzzDriver
import Inputs

/// Any bytes are settings or rules, or an error: the last byte says which.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    bytes.last.map { $0 & 1 == 0 } ?? true ? FuzzEntry.settings(bytes) : FuzzEntry.rules(bytes)
    return 0
}

/// The entry that the package manager gives an executable; libFuzzer does the rest.
@_cdecl("FuzzYAML_main")
public func fuzzerMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments, fuzzYAML)
}
