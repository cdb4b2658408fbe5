/// The outermost road nodes of an extract on its four sides, strip by strip.
struct Borders {
    /// How far apart copies stand, in nanodegrees.
    let width: Int64
    let height: Int64
    private var west: [Int64]
    private var east: [Int64]
    private var south: [Int64]
    private var north: [Int64]

    private static let roads: Set<String> = [
        "trunk", "primary", "secondary", "tertiary", "unclassified", "residential",
    ]

    /// Looks through the data `blocks` of an extract.
    init(_ blocks: [[UInt8]], strips: Int) {
        let ids = Set(blocks.flatMap(Self.roadNodes))
        let nodes = blocks.flatMap { Self.nodes(of: $0) }.filter { ids.contains($0.id) }.sorted { $0.id < $1.id }
        let (lons, lats) = (nodes.map(\.lon), nodes.map(\.lat))
        let box = (west: lons.min()!, east: lons.max()!, south: lats.min()!, north: lats.max()!)
        width = box.east - box.west + 1_000_000
        height = box.north - box.south + 1_000_000
        (west, east) = (Array(repeating: 0, count: strips), Array(repeating: 0, count: strips))
        (south, north) = (west, east)
        for strip in 0..<strips {
            func isIn(_ value: Int64, _ low: Int64, _ high: Int64) -> Bool {
                (value - low) * Int64(strips) / (high - low + 1) == Int64(strip)
            }
            let row = nodes.filter { isIn($0.lat, box.south, box.north) }
            let column = nodes.filter { isIn($0.lon, box.west, box.east) }
            west[strip] = row.min { $0.lon < $1.lon }?.id ?? 0
            east[strip] = row.max { $0.lon < $1.lon }?.id ?? 0
            south[strip] = column.min { $0.lat < $1.lat }?.id ?? 0
            north[strip] = column.max { $0.lat < $1.lat }?.id ?? 0
        }
    }

    /// A block with the bridges between all copies.
    func bridgeBlock(tiles: Int, idStep: Int64) -> [UInt8] {
        var ways: [WireField] = []
        func bridge(_ from: Int64, _ fromTile: Int, _ to: Int64, _ toTile: Int) {
            guard from != 0, to != 0 else { return }
            let (first, second) = (from + Int64(fromTile) * idStep, to + Int64(toTile) * idStep)
            let refs = WireField.varint(WireField.zigzag(first)) + WireField.varint(WireField.zigzag(second - first))
            let way = WireField.message([
                WireField(number: 1, value: .varint(UInt64(Int64(tiles * tiles) * idStep) + UInt64(ways.count))),
                WireField(number: 2, value: .bytes([1])), WireField(number: 3, value: .bytes([2])),
                WireField(number: 8, value: .bytes(refs)),
            ])
            ways.append(WireField(number: 3, value: .bytes(way)))
        }
        for tile in 0..<tiles * tiles {
            for strip in west.indices {
                if tile % tiles < tiles - 1 { bridge(east[strip], tile, west[strip], tile + 1) }
                if tile / tiles < tiles - 1 { bridge(north[strip], tile, south[strip], tile + tiles) }
            }
        }
        let strings = ["", "highway", "tertiary"].map { WireField(number: 1, value: .bytes(Array($0.utf8))) }
        return WireField.message([
            WireField(number: 1, value: .bytes(WireField.message(strings))),
            WireField(number: 2, value: .bytes(WireField.message(ways))),
        ])
    }

    private static func groups(of block: [UInt8]) -> [[WireField]] {
        WireField.fields(of: block).compactMap { field in
            guard field.number == 2, case .bytes(let group) = field.value else { return nil }
            return WireField.fields(of: group)
        }
    }

    /// The nodes of the roads of `block`.
    private static func roadNodes(of block: [UInt8]) -> [Int64] {
        var strings: [String] = []
        for field in WireField.fields(of: block) where field.number == 1 {
            guard case .bytes(let table) = field.value else { continue }
            for entry in WireField.fields(of: table) {
                if case .bytes(let text) = entry.value { strings.append(String(decoding: text, as: UTF8.self)) }
            }
        }
        return groups(of: block).flatMap { $0 }.filter { $0.number == 3 }.flatMap { field -> [Int64] in
            guard case .bytes(let way) = field.value else { return [] }
            var (keys, values, refs): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
            for part in WireField.fields(of: way) {
                guard case .bytes(let packed) = part.value else { continue }
                if part.number == 2 { keys = packed }
                if part.number == 3 { values = packed }
                if part.number == 8 { refs = packed }
            }
            var (key, value) = (0, 0)
            while key < keys.count {
                let name = strings[Int(WireField.readVarint(keys, &key))]
                let text = strings[Int(WireField.readVarint(values, &value))]
                if name == "highway", roads.contains(text) { return WireField.sums(refs) }
            }
            return []
        }
    }

    /// The nodes of `block` in nanodegrees; its offsets are taken as nought.
    private static func nodes(of block: [UInt8]) -> [(id: Int64, lon: Int64, lat: Int64)] {
        var granularity: Int64 = 100
        for field in WireField.fields(of: block) where field.number == 17 {
            if case .varint(let value) = field.value { granularity = Int64(value) }
        }
        return groups(of: block).flatMap { $0 }.filter { $0.number == 2 }.flatMap { field -> [(Int64, Int64, Int64)] in
            guard case .bytes(let dense) = field.value else { return [] }
            var lists: [Int: [Int64]] = [:]
            for part in WireField.fields(of: dense) where [1, 8, 9].contains(part.number) {
                if case .bytes(let packed) = part.value { lists[part.number] = WireField.sums(packed) }
            }
            let (ids, lats, lons) = (lists[1] ?? [], lists[8] ?? [], lists[9] ?? [])
            return ids.indices.map { (ids[$0], lons[$0] * granularity, lats[$0] * granularity) }
        }
    }
}
