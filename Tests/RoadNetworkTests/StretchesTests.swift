import Quantities
import Testing

@testable import RoadNetwork

@Suite struct StretchesTests {
    /// A road of two ways of one name to the east, then a nameless one with a number to the north.
    private func network() throws -> RoadNetwork {
        var village = Village()
        for (id, place) in [(0.0, 0.0), (100, 0), (200, 0), (200, 300)].enumerated() {
            village.node(id + 1, place.0, place.1)
        }
        let lane = ["highway": "residential", "name": "Lane", "name:sv": "Gränden", "name:fi": "Kuja"]
        village.way(1, [1, 2], lane)
        village.way(2, [2, 3], lane)
        village.way(3, [3, 4], ["highway": "tertiary", "ref": "1130"])
        return try village.network()
    }

    @Test func `a way is told road by road, and its points are those of the driven line`() throws {
        let network = try network()
        let from = try #require(network.snap(Village.point(20, 0), for: .bus))
        let to = try #require(network.snap(Village.point(200, 250), for: .bus))
        let stretches = network.drivingStretches(from: from, to: to)
        #expect(stretches.map { $0.name.text(in: "en") } == ["Lane", "1130"])
        #expect(stretches.map { $0.name.text(in: "sv") } == ["Gränden", "1130"])
        #expect(stretches.map { $0.name.text(in: "fi-FI") } == ["Kuja", "1130"])
        #expect(stretches[0].points.last == stretches[1].points.first)
        #expect(stretches[0].points + stretches[1].points.dropFirst() == network.drivingPath(from: from, to: to))
    }

    @Test func `a drive within one edge is one stretch, against the drawing direction too`() throws {
        let network = try network()
        let from = try #require(network.snap(Village.point(200, 250), for: .bus))
        let to = try #require(network.snap(Village.point(200, 50), for: .bus))
        let stretches = network.drivingStretches(from: from, to: to)
        #expect(stretches.map(\.name.number) == ["1130"])
        #expect(stretches[0].points == [from.point, to.point])
    }

    @Test func `a name keeps its translations in the table of names, and a plain name stays plain`() {
        let name = RoadName(local: "Storgatan", swedish: "Storgatan", finnish: "Isokatu", number: "E 8")
        #expect(RoadName(entry: name.entry) == name)
        #expect(RoadName(local: "Lane").entry == "Lane" && RoadName(entry: "Lane") == RoadName(local: "Lane"))
        #expect(RoadName().entry.isEmpty && RoadName(entry: "").text(in: "sv").isEmpty)
    }

    @Test func `corners and residential points keep the plain name`() throws {
        var village = Village()
        for (id, place) in [(0.0, 0.0), (100, 0), (200, 0), (100, 100)].enumerated() {
            village.node(id + 1, place.0, place.1)
        }
        village.way(1, [1, 2, 3], ["highway": "residential", "name": "Lane", "name:fi": "Kuja"])
        village.way(2, [2, 4], ["highway": "residential", "name": "Hill", "ref": "7"])
        let network = try village.network()
        #expect(network.corners().map(\.name) == ["Hill / Lane"])
        #expect(Set(network.residentialPoints().map(\.name)) == ["Lane", "Hill"])
    }
}
