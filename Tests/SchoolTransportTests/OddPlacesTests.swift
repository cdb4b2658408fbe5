internal import Coordinates
internal import Foundation
internal import Quantities
internal import SchoolTransport
internal import Testing
internal import TransportModel

/// The main job over a map with an island, a one-way path and homes far from every road, and with vehicles that cannot
/// turn in the road.
struct OddPlacesTests {
    /// The northernmost node of a road of `network`, which has an element a line.
    private func northernmost(_ network: String) -> (id: Substring, point: GeoPoint)? {
        func value(_ key: String, _ line: Substring) -> Substring? {
            line.range(of: key + "=\"").map { line[$0.upperBound...].prefix { $0 != "\"" } }
        }
        let lines = network.split(separator: "\n")
        let onRoads = lines.filter { $0.contains("k=\"highway\"") && $0.hasPrefix("<way ") }.reduce(
            into: Set<Substring>()
        ) {
            for part in $1.split(separator: "<") { if let node = value("ref", part) { $0.insert(node) } }
        }
        return lines.filter { $0.hasPrefix("<node ") }.compactMap { line in
            guard let id = value("id", line), onRoads.contains(id),
                let latitude = value("lat", line).flatMap({ Double($0) }),
                let longitude = value("lon", line).flatMap({ Double($0) })
            else { return nil }
            return (id, GeoPoint(longitude: longitude, latitude: latitude))
        }.max { ($0.point.latitude, $0.id) < ($1.point.latitude, $1.id) }
    }

    private func node(_ id: Int, _ point: GeoPoint) -> String {
        "<node id=\"\(id)\" lat=\"\(point.latitude)\" lon=\"\(point.longitude)\"/>\n"
    }

