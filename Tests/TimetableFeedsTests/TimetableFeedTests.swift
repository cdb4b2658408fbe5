import Foundation
import Quantities
import Tables
import Testing

@testable import TimetableFeeds

@Suite struct TimetableFeedTests {
    private static let stops = """
        \u{FEFF}stop_id,stop_name,stop_lat,stop_lon
        A,"Tori, itä",60.0,25.0
        B,Mylly,60.01,25.0
        C,Koulu,60.02,25.01
        D,Nowhere,,
        """
    private static let times = """
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        1,07:00:00,07:01:00,A,1
        1,07:03:00,07:03:30,B,2
        1,07:04:00,07:04:00,C,3
        2,24:10:00,24:10:00,B,7
        2,24:08:00,24:08:00,A,3
        3,07:00:00,07:00:00,B,1
        3,,,C,2
        3,07:61:00,07:61:00,A,3
        3,08:00:00,08:00:00,D,4
        """

    /// An unpacked feed with `files` in a folder that is given to `body`.
    private func withFeed(_ files: [String: String], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        try body(folder)
    }

    @Test func `legs are the mean times of neighbouring stops, in the order of their sequence`() throws {
        try withFeed(["stops.txt": Self.stops, "stop_times.txt": Self.times]) { folder in
            let feed = try TimetableFeed(path: folder.path)
            // A-B takes 2 min by trip 1 (07:01-07:03) and 2 min by trip 2; B-C is half a minute and left out.
            #expect(
                feed.legs() == [
                    .init(
                        from: GeoPoint(longitude: 25, latitude: 60), to: GeoPoint(longitude: 25, latitude: 60.01),
                        time: Seconds(120))
                ])
            // The stop without a position, minute 61, and the time at the unknown stop; a blank time is no fault.
            #expect(feed.rowsLeftOut == 3)
        }
    }

    @Test func `trams are left out where the feed tells them apart`() throws {
        let files = [
            "stops.txt": Self.stops, "stop_times.txt": Self.times,
            "routes.txt": "route_id,route_type\nT,0\nB,3\nE,702\n",
            "trips.txt": "route_id,trip_id\nT,1\nB,2\nE,3\n",
        ]
        try withFeed(files) { folder in
            // Trip 2 alone goes from A to B; without it nothing does.
            #expect(try TimetableFeed(path: folder.path).legs().map(\.time) == [Seconds(120)])
            try "route_id,route_type\nT,0\nB,1\nE,702\n".write(
                to: folder.appendingPathComponent("routes.txt"), atomically: true, encoding: .utf8)
            #expect(try TimetableFeed(path: folder.path).legs().isEmpty)
        }
    }

    @Test func `an archive reads as its folder, files below a folder of their own included`() throws {
        try withFeed([:]) { folder in
            for prefix in ["", "feed/"] {
                let path = folder.appendingPathComponent("feed.zip")
                var zip = ZIPWriter()
                zip.add(Array(Self.stops.utf8), as: "\(prefix)stops.txt")
                zip.add(Array(Self.times.utf8), as: "\(prefix)stop_times.txt")
                try Data(zip.bytes()).write(to: path)
                #expect(try TimetableFeed(path: path.path).legs().map(\.time) == [Seconds(120)])
            }
        }
    }

    @Test func `what is no feed is refused with the file and a remedy`() throws {
        #expect(throws: TimetableFeed.Problem.self) { try TimetableFeed(path: "/nowhere") }
        try withFeed(["stops.txt": Self.stops]) { folder in
            #expect { try TimetableFeed(path: folder.path) } throws: {
                ($0 as? TimetableFeed.Problem)?.file == "stop_times.txt"
            }
        }
        try withFeed(["stops.txt": "stop_id\n1\n", "stop_times.txt": Self.times]) { folder in
            #expect { try TimetableFeed(path: folder.path) } throws: {
                ($0 as? TimetableFeed.Problem)?.message == "The columns stop_lat, stop_lon are missing."
            }
            let path = folder.appendingPathComponent("broken.zip")
            try Data("PK no".utf8).write(to: path)
            #expect { try TimetableFeed(path: path.path) } throws: {
                ($0 as? TimetableFeed.Problem)?.message.contains("no GTFS archive") ?? false
            }
        }
    }
}
