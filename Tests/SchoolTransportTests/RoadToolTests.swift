internal import Foundation
internal import SchoolTransport
internal import Testing
internal import TransportModel

struct RoadToolTests {
    /// A street of three ways, 1 km to the east from 25 E 60 N, with a detour to the north in its middle.
    private static let street = """
        <osm version='0.6'>
        <node id='1' lon='25.0' lat='60.0'/><node id='2' lon='25.009' lat='60.0'/><node id='3' lon='25.018' lat='60.0'/>
        <node id='4' lon='25.009' lat='60.005'/>
        <way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/></way>
        <way id='2'><nd ref='2'/><nd ref='3'/><tag k='highway' v='residential'/></way>
        <way id='3'><nd ref='1'/><nd ref='4'/><nd ref='3'/><tag k='highway' v='residential'/></way>
        </osm>
        """

    /// A folder with the street, which goes away with the box.
    private final class Box {
        let folder: URL
        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try put(RoadToolTests.street, "street.osm")
        }
        func put(_ text: String, _ name: String) throws {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    @Test
    func `a matrix is a table of pairs, and places without a road are named`() throws {
        let box = try Box()
        try box.put("id,lon,lat\nA,25.001,60.0\nB,25.017,60.0\nfar,26,61\n", "places.csv")
        for (mode, columns) in [(RoadTool.Options.Mode.foot, 3), (.bus, 4)] {
            var options = RoadTool.Options()
            options.mode = mode
            let tool = try RoadTool(network: box.path("street.osm"), options: options)
            let places = try RoadTool.Places(contentsOf: box.path("places.csv"))
            let table = tool.matrix(from: places, to: places)
            let rows = String(decoding: table.csv, as: UTF8.self).split(separator: "\n")
                .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            #expect(rows.count == 10 && rows.allSatisfy { $0.count == columns })
            // 0.016 degrees at 60 N are 892.6 m on the ellipsoid.
            #expect(abs((Double(rows[2][2]) ?? 0) - 892.6) < 1.5, "\(rows[2])")
            #expect(rows[3][2].isEmpty && table.withoutRoad == ["far"])
        }
    }

    @Test
    func `a route has its figures and its line, and no way is said so`() throws {
        let box = try Box()
        var options = RoadTool.Options()
        options.mode = .foot
        let tool = try RoadTool(network: box.path("street.osm"), options: options)
        let route = try tool.route(from: (25.001, 60.0001), to: (25.017, 60.0))
        #expect(abs(route.metres - 892.6 - 11.1) < 1.5 && route.seconds == nil && abs(route.fromRoad - 11.1) < 0.3)
        #expect(route.line.count >= 4 && route.geoJSON.contains("LineString"))
        options.mode = .bus
        options.factor = 2
        let drive = try RoadTool(network: box.path("street.osm"), options: options)
            .route(from: (25.001, 60), to: (25.017, 60))
        options.factor = 1
        let plain = try RoadTool(network: box.path("street.osm"), options: options)
            .route(from: (25.001, 60), to: (25.017, 60))
        #expect(abs((drive.seconds ?? 0) - 2 * (plain.seconds ?? 0)) <= 1 && drive.metres == plain.metres)
        #expect(throws: RoadTool.Problem.self) { try tool.route(from: (0, 0), to: (25.017, 60)) }
    }

    @Test
    func `edits and conditions change the way`() throws {
        let box = try Box()
        try box.put(
            "<osm version='0.6'><way id='-1'><tag k='edit' v='close'/><tag k='edit:way' v='2'/></way></osm>",
            "edits.osm")
        var options = RoadTool.Options()
        options.edits = box.path("edits.osm")
        options.cache = box.path("cache")
        for _ in 0..<2 {
            let tool = try RoadTool(network: box.path("street.osm"), options: options)
            #expect(try tool.route(from: (25.001, 60), to: (25.017, 60)).metres > 1400)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: box.path("cache")).count == 1)
        try box.put("<osm version='0.6'><way id='-1'><tag k='edit' v='explode'/></way></osm>", "edits.osm")
        let problem = #expect(throws: RoadTool.Problem.self) {
            try RoadTool(network: box.path("street.osm"), options: options)
        }
        #expect(problem?.file == box.path("edits.osm"))
    }

    @Test
    func `calibration finds the factor of a timetable and refuses one of another place`() throws {
        let box = try Box()
        // 892.6 m at 90 % of 50 km/h take 71.4 s; the timetable says 100 s, and 110 s in the other direction.
        try box.put(
            "stop_id,stop_lat,stop_lon\nA,59.99995,25.001\nB,59.99995,25.017\nC,60.00005,25.017\nD,60.00005,25.001\n",
            "stops.txt")
        try box.put(
            """
            trip_id,arrival_time,departure_time,stop_id,stop_sequence
            1,07:00:00,07:00:00,A,1
            1,07:01:40,07:01:40,B,2
            2,07:00:00,07:00:00,C,1
            2,07:01:50,07:01:50,D,2
            """, "stop_times.txt")
        let tool = try RoadTool(network: box.path("street.osm"))
        let report = try tool.calibrate(feed: box.folder.path)
        #expect(report.legs == 2 && report.used == 2 && report.rejected == 0)
        #expect(report.factor > 1.3 && report.factor < 1.65 && report.errorAfter < report.errorBefore)
        try box.put("stop_id,stop_lat,stop_lon\nA,10,10\nB,10,10.01\nC,10,10\nD,10,10.01\n", "stops.txt")
        #expect(throws: RoadTool.Problem.self) { try tool.calibrate(feed: box.folder.path) }
        #expect(throws: RoadTool.Problem.self) { try tool.calibrate(feed: "/nowhere") }
    }

    @Test
    func `places that are no table, no number or no network are refused with file and line`() throws {
        let box = try Box()
        try box.put("id,x\n1,2\n", "columns.csv")
        try box.put("id,x,y\nA,25,60\nB,east,60\n", "number.csv")
        for (name, line) in [("columns.csv", 1), ("number.csv", 3)] {
            let problem = #expect(throws: RoadTool.Problem.self) { try RoadTool.Places(contentsOf: box.path(name)) }
            #expect(problem?.file == box.path(name) && problem?.line == line)
        }
        #expect(throws: RoadTool.Problem.self) { try RoadTool.Places(contentsOf: box.path("none.csv")) }
        #expect(throws: RoadTool.Problem.self) {
            try RoadTool.Places(contentsOf: box.path("number.csv"), crs: "EPSG:1")
        }
        #expect(throws: RoadTool.Problem.self) { try RoadTool(network: box.folder.path) }
        #expect(throws: RoadTool.Problem.self) { try RoadTool(network: box.path("columns.csv")) }
    }

