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
            let packed = Deflate.compressed(entry.bytes).flatMap { $0.count < entry.bytes.count ? $0 : nil }
            let body = packed ?? entry.bytes
            let offset = archive.count
            guard entry.bytes.count < 0xFFFF_FFFF, offset + body.count + 0x2_0000 < 0xFFFF_FFFF else {
                throw ZIPError("zip-too-large", message: "The archive would have more than 4 GiB.")
            }
            let fields = ZIPWriter.fields(of: entry, packed: packed)
            archive.append32(ZIPFormat.localHeader)
            archive += fields + Array(entry.name.utf8) + body
            directory += ZIPWriter.directoryEntry(of: entry.name, fields, at: UInt32(offset))
        }
        return try finished(archive, directory, count: sorted.count)
    }

    /// What stands about an entry both before its bytes and in the directory; `packed` are its bytes where they are
    /// fewer deflated.
    private static func fields(of entry: (name: String, bytes: [UInt8]), packed: [UInt8]?) -> [UInt8] {
        var fields: [UInt8] = []
        fields.append16(20)
        fields.append16(ZIPFormat.utf8Names)
        fields.append16(packed == nil ? ZIPFormat.stored : ZIPFormat.deflated)
        fields.append16(0)
        fields.append16(ZIPFormat.date)
        fields.append32(Deflate.crc32(of: entry.bytes))
        fields.append32(UInt32((packed ?? entry.bytes).count))
        fields.append32(UInt32(entry.bytes.count))
        fields.append16(UInt16(entry.name.utf8.count))
        fields.append16(0)
        return fields
    }

    private static func directoryEntry(of name: String, _ fields: [UInt8], at offset: UInt32) -> [UInt8] {
        var directory: [UInt8] = []
        directory.append32(ZIPFormat.centralHeader)
        directory.append16(0x0314)  // Made on Unix, so that the permissions below count.
        directory += fields
        directory.append16(0)
        directory.append16(0)
        directory.append16(0)
        directory.append32(0o100644 << 16)
        directory.append32(offset)
        return directory + Array(name.utf8)
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
