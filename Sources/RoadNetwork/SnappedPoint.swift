public import Quantities

/// Which roads a journey may use.
public enum TravelProfile: Sendable, Hashable {
    /// A pupil on foot.
    case foot
    /// A bus.
    case bus
}

/// On which side of a bus a place must be.
public enum KerbRule: Sendable, Hashable {
    /// The bus may stop on either side of the road.
    case eitherSide
    /// The place must be at the bus's own kerb (on its right where traffic keeps right), so that nobody has to cross
    /// the road; the bus then always passes in the same direction.
    case ownSide
}

/// A point brought to the nearest legal road segment.
public struct SnappedPoint: Sendable, Hashable {
    /// The point that was asked for.
    public let source: GeoPoint
    /// The nearest point on the road.
    public let point: GeoPoint
    /// The straight line between the two.
    public let distance: Metres
    /// Whose roads were searched.
    public let profile: TravelProfile
    /// The OpenStreetMap way of the segment.
    public let way: Int64
    /// The edge of the profile's graph.
    let edge: Int32
    /// Centimetres along the edge from its tail.
    let offset: UInt32
    /// The first point of the segment as a position in `OSMExtract.roadNodes`.
    let segment: Int32
    /// The straight line in metres, not rounded.
    let exactDistance: Double
    /// In which directions of the edge, as it is drawn, the place may be passed.
    let uses: Directions
    /// Milliseconds to turn round there, for a bus that comes or goes on in the other direction; `nil`: it cannot.
    var turning: UInt32?
}

extension RoadNetwork {
    /// The nearest legal segment of the main component of `profile` within `metres` of `point`; `nil` where there is
    /// none so near. Of equally near segments that of the way that stands first in the file.
    ///
    /// Ferries are passed over, and for a bus motorways, motorroads and tunnels, which are no place to stop.
    /// - Parameter kerb: for a bus, on which side of it the point must be; roads that it passes only with the point on
    ///   the other side are passed over.
    public func snap(
        _ point: GeoPoint, for profile: TravelProfile, within metres: Double = 2000, kerb: KerbRule = .eitherSide
    ) -> SnappedPoint? {
        let edges = profile == .foot ? foot.edges : bus.edges
        let isFree = profile == .foot || kerb == .eitherSide
        let found =
            profile == .foot
            ? footGrid.nearest(to: point, within: metres, extract) { edge, _ in self.foot.isMain[edge] }
            : busGrid.nearest(to: point, within: metres, extract) { edge, segment in
                guard self.bus.isMain[edge], !edges.isFerry(edge, self.extract) else { return false }
                return isFree || !edges.directions[edge].isDisjoint(with: self.ownSide(of: point, at: Int(segment)))
            }
        guard let hit = found else { return nil }
        let uses = isFree ? .both : ownSide(of: point, at: Int(hit.segment))
        return SnappedPoint(
            source: point, point: hit.point, distance: Metres(rounding: hit.distance), profile: profile,
            way: extract.roads[Int(edges.roads[Int(hit.edge)])].id, edge: hit.edge,
            offset: offset(of: hit, in: edges), segment: hit.segment,
            exactDistance: hit.distance, uses: uses)
    }

    /// `place` once for each direction in which a bus may pass it: rows and columns of a matrix that does not let a bus
    /// leave a place in another direction than it came.
    public func directions(of place: SnappedPoint) -> [SnappedPoint] {
        [Directions.forward, .backward].compactMap { direction in
            let directed = DirectedEdge(Int(place.edge), isBackward: direction == .backward)
            guard place.profile == .bus, place.uses.contains(direction), bus.edges.allows(directed) else { return nil }
            return SnappedPoint(
                source: place.source, point: place.point, distance: place.distance, profile: .bus, way: place.way,
                edge: place.edge, offset: place.offset, segment: place.segment, exactDistance: place.exactDistance,
                uses: direction)
        }
    }

    /// The directions of the segment at `segment` in which a bus has `point` at its kerb; both on the road itself.
    func ownSide(of point: GeoPoint, at segment: Int) -> Directions {
        let (a, b) = (roadPoint(segment), roadPoint(segment + 1))
        let plane = LocalPlane(at: a)
        let (dx, dy) = ((b.longitude - a.longitude) * plane.metresEast, (b.latitude - a.latitude) * plane.metresNorth)
        let (px, py) = (
            (point.longitude - a.longitude) * plane.metresEast, (point.latitude - a.latitude) * plane.metresNorth
        )
        let length = (dx * dx + dy * dy).squareRoot()
        let leftOfRoad = length > 0 ? (dx * py - dy * px) / length : 0
        if abs(leftOfRoad) < 0.5 { return .both }
        return (leftOfRoad < 0) != bus.drivesOnLeft ? .forward : .backward
    }

    /// Centimetres from the tail of the edge of `hit` to it.
    func offset(of hit: SegmentGrid.Hit, in edges: EdgeTable) -> UInt32 {
        var before = roadPoint(Int(hit.segment)).distance(to: hit.point)
        for position in Int(edges.firstPoints[Int(hit.edge)])..<Int(hit.segment) {
            before += roadPoint(position).distance(to: roadPoint(position + 1))
        }
        // Compared before it is made whole: a road around the world is longer than 32 bits of centimetres.
        return UInt32(min(Double(edges.lengths[Int(hit.edge)]), (before * 100).rounded()))
    }

    /// The point at `position` of the list of road nodes.
    func roadPoint(_ position: Int) -> GeoPoint { extract.point(extract.roadNodes[position]) }
}
