import Quantities
import TransportModel

/// The coordinate system of a bundle: turns positions on the ellipsoid into its x and y, and back.
struct GridFrame {
    /// Such as `EPSG:4326`.
    let crs: String
    /// Decimals of x and y that are worth writing.
    let decimals: Int

    /// Degrees.
    static let degrees = GridFrame(crs: "EPSG:4326", decimals: 7)

    /// The place at `point`, its x and y as they are written.
    func place(at point: GeoPoint) -> Place {
        Place(grid: GridPoint(x: point.longitude, y: point.latitude), point: point)
    }
}
