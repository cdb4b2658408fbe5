public import Quantities

/// A stretch of road that some pupils may not walk along or cross. Which pupils is the caller's business.
public struct HazardStretch: Sendable {
    /// Where it is.
    public let location: Location
    /// What is dangerous about it.
    public let kind: Kind

    /// Where a hazard is.
    public enum Location: Sendable {
        /// The whole OpenStreetMap way with this id.
        case way(Int64)
        /// A line, matched to the roads that lie within 15 m of it and run within 20 degrees of its direction.
        case line([GeoPoint])
    }

    /// What is dangerous.
    public enum Kind: Sendable {
        /// Walking along it, on the road itself; a footway that is mapped beside it is another road.
        case along
        /// Getting from one side of it to the other. Walking along it or joining it is not crossing it.
        case cross
    }

    /// A hazard of `kind` at `location`.
    public init(location: Location, kind: Kind) {
        self.location = location
        self.kind = kind
    }
}

/// Hazards brought to the edges of a network, for any number of walks.
public struct HazardMap: Sendable {
    /// The number of hazards; they keep their positions.
    public let count: Int
    /// Per hazard the metres for which no road was found: of a line its pieces without road, of a way that the
    /// network lacks `nil`.
    public let unmatched: [Metres?]
    /// The size of the network that it belongs to.
    let edgeCount: Int
    let nodeCount: Int
    /// Per edge the stretches along it, ascending by start.
    let stretches: [Int32: [EdgeStretch]]
    /// Per graph node the roads with a crossing hazard that pass it.
    let crossings: [Int32: [Crossing]]
}

/// A part of an edge, in centimetres along its drawing direction, that a hazard covers.
struct EdgeStretch: Sendable {
    let hazard: Int32
    let from: UInt32
    let to: UInt32
}

/// A road with a crossing hazard at a node: the directions, in radians from the east, in which it leaves the node.
struct Crossing: Sendable {
    let hazard: Int32
    let bearings: [Double]
    /// The edges of the node that are part of the hazard.
    let edges: Set<Int32>

    /// Whether who comes from bearing `arrival` and goes on towards `departure` gets to the other side.
    func separates(_ arrival: Double, _ departure: Double) -> Bool {
        guard bearings.count >= 2 else { return false }
        return sector(of: arrival) != sector(of: departure)
    }

    private func sector(of bearing: Double) -> Int {
        let below = bearings.count { $0 <= bearing }
        return below == bearings.count ? 0 : below
    }
}
