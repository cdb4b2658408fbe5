import Quantities
import Testing

@testable import Coordinates

struct AreaOfUseTests {
    @Test func `the area of a national grid is its country, a little over the edge allowed`() throws {
        let area = try #require(CoordinateSystem("EPSG:3067").areaOfUse)
        #expect(area.name.contains("Finland"))
        #expect(area.contains(GeoPoint(longitude: 25, latitude: 60.4)))
        #expect(area.contains(GeoPoint(longitude: 18.5, latitude: 60)))
        #expect(!area.contains(GeoPoint(longitude: 12, latitude: 57)))
    }

    @Test func `an area over the 180th meridian holds both its ends`() {
        let area = AreaOfUse(west: 170, south: -50, east: -170, north: -30, name: "")
        #expect(area.contains(GeoPoint(longitude: 175, latitude: -40)))
        #expect(area.contains(GeoPoint(longitude: -175, latitude: -40)))
        #expect(!area.contains(GeoPoint(longitude: 0, latitude: -40)))
    }
}
