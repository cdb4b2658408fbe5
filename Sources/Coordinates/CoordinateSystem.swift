import CPROJ
package import Quantities
import Synchronization

/// A map grid and its way to WGS 84 and back: any EPSG code, by PROJ.
///
/// Grids on ETRS89 (Finland's and Sweden's) are taken to be equal to WGS 84, as everybody's are; others are shifted as
/// well as PROJ can without grid files. One system serves one thread at a time and waits otherwise; for speed make one
/// per thread, which takes some milliseconds.
package final class CoordinateSystem: Sendable {
    /// Such as `EPSG:3067`.
    package let code: String
    /// Such as `ETRS89 / TM35FIN(E,N)`.
    package let name: String
    /// Where it is meant to be used; `nil` where the database does not say.
    package let areaOfUse: AreaOfUse?
    /// Whether x and y are degrees of longitude and latitude.
    package let isGeographic: Bool

    private let transformation: Mutex<ProjHandle>

    /// The system that `code` names: `EPSG:` and a number, in any case.
    package init(_ code: String) throws(CoordinateError) {
        let code = try CoordinateSystem.normalized(code)
        let facts = try CoordinateSystem.facts(of: code)
        guard let handle = ProjHandle(from: code, to: "EPSG:4326") else {
            throw CoordinateError(
                .unknownSystem, message: "PROJ knows no way from \(code) to WGS 84. Use another coordinate system.")
        }
        self.code = code
        name = facts.name
        areaOfUse = facts.area
        isGeographic = facts.isGeographic
        transformation = Mutex(handle)
    }

    /// The system that `code` names, made once for all who ask; see `init(_:)`.
    package static func shared(_ code: String) throws(CoordinateError) -> CoordinateSystem {
        if let known = madeSystems.withLock({ $0[code] }) { return known }
        let system = try CoordinateSystem(code)
        madeSystems.withLock { systems in
            if systems.count >= 16 { systems.removeAll() }
            systems[code] = system
        }
        return system
    }

    private static let madeSystems = Mutex<[String: CoordinateSystem]>([:])

    /// The position of `grid` on the ellipsoid; `nil` where it is outside what the grid can express.
    package func geoPoint(of grid: GridPoint) -> GeoPoint? {
        transformation.withLock { handle in
            guard let point = handle.transformed(grid.x, grid.y, inverse: false),
                (-180...180).contains(point.x), (-90...90).contains(point.y),
                let back = handle.transformed(point.x, point.y, inverse: true),
                abs(back.x - grid.x) <= tolerance, abs(back.y - grid.y) <= tolerance
            else { return nil }
            return GeoPoint(longitude: point.x, latitude: point.y)
        }
    }

    /// The position of `point` in the grid; `nil` where it is outside what the grid can express.
    package func gridPoint(of point: GeoPoint) -> GridPoint? {
        transformation.withLock { handle in
            handle.transformed(point.longitude, point.latitude, inverse: true).map { GridPoint(x: $0.x, y: $0.y) }
        }
    }

    /// How far a position may be off when it has gone to the ellipsoid and back: far outside its zone a projection
    /// yields positions that are no inverse of anything.
    private var tolerance: Double { isGeographic ? 1e-6 : 0.1 }

    // MARK: What the database says

    private struct Facts {
        var name: String
        var area: AreaOfUse?
        var isGeographic: Bool
    }

    private static func normalized(_ code: String) throws(CoordinateError) -> String {
        let parts = code.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].uppercased() == "EPSG", (4...6).contains(parts[1].count),
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            throw CoordinateError(
                .unknownSystem,
                message: "A coordinate system is named by its EPSG code, such as EPSG:3067 or EPSG:3006.")
        }
        return "EPSG:\(parts[1])"
    }

    private static func facts(of code: String) throws(CoordinateError) -> Facts {
        guard let context = ProjHandle.quietContext() else {
            throw CoordinateError(.noDatabase, message: "PROJ cannot be started.")
        }
        defer { proj_context_destroy(context) }
        guard proj_context_get_database_metadata(context, "EPSG.VERSION") != nil else {
            throw CoordinateError(.noDatabase, message: "PROJ's database is missing. Install the package proj-data.")
        }
        guard let system = proj_create(context, code) else {
            throw CoordinateError(
                .unknownSystem, message: "\(code) is not in PROJ's database. Check the number, such as EPSG:3067.")
        }
        defer { proj_destroy(system) }
        let type = proj_get_type(system)
        guard type == PJ_TYPE_PROJECTED_CRS || type == PJ_TYPE_GEOGRAPHIC_2D_CRS else {
            throw CoordinateError(
                .notAMap, message: "\(code) is no flat map grid. Use one such as EPSG:3067, EPSG:3006 or EPSG:4326.")
        }
        return Facts(
            name: proj_get_name(system).map { String(cString: $0) } ?? code, area: area(of: system, context),
            isGeographic: type == PJ_TYPE_GEOGRAPHIC_2D_CRS)
    }

    private static func area(of system: OpaquePointer, _ context: OpaquePointer) -> AreaOfUse? {
        var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
        var name: UnsafePointer<CChar>?
        guard proj_get_area_of_use(context, system, &west, &south, &east, &north, &name) == 1, west > -1000 else {
            return nil
        }
        return AreaOfUse(
            west: west, south: south, east: east, north: north, name: name.map { String(cString: $0) } ?? "")
    }
}
