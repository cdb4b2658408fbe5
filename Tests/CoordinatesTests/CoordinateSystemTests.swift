import Foundation
import Quantities
import Testing

@testable import Coordinates

struct ControlPoint: Sendable {
    var latitude: Double, longitude: Double, north: Double, east: Double
    var geo: GeoPoint { GeoPoint(longitude: longitude, latitude: latitude) }
    var grid: GridPoint { GridPoint(x: east, y: north) }

    init(_ latitude: Double, _ longitude: Double, _ north: Double, _ east: Double) {
        self.latitude = latitude
        self.longitude = longitude
        self.north = north
        self.east = east
    }
}

private func isNear(_ one: GridPoint?, _ other: GridPoint, _ metres: Double) -> Bool {
    guard let one else { return false }
    return abs(one.x - other.x) <= metres && abs(one.y - other.y) <= metres
}

struct CoordinateSystemTests {
    // Lantmäteriet, Kontrollpunkter för SWEREF 99 TM, 2007-11-20.
    static let sweref99TM = [
        ControlPoint(55, 12.75, 6_097_106.672, 356_083.438), ControlPoint(55, 14.25, 6_095_048.642, 452_024.069),
        ControlPoint(57, 12.75, 6_319_636.937, 363_331.554), ControlPoint(57, 19.5, 6_326_392.707, 773_251.054),
        ControlPoint(59, 11.25, 6_546_096.724, 284_626.066), ControlPoint(59, 19.5, 6_548_757.206, 758_410.519),
        ControlPoint(61, 12.75, 6_764_877.311, 378_323.440), ControlPoint(61, 18.75, 6_768_593.345, 702_745.127),
        ControlPoint(63, 12, 6_989_134.048, 348_083.148), ControlPoint(63, 19.5, 6_993_565.630, 727_798.671),
        ControlPoint(65, 13.5, 7_209_293.753, 429_270.201), ControlPoint(65, 21.75, 7_225_449.115, 817_833.405),
        ControlPoint(67, 16.5, 7_432_168.174, 565_398.458), ControlPoint(67, 24, 7_459_745.672, 891_298.142),
        ControlPoint(69, 21, 7_666_089.698, 739_639.195),
    ]

    @Test(arguments: sweref99TM)
    func `EPSG:3006 meets Sweden's published control points to a centimetre, both ways`(point: ControlPoint) throws {
        let system = try CoordinateSystem("EPSG:3006")
        #expect(isNear(system.gridPoint(of: point.geo), point.grid, 0.01))
        let back = try #require(system.geoPoint(of: point.grid))
        #expect(back.distance(to: point.geo) < 0.01)
    }

    // JHS 197, appendix 3: the point G4 (Geta).
    @Test func `EPSG:3067 meets Finland's published worked example to a centimetre, both ways`() throws {
        let system = try CoordinateSystem("EPSG:3067")
        let point = ControlPoint(60.3851068722, 19.84813676944, 6_715_706.37708, 106_256.35961)
        #expect(isNear(system.gridPoint(of: point.geo), point.grid, 0.001))
        #expect(try #require(system.geoPoint(of: point.grid)).distance(to: point.geo) < 0.001)
    }

    // Krüger's series by themselves, first against the published points, then as the judge where none are published.
    static let grids: [(String, TransverseMercator, [GeoPoint])] = [
        (
            "EPSG:3006", TransverseMercator(centralMeridian: 15, scale: 0.9996, falseEasting: 500_000),
            sweref99TM.map(\.geo)
        ),
        (
            "EPSG:3067", TransverseMercator(centralMeridian: 27, scale: 0.9996, falseEasting: 500_000),
            [
                GeoPoint(longitude: 19.84813676944, latitude: 60.3851068722),
                GeoPoint(longitude: 25.27, latitude: 60.37), GeoPoint(longitude: 31.5, latitude: 62.9),
                GeoPoint(longitude: 27.0, latitude: 70.0),
            ]
        ),
        (
            "EPSG:3879", TransverseMercator(centralMeridian: 25, scale: 1, falseEasting: 25_500_000),
            [
                GeoPoint(longitude: 24.9414, latitude: 60.1719), GeoPoint(longitude: 25, latitude: 60),
                GeoPoint(longitude: 25.27, latitude: 60.37), GeoPoint(longitude: 24.5, latitude: 65.8),
            ]
        ),
        (
            "EPSG:3011", TransverseMercator(centralMeridian: 18, scale: 1, falseEasting: 150_000),
            [GeoPoint(longitude: 18.0686, latitude: 59.3293)]
        ),
    ]

