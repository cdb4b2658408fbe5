import Quantities
import Testing
import TransportModel

@testable import Generation

@Suite struct RegionTests {
    @Test(arguments: [
        ("Helsinki", 24.94, 60.17, "EPSG:3067"), ("Tampere", 23.76, 61.5, "EPSG:3067"),
        ("Mariehamn", 19.95, 60.1, "EPSG:3067"), ("Torneå", 24.2, 65.86, "EPSG:3067"),
        ("Stockholm", 18.07, 59.33, "EPSG:3006"), ("Umeå", 20.26, 63.83, "EPSG:3006"),
        ("Malmö", 13.0, 55.6, "EPSG:3006"), ("Oslo", 10.75, 59.91, "EPSG:25832"),
        ("Tallinn", 24.75, 59.43, "EPSG:25835"), ("Vaduz", 9.52, 47.14, "EPSG:25832"),
        ("Andorra", 1.52, 42.5, "EPSG:25831"), ("Reisterstown", -76.83, 39.46, "EPSG:32618"),
        ("Cape Town", 18.42, -33.92, "EPSG:32734"),
    ])
    func `a place has its national grid or its zone`(name: String, longitude: Double, latitude: Double, crs: String) {
        let region = Region(around: GeoPoint(longitude: longitude, latitude: latitude))
        #expect(region.crs == crs, "\(name)")
    }

    @Test func `every grid that a region names is known and holds its place`() throws {
        for longitude in stride(from: -175.0, through: 175, by: 25) {
            for latitude in [-30.0, 5, 42, 61] {
                let point = GeoPoint(longitude: longitude, latitude: latitude)
                let place = try GridFrame(Region(around: point).crs).place(at: point)
                #expect((100_000...10_000_000).contains(place.grid.x + place.grid.y), "\(longitude) \(latitude)")
            }
        }
    }
}
