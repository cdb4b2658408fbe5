import Quantities
import Testing
import TransportModel

@testable import Inputs

struct HazardsReaderTests {
    @Test func `ways and lines of hazards.csv are read with their columns`() throws {
        let bundle = TestBundle {
            $0.write(
                """
                id,way,wkt,bands,kind,from,to,season,source,risk,speed
                R1,way/7,,1-3;4-6,cross,1.11.2026,2027-03-31,winter,Polisen,"199,5",80
                R2,,"MULTILINESTRING ((404000 6693500, 404100 6693600), (1 1, 2 2))",,,,,,,,
                R3,,"MULTILINESTRING ((404000 6693500, 404100 6693600), (404200 6693500, 404300 6693600))",,,,,,,,

                """, to: "hazards.csv")
        }
        let (batch, findings) = try bundle.read()
        #expect(findings.map(\.code) == ["place-out-of-area"])
        #expect(batch.hazards.map(\.id) == ["R1", "R3", "R3"])
        let first = batch.hazards[0]
        guard case .way(7) = first.location else {
            Issue.record("R1 is a way")
            return
        }
        #expect(first.bands == ["1-3", "4-6"] && first.kind == .cross && first.season == "winter")
        #expect(first.from == CalendarDate("2026-11-01") && first.to == CalendarDate("2027-03-31"))
        #expect(first.risk == 199.5 && first.extras == ["speed": "80"])
        guard case .line(let points) = batch.hazards[1].location else {
            Issue.record("R3 is a line")
            return
        }
        #expect(points.count == 2 && abs(points[0].latitude - 60.37) < 0.02)
    }

    @Test(arguments: ["", "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3067\"}},"])
    func `hazards.geojson is read in degrees, or in the system that it names`(crs: String) throws {
        let coordinates =
            crs.isEmpty ? "[[25.25, 60.37], [25.26, 60.37, 12]]" : "[[404000, 6693500], [404500, 6693500]]"
        let bundle = TestBundle {
            $0.write(
                """
                {"type": "FeatureCollection", \(crs) "features": [
                  {"type": "Feature", "id": 5, "properties": {"bands": ["1-3", "4-6"], "kind": "Cross", "risk": 210, "lit": true},
                   "geometry": {"type": "LineString", "coordinates": \(coordinates)}},
                  {"type": "Feature", "properties": {"id": "W", "way": 7, "to": "2027-01-01"}, "geometry": null}]}
                """, to: "hazards.geojson")
        }
        let (batch, findings) = try bundle.read()
        #expect(findings == [])
        #expect(batch.hazards.map(\.id) == ["R1", "R2", "5", "W"])
        let drawn = batch.hazards[2]
        #expect(drawn.bands == ["1-3", "4-6"] && drawn.kind == .cross && drawn.risk == 210)
        #expect(drawn.extras == ["lit": "yes"])
        guard case .line(let points) = drawn.location else {
            Issue.record("5 is a line")
            return
        }
        #expect(points.count == 2 && abs(points[0].longitude - 25.25) < 0.03 && abs(points[0].latitude - 60.37) < 0.02)
        #expect(batch.hazards[3].to == CalendarDate("2027-01-01"))
    }
}
