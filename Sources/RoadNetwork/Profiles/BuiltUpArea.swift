import Quantities

/// A guess at where settlements are, for limits that no sign states: squares of about 200 m that hold a residential
/// street, several buildings or addresses.
struct BuiltUpArea: Sendable {
    private struct Square: Hashable {
        let x: Int32
        let y: Int32
    }

    private var squares: Set<Square> = []
    private static let side: Int32 = 20_000

    /// Reads the streets and places of `extract`.
    init(_ extract: OSMExtract) {
        for road in extract.roads where road.roadClass == .residential || road.roadClass == .livingStreet {
            for position in road.refs where extract.roadNodes[position] >= 0 {
                squares.insert(square(extract, extract.roadNodes[position]))
            }
        }
        var places: [Square: Int] = [:]
        for place in extract.places where !place.features.isDisjoint(with: [.address, .building]) {
            places[square(place.point), default: 0] += 1
        }
        for (square, count) in places where count >= 6 { squares.insert(square) }
    }

    /// Whether more than half of the nodes of `road` lie in such a square, or street lights and pavements say so.
    func contains(_ road: RoadWay, _ extract: OSMExtract) -> Bool {
        if road.flags.contains(.lit) && road.roadClass > .primaryLink || road.flags.contains(.sidewalk) { return true }
        var inside = 0
        var all = 0
        for position in road.refs where extract.roadNodes[position] >= 0 {
            all += 1
            if squares.contains(square(extract, extract.roadNodes[position])) { inside += 1 }
        }
        return inside * 2 > all
    }

    private func square(_ extract: OSMExtract, _ node: Int32) -> Square {
        square(extract.longitudes[Int(node)], extract.latitudes[Int(node)])
    }

    private func square(_ point: GeoPoint) -> Square {
        square(Int32((point.longitude * 1e7).rounded()), Int32((point.latitude * 1e7).rounded()))
    }

    private func square(_ longitude: Int32, _ latitude: Int32) -> Square {
        // Meridians close up towards the poles: at 60 degrees a square is as wide as it is high.
        Square(x: longitude / (Self.side * 2), y: latitude / Self.side)
    }
}
