package import Quantities
package import TransportModel

/// Whether the places of a bundle and its road network are of one part of the world.
///
/// A coordinate system that is wrong but near (a neighbouring country's, a neighbouring zone) puts every place where the
/// system may be used, and all of them beside the roads.
package enum NetworkFit {
    /// How far outside the network's box a place may be, in degrees of latitude (about 5 km).
    private static let margin = 0.05

    /// The fatal problem that no school, home, stop or depot of `batch` is near the network, whose box has the corners
    /// `southWest` and `northEast`; `nil` where one is, or there is none.
    package static func problem(
        _ batch: Batch, southWest: GeoPoint, northEast: GeoPoint
    ) -> FatalProblem? {
        let points =
            batch.schools.elements.map(\.place.point) + batch.homes.elements.map(\.place.point)
            + batch.stops.elements.map(\.place.point) + batch.depots.elements.map(\.place.point)
        let isNear = { (point: GeoPoint) in
            point.latitude >= southWest.latitude - margin && point.latitude <= northEast.latitude + margin
                && point.longitude >= southWest.longitude - 2 * margin
                && point.longitude <= northEast.longitude + 2 * margin
        }
        guard !points.isEmpty, !points.contains(where: isNear) else { return nil }
        return FatalProblem(
            "crs-does-not-fit", file: "municipality.yaml",
            message: "None of the \(points.count) places of the bundle is near the roads of "
                + "\(batch.municipality.network). Correct `crs: \(batch.municipality.crs)`, or the network file.")
    }
}
