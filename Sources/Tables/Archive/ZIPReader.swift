/// Reads a ZIP archive that may be broken or hostile: every offset and size is checked, names stay inside the archive,
/// and what comes out is bounded.
package struct ZIPReader: Sendable {
    /// What an archive may hold at most.
    package struct Limits: Sendable {
        /// Entries.
        package var entries = 10_000
        /// Bytes of all entries together, unpacked.
        package var totalBytes = 1 << 30
        /// Unpacked bytes per packed byte of an entry of more than a mebibyte; beyond it the entry is a trap.
        package var ratio = 200

        /// The defaults.
        package init() {}
    }

    /// A file in the archive.
    package struct Entry: Hashable, Sendable {
        /// Its relative path with `/`.
        package var name: String
        /// Its size unpacked, in bytes.
        package var size: Int
        var packedSize: Int
        var method: UInt16
        var checksum: UInt32
        var offset: Int
    }

    /// The files of the archive in the order of its directory; folders are left out.
    package private(set) var entries: [Entry] = []
    private let archive: [UInt8]
    private let directoryStart: Int

    /// Reads the directory of `archive`.
    package init(_ archive: [UInt8], limits: Limits = Limits()) throws(ZIPError) {
        self.archive = archive
        let end = try ZIPReader.endOfDirectory(archive)
        let count = Int(archive.read16(end + 10) ?? 0)
        let size = Int(archive.read32(end + 12) ?? 0)
        let start = Int(archive.read32(end + 16) ?? 0)
        guard archive.read16(end + 4) == 0, archive.read16(end + 6) == 0, archive.read16(end + 8) == UInt16(count),
            count != 0xFFFF, start != 0xFFFF_FFFF, start + size <= end
        else { throw ZIPError("zip-bad-directory", message: "The archive is split, over 4 GiB or damaged.") }
        guard count <= limits.entries else {
            throw ZIPError("zip-too-many-entries", message: "The archive has \(count) entries.")
        }
        directoryStart = start
        var position = start
        var names: Set<String> = []
        var total = 0
        for _ in 0..<count {
            guard let entry = try ZIPReader.entry(archive, at: &position, end: start + size, limits: limits) else {
                continue
            }
            guard names.insert(entry.name).inserted else {
                throw ZIPError("zip-duplicate-entry", message: "There are two entries \(entry.name.shown).")
            }
            total += entry.size
            guard total <= limits.totalBytes else {
                throw ZIPError("zip-too-large", message: "Unpacked the archive has over \(limits.totalBytes) bytes.")
            }
            entries.append(entry)
        }
    }

    /// The contents of `entry`, its check sum verified.
    package func contents(of entry: Entry) throws(ZIPError) -> [UInt8] {
        let damaged = ZIPError("zip-damaged-entry", message: "The entry \(entry.name.shown) is damaged.")
        guard archive.read32(entry.offset) == ZIPFormat.localHeader,
            let nameLength = archive.read16(entry.offset + 26), let extraLength = archive.read16(entry.offset + 28)
        else { throw damaged }
        let start = entry.offset + ZIPFormat.localHeaderSize + Int(nameLength) + Int(extraLength)
        guard start + entry.packedSize <= directoryStart else { throw damaged }
        let packed = Array(archive[start..<start + entry.packedSize])
        let plain: [UInt8]?
        switch entry.method {
        case ZIPFormat.stored: plain = packed.count == entry.size ? packed : nil
        case ZIPFormat.deflated: plain = Deflate.inflated(packed, count: entry.size)
        default:
            throw ZIPError("zip-unknown-method", message: "The entry \(entry.name.shown) is packed in an unknown way.")
        }
        guard let plain, Deflate.crc32(of: plain) == entry.checksum else { throw damaged }
        return plain
    }

    /// Whether `name` is a relative path that stays where it is unpacked.
    static func isSafe(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !name.unicodeScalars.contains { $0 == "\\" || $0 == ":" || $0.value < 0x20 }
            && !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
    }

    /// Where the end record starts: the last place in the final 64 KiB that looks like one and ends with the archive.
    private static func endOfDirectory(_ archive: [UInt8]) throws(ZIPError) -> Int {
        var position = archive.count - ZIPFormat.endSize
        let lowest = max(0, position - 0xFFFF)
        while position >= lowest {
            if archive.read32(position) == ZIPFormat.endOfDirectory, let comment = archive.read16(position + 20),
                position + ZIPFormat.endSize + Int(comment) == archive.count
            {
                return position
            }
            position -= 1
        }
        throw ZIPError("zip-not-an-archive", message: "This is no ZIP archive, or its end is missing.")
    }

    private static func entry(
        _ archive: [UInt8], at position: inout Int, end: Int, limits: Limits
    ) throws(ZIPError) -> Entry? {
        let damaged = ZIPError("zip-bad-directory", message: "The directory of the archive is damaged.")
        let start = position
        guard start + ZIPFormat.centralHeaderSize <= end, archive.read32(start) == ZIPFormat.centralHeader,
            let flags = archive.read16(start + 8), let method = archive.read16(start + 10),
            let checksum = archive.read32(start + 16), let packed = archive.read32(start + 20),
            let size = archive.read32(start + 24), let nameLength = archive.read16(start + 28),
            let extraLength = archive.read16(start + 30), let commentLength = archive.read16(start + 32),
            let attributes = archive.read32(start + 38), let offset = archive.read32(start + 42)
        else { throw damaged }
        let nameStart = start + ZIPFormat.centralHeaderSize
        position = nameStart + Int(nameLength) + Int(extraLength) + Int(commentLength)
        guard position <= end else { throw damaged }
        guard let name = String(validating: archive[nameStart..<nameStart + Int(nameLength)], as: UTF8.self) else {
            throw ZIPError("zip-bad-name", message: "The name of an entry is not UTF-8.")
        }
        guard flags & 0x0041 == 0 else {
            throw ZIPError("zip-encrypted", message: "The entry \(name.shown) is encrypted.")
        }
        guard attributes >> 16 & 0o170000 != 0o120000 else {
            throw ZIPError("zip-symbolic-link", message: "The entry \(name.shown) is a symbolic link.")
        }
        let isFolder = name.hasSuffix("/")
        guard isSafe(isFolder ? String(name.dropLast()) : name) else {
            throw ZIPError("zip-path-outside", message: "The entry name \(name.shown) is no relative path.")
        }
        guard Int(size) <= max(1 << 20, Int(packed) * limits.ratio) else {
            throw ZIPError("zip-too-large", message: "The entry \(name.shown) would unpack to \(size) bytes.")
        }
        guard !isFolder else { return nil }
        return Entry(
            name: name, size: Int(size), packedSize: Int(packed), method: method, checksum: checksum,
            offset: Int(offset))
    }
}

extension [UInt8] {
    fileprivate func read16(_ position: Int) -> UInt16? {
        guard position >= 0, position + 2 <= count else { return nil }
        return UInt16(self[position]) | UInt16(self[position + 1]) << 8
    }

    fileprivate func read32(_ position: Int) -> UInt32? {
        guard let low = read16(position), let high = read16(position + 2) else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }
}
