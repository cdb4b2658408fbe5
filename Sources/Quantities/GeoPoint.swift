/// A position on the WGS 84 ellipsoid, in degrees.
@frozen
public struct GeoPoint: Hashable, Sendable {
    /// Degrees east of Greenwich, -180 to 180.
    public var longitude: Double
    /// Degrees north of the equator, -90 to 90.
    public var latitude: Double

    /// The position at `longitude`, `latitude` in degrees.
    @inlinable
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// A position in a projected grid (the municipality's own coordinate system), in that grid's unit, x east and y north.
///
/// In `EPSG:4326` x is the longitude and y the latitude, in degrees.
@frozen
public struct GridPoint: Hashable, Sendable {
    /// East, in the grid's unit (metres; degrees for EPSG:4326).
    public var x: Double
    /// North, in the grid's unit (metres; degrees for EPSG:4326).
    public var y: Double

    /// The position `x`, `y`.
    @inlinable
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
