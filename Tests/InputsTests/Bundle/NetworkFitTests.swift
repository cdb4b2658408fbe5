import Quantities
import Testing
import TransportModel

@testable import Inputs

struct NetworkFitTests {
    @Test func `places beside the network's box fit`() throws {
        let batch = try TestBundle().read().batch
        let problem = NetworkFit.problem(
            batch, southWest: GeoPoint(longitude: 25.3, latitude: 60.3),
            northEast: GeoPoint(longitude: 25.5, latitude: 60.5))
        #expect(problem == nil)
    }

    @Test func `a system of another country is found by the roads, and named`() throws {
        // Lambert 93 with these numbers is a place in France, where it may be used.
        let bundle = TestBundle { $0.replace("EPSG:3067", "EPSG:2154", in: "municipality.yaml") }
        let batch = try bundle.read().batch
        let problem = NetworkFit.problem(
            batch, southWest: GeoPoint(longitude: 25.2, latitude: 60.3),
            northEast: GeoPoint(longitude: 25.5, latitude: 60.5))
        #expect(problem?.code == "crs-does-not-fit")
        #expect(problem?.message.contains("EPSG:2154") == true)
    }
}
