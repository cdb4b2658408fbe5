internal import Coordinates
internal import Quantities
internal import RoadNetwork
internal import Tables

extension RoadTool {
    /// A table of places for a matrix.
    public struct Places: Sendable {
        let ids: [String]
        let points: [GeoPoint]

        /// Reads a CSV file with the columns `id`, `x` and `y`, or `id`, `lon` and `lat`.
        /// - Parameter crs: of x and y, such as `EPSG:3067`.
        /// - Throws: `Problem` with the line of the first row that is not understood.
        public init(contentsOf path: String, crs: String = "EPSG:4326") throws(Problem) {
            let table: CSVTable
            let system: CoordinateSystem
            do { table = try CSVTable(FileBytes.read(path)) } catch let error as TableError {
                throw Problem(file: path, line: error.line, message: error.message)
            } catch let error as FileError {
                throw Problem(file: path, message: error.message)
            } catch { throw Problem(file: path, message: "It cannot be read.") }
            do throws(CoordinateError) { system = try CoordinateSystem.shared(crs) } catch {
                throw Problem(file: "", message: error.message)
            }
            let isGeographic = table.has("lon") && table.has("lat")
            let (x, y) = isGeographic ? ("lon", "lat") : ("x", "y")
            let missing = table.missing(["id", x, y])
            guard missing.isEmpty else {
                throw Problem(
                    file: path, line: 1,
                    message: "The columns id, x, y (or id, lon, lat) are needed; \(missing.joined(separator: ", ")) "
                        + "cannot be found.")
            }
            var ids: [String] = []
            var points: [GeoPoint] = []
            for row in table.rows {
                let (id, place) = try Places.place(of: row, in: path, x, y, isGeographic ? nil : system)
                guard let place, abs(place.longitude) <= 180, abs(place.latitude) <= 90 else {
                    throw Problem(file: path, line: row.line, message: "The place does not fit \(crs).")
                }
                ids.append(id)
                points.append(place)
            }
            (self.ids, self.points) = (ids, points)
        }

        /// The place of a row, whose columns `x` and `y` are degrees where there is no `system`; `nil` for one that is
        /// nowhere on earth.
        private static func place(
            of row: CSVRow, in path: String, _ x: String, _ y: String, _ system: CoordinateSystem?
        ) throws(Problem) -> (id: String, point: GeoPoint?) {
            var cells = CellReader(row)
            let id = cells.id("id")
            let east = cells.number(x, in: -1e8...1e8)
            let north = cells.number(y, in: -1e8...1e8)
            guard let id, let east, let north else {
                throw Problem(file: path, line: row.line, message: cells.problems.map(\.message).joined(separator: " "))
            }
            guard let system else { return (id, GeoPoint(longitude: east, latitude: north)) }
            return (id, system.geoPoint(of: GridPoint(x: east, y: north)))
        }
    }

    /// A matrix as a table, and the places that no road is near.
    public struct MatrixTable: Sendable {
        /// CSV with `from`, `to`, `metres` and, for vehicles, `seconds`; a row per pair, blank where there is no way.
        public let csv: [UInt8]
        /// The ids of places with no road in reach, whose rows are blank.
        public let withoutRoad: [String]
    }

    /// Metres (and seconds) from every place of `origins` to every one of `destinations`, row by row.
    ///
    /// On foot the straight lines to the road are walked and counted; driving starts and ends on the road.
    public func matrix(from origins: Places, to destinations: Places) -> MatrixTable {
        let starts = origins.points.map(snap)
        let ends = destinations.points.map(snap)
        let cells =
            options.mode == .foot ? walks(from: starts, to: ends) : drives(from: starts, to: ends)
        var table = CSVWriter(columns: ["from", "to", "metres"] + (options.mode == .bus ? ["seconds"] : []))
        for (row, origin) in origins.ids.enumerated() {
            for (column, destination) in destinations.ids.enumerated() {
                table.append([.text(origin), .text(destination)] + cells(row, column))
            }
        }
        let all = zip(origins.ids, starts).map { ($0, $1 == nil) } + zip(destinations.ids, ends).map { ($0, $1 == nil) }
        var seen: Set<String> = []
        return MatrixTable(
            csv: table.bytes, withoutRoad: all.filter { $0.1 && seen.insert($0.0).inserted }.map(\.0))
    }

    private func walks(from starts: [SnappedPoint?], to ends: [SnappedPoint?]) -> (Int, Int) -> [CSVCell] {
        let matrix = network.walkingMatrix(from: starts, to: ends, threads: options.threads)
        return { row, column in [matrix[row][column].map { .metres($0) } ?? .blank] }
    }

    private func drives(from starts: [SnappedPoint?], to ends: [SnappedPoint?]) -> (Int, Int) -> [CSVCell] {
        // The engine knows square matrices; equal places are asked for once.
        var positions: [SnappedPoint: Int] = [:]
        var places: [SnappedPoint] = []
        func position(_ place: SnappedPoint?) -> Int? {
            guard let place else { return nil }
            if let known = positions[place] { return known }
            positions[place] = places.count
            places.append(place)
            return places.count - 1
        }
        let (rows, columns) = (starts.map(position), ends.map(position))
        let matrix = network.drivingMatrix(between: places, factor: options.factor, threads: options.threads)
        return { row, column in
            guard let from = rows[row], let to = columns[column], matrix.seconds(from: from, to: to) < .max else {
                return [.blank, .blank]
            }
            return [.integer(matrix.metres(from: from, to: to)), .integer(matrix.seconds(from: from, to: to))]
        }
    }
}
