public import Quantities

/// A road as it is drawn on a map.
public struct RoadLine: Sendable {
    /// What kind of road it is.
    public let roadClass: RoadClass
    /// Its points in drawing order, at least two.
    public let points: [GeoPoint]
}

extension RoadNetwork {
    /// The roads that have a point in the box, in file order; each as a whole, in pieces where the file lacks nodes.
    public func lines(southWest: GeoPoint, northEast: GeoPoint) -> [RoadLine] {
        extract.roads.flatMap { road -> [RoadLine] in
            let pieces = pieces(of: road)
            let isInside = pieces.joined().contains { point in
                (southWest.longitude...max(southWest.longitude, northEast.longitude)).contains(point.longitude)
                    && (southWest.latitude...max(southWest.latitude, northEast.latitude)).contains(point.latitude)
            }
            return isInside
                ? pieces.filter { $0.count > 1 }.map { RoadLine(roadClass: road.roadClass, points: $0) } : []
        }
    }

    /// The roads with these OpenStreetMap way ids, in file order.
    public func lines(ofWays ways: Set<Int64>) -> [(way: Int64, points: [GeoPoint])] {
        guard !ways.isEmpty else { return [] }
        return extract.roads.filter { ways.contains($0.id) }.flatMap { road in
            pieces(of: road).filter { $0.count > 1 }.map { (road.id, $0) }
        }
    }

    /// The points of `road`, in pieces where the file lacks nodes.
    private func pieces(of road: RoadWay) -> [[GeoPoint]] {
        var pieces: [[GeoPoint]] = [[]]
        for position in road.refs {
            if extract.roadNodes[position] >= 0 {
                pieces[pieces.count - 1].append(roadPoint(position))
            } else {
                pieces.append([])
            }
        }
        return pieces
    }

    /// All roads of the network.
    public func lines() -> [RoadLine] { lines(southWest: bounds.southWest, northEast: bounds.northEast) }
}
