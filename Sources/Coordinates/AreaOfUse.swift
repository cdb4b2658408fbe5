package import Quantities

/// Where on the earth a coordinate system is meant to be used.
package struct AreaOfUse: Hashable, Sendable {
    /// Degrees; where `west` is greater than `east` the area crosses the 180th meridian.
    package var west: Double, south: Double, east: Double, north: Double
    /// Such as `Finland - onshore and offshore.`
    package var name: String

    /// An area; see the properties.
    package init(west: Double, south: Double, east: Double, north: Double, name: String) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
        self.name = name
    }

    /// Whether `point` is inside, or not more than `margin` degrees outside: zones are used a little beyond their
    /// edge where a municipality reaches over it.
    package func contains(_ point: GeoPoint, margin: Double = 2) -> Bool {
        guard point.latitude >= south - margin, point.latitude <= north + margin else { return false }
        let isEast = point.longitude >= west - margin
        let isWest = point.longitude <= east + margin
        return west <= east ? isEast && isWest : isEast || isWest
    }
}
