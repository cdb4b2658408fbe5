/// Writes small PBF files, so that tests can damage any byte of them: blobs are stored uncompressed.
struct PBFWriter {
    private var strings: [String] = [""]
    private var dense: (ids: [UInt8], lats: [UInt8], lons: [UInt8], tags: [UInt8]) = ([], [], [], [])
    private var ways: [UInt8] = []
    private var last: (id: Int64, lat: Int64, lon: Int64) = (0, 0, 0)

    static func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F | 0x80))
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    static func zigzag(_ value: Int64) -> [UInt8] { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    static func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
        varint(UInt64(number << 3 | 2)) + varint(UInt64(bytes.count)) + bytes
    }

    static func field(_ number: Int, _ value: UInt64) -> [UInt8] { varint(UInt64(number << 3)) + varint(value) }

    private mutating func string(_ text: String) -> UInt64 {
        if let known = strings.firstIndex(of: text) { return UInt64(known) }
        strings.append(text)
        return UInt64(strings.count - 1)
    }

    /// Adds a node at `lon`, `lat` in 1e-7 degrees.
    mutating func node(_ id: Int64, lon: Int64, lat: Int64, _ tags: [(String, String)] = []) {
        dense.ids += Self.zigzag(id - last.id)
        dense.lats += Self.zigzag(lat - last.lat)
        dense.lons += Self.zigzag(lon - last.lon)
        for (key, value) in tags { dense.tags += Self.varint(string(key)) + Self.varint(string(value)) }
        dense.tags.append(0)
        last = (id, lat, lon)
    }

    /// Adds a way.
    mutating func way(_ id: Int64, _ refs: [Int64], _ tags: [(String, String)]) {
        var keys: [UInt8] = []
        var values: [UInt8] = []
        for (key, value) in tags {
            keys += Self.varint(string(key))
            values += Self.varint(string(value))
        }
        var previous: Int64 = 0
        var list: [UInt8] = []
        for ref in refs {
            list += Self.zigzag(ref - previous)
            previous = ref
        }
        ways += Self.field(
            3, Self.field(1, UInt64(id)) + Self.field(2, keys) + Self.field(3, values) + Self.field(8, list))
    }

    /// The primitive block of everything added.
    var block: [UInt8] {
        let table = strings.flatMap { Self.field(1, Array($0.utf8)) }
        let nodes =
            Self.field(1, dense.ids) + Self.field(8, dense.lats) + Self.field(9, dense.lons)
            + Self.field(10, dense.tags)
        return Self.field(1, table) + Self.field(2, Self.field(2, nodes)) + Self.field(2, ways)
    }

    /// A blob of `type` whose content field is `number` (1: raw).
    static func blob(_ type: String, _ content: [UInt8], field number: Int = 1) -> [UInt8] {
        let blob = field(number, content)
        let header = field(1, Array(type.utf8)) + field(3, UInt64(blob.count))
        let length = UInt32(header.count)
        return [UInt8(length >> 24), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)] + header
            + blob
    }

    /// The file's header with `features`.
    static func header(_ features: [String] = ["OsmSchema-V0.6", "DenseNodes"]) -> [UInt8] {
        blob("OSMHeader", features.flatMap { field(4, Array($0.utf8)) })
    }

    /// The whole file.
    var file: [UInt8] { Self.header() + Self.blob("OSMData", block) }

    /// A street of three nodes with a gate, a school and a side street.
    static var street: PBFWriter {
        var writer = PBFWriter()
        writer.node(10, lon: 250_000_000, lat: 600_000_000)
        writer.node(11, lon: 250_010_000, lat: 600_000_000, [("barrier", "gate"), ("locked", "yes")])
        writer.node(12, lon: 250_020_000, lat: 600_000_000)
        writer.node(13, lon: 250_000_000, lat: 600_010_000, [("amenity", "school"), ("name", "Skola")])
        writer.way(1, [10, 11, 12], [("highway", "residential"), ("name", "Koulutie")])
        writer.way(2, [10, 13], [("highway", "footway"), ("surface", "gravel")])
        return writer
    }
}
