import Foundation
import Quantities

/// Degrees to the units of a drawing: flat around its middle, north up, y down.
struct MapProjection: Sendable {
    /// The drawing's size in its own units.
    let width: Double, height: Double
    /// The corners of what is drawn.
    let southWest: GeoPoint, northEast: GeoPoint
    private let unitsPerDegree: (x: Double, y: Double)

    /// A drawing `width` wide of the box around `points`, with a margin of at least `leastMargin` degrees of latitude;
    /// its height follows, within limits.
    init(around points: [GeoPoint], width: Double = 1000, leastMargin: Double = 0.004) {
        let longitudes = points.map(\.longitude)
        let latitudes = points.map(\.latitude)
        var (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
        var (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
        let shrink = cos((south + north) / 2 * .pi / 180)
        let margin = max(leastMargin, 0.04 * max((east - west) * shrink, north - south))
        (west, east) = (west - margin / shrink, east + margin / shrink)
        (south, north) = (south - margin, north + margin)
        // Keep the drawing between half as high and one and a half times as high as wide.
        let wanted = (east - west) * shrink
        let tall = north - south
        if tall < wanted / 2 { (south, north) = MapProjection.widened(south, north, to: wanted / 2) }
        if tall > wanted * 1.5 { (west, east) = MapProjection.widened(west, east, to: tall / 1.5 / shrink) }
        southWest = GeoPoint(longitude: west, latitude: south)
        northEast = GeoPoint(longitude: east, latitude: north)
        self.width = width
        unitsPerDegree = (width / (east - west), width / ((east - west) * shrink))
        height = ((north - south) * unitsPerDegree.y).rounded()
    }

    private static func widened(_ low: Double, _ high: Double, to length: Double) -> (Double, Double) {
        let middle = (low + high) / 2
        return (middle - length / 2, middle + length / 2)
    }

    /// Where `point` is in the drawing.
    func position(_ point: GeoPoint) -> DrawnPoint {
        DrawnPoint(
            x: (point.longitude - southWest.longitude) * unitsPerDegree.x,
            y: (northEast.latitude - point.latitude) * unitsPerDegree.y)
    }
}

/// A position in a drawing.
struct DrawnPoint: Hashable, Sendable {
    /// Right and down.
    var x: Double, y: Double
}

extension [DrawnPoint] {
    /// The fewest of these points whose line stays within `tolerance` of theirs.
    func simplified(tolerance: Double) -> [DrawnPoint] { keptWhenSimplified(tolerance: tolerance).map { self[$0] } }

    /// The positions of the points that `simplified` keeps (Douglas & Peucker 1973).
    func keptWhenSimplified(tolerance: Double) -> [Int] {
        guard count > 2 else { return Array<Int>(indices) }
        var isKept = [Bool](repeating: false, count: count)
        isKept[0] = true
        isKept[count - 1] = true
        var open = [(0, count - 1)]
        while let (first, last) = open.popLast() {
            var (farthest, distance) = (first, tolerance)
            for middle in first + 1..<Swift.max(first + 1, last) {
                let off = self[middle].distance(toLineFrom: self[first], to: self[last])
                if off > distance { (farthest, distance) = (middle, off) }
            }
            guard farthest != first else { continue }
            isKept[farthest] = true
            open.append((first, farthest))
            open.append((farthest, last))
        }
        return indices.filter { isKept[$0] }
    }

    /// The line as the data of an SVG path.
    var pathData: String {
        var text = ""
        for (position, point) in enumerated() {
            text += position == 0 ? "M" : "L"
            text += "\(point.x.drawn) \(point.y.drawn)"
        }
        return text
    }
}

extension DrawnPoint {
    /// How far the point is from a straight line between two points.
    func distance(toLineFrom start: DrawnPoint, to end: DrawnPoint) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let square = dx * dx + dy * dy
        let share = square == 0 ? 0 : Swift.max(0, Swift.min(1, ((x - start.x) * dx + (y - start.y) * dy) / square))
        let (offX, offY) = (x - start.x - share * dx, y - start.y - share * dy)
        return (offX * offX + offY * offY).squareRoot()
    }
}
