#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Quantities

extension RoadNetwork {
    /// Reads an OpenStreetMap file and applies `edits` to it.
    /// - Returns: the network, and the edits for which the map has no road, in part or at all.
    /// - Throws: as ``read(contentsOf:threads:)``.
    public static func read(
        contentsOf path: String, edits: RoadEdits, threads: Int = 1
    ) throws(RoadNetworkError) -> (network: RoadNetwork, unmatched: [UnmatchedEdit]) {
        var extract = try OSMExtract.read(MappedFile(path: path), threads: threads, keepsClosed: edits.opensRoads)
        let unmatched = extract.apply(edits)
        return (try RoadNetwork(extract), unmatched)
    }
}

extension OSMExtract {
    /// Applies `edits` in their order.
    mutating func apply(_ edits: RoadEdits) -> [UnmatchedEdit] {
        guard !edits.edits.isEmpty else { return [] }
        var unmatched: [UnmatchedEdit] = []
        for edit in edits.edits {
            if case .add(let road) = edit.change {
                add(road, along: edit.points)
            } else if edit.target != .line {
                let isFound = roads.contains(where: edit.target.names)
                roads = Column(roads.map { edit.target.names($0) ? edit.changed($0) : $0 })
                if !isFound { unmatched.append(UnmatchedEdit(id: edit.id, metres: nil)) }
            } else {
                let missing = applyAlongLine(edit)
                if missing > Metres(20) { unmatched.append(UnmatchedEdit(id: edit.id, metres: missing)) }
            }
        }
        // Roads that were kept for an edit to open and that none did.
        if edits.opensRoads { roads = Column(roads.filter { !$0.isClosed || $0.roadClass == .ferry }) }
        return unmatched
    }

    /// Splits every road where it enters or leaves the edit's line, and changes the parts along it.
    private mutating func applyAlongLine(_ edit: RoadEdit) -> Metres {
        let line = EditedLine(edit.points)
        var result: [RoadWay] = []
        var covered: [GeoPoint] = []
        for road in roads {
            let first = road.refs.lowerBound
            let matched = road.refs.dropLast().map { position -> Bool in
                guard roadNodes[position] >= 0, roadNodes[position + 1] >= 0 else { return false }
                return line.runsBeside(point(roadNodes[position]), point(roadNodes[position + 1]))
            }
            guard matched.contains(true) else {
                result.append(road)
                continue
            }
            var start = 0
            for segment in matched.indices {
                if matched[segment] {
                    covered.append(point(roadNodes[first + segment]))
                    covered.append(point(roadNodes[first + segment + 1]))
                }
                guard segment + 1 == matched.count || matched[segment + 1] != matched[segment] else { continue }
                var part = matched[segment] ? edit.changed(road) : road
                part.refs = first + start..<first + segment + 2
                if part.ferry.seconds > 0 { share(part.ferry.seconds, of: road, with: &part) }
                result.append(part)
                start = segment + 1
            }
        }
        roads = Column(result)
        return line.missing(beside: covered)
    }

    /// Gives `part` its share, by length, of the `seconds` that all of `road` takes.
    private func share(_ seconds: UInt16, of road: RoadWay, with part: inout RoadWay) {
        let whole = length(of: road)
        guard whole > 0 else { return }
        part.ferry.seconds = UInt16(max(1, (Double(seconds) * length(of: part) / whole).rounded()))
    }

    /// The metres of `road`, as far as the file holds it.
    private func length(of road: RoadWay) -> Double {
        road.refs.dropLast().reduce(0) { sum, position in
            guard roadNodes[position] >= 0, roadNodes[position + 1] >= 0 else { return sum }
            return sum + point(roadNodes[position]).distance(to: point(roadNodes[position + 1]))
        }
    }

