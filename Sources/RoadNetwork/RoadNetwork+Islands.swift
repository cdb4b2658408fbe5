import Synchronization

public import Quantities

/// A legal road that is not connected with the main component.
public struct IslandRoad: Sendable, Hashable {
    /// The straight line to it.
    public let distance: Metres
    /// Its OpenStreetMap way.
    public let way: Int64
}

extension RoadNetwork {
    /// The nearest legal road outside the main component, if it is nearer to `place`'s source than the road that it was
    /// snapped to: who lives there may have been brought over water or a fence, and a person should look.
    public func nearerIsland(than place: SnappedPoint) -> IslandRoad? {
        let edges = place.profile == .foot ? foot.edges : bus.edges
        guard
            let hit = islands.grid(self, place.profile).nearest(to: place.source, within: place.exactDistance, extract),
            hit.distance < place.exactDistance
        else { return nil }
        return IslandRoad(
            distance: Metres(rounding: hit.distance), way: extract.roads[Int(edges.roads[Int(hit.edge)])].id)
    }
}

/// Grids over the roads outside the main components, made when they are first asked for.
final class IslandGrids: Sendable {
    private let made = Mutex<[TravelProfile: SegmentGrid]>([:])

    func grid(_ network: RoadNetwork, _ profile: TravelProfile) -> SegmentGrid {
        made.withLock { made in
            if let grid = made[profile] { return grid }
            let (edges, isMain) =
                profile == .foot
                ? (network.foot.edges, network.foot.isMain) : (network.bus.edges, network.bus.isMain)
            let grid = SegmentGrid(network.extract, edges) { !isMain[$0] }
            made[profile] = grid
            return grid
        }
    }
}
