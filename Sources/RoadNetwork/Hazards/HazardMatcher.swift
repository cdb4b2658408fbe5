#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Quantities

extension RoadNetwork {
    /// Finds the roads that `hazards` speak of.
    public func match(_ hazards: [HazardStretch]) -> HazardMap {
        var matcher = HazardMatcher(network: self)
        for (index, hazard) in hazards.enumerated() { matcher.match(hazard, Int32(index)) }
        return matcher.map
    }
}

/// Collects what the hazards cover.
private struct HazardMatcher {
    let network: RoadNetwork
    private var unmatched: [Metres?] = []
    private var stretches: [Int32: [EdgeStretch]] = [:]
    private var crossings: [Int32: [Crossing]] = [:]
    private let edgesOfWay: [Int64: [Int32]]
    private let graphNodes: [Int32: [Int32]]

    /// A line is matched in pieces of this many metres.
    private static let piece = 2.0
    private static let reach = 15.0
    private static let widestAngle = 20 * Double.pi / 180

    init(network: RoadNetwork) {
        self.network = network
        let edges = network.foot.edges
        edgesOfWay = Dictionary(grouping: (0..<edges.count).map { Int32($0) }) {
            network.extract.roads[Int(edges.roads[Int($0)])].id
        }
        graphNodes = Dictionary(grouping: edges.nodes.indices.map { Int32($0) }) { edges.nodes[Int($0)] }
    }

    var map: HazardMap {
        HazardMap(
            count: unmatched.count, unmatched: unmatched, edgeCount: network.foot.edges.count,
            nodeCount: network.foot.edges.nodes.count,
            stretches: stretches.mapValues { $0.sorted { ($0.from, $0.hazard) < ($1.from, $1.hazard) } },
            crossings: crossings)
    }

    mutating func match(_ hazard: HazardStretch, _ index: Int32) {
        switch (hazard.location, hazard.kind) {
        case (.way(let id), .along): matchWay(id, index)
        case (.way(let id), .cross): matchCrossedWay(id, index)
        case (.line(let line), .along):
            let covered = covered(by: line)
            unmatched.append(covered.missing)
            for part in covered.parts {
                stretches[part.edge, default: []].append(EdgeStretch(hazard: index, from: part.from, to: part.to))
            }
        case (.line(let line), .cross): matchCrossedLine(line, index)
        }
    }

    private mutating func matchWay(_ id: Int64, _ hazard: Int32) {
        let isKnown = network.extract.roads.contains { $0.id == id }
        unmatched.append(isKnown ? .zero : nil)
        for edge in edgesOfWay[id] ?? [] {
            stretches[edge, default: []].append(
                EdgeStretch(hazard: hazard, from: 0, to: network.foot.edges.lengths[Int(edge)]))
        }
    }

    private mutating func matchCrossedWay(_ id: Int64, _ hazard: Int32) {
        guard let road = network.extract.roads.first(where: { $0.id == id }) else {
            unmatched.append(nil)
            return
        }
        unmatched.append(.zero)
        let own = Set(edgesOfWay[id] ?? [])
        for position in road.refs {
            let node = network.extract.roadNodes[position]
            guard node >= 0 else { continue }
            let neighbours = [position - 1, position + 1].filter {
                road.refs.contains($0) && network.extract.roadNodes[$0] >= 0
            }
            let bearings = neighbours.map { bearing(from: network.roadPoint(position), to: network.roadPoint($0)) }
            for graphNode in graphNodes[node] ?? [] {
                crossings[graphNode, default: []].append(
                    Crossing(hazard: hazard, bearings: bearings.sorted(), edges: own))
            }
        }
    }

    private mutating func matchCrossedLine(_ line: [GeoPoint], _ hazard: Int32) {
        let covered = covered(by: line)
        unmatched.append(covered.missing)
        let own = Set(covered.parts.map(\.edge))
        for node in network.foot.edges.nodes.indices {
            let point = network.extract.point(network.foot.edges.nodes[node])
            guard let along = direction(of: line, at: point) else { continue }
            let back = along > 0 ? along - .pi : along + .pi
            crossings[Int32(node), default: []].append(
                Crossing(hazard: hazard, bearings: [along, back].sorted(), edges: own))
        }
    }

