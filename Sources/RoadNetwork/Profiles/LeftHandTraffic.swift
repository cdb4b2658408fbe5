import Quantities

/// Where traffic keeps to the left.
///
/// A map seldom says so. The country is told by the codes of speed zones (`GB:urban`); where a file has none, rough boxes
/// around the countries that keep left tell it. Neighbours that keep right lie outside of them.
enum LeftHandTraffic {
    /// The two-letter codes of countries that keep left.
    static let countries = Set(
        """
        GB IE IM JE GG MT CY AU NZ JP SG HK IN LK BD NP PK TH MY ID
        ZA NA BW ZW ZM MZ MW KE TZ UG MU JM TT BB BS BM FJ PG GY SR
        LS SZ SC BN BT MV MO TL AG DM GD KN LC VC KY VG VI FK
        """.split { " \n".contains($0) }.map(String.init))

    private struct Area {
        let code: String
        let west: Double, south: Double, east: Double, north: Double

        init(_ code: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double) {
            (self.code, self.west, self.south, self.east, self.north) = (code, west, south, east, north)
        }
    }

    /// The first that holds a point counts.
    private static let areas = [
        Area("JE", -2.30, 49.14, -1.98, 49.32), Area("GG", -2.80, 49.38, -2.12, 49.76),
        Area("IM", -4.90, 54.00, -4.25, 54.45), Area("GB", -7.30, 54.05, -5.30, 55.45),
        Area("IE", -10.80, 51.30, -5.95, 55.50), Area("GB", -14.0, 49.85, 0.60, 61.0),
        Area("GB", 0.60, 50.60, 1.52, 51.30), Area("GB", 0.60, 51.30, 1.90, 53.50),
        Area("MT", 14.10, 35.75, 14.65, 36.15), Area("CY", 32.20, 34.50, 34.65, 35.75),
        Area("JP", 122.9, 24.0, 131.5, 29.5), Area("JP", 129.1, 34.0, 129.6, 34.8),
        Area("JP", 128.5, 30.0, 142.2, 34.0), Area("JP", 130.7, 33.9, 142.2, 37.0),
        Area("JP", 136.0, 37.0, 142.2, 41.6), Area("JP", 139.3, 41.3, 145.9, 45.6),
        Area("HK", 113.82, 22.15, 114.45, 22.56), Area("SG", 103.55, 1.15, 104.10, 1.48),
        Area("MY", 99.9, 1.2, 104.4, 6.4), Area("ID", 105.0, -9.0, 115.8, -5.7),
        Area("AU", 112.5, -44.0, 154.0, -10.6), Area("NZ", 166.0, -47.6, 179.0, -34.0),
        Area("FJ", 176.8, -19.3, 180.0, -16.0), Area("LK", 79.6, 5.9, 81.9, 9.9),
        Area("IN", 72.5, 8.0, 88.0, 26.5), Area("IN", 74.5, 26.5, 80.0, 32.5),
        Area("ZA", 16.4, -35.0, 33.0, -22.1), Area("KE", 34.5, -4.7, 41.9, 3.9),
        Area("TZ", 31.0, -11.7, 40.5, -4.7), Area("MU", 57.2, -20.6, 57.9, -19.9),
        Area("JM", -78.5, 17.6, -76.1, 18.6), Area("TT", -61.95, 10.0, -60.4, 11.4),
        Area("BB", -59.7, 13.0, -59.4, 13.4), Area("BM", -64.95, 32.2, -64.6, 32.4),
    ]

    /// The country that keeps left in which most of `points` lie; `nil` where most lie in none.
    static func country(of points: [GeoPoint]) -> String? {
        var votes: [String: Int] = [:]
        for point in points { if let code = country(at: point) { votes[code, default: 0] += 1 } }
        guard 2 * votes.values.reduce(0, +) > points.count else { return nil }
        return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The code of the country that keeps left around `point`; `nil` elsewhere.
    static func country(at point: GeoPoint) -> String? {
        areas.first {
            $0.west <= point.longitude && point.longitude <= $0.east && $0.south <= point.latitude
                && point.latitude <= $0.north
        }?.code
    }
}