    /// Adds a road along `points`, joined to what is near.
    private mutating func add(_ template: RoadWay, along points: [GeoPoint]) {
        var positions: [Int32] = []
        var fresh: [GeoPoint] = []
        for (index, point) in points.enumerated() {
            let reach = index == 0 || index == points.count - 1 ? 15.0 : 5.0
            if let node = nearestRoadNode(to: point, within: reach) {
                positions.append(node)
            } else {
                fresh.append(point)
                positions.append(-Int32(fresh.count) - 1)
            }
        }
        // New nodes get ids below all others, so that the table stays ascending and everything else moves up.
        let shift = Int32(fresh.count)
        let lowest = min(0, nodeIDs.first ?? 0)
        let ids = (1...Int64(max(1, shift))).prefix(Int(shift)).reversed().map { lowest - $0 }
        nodeIDs = Column(ids + Array(nodeIDs))
        longitudes = Column(fresh.reversed().map { Int32(($0.longitude * 1e7).rounded()) } + Array(longitudes))
        latitudes = Column(fresh.reversed().map { Int32(($0.latitude * 1e7).rounded()) } + Array(latitudes))
        features = Column(fresh.map { _ in [] } + Array(features))
        var road = template
        road.refs = roadNodes.count..<roadNodes.count + positions.count
        // The n-th new point, written -n - 1, is the n-th from the end of the new nodes.
        roadNodes = Column(
            roadNodes.map { $0 < 0 ? -1 : $0 + shift } + positions.map { $0 < 0 ? shift + 1 + $0 : $0 + shift })
        roads = Column(Array(roads) + [road])
    }

    private func nearestRoadNode(to target: GeoPoint, within reach: Double) -> Int32? {
        var best: (node: Int32, distance: Double)?
        for node in Set(roadNodes).sorted() where node >= 0 {
            let distance = point(node).distance(to: target)
            if distance <= reach, distance < best?.distance ?? .infinity { best = (node, distance) }
        }
        return best?.node
    }
}

/// A line drawn beside roads.
private struct EditedLine {
    let points: [GeoPoint]
    private var box = Box()
    private static let reach = 15.0

    init(_ points: [GeoPoint]) {
        self.points = points
        for point in points { box.include(point) }
    }

    /// Whether the segment from `a` to `b` has its middle within reach of the line and its direction.
    func runsBeside(_ a: GeoPoint, _ b: GeoPoint) -> Bool {
        let middle = GeoPoint(longitude: (a.longitude + b.longitude) / 2, latitude: (a.latitude + b.latitude) / 2)
        let margin = 0.001
        guard middle.latitude >= box.south - margin, middle.latitude <= box.north + margin,
            middle.longitude >= box.west - 2 * margin, middle.longitude <= box.east + 2 * margin
        else { return false }
        let angle = bearing(from: a, to: b)
        return zip(points, points.dropFirst()).contains { from, to in
            abs(remainder(angle - bearing(from: from, to: to), .pi)) <= 20 * .pi / 180
                && Self.distance(from: middle, toSegment: from, to) <= Self.reach
        }
    }

    /// The metres of the line that are farther than its reach from every segment of `covered` (two points each).
    func missing(beside covered: [GeoPoint]) -> Metres {
        var missing = 0.0
        for (a, b) in zip(points, points.dropFirst()) {
            let length = a.distance(to: b)
            guard length < 200_000 else { continue }
            let pieces = max(1, Int((length / 5).rounded(.up)))
            for piece in 0..<pieces {
                let share = (Double(piece) + 0.5) / Double(pieces)
                let point = GeoPoint(
                    longitude: a.longitude + share * (b.longitude - a.longitude),
                    latitude: a.latitude + share * (b.latitude - a.latitude))
                let isCovered = stride(from: 0, to: covered.count, by: 2).contains {
                    Self.distance(from: point, toSegment: covered[$0], covered[$0 + 1]) <= Self.reach
                }
                if !isCovered { missing += length / Double(pieces) }
            }
        }
        return Metres(rounding: missing)
    }

    private static func distance(from point: GeoPoint, toSegment a: GeoPoint, _ b: GeoPoint) -> Double {
        let plane = LocalPlane(at: point)
        let (ax, ay) = (
            (a.longitude - point.longitude) * plane.metresEast, (a.latitude - point.latitude) * plane.metresNorth
        )
        let (bx, by) = (
            (b.longitude - point.longitude) * plane.metresEast, (b.latitude - point.latitude) * plane.metresNorth
        )
        let (dx, dy) = (bx - ax, by - ay)
        let square = dx * dx + dy * dy
        let along = square > 0 ? max(0, min(1, -(ax * dx + ay * dy) / square)) : 0
        let (x, y) = (ax + along * dx, ay + along * dy)
        return (x * x + y * y).squareRoot()
    }
}
