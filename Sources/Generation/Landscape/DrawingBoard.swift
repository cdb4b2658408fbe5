import Quantities
import TransportModel

/// Lays the drawing board of an invented landscape on the earth, somewhere on the southern coast of Finland.
struct DrawingBoard {
    /// The board's edge in metres.
    let side: Double
    /// The coordinate system of the bundle.
    let grid = GridFrame.degrees

    private static let middle = GeoPoint(longitude: 25.4, latitude: 60.45)

    /// The place at `point` of the board.
    func place(at point: PlanePoint) -> Place {
        // Metres per degree at 60.45 degrees north on the WGS 84 ellipsoid.
        let east = 55_039.0
        let north = 111_425.0
        return grid.place(
            at: GeoPoint(
                longitude: Self.middle.longitude + (point.x - side / 2) / east,
                latitude: Self.middle.latitude + (point.y - side / 2) / north))
    }
}
