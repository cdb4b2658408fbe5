import Quantities

/// Joins what the two passes over a file found.
struct GatheredExtract {
    private let nodeIDs: [Int64]
    private(set) var longitudes: [Int32]
    private(set) var latitudes: [Int32]
    private(set) var features: [NodeFeatures]
    private(set) var places: [ExtractPlace] = []
    private(set) var names: NameHarvest
    /// The nodes of all roads as positions among the wanted; -1 for a node that the file does not hold.
    private(set) var roadNodes: [Int32] = []
    private var isPresent: [Bool]

    /// Joins `ways` and `nodes`; `wanted` are the nodes that the ways refer to, ascending.
    init(ways: WayHarvest, nodes: [NodeHarvest], wanted: [Int64]) {
        nodeIDs = wanted
        names = ways.names
        longitudes = Array(repeating: 0, count: wanted.count)
        latitudes = longitudes
        features = Array(repeating: [], count: wanted.count)
        isPresent = Array(repeating: false, count: wanted.count)
        for part in nodes { take(part) }
        let finder = IDFinder(wanted)
        roadNodes = ways.roadRefs.map { id in
            let position = finder.lowerBound(of: id)
            return isPresent[position] ? Int32(position) : -1
        }
        takeAreas(of: ways)
        places.sort { ($0.prefix, $0.number) < ($1.prefix, $1.number) }
    }

    /// About a hundred points of roads from all over the file.
    var sample: [GeoPoint] {
        stride(from: 0, to: roadNodes.count, by: max(1, roadNodes.count / 100)).map { Int(roadNodes[$0]) }
            .filter { $0 >= 0 }
            .map { GeoPoint(longitude: Double(longitudes[$0]) / 1e7, latitude: Double(latitudes[$0]) / 1e7) }
    }

    private mutating func take(_ nodes: NodeHarvest) {
        for node in nodes.found {
            longitudes[Int(node.position)] = node.longitude
            latitudes[Int(node.position)] = node.latitude
            isPresent[Int(node.position)] = true
        }
        for node in nodes.features {
            let position = nodeIDs.lowerBound(of: node.id, in: 0..<nodeIDs.count)
            if position < nodeIDs.count, nodeIDs[position] == node.id { features[position] = node.features }
            guard !node.features.isDisjoint(with: .places) else { continue }
            places.append(
                ExtractPlace(
                    prefix: UInt8(ascii: "n"), number: node.id,
                    point: GeoPoint(longitude: Double(node.longitude) / 1e7, latitude: Double(node.latitude) / 1e7),
                    features: node.features, name: names.position(of: nodes.names[node.name])))
        }
    }

    private mutating func takeAreas(of ways: WayHarvest) {
        var outlines: [Int64: Range<Int>] = [:]
        let outer = Set(ways.areas.map(\.outline))
        for road in ways.roads where outer.contains(road.id) { outlines[road.id] = road.refs }
        for area in ways.areas {
            let ids =
                area.prefix == UInt8(ascii: "w")
                ? ways.areaRefs[area.refs] : outlines[area.outline].map { ways.roadRefs[$0] } ?? []
            guard let point = middle(of: ids) else { continue }
            places.append(
                ExtractPlace(
                    prefix: area.prefix, number: area.id, point: point, features: area.features, name: area.name))
        }
    }

    /// The middle of the box round the nodes `ids` that the file holds.
    private func middle(of ids: ArraySlice<Int64>) -> GeoPoint? {
        var box: (west: Int64, south: Int64, east: Int64, north: Int64)?
        for id in ids {
            let position = nodeIDs.lowerBound(of: id, in: 0..<nodeIDs.count)
            guard position < nodeIDs.count, nodeIDs[position] == id, isPresent[position] else { continue }
            let (x, y) = (Int64(longitudes[position]), Int64(latitudes[position]))
            let known = box ?? (x, y, x, y)
            box = (min(known.west, x), min(known.south, y), max(known.east, x), max(known.north, y))
        }
        return box.map {
            GeoPoint(longitude: Double($0.west + $0.east) / 2e7, latitude: Double($0.south + $0.north) / 2e7)
        }
    }
}

/// Finds many ids among ascending ones: every 128th stands in a list of its own that the processor keeps at hand.
private struct IDFinder {
    private let ids: [Int64]
    private let samples: [Int64]
    private static let step = 128

    init(_ ids: [Int64]) {
        self.ids = ids
        samples = stride(from: 0, to: ids.count, by: Self.step).map { ids[$0] }
    }

    /// The first position whose id is not below `id`.
    func lowerBound(of id: Int64) -> Int {
        let sample = samples.lowerBound(of: id, in: 0..<samples.count)
        let low = max(0, sample - 1) * Self.step
        return ids.lowerBound(of: id, in: low..<min(ids.count, sample * Self.step + 1))
    }
}
