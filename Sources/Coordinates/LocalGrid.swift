package import Quantities
import Synchronization

/// A metric grid around a place: metres east and north of it, true to scale within some tens of kilometres
/// (1 mm per kilometre at 28 km from the middle).
///
/// For what works on a plane: nearest neighbours, boxes, drawings. Lengths that are reported come from the ellipsoid.
package final class LocalGrid: Sendable {
    /// The place that has x = 0 and y = 0.
    package let origin: GeoPoint

    private let transformation: Mutex<ProjHandle>

    /// A grid around `origin`; `nil` where that is no place on the earth.
    package init?(around origin: GeoPoint) {
        guard (-180...180).contains(origin.longitude), (-90...90).contains(origin.latitude) else { return nil }
        let definition =
            "+proj=tmerc +lat_0=\(origin.latitude) +lon_0=\(origin.longitude) +k=1 +x_0=0 +y_0=0 +datum=WGS84 "
            + "+units=m +no_defs +type=crs"
        guard let handle = ProjHandle(from: "EPSG:4326", to: definition) else { return nil }
        self.origin = origin
        transformation = Mutex(handle)
    }

    /// Metres east and north of the origin; `nil` where `point` is on the other side of the earth.
    package func gridPoint(of point: GeoPoint) -> GridPoint? {
        transformation.withLock { handle in
            handle.transformed(point.longitude, point.latitude, inverse: false).map { GridPoint(x: $0.x, y: $0.y) }
        }
    }

    /// The place `grid.x` metres east and `grid.y` metres north of the origin.
    package func geoPoint(of grid: GridPoint) -> GeoPoint? {
        transformation.withLock { handle in
            handle.transformed(grid.x, grid.y, inverse: true).map { GeoPoint(longitude: $0.x, latitude: $0.y) }
        }
    }
}
