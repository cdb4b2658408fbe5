public import Quantities

/// Which roads a journey may use.
public enum TravelProfile: Sendable, Hashable {
    /// A pupil on foot.
    case foot
    /// A bus.
    case bus
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
}

extension RoadNetwork {
    /// The nearest legal segment of the main component of `profile` within `metres` of `point`; `nil` where there is
    /// none so near. Of equally near segments that of the way that stands first in the file.
    ///
    /// For a bus, motorways, motorroads and tunnels are no place to stop and are passed over.
    public func snap(
        _ point: GeoPoint, for profile: TravelProfile, within metres: Double = 2000
    ) -> SnappedPoint? {
        let grid = profile == .foot ? footGrid : busGrid
        guard let hit = grid.nearest(to: point, within: metres, extract) else { return nil }
        let edges = profile == .foot ? foot.edges : bus.edges
        return SnappedPoint(
            source: point, point: hit.point, distance: Metres(rounding: hit.distance), profile: profile,
            way: extract.roads[Int(edges.roads[Int(hit.edge)])].id, edge: hit.edge,
            offset: offset(of: hit, in: edges), segment: hit.segment,
            exactDistance: hit.distance)
    }

    /// Centimetres from the tail of the edge of `hit` to it.
    func offset(of hit: SegmentGrid.Hit, in edges: EdgeTable) -> UInt32 {
        var before = roadPoint(Int(hit.segment)).distance(to: hit.point)
        for position in Int(edges.firstPoints[Int(hit.edge)])..<Int(hit.segment) {
            before += roadPoint(position).distance(to: roadPoint(position + 1))
        }
        return min(edges.lengths[Int(hit.edge)], UInt32((before * 100).rounded()))
    }

    /// The point at `position` of the list of road nodes.
    func roadPoint(_ position: Int) -> GeoPoint { extract.point(extract.roadNodes[position]) }
}
