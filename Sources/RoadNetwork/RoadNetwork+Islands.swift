public import Quantities

/// A legal road that is not connected with the main component.
public struct IslandRoad: Sendable, Hashable {
    /// The straight line to it.
    public let distance: Metres
    /// Its OpenStreetMap way.
    public let way: Int64
    /// How many junctions and road ends are connected with it, counted up to ``countedJunctions``: a courtyard has few,
    /// an island with a village many.
    public let junctions: Int

    /// Junctions of an island are counted up to this many.
    public static let countedJunctions = 50
}

extension RoadNetwork {
    /// The nearest legal road outside the main component, if it is nearer to `place`'s source than the road that it was
    /// snapped to: who lives there may have been brought over water or a fence, and a person should look.
    public func nearerIsland(than place: SnappedPoint) -> IslandRoad? {
        let isFoot = place.profile == .foot
        let (edges, isMain) = isFoot ? (foot.edges, foot.isMain) : (bus.edges, bus.isMain)
        let hit = (isFoot ? footGrid : busGrid).nearest(to: place.source, within: place.exactDistance, extract) {
            edge, _ in !isMain[edge] && !edges.directions[edge].isEmpty && !edges.isFerry(edge, self.extract)
        }
        guard let hit, hit.distance < place.exactDistance else { return nil }
        return IslandRoad(
            distance: Metres(rounding: hit.distance), way: extract.roads[Int(edges.roads[Int(hit.edge)])].id,
            junctions: junctions(connectedWith: Int(hit.edge), edges))
    }

    /// The junctions and ends of the open roads that are connected with `edge`, whatever their direction.
    private func junctions(connectedWith edge: Int, _ edges: EdgeTable) -> Int {
        var found: Set<Int32> = [edges.tails[edge], edges.heads[edge]]
        var isOpen = true
        // Islands are small: a few rounds over the table cost less than keeping who meets whom.
        while isOpen, found.count < IslandRoad.countedJunctions {
            let before = found.count
            for other in 0..<edges.count where !edges.directions[other].isEmpty {
                if found.contains(edges.tails[other]) != found.contains(edges.heads[other]) {
                    found.insert(edges.tails[other])
                    found.insert(edges.heads[other])
                }
            }
            isOpen = found.count > before
        }
        return min(found.count, IslandRoad.countedJunctions)
    }
}
