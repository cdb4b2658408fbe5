import Foundation
import PlanFixtures
import Quantities
import RoadNetwork
import Testing
import TransportModel

@testable import Exports

/// A lane of 10 km with a side road to the south at 500 m, as an OpenStreetMap file.
struct LaneMap {
    let network: RoadNetwork

    init() throws {
        func node(_ id: Int, _ metres: Double, south: Double = 0) -> String {
            let point = Lane.place(metres).point
            return "<node id='\(id)' lon='\(point.longitude)' lat='\(point.latitude - south / 111_320)'/>"
        }
        func way(_ id: Int, _ refs: [Int], _ tags: [(String, String)]) -> String {
            let nodes = refs.map { "<nd ref='\($0)'/>" }.joined()
            let words = tags.map { "<tag k='\($0.0)' v='\($0.1)'/>" }.joined()
            return "<way id='\(id)'>\(nodes)<tag k='highway' v='residential'/>\(words)</way>"
        }
        let marks = [-1000.0, 0, 100, 500, 1000, 10_000]
        let nodes = marks.enumerated().map { node($0.offset + 1, $0.element) } + [node(7, 500, south: 400)]
        let lane = [("name", "Lane"), ("name:sv", "Gränden"), ("name:fi", "Kuja")]
        let text =
            "<osm version='0.6'>\n" + nodes.joined(separator: "\n") + "\n" + way(1, [1, 2, 3, 4, 5, 6], lane) + "\n"
            + way(2, [4, 7], [("name", "Side")]) + "\n</osm>\n"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("lane-\(UUID().uuidString).osm")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        network = try RoadNetwork.read(contentsOf: file.path)
    }

    /// The way between two points.
    func way(_ from: GeoPoint, _ to: GeoPoint) throws -> [DrivenStretch] {
        let start = try #require(network.snap(from, for: .bus))
        return network.drivingStretches(from: start, to: try #require(network.snap(to, for: .bus)))
    }

    static let south = GeoPoint(longitude: Lane.place(500).point.longitude, latitude: 61 - 300 / 111_320)
}

@Suite struct TurnByTurnTests {
    @Test func `a way is told by turns, names and rounded lengths`() throws {
        let way = try LaneMap().way(Lane.place(0).point, LaneMap.south)
        let turns = TurnByTurn(way, language: "sv")
        // 500 m of the lane are 540 m on the ground at this latitude.
        #expect(turns.steps.map(\.turn) == [.along, .right] && turns.steps.map(\.road) == ["Gränden", "Side"])
        #expect(turns.text(Messages.of("sv")) == "Längs Gränden, 550 m · ► Höger, Side, 300 m")
        #expect(turns.text(Messages.of("en")) == "Along Gränden, 550 m · ► Right, Side, 300 m")
        let back = TurnByTurn(try LaneMap().way(LaneMap.south, Lane.place(0).point), language: "fi")
        #expect(back.steps.map(\.turn) == [.along, .left] && back.steps.map(\.road) == ["Side", "Kuja"])
    }

    @Test func `a vehicle that must go back is told to turn`() throws {
        let there = TurnByTurn(try LaneMap().way(Lane.place(0).point, Lane.place(200).point), language: "en")
        let back = TurnByTurn(
            try LaneMap().way(Lane.place(200).point, Lane.place(0).point), heading: there.lastBearing, language: "en")
        #expect(back.steps.map(\.turn) == [.around])
    }

    @Test(arguments: [
        (12.0, "10 m"), (94, "90 m"), (130, "150 m"), (940, "950 m"), (1234, "1.2 km"), (20_000, "20 km"),
    ])
    func `lengths are rounded as a driver needs them`(_ metres: Double, _ text: String) {
        #expect(TurnByTurn.Step.shown(metres, "en") == text)
        #expect(TurnByTurn.Step.shown(metres, "sv") == text.replacingOccurrences(of: ".", with: ","))
    }

