import Quantities
import Testing

@testable import RoadNetwork

@Suite struct SnapTests {
    /// A street of 1 km with a bend, a parallel path, and an island of one short road in the north.
    private func village() -> Village {
        var village = Village()
        for step in 0...10 { village.node(step + 1, Double(step) * 100, 0) }
        village.way(1, Array(1...11))
        village.node(20, 0, 1500)
        village.node(21, 100, 1500)
        village.way(2, [20, 21])
        return village
    }

    @Test func `the nearest point of a segment is found, not the nearest node`() throws {
        let snapped = try #require(try village().network().snap(Village.point(449, 30), for: .foot))
        #expect(isClose(snapped.distance.metres, 30))
        #expect(isClose(snapped.point.distance(to: Village.point(449, 0)), 0))
        #expect(snapped.way == 1)
    }

    @Test func `beyond the end of a road its last node is nearest`() throws {
        let snapped = try #require(try village().network().snap(Village.point(1300, 400), for: .foot))
        #expect(isClose(snapped.distance.metres, 500))
        #expect(snapped.point == Village.point(1000, 0))
    }

    @Test func `islands are no target`() throws {
        let snapped = try #require(try village().network().snap(Village.point(50, 1510), for: .foot))
        #expect(snapped.way == 1)
        #expect(isClose(snapped.distance.metres, 1510, within: 1))
    }

    @Test func `beyond the limit there is nothing`() throws {
        let network = try village().network()
        #expect(network.snap(Village.point(500, 2100), for: .foot) == nil)
        #expect(network.snap(Village.point(500, 101), for: .foot, within: 100) == nil)
        #expect(network.snap(Village.point(500, 99), for: .foot, within: 100) != nil)
        #expect(network.snap(GeoPoint(longitude: .nan, latitude: 60), for: .foot) == nil)
        #expect(network.snap(GeoPoint(longitude: -170, latitude: -80), for: .foot, within: 1e9) != nil)
    }

    @Test func `the grid finds what trying every segment finds`() throws {
        var random = RandomSource(seed: 3)
        var village = Village()
        for id in 1...60 { village.node(id, random.unit() * 3000, random.unit() * 3000) }
        // A tree, so that everything is one component, with long and short segments.
        for id in 2...60 { village.way(id, [id, 1 + random.below(id - 1)]) }
        let network = try village.network()
        for _ in 0..<300 {
            let point = Village.point(random.unit() * 4000 - 500, random.unit() * 4000 - 500)
            var best = Double.infinity
            for road in network.extract.roads {
                let (a, b) = (network.roadPoint(road.refs.lowerBound), network.roadPoint(road.refs.lowerBound + 1))
                for step in 0...2000 {
                    let share = Double(step) / 2000
                    let on = GeoPoint(
                        longitude: a.longitude + share * (b.longitude - a.longitude),
                        latitude: a.latitude + share * (b.latitude - a.latitude))
                    best = min(best, point.distance(to: on))
                }
            }
            // 2000 steps on at most 4.3 km: the nearest step is within 1.1 m along, far less across.
            let snapped = try #require(network.snap(point, for: .foot, within: 5000))
            #expect(snapped.distance.metres <= best + 0.06)
            #expect(snapped.distance.metres >= best - 1.2)
        }
    }

    @Test func `a bus does not stop on a motorway or in a tunnel`() throws {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 500, 0)
        village.node(3, 1000, 0)
        village.node(4, 1000, 500)
        village.way(1, [1, 2], ["highway": "secondary"])
        village.way(2, [2, 3], ["highway": "secondary", "tunnel": "yes"])
        village.way(3, [3, 4], ["highway": "motorway", "oneway": "no"])
        let network = try village.network()
        #expect(network.snap(Village.point(990, 400), for: .bus)?.way == 1)
        #expect(network.snap(Village.point(750, 10), for: .bus)?.way == 1)
    }
}