    /// Moves the first homes of `municipality` to `points`; the ids of their pupils.
    private func moveHomes(_ municipality: TinyMunicipality, to points: [GeoPoint]) throws -> [String] {
        let file = municipality.bundle.appendingPathComponent("homes.csv")
        var rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let system = try CoordinateSystem("EPSG:3067")
        for (row, point) in points.enumerated() {
            let grid = try #require(system.gridPoint(of: point))
            (rows[row + 1][2], rows[row + 1][3]) = ("\(grid.x)", "\(grid.y)")
        }
        try municipality.write(rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n", to: "homes.csv")
        return points.indices.map { rows[$0 + 1][0] }
    }

    @Test
    func `homes on an island, behind a one-way path and off the map are findings of a whole plan`() throws {
        let municipality = try TinyMunicipality()
        let file = municipality.bundle.appendingPathComponent("network.osm")
        var network = try String(contentsOf: file, encoding: .utf8)
        let (id, north) = try #require(northernmost(network))
        func beyond(_ metresNorth: Double, _ metresEast: Double = 0) -> GeoPoint {
            GeoPoint(longitude: north.longitude + metresEast / 55_000, latitude: north.latitude + metresNorth / 111_400)
        }
        // An island with ten road ends 500 m beyond the last road, and a path that one may only walk away from the road.
        var added = ""
        for number in 0..<10 {
            let point = beyond(500, 40 * Double(number) + 400)
            added += node(9_000_000 + number, point)
        }
        for number in 0..<9 {
            added +=
                "<way id=\"\(9_000_100 + number)\"><nd ref=\"\(9_000_000 + number)\"/><nd ref=\"\(9_000_001 + number)\"/>"
                + "<tag k=\"highway\" v=\"residential\"/></way>\n"
        }
        let end = beyond(400, -300)
        added += node(9_000_200, end)
        added +=
            "<way id=\"9000201\"><nd ref=\"\(id)\"/><nd ref=\"9000200\"/><tag k=\"highway\" v=\"footway\"/>"
            + "<tag k=\"oneway:foot\" v=\"yes\"/></way>\n"
        network = network.replacingOccurrences(of: "</osm>", with: added + "</osm>")
        try municipality.write(network, to: "network.osm")
        let pupils = try moveHomes(municipality, to: [beyond(505, 500), beyond(400, -302), beyond(9000)])

        let outcome = try municipality.batch().plan(into: municipality.plan("plan"))
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        for (pupil, code) in zip(pupils, ["home-on-island", "home-cut-off", "home-off-network"]) {
            let own = outcome.findings.filter { $0.subject == pupil }
            #expect(own.contains { $0.code == code && $0.file == "homes.csv" }, "\(pupil): \(own.map(\.code))")
        }
        let decisions = try String(
            contentsOf: municipality.plan("plan").appendingPathComponent("decisions.csv"), encoding: .utf8)
        for pupil in pupils { #expect(decisions.contains("\n\(pupil),")) }
    }

    @Test(arguments: [TurnsAtStops.always, .onMinorRoads, .never])
    func `a plan keeps its times whether vehicles can turn at stops or not`(turns: TurnsAtStops) throws {
        let municipality = try TinyMunicipality(pupils: 60)
        let file = municipality.bundle.appendingPathComponent("municipality.yaml")
        let settings = try String(contentsOf: file, encoding: .utf8)
        try municipality.write(
            settings.replacingOccurrences(
                of: "  mixed_loads: yes", with: "  mixed_loads: yes\n  turns_at_stops: \(turns.rawValue)"),
            to: "municipality.yaml")
        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        #expect(try municipality.batch().check(folder).errors == 0)
        let stops = folder.appendingPathComponent("stops.csv")
        let text = try String(contentsOf: stops, encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        try #require(!rows.isEmpty)
        let withHeadings = rows.count { !$0[7].isEmpty && !$0[8].isEmpty }
        let turning = rows.count { $0[9] == "30" }
        switch turns {
        case .always: #expect(turning == rows.count)
        case .onMinorRoads: #expect(turning > 0)
        case .never: #expect(turning == 0)
        }
        #expect(withHeadings == rows.count)
        guard turns == .never else { return }
        // A vehicle that came the other way would need another time: the check holds the file to its headings.
        let turned = text.split(separator: "\n").enumerated().map { number, line -> String in
            guard number > 0 else { return String(line) }
            var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            for cell in 7...8 { cells[cell] = Int(cells[cell]).map { "\(($0 + 180) % 360)" } ?? "" }
            return cells.joined(separator: ",")
        }
        try (turned.joined(separator: "\n") + "\n").write(to: stops, atomically: true, encoding: .utf8)
        let codes = Set(try municipality.batch().check(folder).findings.map(\.code))
        #expect(!codes.isDisjoint(with: ["plan-drive-too-fast", "plan-wrong-distance"]))
    }

    @Test
    func `turning that costs no time leaves headings blank`() throws {
        let municipality = try TinyMunicipality(pupils: 40)
        try addService("turns_at_stops: always\n  turning_s: 0", to: municipality)
        let folder = municipality.plan("plan")
        #expect(try municipality.batch().plan(into: folder).findings.filter { $0.severity == .error } == [])
        #expect(try stops(folder).allSatisfy { $0[7].isEmpty && $0[8].isEmpty && $0[9].isEmpty })
    }

    @Test
    func `stops with a side are passed with it at the door, and where that cannot be, it is told`() throws {
        let municipality = try TinyMunicipality(pupils: 60)
        let first = municipality.plan("first")
        _ = try municipality.batch().plan(into: first)
        // Every stop gets the side that vehicles to school did not have at the door.
        let other = try stops(first).compactMap { row in
            Int(row[7]).map { ["\"\(row[1])\"", row[2], row[3], "\(($0 + 270) % 360)"] }
        }
        try #require(!other.isEmpty)
        let file = other.enumerated().map { "S\($0)," + $1.joined(separator: ",") }
        try municipality.write("stop_id,name,x,y,side\n" + file.joined(separator: "\n") + "\n", to: "stops.csv")
        try municipality.write("pupil_id,home_id,stop_id,submitted_at\n", to: "choices.csv")

        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        let impossible = Set(outcome.findings.filter { $0.code == "stop-side-impossible" }.map(\.subject))
        var kept = 0
        for row in try stops(folder) {
            guard let number = Int(row[0].dropFirst()), row[0].hasPrefix("S"), !impossible.contains(row[0]) else {
                continue
            }
            let side = try #require(Int(other[number][3]))
            for cell in 7...8 {
                guard let heading = Int(row[cell]) else { continue }
                let angle = abs(heading + 90 - side) % 360
                #expect(min(angle, 360 - angle) <= 75, "\(row)")
            }
            #expect(row[9].isEmpty)
            kept += 1
        }
        #expect(kept > 0)
        #expect(try municipality.batch().check(folder).errors == 0)
    }

    @Test
    func `vehicles of several sizes are told to share the roads of the largest`() throws {
        let municipality = try TinyMunicipality(pupils: 40)
        let file = municipality.bundle.appendingPathComponent("vehicles.csv")
        var rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        rows[0] += ",length_m,height_m"
        for row in 1..<rows.count { rows[row] += row == 1 ? ",13.5,3.6" : ",7," }
        try municipality.write(rows.joined(separator: "\n") + "\n", to: "vehicles.csv")
        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        let shared = outcome.findings.filter { $0.code == "vehicle-sizes-shared" }
        #expect((shared.count == 1) == (rows.count > 2))
        #expect(shared.allSatisfy { $0.message.contains("13.5 m length") && $0.message.contains("3.6 m height") })
        #expect(try municipality.batch().check(folder).errors == 0)
    }

    private func addService(_ keys: String, to municipality: TinyMunicipality) throws {
        let file = municipality.bundle.appendingPathComponent("municipality.yaml")
        let settings = try String(contentsOf: file, encoding: .utf8)
        try municipality.write(
            settings.replacingOccurrences(of: "  mixed_loads: yes", with: "  mixed_loads: yes\n  \(keys)"),
            to: "municipality.yaml")
    }

    /// The rows of the stops of the plan in `folder`, cell by cell.
    private func stops(_ folder: URL) throws -> [[String]] {
        try String(contentsOf: folder.appendingPathComponent("stops.csv"), encoding: .utf8).split(separator: "\n")
            .dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