    @Test
    func `road edits of a bundle are applied at night, checked, and kept ready`() throws {
        let municipality = try TinyMunicipality(pupils: 40)
        try municipality.write(
            "<osm version='0.6'><way id='-7'><tag k='edit' v='close'/><tag k='edit:way' v='99999999'/></way></osm>",
            to: "road_edits.osm")
        let cache = municipality.root.appendingPathComponent("cache").path
        func decide(into name: String, cached: Bool) throws -> (findings: [Finding], files: [String: Data]) {
            var options = BatchOptions()
            options.threads = 2
            options.cache = cached ? cache : nil
            let batch = NightlyBatch(bundle: municipality.bundle, options: options)
            let outcome = try batch.run(.decide, into: municipality.plan(name)).outcome
            return (outcome.findings, try municipality.files(in: municipality.plan(name)))
        }
        let plain = try decide(into: "plain", cached: false)
        let found = plain.findings.filter { $0.code == "road-edit-unmatched" }
        #expect(found.map(\.subject) == ["-7"] && found.map(\.file) == ["road_edits.osm"])
        for name in ["made", "kept"] {
            let cached = try decide(into: name, cached: true)
            #expect(cached.files["decisions.csv"] == plain.files["decisions.csv"])
            #expect(cached.findings == plain.findings)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache).count == 1)
        try municipality.write("<osm", to: "road_edits.osm")
        let error = #expect(throws: BatchError.self) { try decide(into: "broken", cached: false) }
        #expect(error?.problems.map(\.file) == ["road_edits.osm"])
    }
}
