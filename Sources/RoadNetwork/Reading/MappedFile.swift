#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file's bytes, mapped into memory read-only for as long as this object lives.
///
/// `@unchecked Sendable`: the mapping is never written and goes away with the last reference.
final class MappedFile: @unchecked Sendable {
    /// The file's bytes.
    let bytes: UnsafeBufferPointer<UInt8>

    /// Maps the file at `path`.
    /// - Throws: `unreadable` when it cannot be opened, is no plain file or is empty.
    init(path: String) throws(RoadNetworkError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw RoadNetworkError(
                .unreadable, "the road network file cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw RoadNetworkError(.unreadable, "the road network is not a plain file")
        }
        guard status.st_size > 0 else { throw RoadNetworkError(.unreadable, "the road network file is empty") }
        let length = Int(status.st_size)
        guard let address = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw RoadNetworkError(
                .unreadable, "the road network file cannot be mapped: \(String(cString: strerror(errno)))")
        }
        bytes = UnsafeBufferPointer(start: UnsafePointer(address.assumingMemoryBound(to: UInt8.self)), count: length)
    }

    /// Lets the system take back the memory of the bytes in `range`; who reads them again gets them from the file.
    func release(_ range: Range<Int>) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = range.lowerBound / page * page
        guard range.upperBound > start else { return }
        // Advice: nothing is wrong where it is not taken.
        let address = UnsafeMutableRawPointer(mutating: bytes.baseAddress! + start)
        _ = madvise(address, range.upperBound - start, MADV_DONTNEED)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }
}