    @Test(arguments: grids)
    func `a grid agrees with Krüger's series to a millimetre`(
        code: String, series: TransverseMercator, points: [GeoPoint]
    ) throws {
        let system = try CoordinateSystem(code)
        for point in points {
            let expected = series.grid(of: point)
            #expect(isNear(system.gridPoint(of: point), expected, 0.001))
            #expect(try #require(system.geoPoint(of: expected)).distance(to: point) < 0.001)
        }
    }

    @Test(arguments: sweref99TM)
    func `the series meet the published points too`(point: ControlPoint) {
        let series = TransverseMercator(centralMeridian: 15, scale: 0.9996, falseEasting: 500_000)
        #expect(isNear(series.grid(of: point.geo), point.grid, 0.001))
    }

    // JHS 197 fixes the false easting of zone 25 as 25,500,000 m and the scale as 1: on the central meridian x is
    // that, and y the length of the meridian, 6,654,072.819 m at 60° N on GRS 80 (Karney 2011, meridian distance).
    @Test func `EPSG:3879 on its central meridian is the length of the meridian`() throws {
        let grid = try #require(
            CoordinateSystem("EPSG:3879").gridPoint(of: GeoPoint(longitude: 25, latitude: 60)))
        #expect(abs(grid.x - 25_500_000) < 0.001)
        #expect(abs(grid.y - meridianLength(to: 60)) < 0.001)
    }

    /// The meridian's length from the equator on GRS 80 in metres, integrated numerically (Simpson's rule).
    private func meridianLength(to latitude: Double) -> Double {
        let flattening = 1 / 298.257222101
        let squared = flattening * (2 - flattening)
        let steps = 20_000
        let width = latitude * .pi / 180 / Double(steps)
        let sum = (0...steps).reduce(0.0) { sum, step in
            let sine = sin(Double(step) * width)
            let radius = 6_378_137 * (1 - squared) / pow(1 - squared * sine * sine, 1.5)
            return sum + radius * (step == 0 || step == steps ? 1 : step.isMultiple(of: 2) ? 2 : 4)
        }
        return sum * width / 3
    }

    @Test func `EPSG:4326 is longitude and latitude`() throws {
        let system = try CoordinateSystem("epsg:4326")
        #expect(system.isGeographic)
        let point = try #require(system.geoPoint(of: GridPoint(x: 24.94, y: 60.17)))
        #expect(abs(point.longitude - 24.94) < 1e-12 && abs(point.latitude - 60.17) < 1e-12)
    }

    @Test(arguments: ["EPSG:1", "EPSG:99999", "EPSG:", "3067", "ETRS89", "EPSG:30 67", "", "EPSG:4326\0", "+proj=utm"])
    func `an unknown code is an error that names a good one`(code: String) {
        let error = #expect(throws: CoordinateError.self) { try CoordinateSystem(code) }
        #expect(error?.code == .unknownSystem)
        #expect(error?.message.contains("EPSG:3067") == true)
    }

    @Test(arguments: ["EPSG:4979", "EPSG:5972", "EPSG:3900"])
    func `a system with heights is an error`(code: String) {
        #expect(throws: CoordinateError.self) { try CoordinateSystem(code) }
    }

    @Test(arguments: [
        (Double.nan, 0.0), (.infinity, 0), (1e30, 1e30), (6_800_000, 300_000), (-1e9, 6_800_000),
    ])
    func `a position that the grid cannot mean is nil or outside its area`(x: Double, y: Double) throws {
        let system = try CoordinateSystem("EPSG:3067")
        let point = system.geoPoint(of: GridPoint(x: x, y: y))
        let area = try #require(system.areaOfUse)
        #expect(point.map { !area.contains($0) } ?? true)
    }

    @Test func `a bad position does not spoil the next one`() throws {
        let system = try CoordinateSystem("EPSG:3067")
        _ = system.geoPoint(of: GridPoint(x: 1e30, y: 1e30))
        #expect(system.geoPoint(of: GridPoint(x: 385_000, y: 6_672_000)) != nil)
    }

    @Test func `one system may be used from many threads`() async throws {
        let system = try CoordinateSystem("EPSG:3067")
        let grids = (0..<400).map { GridPoint(x: 300_000 + Double($0) * 100, y: 6_700_000) }
        let expected = grids.map { system.geoPoint(of: $0) }
        let found = await withTaskGroup(of: (Int, GeoPoint?).self) { group in
            for (position, grid) in grids.enumerated() { group.addTask { (position, system.geoPoint(of: grid)) } }
            return await group.reduce(into: [GeoPoint?](repeating: nil, count: grids.count)) { $0[$1.0] = $1.1 }
        }
        #expect(found == expected)
    }
}