    @Test func `the place is on the driver's right or left`() {
        let line = [Lane.place(0).point, Lane.place(100).point]
        func beside(_ metres: Double) -> GeoPoint {
            GeoPoint(longitude: Lane.place(100).point.longitude, latitude: 61 + metres / 111_320)
        }
        #expect(TurnByTurn.side(of: beside(-10), along: line) == .right)
        #expect(TurnByTurn.side(of: beside(10), along: line) == .left)
        #expect(TurnByTurn.side(of: beside(1), along: line) == nil)
        #expect(TurnByTurn.side(of: beside(10), along: []) == nil)
    }

    @Test func `sheets and the drivers' package tell the way on the roads`() throws {
        let batch = Lane.batch()
        let plan = Lane.plan(for: batch)
        let writer = PlanWriter(
            plan: plan, batch: batch, network: try LaneMap().network, settings: Lane.settings(for: plan))
        let parent = FileManager.default.temporaryDirectory.appendingPathComponent("lane-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: parent) }
        let folder = parent.appendingPathComponent("plan")
        try writer.stage(for: folder).finish(adding: [], run: RunRecord(threads: 1))
        let sheet = try String(contentsOf: folder.appendingPathComponent("drivers/K-0.html"), encoding: .utf8)
        // From the depot at -1000 m to A at 100 m; back from school the bus turns.
        #expect(sheet.contains("<td colspan=\"3\">Längs Gränden, 1,2 km</td>"))
        #expect(sheet.contains("▼ Vänd, Gränden"))
        #expect(
            sheet.contains("Väg till depån:</span> Längs Gränden") || sheet.contains("Väg till depån:</span> Rakt fram")
        )
        let package = try Data(contentsOf: folder.appendingPathComponent("drivers/drivers.gpkg"))
        let text = String(decoding: package, as: UTF8.self)
        #expect(text.contains("Längs Gränden, 1,2 km") && text.contains("rtree_driver_steps_geom"))
        for word in ["P-1", "P-2", "Anna", "Vera"] { #expect(!text.contains(word)) }
    }
}

@Suite struct HazardsOnFamilyMapsTests {
    /// The lane from 0 to 100 m, which P-1 walks, is marked by its way or by a line, from a day or for good.
    private func page(_ marks: [HazardMark], language: String = "sv") throws -> String {
        var batch = Lane.batch()
        batch.hazards = marks
        batch.pupils[Index(0)].language = language
        let plan = Lane.plan(for: batch)
        let source = ExportSource(
            tables: PlanTables(plan: plan, batch: batch), plan: plan, batch: batch, network: try LaneMap().network,
            settings: Lane.settings(for: plan), threads: 1)
        let file = FamilyPages(source, RoadTiles(source.network)).files().first { $0.name == "families/P-1.html" }
        return String(decoding: try #require(file).bytes, as: UTF8.self)
    }

    @Test func `a walk along a dangerous road is drawn and told, whether marked by way or by line`() throws {
        let line = [Lane.place(-50).point, Lane.place(150).point]
        for mark in [HazardMark(id: "Z", location: .way(1)), HazardMark(id: "Z", location: .line(line))] {
            let page = try page([mark])
            #expect(page.contains("<path class=\"hazard\" d=\"M"))
            #expect(page.contains("<strong class=\"warning\">en del av vägen är märkt som farlig</strong>"))
            #expect(page.contains("Rött och streckat: märkt som farligt."))
        }
        #expect(
            try self.page([HazardMark(id: "Z", location: .way(1))], language: "fi").contains("merkitty vaaralliseksi"))
    }

    @Test func `a dangerous road that is only near is drawn and not told, one out of season not even drawn`() throws {
        let beside = [Lane.place(50), Lane.place(60)].map {
            GeoPoint(longitude: $0.point.longitude, latitude: $0.point.latitude - 60.0 / 111_320)
        }
        let near = try page([HazardMark(id: "Z", location: .line(beside))])
        #expect(near.contains("class=\"hazard\"") && !near.contains("class=\"warning\""))
        var past = HazardMark(id: "Z", location: .way(1))
        past.to = CalendarDate("2026-01-31")
        let page = try page([past])
        #expect(!page.contains("class=\"hazard\"") && !page.contains("class=\"warning\""))
    }
}
