import Quantities
import Testing

@testable import RoadNetwork

@Suite struct FerryTests {
    /// A mainland with a pier at (200, 0), an island with one at (1200, 0), and a ferry line of 1000 m between them.
    private func sound(_ tags: [String: String] = ["motor_vehicle": "yes", "duration": "00:15"]) -> Village {
        var village = Village()
        for (id, point) in [
            (1, (0.0, 0.0)), (2, (200, 0)), (3, (-200, 0)), (4, (700, 0)), (5, (1200, 0)), (6, (1300, 0)),
            (8, (-200, 200)), (9, (0, 200)),
        ] {
            village.node(id, point.0, point.1)
        }
        village.way(1, [3, 1, 2])
        village.way(2, [5, 6])
        village.way(3, [3, 8])
        village.way(4, [1, 9])
        village.way(7, [2, 4, 5], ["route": "ferry"].merging(tags) { $1 })
        return village
    }

    private let mainland = (100.0, 0.0), island = (1250.0, 0.0)

    private func opened(_ village: Village, _ tags: [String: String]) throws -> RoadNetwork {
        var drawing = Village()
        drawing.way(-1, [], tags)
        var text = drawing.xml
        let edits = try text.withUTF8 { bytes throws(RoadNetworkError) in try RoadEdits(xml: bytes) }
        var extract = try Village.extract(village.xml)
        #expect(extract.apply(edits).isEmpty)
        return try RoadNetwork(extract)
    }