    /// The direction of `line` where it passes within reach of `point`.
    private func direction(of line: [GeoPoint], at point: GeoPoint) -> Double? {
        for (a, b) in zip(line, line.dropFirst()) {
            let length = a.distance(to: b)
            guard length > 0, min(point.distance(to: a), point.distance(to: b)) <= length + HazardMatcher.reach else {
                continue
            }
            let angle = bearing(from: a, to: b)
            let offset = a.distance(to: point)
            let turn = bearing(from: a, to: point) - angle
            let (ahead, aside) = (offset * cos(turn), offset * sin(turn))
            if ahead >= -1, ahead <= length + 1, abs(aside) <= HazardMatcher.reach { return angle }
        }
        return nil
    }

    // MARK: Lines

    private struct Part {
        var edge: Int32
        var from: UInt32
        var to: UInt32
    }

    /// The parts of edges that run beside `line`, and the metres of it beside which none does.
    private func covered(by line: [GeoPoint]) -> (parts: [Part], missing: Metres) {
        var offsets: [Int32: [UInt32]] = [:]
        var missing = 0.0
        for (a, b) in zip(line, line.dropFirst()) {
            let length = a.distance(to: b)
            guard length > 0, length < 200_000 else { continue }
            let angle = bearing(from: a, to: b)
            let pieces = max(1, Int((length / Self.piece).rounded(.up)))
            for piece in 0..<pieces {
                let share = (Double(piece) + 0.5) / Double(pieces)
                let middle = GeoPoint(
                    longitude: a.longitude + share * (b.longitude - a.longitude),
                    latitude: a.latitude + share * (b.latitude - a.latitude))
                let hit = network.footGrid.nearest(to: middle, within: Self.reach, network.extract) { edge, segment in
                    network.foot.isMain[edge] && isParallel(angle, Int(segment))
                }
                if let hit {
                    offsets[hit.edge, default: []].append(network.offset(of: hit, in: network.foot.edges))
                } else {
                    missing += length / Double(pieces)
                }
            }
        }
        return (parts(of: offsets), Metres(rounding: missing))
    }

    /// Joins offsets that lie closer than three pieces; ends near an edge's end are drawn to it.
    private func parts(of offsets: [Int32: [UInt32]]) -> [Part] {
        let gap = UInt32(Self.piece * 300)
        var parts: [Part] = []
        for edge in offsets.keys.sorted() {
            let length = network.foot.edges.lengths[Int(edge)]
            func closed(_ from: UInt32, _ to: UInt32) -> Part {
                Part(edge: edge, from: from <= gap ? 0 : from - gap / 6, to: length - to <= gap ? length : to + gap / 6)
            }
            let sorted = offsets[edge]!.sorted()
            var start = sorted[0]
            for (offset, next) in zip(sorted, sorted.dropFirst()) where next - offset > gap {
                parts.append(closed(start, offset))
                start = next
            }
            parts.append(closed(start, sorted.last!))
        }
        return parts
    }

    private func isParallel(_ angle: Double, _ segment: Int) -> Bool {
        let other = bearing(from: network.roadPoint(segment), to: network.roadPoint(segment + 1))
        let difference = abs(remainder(angle - other, .pi))
        return difference <= Self.widestAngle
    }
}

/// The direction from `a` to `b` in radians from the east, anticlockwise, in -π ... π.
func bearing(from a: GeoPoint, to b: GeoPoint) -> Double {
    let north = a.distance(to: GeoPoint(longitude: a.longitude, latitude: b.latitude))
    let east = a.distance(to: GeoPoint(longitude: b.longitude, latitude: a.latitude))
    return atan2(b.latitude < a.latitude ? -north : north, b.longitude < a.longitude ? -east : east)
}
