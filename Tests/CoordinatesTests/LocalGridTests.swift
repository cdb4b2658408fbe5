import Quantities
import Testing

@testable import Coordinates

struct LocalGridTests {
    private let origin = GeoPoint(longitude: 25.27, latitude: 60.37)

    @Test func `lengths near the origin are those of the ellipsoid`() throws {
        let grid = try #require(LocalGrid(around: origin))
        let other = GeoPoint(longitude: 25.29, latitude: 60.38)
        let flat = try #require(grid.gridPoint(of: other))
        let length = (flat.x * flat.x + flat.y * flat.y).squareRoot()
        #expect(abs(length - origin.distance(to: other)) < 0.005)
    }

    @Test func `a thousand metres east and north and back`() throws {
        let grid = try #require(LocalGrid(around: origin))
        let point = try #require(grid.geoPoint(of: GridPoint(x: 1000, y: 1000)))
        #expect(point.longitude > origin.longitude && point.latitude > origin.latitude)
        let back = try #require(grid.gridPoint(of: point))
        #expect(abs(back.x - 1000) < 1e-4 && abs(back.y - 1000) < 1e-4)
    }

    @Test func `a place that is not on the earth has no grid`() {
        #expect(LocalGrid(around: GeoPoint(longitude: 500, latitude: 0)) == nil)
        #expect(LocalGrid(around: GeoPoint(longitude: .nan, latitude: 0)) == nil)
    }
}
