import Coordinates
import Quantities
import Tables
import TransportModel

/// Turns the x and y of a row into a place, and finds those that cannot be meant: outside the coordinate system's area
/// of use, with x and y exchanged, or far from everything else of the bundle.
final class PlaceReader {
    /// A place farther than this from the middle of all others is an error, in metres.
    static let farthest = 300_000.0
    /// A place is believed to have its x and y exchanged when exchanging them brings it as near as this, in metres.
    private static let near = 150_000.0

    private let system: CoordinateSystem?
    /// The median of the places that lie in the area of use; `nil` with fewer than three.
    private(set) var middle: GeoPoint?
    /// How many places were read, and how many of them the coordinate system cannot mean.
    private(set) var read = 0, misplaced = 0

    /// A reader for `system`; `nil` (after a fatal problem with it) believes everything.
    init(_ system: CoordinateSystem?) { self.system = system }

    /// Finds the middle of all places in `tables`, to judge each by.
    func findMiddle(of tables: [CSVTable]) {
        var longitudes: [Double] = []
        var latitudes: [Double] = []
        for table in tables where table.has("x") && table.has("y") {
            for row in table.rows {
                guard let x = DecimalText.number(row["x"]), let y = DecimalText.number(row["y"]),
                    let point = located(GridPoint(x: x, y: y))
                else { continue }
                longitudes.append(point.longitude)
                latitudes.append(point.latitude)
            }
        }
        guard longitudes.count >= 3 else { return }
        longitudes.sort()
        latitudes.sort()
        middle = GeoPoint(longitude: longitudes[longitudes.count / 2], latitude: latitudes[latitudes.count / 2])
    }

    /// The place that the columns `x` and `y` of a row give; adds to its problems and yields `nil` where there is none.
    func place(_ cells: inout CellReader, x xColumn: String = "x", y yColumn: String = "y") -> Place? {
        let limit = -1e9...1e9
        let x = cells.number(xColumn, in: limit)
        let y = cells.number(yColumn, in: limit)
        guard let x, let y else { return nil }
        let grid = GridPoint(x: x, y: y)
        guard let system else { return Place(grid: grid, point: GeoPoint(longitude: 0, latitude: 0)) }
        read += 1
        guard let point = located(grid), isNear(point, PlaceReader.farthest) else {
            misplaced += 1
            reportMisplaced(grid, system, column: xColumn, &cells)
            return nil
        }
        return Place(grid: grid, point: point)
    }

    /// The position of `grid` where it lies in the area of use.
    func located(_ grid: GridPoint) -> GeoPoint? {
        guard let system, let point = system.geoPoint(of: grid) else { return nil }
        return system.areaOfUse?.contains(point) ?? true ? point : nil
    }

    /// Whether `point` is within `metres` of the middle of all places, or nobody knows the middle.
    func isNear(_ point: GeoPoint, _ metres: Double = PlaceReader.farthest) -> Bool {
        middle.map { point.distance(to: $0) <= metres } ?? true
    }

    private func reportMisplaced(
        _ grid: GridPoint, _ system: CoordinateSystem, column: String, _ cells: inout CellReader
    ) {
        let area = system.areaOfUse?.name.prefix(60) ?? ""
        if let exchanged = located(GridPoint(x: grid.y, y: grid.x)), isNear(exchanged, PlaceReader.near) {
            cells.note(
                "xy-swapped", .error, column,
                "x and y look exchanged: the other way round the place fits \(system.code). x is east"
                    + "\(system.isGeographic ? " (longitude)" : ""), y is north"
                    + "\(system.isGeographic ? " (latitude)" : ""). Exchange them.")
        } else if located(grid) != nil {
            cells.note(
                "place-far-away", .error, column,
                "The place is more than \(Int(PlaceReader.farthest / 1000)) km from the middle of all places of the "
                    + "bundle. Check x and y for a missing or an extra digit, and exchanged columns.")
        } else {
            cells.note(
                "place-out-of-area", .error, column,
                "The place is outside the area of \(system.code) (\(area)). Check x and y, and the key crs of "
                    + "municipality.yaml.")
        }
    }
}