    private func seconds(_ network: RoadNetwork, _ from: (Double, Double), _ to: (Double, Double)) throws -> Int32 {
        let places = try [from, to].map { try #require(network.snap(Village.point($0.0, $0.1), for: .bus)) }
        return network.drivingMatrix(between: places).seconds(from: 0, to: 1)
    }

    @Test func `a ferry is no walk and no road until it is opened, and its island stays one`() throws {
        let network = try sound().network()
        let home = try #require(network.snap(Village.point(1250, 5), for: .foot))
        #expect(home.way == 1)
        #expect(network.nearerIsland(than: home)?.way == 2)
        #expect(network.snap(Village.point(1250, 5), for: .bus)?.way == 1)
        // The line of the ferry does not make the network larger either.
        var land = sound()
        land.node(10, 300, 3000)
        land.way(8, [2, 10], ["route": "ferry"])
        #expect(try land.network().bounds.northEast == network.bounds.northEast)
    }

    @Test func `opened for buses, it is driven in its duration after a wait, and not walked`() throws {
        let network = try opened(sound(), ["edit": "open", "edit:way": "7", "edit:users": "bus"])
        // 100 m at 12.5 m/s, 300 s to board, 900 s over the water, 50 m.
        #expect(try seconds(network, mainland, island) == 8 + 300 + 900 + 4)
        #expect(try seconds(network, island, mainland) == 8 + 300 + 900 + 4)
        #expect(try network.drive(mainland, island) == 1150)
        #expect(network.snap(Village.point(1250, 5), for: .foot)?.way == 1)
        #expect(network.snap(Village.point(1250, 5), for: .bus)?.way == 2)
    }

    @Test func `opened for everybody, its metres count as walked, and a home on the island is no island's`() throws {
        let network = try opened(sound(["foot": "no", "motor_vehicle": "no"]), ["edit": "open", "edit:way": "7"])
        #expect(isClose(try network.walk(mainland, island), 1150))
        let home = try #require(network.snap(Village.point(1250, 5), for: .foot))
        #expect(home.way == 2 && network.nearerIsland(than: home) == nil)
        // 1000 m at 10 km/h, as the map says nothing.
        #expect(try seconds(network, mainland, island) == 8 + 300 + 360 + 4)
    }

    @Test func `nobody sets out from the water`() throws {
        let network = try opened(sound(), ["edit": "open", "edit:way": "7"])
        let boat = Village.point(700, 5)
        #expect(network.snap(boat, for: .foot)?.way != 7 && network.snap(boat, for: .bus)?.way != 7)
        var bicycle = RoadConditions()
        bicycle.traveller = .bicycle
        let cycled = try #require(network.under(bicycle))
        #expect(cycled.snap(boat, for: .foot)?.way != 7)
        #expect(isClose(try cycled.walk(mainland, island), 1150))
    }

    @Test(
        arguments: [
            ([:], true, false), (["foot": "no", "motor_vehicle": "yes"], false, true),
            (["foot": "yes", "motor_vehicle": "no"], true, false), (["access": "private"], false, false),
            (["access": "private", "bus": "designated"], false, true), (["ferry": "unclassified"], true, true),
            (["ferry": "unclassified", "motor_vehicle": "no"], true, false), (["ferry": "path"], true, false),
        ] as [([String: String], Bool, Bool)])
    func `opening all ferries lets aboard whom their tags take`(
        tags: [String: String], walks: Bool, drives: Bool
    ) throws {
        let network = try opened(sound(tags), ["edit": "open", "edit:way": "ferries"])
        #expect((network.snap(Village.point(1250, 5), for: .foot)?.way == 2) == walks)
        #expect((network.snap(Village.point(1250, 5), for: .bus)?.way == 2) == drives)
        let foot = try opened(sound(tags), ["edit": "open", "edit:way": "ferries", "edit:users": "foot"])
        #expect(foot.snap(Village.point(1250, 5), for: .bus)?.way == 1)
    }

    @Test func `a ferry that runs one way is opened that way alone`() throws {
        let network = try opened(
            sound(["oneway": "yes", "duration": "10"]), ["edit": "open", "edit:way": "ferries"])
        let ends = try [mainland, island].map { try #require(network.snap(Village.point($0.0, $0.1), for: .foot)) }
        #expect(isClose(network.walks(from: [ends[0]], to: ends[1])[0]?.distance.metres, 1150))
        #expect(network.walks(from: [ends[1]], to: ends[0])[0] == nil)
    }

    @Test func `an edit slows a crossing by limit or duration, and closes it again`() throws {
        var drawing = Village()
        drawing.way(-1, [], ["edit": "open", "edit:way": "7", "edit:users": "bus"])
        func edited(_ tags: [String: String]) throws -> RoadNetwork {
            var file = drawing
            file.way(-2, [], ["edit:way": "7"].merging(tags) { $1 })
            var text = file.xml
            let edits = try text.withUTF8 { bytes throws(RoadNetworkError) in try RoadEdits(xml: bytes) }
            var extract = try Village.extract(sound().xml)
            #expect(extract.apply(edits).isEmpty)
            return try RoadNetwork(extract)
        }
        // 1000 m at 5 km/h are 720 s.
        #expect(try seconds(edited(["edit": "slow", "maxspeed": "5"]), mainland, island) == 8 + 300 + 720 + 4)
        #expect(try seconds(edited(["edit": "slow", "duration": "00:25"]), mainland, island) == 8 + 300 + 1500 + 4)
        #expect(try edited(["edit": "close"]).snap(Village.point(1250, 5), for: .bus)?.way == 1)
    }

    @Test func `a part of a crossing takes its part of the duration`() throws {
        var drawing = Village()
        for (id, x) in [(-1, 200.0), (-2, 700)] { drawing.node(id, x, 3) }
        drawing.way(-1, [], ["edit": "open", "edit:way": "7", "edit:users": "bus"])
        drawing.way(-2, [-1, -2], ["edit": "slow", "maxspeed": "5"])
        var text = drawing.xml
        let edits = try text.withUTF8 { bytes throws(RoadNetworkError) in try RoadEdits(xml: bytes) }
        var extract = try Village.extract(sound().xml)
        #expect(extract.apply(edits).isEmpty)
        // Half of the line at 5 km/h, half of 900 s for the other half.
        #expect(try seconds(RoadNetwork(extract), mainland, island) == 8 + 300 + 360 + 450 + 4)
    }

    @Test func `a pier stays the end of its road, where a bus turns`() throws {
        let network = try opened(sound(), ["edit": "open", "edit:way": "7", "edit:users": "bus"])
        let places = try [(150.0, 0.0), (50, 0)].map { point in
            try #require(network.snap(Village.point(point.0, point.1), for: .bus))
        }
        let ahead = try #require(network.directions(of: places[0]).first { $0.uses == .forward })
        // 50 m to the pier, 30 s to turn, 150 m back.
        #expect(network.drivingMatrix(between: [ahead, places[1]]).seconds(from: 0, to: 1) == 4 + 30 + 12)
    }

    @Test func `an added ferry takes whom its tags say`() throws {
        var village = sound()
        village.node(11, 200, -900)
        village.node(12, 300, -900)
        village.way(9, [11, 12])
        var drawing = Village()
        drawing.node(-1, 203, 0)
        drawing.node(-2, 203, -900)
        drawing.way(-1, [-1, -2], ["edit": "add", "route": "ferry", "bus": "yes", "foot": "no", "duration": "PT10M"])
        var text = drawing.xml
        let edits = try text.withUTF8 { bytes throws(RoadNetworkError) in try RoadEdits(xml: bytes) }
        var extract = try Village.extract(village.xml)
        #expect(extract.apply(edits).isEmpty)
        let network = try RoadNetwork(extract)
        #expect(network.snap(Village.point(250, -895), for: .foot)?.way == 1)
        #expect(try seconds(network, mainland, (250, -900)) == 8 + 300 + 600 + 4)
    }

    @Test(
        arguments: [
            ("00:15", 900), ("15", 900), ("1:30", 5400), ("00:01:30", 90), ("PT15M", 900), ("PT1H5M", 3900),
            ("0", nil), ("25:00", nil), ("", nil), (":", nil), ("quarter", nil), ("-5", nil), ("PT", nil), ("PT5", nil),
            ("99999999999999999999", nil), ("1:2:3:4", nil),
        ] as [(String, UInt16?)])
    func `durations as written`(text: String, expected: UInt16?) {
        #expect(Ferry.duration(text) == expected)
    }
}
