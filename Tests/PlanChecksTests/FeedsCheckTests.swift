import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

/// On the lane two pupils use A (Alder) and B (Birch) each, so a feed may show neither.
@Suite struct FeedsCheckTests {
    private func codes(_ stops: String, trips: String = "trip_id\nT-0-1\n") throws -> Set<String> {
        let folder = try LaneFolder()
        var archive = ZIPWriter()
        archive.add(Array(stops.utf8), as: "stops.txt")
        archive.add(Array(trips.utf8), as: "trips.txt")
        try folder.write(try archive.bytes(), to: "gtfs.zip")
        return folder.codes()
    }

    @Test func `a feed of masked stops is fine`() throws {
        #expect(try codes("stop_id,stop_name\narea-1,Stop 1\nschool:S1,Lane school\n") == [])
    }

    @Test(arguments: ["stop_id,stop_name\nA,Stop 1\n", "stop_id,stop_name\narea-1,Birch\n"])
    func `a stop of two pupils by its id or name is found`(_ stops: String) throws {
        #expect(try codes(stops) == ["plan-stop-not-masked"])
    }

    @Test func `two pupils' stop may be called like a school`() throws {
        let folder = try LaneFolder { $0.stops[0].name = "Lane school" }
        #expect(!folder.codes().contains("plan-stop-not-masked"))
    }

    @Test func `a pupil in a feed is found, protected or not`() throws {
        var batch = Lane.batch()
        batch.pupils[Index(3)].id = "P-0004"
        let folder = try LaneFolder(batch: batch)
        try folder.write(Array("{\"trip\": \"P-00041\"}".utf8), to: "plan.geojson")
        #expect(folder.findings() == [])
        try folder.write(Array("{\"for\": \"P-0004\"}".utf8), to: "plan.geojson")
        #expect(folder.codes() == ["plan-pupil-in-feed"])
    }
}
