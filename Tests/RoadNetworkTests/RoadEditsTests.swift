import Quantities
import Testing

@testable import RoadNetwork

@Suite struct RoadEditsTests {
    /// Two parallel streets 100 m apart, 600 m long with a node every 100 m, joined at both ends.
    private func ladder() -> Village {
        var village = Village()
        for step in 0...6 {
            village.node(step + 1, Double(step) * 100, 0)
            village.node(step + 11, Double(step) * 100, 100)
        }
        village.way(1, Array(1...7))
        village.way(2, Array(11...17))
        village.way(3, [1, 11])
        village.way(4, [7, 17])
        return village
    }

    /// An edit drawn from place to place.
    private func edits(_ points: [(Double, Double)], _ tags: [String: String]) throws -> RoadEdits {
        var drawing = Village()
        for (index, point) in points.enumerated() { drawing.node(-index - 1, point.0, point.1) }
        drawing.way(-1, points.indices.map { -$0 - 1 }, tags)
        var text = drawing.xml
        return try text.withUTF8 { bytes throws(RoadNetworkError) in try RoadEdits(xml: bytes) }
    }

    private func edited(_ edits: RoadEdits) throws -> (network: RoadNetwork, unmatched: [UnmatchedEdit]) {
        var extract = try Village.extract(ladder().xml)
        let unmatched = extract.apply(edits)
        return (try RoadNetwork(extract), unmatched)
    }

    @Test func `a closed stretch is walked and driven round`() throws {
        let (network, unmatched) = try edited(edits([(200, 4), (400, 4)], ["edit": "close"]))
        #expect(unmatched.isEmpty)
        #expect(isClose(try network.walk((150, 0), (450, 0)), 150 + 100 + 600 + 100 + 150))
        #expect(try network.drive((150, 0), (450, 0)) == 1100)
        // The parallel street is untouched.
        #expect(isClose(try network.walk((150, 100), (450, 100)), 300))
    }

    @Test func `closing for buses leaves pupils their way`() throws {
        let (network, _) = try edited(edits([(200, 4), (400, 4)], ["edit": "close", "edit:users": "bus;car"]))
        #expect(isClose(try network.walk((150, 0), (450, 0)), 300))
        #expect(try network.drive((150, 0), (450, 0)) == 1100)
    }

    @Test func `a whole way is named by its id, and an unknown one reported`() throws {
        let (network, unmatched) = try edited(edits([], ["edit": "close", "edit:way": "3"]))
        #expect(unmatched.isEmpty)
        #expect(isClose(try network.walk((0, 0), (0, 100)), 1300))
        #expect(
            try edited(edits([], ["edit": "close", "edit:way": "99"])).unmatched == [UnmatchedEdit(id: -1, metres: nil)]
        )
    }

    @Test(arguments: [[(300.0, 4.0), (300.0, 96.0)], []])
    func `a road that is closed to everybody is opened, and one beside it stays away`(
        line: [(Double, Double)]
    ) throws {
        var village = ladder()
        village.way(5, [4, 14], ["highway": "residential", "access": "no"])
        village.way(6, [3, 13], ["highway": "residential", "access": "no"])
        let opened = try edits(line, line.isEmpty ? ["edit": "open", "edit:way": "5"] : ["edit": "open"])
        #expect(opened.opensRoads)
        var extract = try Village.extract(village.xml, keepsClosed: opened.opensRoads)
        #expect(extract.apply(opened).isEmpty)
        #expect(extract.roads.map(\.id) == [1, 2, 3, 4, 5])
        let network = try RoadNetwork(extract)
        #expect(isClose(try network.walk((300, 0), (300, 100)), 100))
        #expect(try network.drive((300, 0), (300, 100)) == 100)
        #expect(isClose(try network.walk((200, 0), (200, 100)), 300))
        let closed = try RoadNetwork(Village.extract(village.xml))
        #expect(isClose(try closed.walk((300, 0), (300, 100)), 700))
    }

    @Test func `a slowed stretch takes longer`() throws {
        let (network, _) = try edited(edits([(0, 0), (600, 0)], ["edit": "slow", "maxspeed": "20"]))
        let places = [(100.0, 0.0), (500, 0)].compactMap { network.snap(Village.point($0.0, $0.1), for: .bus) }
        // 400 m at 18 km/h are 80 s; by the other street it is 700 m more at 45 km/h, 64 s, with four turns of 8 or 0 s.
        #expect(network.drivingMatrix(between: places).seconds(from: 0, to: 1) <= 80)
        #expect(network.drivingMatrix(between: places).seconds(from: 0, to: 1) > 32)
    }

    @Test func `an added path joins the roads at its ends`() throws {
        let (network, unmatched) = try edited(
            edits([(303, -6), (350, 50), (296, 104)], ["edit": "add", "highway": "footway"]))
        #expect(unmatched.isEmpty)
        let first = Village.point(300, 0)
        let middle = Village.point(350, 50)
        let last = Village.point(300, 100)
        #expect(isClose(try network.walk((300, 0), (300, 100)), first.distance(to: middle) + middle.distance(to: last)))
        #expect(try network.drive((300, 0), (300, 100)) == 700)
        // What was there before is still where it was.
        #expect(isClose(try network.walk((150, 0), (450, 0)), 300))
    }

    @Test func `a stretch without road is reported`() throws {
        let unmatched = try edited(edits([(0, 300), (500, 300)], ["edit": "close"])).unmatched
        #expect(unmatched.map(\.id) == [-1] && isClose(unmatched[0].metres?.metres, 500))
    }

    @Test(arguments: [["edit": "explode"], ["edit": "slow"], ["edit": "add"]])
    func `an edit that is not understood is an error`(tags: [String: String]) {
        #expect(throws: RoadNetworkError.self) { try edits([(0, 0), (100, 0)], tags) }
    }

    @Test func `an island that is nearer than the main roads is named`() throws {
        var village = ladder()
        village.node(90, 0, 900)
        village.node(91, 100, 900)
        village.way(9, [90, 91])
        let network = try village.network()
        let away = try #require(network.snap(Village.point(50, 905), for: .foot))
        #expect(away.way == 2)
        let island = try #require(network.nearerIsland(than: away))
        #expect(island.way == 9 && isClose(island.distance.metres, 5))
        #expect(island.junctions == 2)
        let near = try #require(network.snap(Village.point(50, 110), for: .foot))
        #expect(network.nearerIsland(than: near) == nil)
    }
}
