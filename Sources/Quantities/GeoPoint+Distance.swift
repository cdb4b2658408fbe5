#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension GeoPoint {
    /// The straight line to `other` in metres, on the WGS 84 ellipsoid.
    ///
    /// Uses the radii of curvature at the middle latitude (meridian M and prime vertical N); within 1 mm of the
    /// geodesic for the distances between neighbouring road nodes, and within 1 m at 100 km.
    public func distance(to other: GeoPoint) -> Double {
        let middle = (latitude + other.latitude) / 2 * .pi / 180
        let eccentricitySquared = 0.006_694_379_990_141_317
        let sine = sin(middle)
        let w = 1 - eccentricitySquared * sine * sine
        let primeVertical = 6_378_137 / w.squareRoot()
        let meridian = primeVertical * (1 - eccentricitySquared) / w
        let north = (other.latitude - latitude) * .pi / 180 * meridian
        let east = (other.longitude - longitude) * .pi / 180 * primeVertical * cos(middle)
        return (north * north + east * east).squareRoot()
    }
}
