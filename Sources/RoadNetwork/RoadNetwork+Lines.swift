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
            var pieces: [[GeoPoint]] = [[]]
            var isInside = false
            for position in road.refs {
                guard extract.roadNodes[position] >= 0 else {
                    pieces.append([])
                    continue
                }
                let point = roadPoint(position)
                pieces[pieces.count - 1].append(point)
                if (southWest.longitude...max(southWest.longitude, northEast.longitude)).contains(point.longitude),
                    (southWest.latitude...max(southWest.latitude, northEast.latitude)).contains(point.latitude)
                {
                    isInside = true
                }
            }
            guard isInside else { return [] }
            return pieces.filter { $0.count > 1 }.map { RoadLine(roadClass: road.roadClass, points: $0) }
        }
    }

    /// All roads of the network.
    public func lines() -> [RoadLine] { lines(southWest: bounds.southWest, northEast: bounds.northEast) }
}
