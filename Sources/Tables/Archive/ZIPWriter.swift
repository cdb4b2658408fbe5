/// Writes a ZIP archive whose bytes depend on nothing but its entries: sorted by name, all of one date.
package struct ZIPWriter: Sendable {
    private var entries: [(name: String, bytes: [UInt8])] = []

    /// An archive without entries.
    package init() {}

    /// Adds `bytes` as the entry `name`, a relative path with `/`.
    package mutating func add(_ bytes: [UInt8], as name: String) { entries.append((name, bytes)) }

    /// The archive; throws on two entries of one name, a name that is no relative path, and beyond 4 GiB or 65,535
    /// entries.
    package func bytes() throws(ZIPError) -> [UInt8] {
        let sorted = entries.sorted { $0.name < $1.name }
        guard sorted.count < 0xFFFF else { throw ZIPError("zip-too-large", message: "More than 65,534 entries.") }
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        var last: String?
        for entry in sorted {
            guard ZIPReader.isSafe(entry.name), entry.name.utf8.count <= 0xFFFF else {
                throw ZIPError("zip-path-outside", message: "The entry name \(entry.name.shown) is no relative path.")
            }
            guard entry.name != last else {
                throw ZIPError("zip-duplicate-entry", message: "There are two entries \(entry.name.shown).")
            }
            last = entry.name
            let offset = archive.count
            let packed = Deflate.compressed(entry.bytes)
            let isSmaller = packed.map { $0.count < entry.bytes.count } ?? false
            let body = isSmaller ? packed ?? entry.bytes : entry.bytes
            guard entry.bytes.count < 0xFFFF_FFFF, offset + body.count + 0x2_0000 < 0xFFFF_FFFF else {
                throw ZIPError("zip-too-large", message: "The archive would have more than 4 GiB.")
            }
            var fields: [UInt8] = []
            fields.append16(20)
            fields.append16(ZIPFormat.utf8Names)
            fields.append16(isSmaller ? ZIPFormat.deflated : ZIPFormat.stored)
            fields.append16(0)
            fields.append16(ZIPFormat.date)
            fields.append32(Deflate.crc32(of: entry.bytes))
            fields.append32(UInt32(body.count))
            fields.append32(UInt32(entry.bytes.count))
            fields.append16(UInt16(entry.name.utf8.count))
            fields.append16(0)
            archive.append32(ZIPFormat.localHeader)
            archive += fields + Array(entry.name.utf8) + body
            directory.append32(ZIPFormat.centralHeader)
            directory.append16(0x0314)  // Made on Unix, so that the permissions below count.
            directory += fields
            directory.append16(0)
            directory.append16(0)
            directory.append16(0)
            directory.append32(0o100644 << 16)
            directory.append32(UInt32(offset))
            directory += Array(entry.name.utf8)
        }
        return try finished(archive, directory, count: sorted.count)
    }

    private func finished(_ archive: [UInt8], _ directory: [UInt8], count: Int) throws(ZIPError) -> [UInt8] {
        guard archive.count + directory.count < 0xFFFF_FFFF else {
            throw ZIPError("zip-too-large", message: "The archive would have more than 4 GiB.")
        }
        var whole = archive + directory
        whole.append32(ZIPFormat.endOfDirectory)
        whole.append32(0)
        whole.append16(UInt16(count))
        whole.append16(UInt16(count))
        whole.append32(UInt32(directory.count))
        whole.append32(UInt32(archive.count))
        whole.append16(0)
        return whole
    }
}

extension [UInt8] {
    fileprivate mutating func append16(_ value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    fileprivate mutating func append32(_ value: UInt32) {
        append16(UInt16(truncatingIfNeeded: value))
        append16(UInt16(truncatingIfNeeded: value >> 16))
    }
}
