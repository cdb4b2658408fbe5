import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

@testable import Exports

/// On the lane A and B have two pupils each, so both are masked; a third pupil at B would show it.
@Suite struct GTFSFeedTests {
    private func files(_ batch: Batch = Lane.batch()) throws -> [String: [String]] {
        let archive = try ZIPReader(try #require(try WrittenLane(batch: batch).files()[GTFSFeed.fileName]))
        var files: [String: [String]] = [:]
        for entry in archive.entries {
            let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
            files[entry.name] = text.split(separator: "\n").map(String.init)
        }
        return files
    }

    @Test func `the feed has every file that readers need`() throws {
        #expect(
            try files().keys.sorted() == [
                "agency.txt", "calendar_dates.txt", "feed_info.txt", "routes.txt", "shapes.txt", "stop_times.txt",
                "stops.txt", "translations.txt", "trips.txt",
            ])
    }

    @Test func `masked stops keep their times, and lose their id, name and place`() throws {
        let feed = try files()
        #expect(feed["stop_times.txt"]?[1] == "T-0-1,07:32:00,07:32:30,area-1,1,0,1,1,0")
        #expect(feed["stop_times.txt"]?[3].hasPrefix("T-0-1,07:50:00,07:51:00,school:S1,3,1,0,1,") == true)
        // A is at 23.002, 61: in the cell from 23 to 23.005 and from 61 to 61.0025.
        #expect(feed["stops.txt"]?[1] == "area-1,Hållplats 1,61.00125,23.0025,0")
        #expect(feed["translations.txt"]?.contains("stops,stop_name,fi,Pysäkki 1,area-1,") == true)
        #expect(feed["translations.txt"]?.contains("trips,trip_headsign,fi,Pysäkki 1,,Hållplats 1") == true)
        #expect(!feed.values.joined().contains { $0.contains("Alder") || $0.contains("Birch") })
    }

    @Test func `a school's other names are translations of its stop, its route and the signs of trips that end there`()
        throws
    {
        var batch = Lane.batch()
        batch.schools[Index(0)].names = ["sv": "Banskolan", "en": "Lane school"]
        let lines = try #require(try files(batch)["translations.txt"])
        #expect(
            lines.filter { $0.contains("Banskolan") } == [
                "stops,stop_name,sv,Banskolan,school:S1,", "routes,route_long_name,sv,Banskolan,S1,",
                "trips,trip_headsign,sv,Banskolan,,Lane school",
            ])
        // A name that is the usual one is no translation.
        #expect(!lines.contains { $0.contains(",en,Lane school") })
    }

    @Test func `a day of the cycle runs on its dates, and never on holidays`() throws {
        var batch = Lane.batch()
        let from = try #require(CalendarDate("2026-08-10")), to = try #require(CalendarDate("2026-08-25"))
        batch.municipality.calendar.from = from
        batch.municipality.calendar.to = to
        batch.municipality.calendar.holidays = [from.adding(days: 7)...from.adding(days: 7)]
        // Mondays 10, 17 (a holiday), 24 August; Tuesdays 11, 18, 25.
        #expect(
            try files(batch)["calendar_dates.txt"] == [
                "service_id,date,exception_type", "W1-Mon,20260810,1", "W1-Mon,20260824,1", "W1-Tue,20260811,1",
                "W1-Tue,20260818,1", "W1-Tue,20260825,1",
            ])
    }

    @Test func `equal trips share a shape, and blocks are kept`() throws {
        let feed = try files()
        let trips = try #require(feed["trips.txt"])
        #expect(trips[1] == "S1,W1-Mon,T-0-1,Lane school,0,K-0,1")
        #expect(trips[3] == "S1,W1-Tue,T-1-1,Lane school,0,K-1,1")
        #expect(Set(try #require(feed["shapes.txt"]).dropFirst().map { $0.prefix(1) }) == ["1", "2"])
    }
}

@Suite struct GeoJSONFileTests {
    @Test func `stops, schools, depots and trips are features, masked stops without a number of pupils`() throws {
        let text = try WrittenLane().text(GeoJSONFile.fileName)
        let lines = text.split(separator: "\n")
        #expect(lines.first == "{\"type\":\"FeatureCollection\",\"features\":[")
        #expect(lines.count == 2 + 2 + 1 + 1 + 4)
        #expect(lines[1].contains("\"coordinates\":[23.0025,61.00125]"))
        #expect(lines[1].contains("\"pupils\":null,\"is_approximate\":true"))
        #expect(lines[3].contains("\"kind\":\"school\",\"school_id\":\"S1\""))
        #expect(lines[5].contains("\"LineString\"") && lines[5].contains("\"trip_id\":\"T-0-1\""))
    }
}

@Suite struct GeoPackageFileTests {
    @Test func `the file says that it is a GeoPackage`() throws {
        let bytes = try #require(try WrittenLane().files()[GeoPackageFile.fileName])
        #expect(bytes.prefix(15).elementsEqual("SQLite format 3".utf8))
        // Offset 68 holds the application id, offset 60 the user version, both big-endian.
        #expect(bytes[68..<72].elementsEqual("GPKG".utf8))
        #expect(bytes[60..<64].reduce(0) { $0 << 8 | Int($1) } == 10300)
    }

    @Test func `no pupil and no masked stop's name is in it`() throws {
        let bytes = try #require(try WrittenLane().files()[GeoPackageFile.fileName])
        let text = String(decoding: bytes, as: UTF8.self)
        for word in ["P-1", "P-2", "Vera", "Hemlig", "Alder", "Birch"] { #expect(!text.contains(word)) }
    }

    @Test func `a point is a header and little-endian WKB`() {
        let blob = GeoPackageLayer.blob(.point(GeoPoint(longitude: 1, latitude: 2)))
        #expect(
            blob == [
                0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0,
                0x40,
            ])
    }
}

@Suite struct CoarseGridTests {
    @Test func `a place moves to the middle of its cell, the same for all places in it`() {
        let one = CoarseGrid.middle(of: GeoPoint(longitude: 25.00001, latitude: 60.00001))
        let two = CoarseGrid.middle(of: GeoPoint(longitude: 25.00499, latitude: 60.00249))
        #expect(one == two)
        #expect(abs(one.longitude - 25.0025) < 1e-9 && abs(one.latitude - 60.00125) < 1e-9)
        #expect(CoarseGrid.middle(of: GeoPoint(longitude: -0.001, latitude: -0.001)).longitude == -0.0025)
    }

    @Test func `no place is farther from the middle of its cell than lines are hidden`() {
        for latitude in [0.0, 45, 60, 70] {
            let corner = GeoPoint(longitude: 20.0000001, latitude: latitude + 0.0000001)
            #expect(corner.distance(to: CoarseGrid.middle(of: corner)) < CoarseGrid.hiddenMetres, "\(latitude)")
        }
    }
}
