import Quantities

/// What follows from where a place is on the earth: its map grid, languages and time.
struct Region {
    /// Such as `EPSG:3067`: the national grid of Finland and Sweden, elsewhere the zone of UTM.
    var crs: String
    /// Languages of invented families, the most spoken first, among those that the product writes letters in.
    var languages: [String]
    /// IANA name.
    var timeZone: String

    /// The region around `point`.
    init(around point: GeoPoint) {
        let zone = min(max(Int(((point.longitude + 180) / 6).rounded(.down)) + 1, 1), 60)
        if Self.isFinland(point) {
            (crs, languages, timeZone) = ("EPSG:3067", ["fi", "sv"], "Europe/Helsinki")
        } else if Self.isSweden(point) {
            (crs, languages, timeZone) = ("EPSG:3006", ["sv", "en"], "Europe/Stockholm")
        } else if (-10...40).contains(point.longitude) && (34...72).contains(point.latitude) {
            // ETRS89 zones exist from 28 to 38.
            (crs, languages) = ("EPSG:258\(min(max(zone, 28), 38))", ["en"])
            timeZone = Self.standardTime(of: point)
        } else {
            let digits = zone < 10 ? "0\(zone)" : "\(zone)"
            (crs, languages) = ("EPSG:32\(point.latitude < 0 ? 7 : 6)\(digits)", ["en"])
            timeZone = Self.standardTime(of: point)
        }
    }

    /// Central European time where it is kept in most countries, else the nautical zone.
    private static func standardTime(of point: GeoPoint) -> String {
        if (-1...20).contains(point.longitude) && (36...72).contains(point.latitude) { return "Europe/Berlin" }
        let hours = Int((point.longitude / 15).rounded())
        // The signs of these names are those of POSIX: west is positive.
        return hours == 0 ? "Etc/GMT" : "Etc/GMT\(hours > 0 ? "-" : "+")\(abs(hours))"
    }

    /// East of the border with Sweden, west of that with Russia, roughly.
    private static func isFinland(_ point: GeoPoint) -> Bool {
        guard (59.62...70.1).contains(point.latitude) else { return false }
        let east = border([(59.4, 27), (60.5, 27.9), (61.5, 29.6), (62.9, 31.6), (64.5, 29.8), (69, 29), (70.1, 28.5)])
        return point.longitude > western(point) && point.longitude < east(point.latitude)
    }

    /// Between the borders with Norway and Finland, roughly.
    private static func isSweden(_ point: GeoPoint) -> Bool {
        guard (55.3...69.1).contains(point.latitude) else { return false }
        let west = border([
            (55.3, 12.7), (56.2, 12.1), (58, 10.9), (59, 11.4), (61, 12.4), (63, 12.1), (65, 14.3), (69.1, 20.2),
        ])
        return point.longitude > west(point.latitude) && point.longitude <= western(point)
    }

    /// The longitude of the border between Sweden and Finland at the latitude of `point`.
    private static func western(_ point: GeoPoint) -> Double {
        border([
            (55.3, 19.6), (60, 19.2), (62, 19.4), (63.3, 20.8), (65, 22.8), (65.8, 24.1), (67, 23.6), (69.1, 20.5),
            (70.1, 20.5),
        ])(
            point.latitude)
    }

    /// The longitude of a border by latitude, straight between its corners.
    private static func border(_ corners: [(latitude: Double, longitude: Double)]) -> (Double) -> Double {
        { latitude in
            for (south, north) in zip(corners, corners.dropFirst()) where latitude <= north.latitude {
                let share = (latitude - south.latitude) / (north.latitude - south.latitude)
                return south.longitude + max(0, share) * (north.longitude - south.longitude)
            }
            return corners.last?.longitude ?? 0
        }
    }
}
