internal import Foundation
internal import Quantities

/// A small map of one pupil's walks: lines, their ends and a scale, as SVG.
struct WalkDrawing {
    private let paths: [[GeoPoint]]
    private let middle: GeoPoint
    private let metresPerPixel: Double
    private static let size = 480.0
    private static let margin = 40.0

    /// A drawing of `paths`, each home first; `nil` where there is none.
    init?(paths: [[GeoPoint]]) {
        let points = paths.flatMap { $0 }
        guard let west = points.map(\.longitude).min(), let east = points.map(\.longitude).max(),
            let south = points.map(\.latitude).min(), let north = points.map(\.latitude).max()
        else { return nil }
        self.paths = paths
        middle = GeoPoint(longitude: (west + east) / 2, latitude: (south + north) / 2)
        let width = GeoPoint(longitude: west, latitude: middle.latitude)
            .distance(to: GeoPoint(longitude: east, latitude: middle.latitude))
        let height = GeoPoint(longitude: middle.longitude, latitude: south)
            .distance(to: GeoPoint(longitude: middle.longitude, latitude: north))
        metresPerPixel = max(width, height, 100) / (WalkDrawing.size - 2 * WalkDrawing.margin)
    }

    /// The drawing.
    var svg: String {
        let size = Int(WalkDrawing.size)
        let lines = paths.map { path in
            let points = path.map { point in position(point) }.joined(separator: " ")
            return "<polyline points=\"\(points)\" fill=\"none\" stroke=\"#1457a8\" stroke-width=\"3\"/>\n"
                + dot(path[0], "#1457a8") + dot(path[path.count - 1], "#b3261e")
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" role="img">
            <title>The measured walk: the blue end is the home, the red one the school</title>
            <rect width="\(size)" height="\(size)" fill="#ffffff"/>
            \(lines.joined(separator: "\n"))
            \(scale)
            </svg>

            """
    }

    /// The longest round distance that fits into a third of the width.
    private var scale: String {
        let room = metresPerPixel * WalkDrawing.size / 3
        let step = [50, 100, 200, 500, 1000, 2000, 5000, 10_000].last { Double($0) <= room } ?? 20
        let right = 20 + Double(step) / metresPerPixel
        let bottom = WalkDrawing.size - 15
        return "<path d=\"M20 \(bottom)H\(rounded(right))\" stroke=\"#333333\" stroke-width=\"2\"/>"
            + "<text x=\"20\" y=\"\(bottom - 6)\" font-family=\"sans-serif\" font-size=\"13\">\(step) m</text>"
    }

    private func dot(_ point: GeoPoint, _ colour: String) -> String {
        let parts = position(point).split(separator: ",")
        return "<circle cx=\"\(parts[0])\" cy=\"\(parts[1])\" r=\"6\" fill=\"\(colour)\"/>"
    }

    private func position(_ point: GeoPoint) -> String {
        let corner = GeoPoint(longitude: point.longitude, latitude: middle.latitude)
        let east = corner.distance(to: middle) * (point.longitude < middle.longitude ? -1 : 1)
        let north = corner.distance(to: point) * (point.latitude < middle.latitude ? -1 : 1)
        let half = WalkDrawing.size / 2
        return "\(rounded(half + east / metresPerPixel)),\(rounded(half - north / metresPerPixel))"
    }

    private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
