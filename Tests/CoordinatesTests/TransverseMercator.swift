import Foundation
import Quantities

/// The transverse Mercator projection on GRS 80 by Krüger's series to the fourth order (L. Krüger, Konforme Abbildung
/// des Erdellipsoids in der Ebene, 1912): a second opinion that shares nothing with PROJ.
struct TransverseMercator {
    var centralMeridian: Double
    var scale: Double
    var falseEasting: Double

    func grid(of point: GeoPoint) -> GridPoint {
        let flattening = 1 / 298.257222101
        let n = flattening / (2 - flattening)
        let eccentricity = (flattening * (2 - flattening)).squareRoot()
        let latitude = point.latitude * .pi / 180
        let longitude = (point.longitude - centralMeridian) * .pi / 180

        // The conformal latitude, then the spherical transverse Mercator.
        let sine = sin(latitude)
        let conformal = sinh(atanh(sine) - eccentricity * atanh(eccentricity * sine))
        let xi = atan2(conformal, cos(longitude))
        let eta = asinh(sin(longitude) / (conformal * conformal + cos(longitude) * cos(longitude)).squareRoot())

        let alpha = [
            n / 2 - 2 * pow(n, 2) / 3 + 5 * pow(n, 3) / 16 + 41 * pow(n, 4) / 180,
            13 * pow(n, 2) / 48 - 3 * pow(n, 3) / 5 + 557 * pow(n, 4) / 1440,
            61 * pow(n, 3) / 240 - 103 * pow(n, 4) / 140,
            49_561 * pow(n, 4) / 161_280,
        ]
        var (north, east) = (xi, eta)
        for (order, factor) in alpha.enumerated() {
            let multiple = Double(2 * (order + 1))
            north += factor * sin(multiple * xi) * cosh(multiple * eta)
            east += factor * cos(multiple * xi) * sinh(multiple * eta)
        }
        let radius = 6_378_137 / (1 + n) * (1 + pow(n, 2) / 4 + pow(n, 4) / 64)
        return GridPoint(x: falseEasting + scale * radius * east, y: scale * radius * north)
    }
}
