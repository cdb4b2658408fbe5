#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A position on the drawing board of an invented municipality: metres east and north of its south-west corner.
struct PlanePoint: Hashable {
    /// Metres east.
    var x: Double
    /// Metres north.
    var y: Double

    static func + (lhs: PlanePoint, rhs: PlanePoint) -> PlanePoint { PlanePoint(x: lhs.x + rhs.x, y: lhs.y + rhs.y) }
    static func - (lhs: PlanePoint, rhs: PlanePoint) -> PlanePoint { PlanePoint(x: lhs.x - rhs.x, y: lhs.y - rhs.y) }
    static func * (lhs: PlanePoint, rhs: Double) -> PlanePoint { PlanePoint(x: lhs.x * rhs, y: lhs.y * rhs) }

    /// The distance from the corner.
    var length: Double { (x * x + y * y).squareRoot() }
    /// The direction of this vector with length one; zero stays zero.
    var unit: PlanePoint { length == 0 ? self : self * (1 / length) }
    /// The vector turned a quarter to the left.
    var left: PlanePoint { PlanePoint(x: -y, y: x) }

    /// Metres to `other`.
    func distance(to other: PlanePoint) -> Double { (other - self).length }
    /// The cosine-weighted product with `other`.
    func dot(_ other: PlanePoint) -> Double { x * other.x + y * other.y }
    /// The point `share` of the way to `other`.
    func towards(_ other: PlanePoint, _ share: Double) -> PlanePoint { self + (other - self) * share }

    /// The vector of length one at `angle` radians from east, anticlockwise.
    static func heading(_ angle: Double) -> PlanePoint { PlanePoint(x: cos(angle), y: sin(angle)) }

    /// Where the stretches `a`-`b` and `c`-`d` cross, as a share of the way from `a` to `b`; `nil` where they do not.
    static func crossing(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint, _ d: PlanePoint) -> Double? {
        let r = b - a
        let s = d - c
        let cross = r.x * s.y - r.y * s.x
        guard abs(cross) > 1e-9 else { return nil }
        let t = ((c.x - a.x) * s.y - (c.y - a.y) * s.x) / cross
        let u = ((c.x - a.x) * r.y - (c.y - a.y) * r.x) / cross
        return (0...1).contains(t) && (0...1).contains(u) ? t : nil
    }
}
