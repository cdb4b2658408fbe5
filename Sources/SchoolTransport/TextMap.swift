internal import Foundation
internal import Quantities

/// A small map of one walk for a terminal: dots of Braille, `H` where it starts and `S` where it ends, north up.
struct TextMap {
    /// The rows from north to south, and a bar of ``scale`` below them.
    let lines: [String]
    /// How long the bar is, in metres.
    let scale: Int

    private static let columns = 40, rows = 12

    /// A map of `path`, home first; `nil` where there is no line to draw.
    init?(_ path: [GeoPoint]) {
        guard path.count > 1, let west = path.map(\.longitude).min(), let east = path.map(\.longitude).max(),
            let south = path.map(\.latitude).min(), let north = path.map(\.latitude).max()
        else { return nil }
        let middle = GeoPoint(longitude: (west + east) / 2, latitude: (south + north) / 2)
        let width = GeoPoint(longitude: west, latitude: middle.latitude)
            .distance(to: GeoPoint(longitude: east, latitude: middle.latitude))
        let height = GeoPoint(longitude: middle.longitude, latitude: south)
            .distance(to: GeoPoint(longitude: middle.longitude, latitude: north))
        // A cell has two dots beside and four above each other, all equally far apart.
        let dots = (x: TextMap.columns * 2 - 1, y: TextMap.rows * 4 - 1)
        let metres = max(width / Double(dots.x), height / Double(dots.y), 1)
        let across = east > west ? width / (east - west) / metres : 0
        let upwards = north > south ? height / (north - south) / metres : 0
        let points = path.map { point in
            (x: (point.longitude - west) * across, y: (north - point.latitude) * upwards)
        }
        var cells = [[UInt8]](repeating: Array(repeating: 0, count: TextMap.columns), count: TextMap.rows)
        for (from, to) in zip(points, points.dropFirst()) { TextMap.draw(from, to, in: &cells) }
        var text = cells.map { $0.map { $0 == 0 ? " " : String(UnicodeScalar(0x2800 + UInt32($0)) ?? " ") } }
        for (letter, point) in [("S", points[points.count - 1]), ("H", points[0])] {
            text[Int(point.y.rounded()) / 4][Int(point.x.rounded()) / 2] = letter
        }
        let used = text.lastIndex { $0.contains { $0 != " " } } ?? 0
        let room = metres * 40
        scale = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000].last { Double($0) <= room } ?? 10
        let bar = String(repeating: "─", count: max(1, Int((Double(scale) / metres / 2).rounded())))
        lines = text[...used].map { "  " + TextMap.trimmed($0.joined()) } + ["  " + bar + " \(scale) m"]
    }

    private static func draw(
        _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), in cells: inout [[UInt8]]
    ) {
        let steps = max(1, Int(max(abs(to.x - from.x), abs(to.y - from.y)).rounded(.up)))
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let x = Int((from.x + (to.x - from.x) * share).rounded())
            let y = Int((from.y + (to.y - from.y) * share).rounded())
            cells[y / 4][x / 2] |= TextMap.dot(column: x % 2, row: y % 4)
        }
    }

    /// The bit of a Braille pattern.
    private static func dot(column: Int, row: Int) -> UInt8 {
        row == 3 ? (column == 0 ? 64 : 128) : UInt8(1 << (row + 3 * column))
    }

    private static func trimmed(_ text: String) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }
}
