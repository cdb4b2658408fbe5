public import Quantities

/// A stretch of a driven way along one road.
public struct DrivenStretch: Sendable {
    /// What the road is called.
    public let name: RoadName
    /// What kind of road it is.
    public let roadClass: RoadClass
    /// Whether it is part of a roundabout.
    public let isRoundabout: Bool
    /// Its points in driving order, those where it begins and ends included.
    public let points: [GeoPoint]
}

extension RoadNetwork {
    /// The fastest way from `origin` to `destination` as stretches of roads, cut where the road or its name changes;
    /// empty where there is no way.
    ///
    /// The points of all stretches together are those of ``drivingPath(from:to:)``.
    public func drivingStretches(from origin: SnappedPoint, to destination: SnappedPoint) -> [DrivenStretch] {
        drivingStretches(from: origin, toEach: [destination])[0]
    }

    /// The same to each of `destinations`, by one search.
    public func drivingStretches(
        from origin: SnappedPoint, toEach destinations: [SnappedPoint]
    ) -> [[DrivenStretch]] {
        zip(drivenPieces(from: origin, toEach: destinations), destinations).map { pieces, destination in
            stretches(of: pieces, from: origin, to: destination)
        }
    }

    private func stretches(
        of pieces: [(directed: DirectedEdge, from: SnappedPoint?, to: SnappedPoint?)], from origin: SnappedPoint,
        to destination: SnappedPoint
    ) -> [DrivenStretch] {
        var stretches: [(road: RoadWay, points: [GeoPoint])] = []
        var end = origin.point
        for (number, piece) in pieces.enumerated() {
            var line = LineBuilder(self, bus.edges)
            line.append(end)
            line.append(piece.directed, from: piece.from, to: piece.to)
            if number == pieces.count - 1 { line.append(destination.point) }
            end = line.points.last ?? end
            let road = extract.roads[Int(bus.edges.roads[piece.directed.edge])]
            if let last = stretches.last, last.road.name == road.name, last.road.roadClass == road.roadClass,
                last.road.flags.contains(.roundabout) == road.flags.contains(.roundabout)
            {
                stretches[stretches.count - 1].points += line.points.dropFirst()
            } else {
                stretches.append((road, line.points))
            }
        }
        return stretches.map { stretch in
            DrivenStretch(
                name: RoadName(entry: extract.names[stretch.road.name]), roadClass: stretch.road.roadClass,
                isRoundabout: stretch.road.flags.contains(.roundabout), points: stretch.points)
        }
    }
}
