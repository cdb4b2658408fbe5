import Quantities
import Testing

@testable import RoadNetwork

@Suite struct WalksTests {
    /// A square of streets with 400 m sides, corners 1 to 4 from the south-west anticlockwise.
    private func square(_ tags: [String: String] = ["highway": "residential"]) -> Village {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 400, 0)
        village.node(3, 400, 400)
        village.node(4, 0, 400)
        village.way(1, [1, 2])
        village.way(2, [2, 3])
        village.way(3, [3, 4])
        village.way(4, [4, 1], tags)
        return village
    }

    @Test func `a walk is both straight lines and the shortest path between them`() throws {
        // 20 m down to the street, 300 m east, 100 m north, 30 m east.
        #expect(isClose(try square().network().walk((100, 20), (430, 100)), 20 + 300 + 100 + 30))
    }

    @Test func `on one segment the walk runs along it`() throws {
        let network = try square().network()
        #expect(isClose(try network.walk((100, 20), (300, 20)), 20 + 200 + 20))
        #expect(isClose(try network.walk((300, 0), (100, 0)), 200))
    }

    @Test func `the walk is zero only between equal points`() throws {
        let network = try square().network()
        #expect(try network.walk((100, 20), (100, 20)) == 0)
        #expect(isClose(try network.walk((100, 20), (100, -20)), 40))
    }

    @Test func `on a loop the shorter way round is taken`() throws {
        var village = square()
        village.node(5, 400, -100)
        village.node(6, 600, -100)
        village.node(7, 600, 0)
        village.way(5, [2, 5, 6, 7, 2])
        // From 20 m before the loop's end back over its start: 20 + 30, not 530 round.
        #expect(isClose(try village.network().walk((420, 0), (400, -30)), 50))
    }

    @Test func `the path starts and ends at the points and is as long as the walk`() throws {
        let network = try square().network()
        let from = try #require(network.snap(Village.point(100, 20), for: .foot))
        let to = try #require(network.snap(Village.point(430, 100), for: .foot))
        let path = network.walkPath(from: from, to: to)
        #expect(path.first == from.source && path.last == to.source && path.count == 5)
        let length = zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
        #expect(isClose(length, 450))
        #expect(network.walkPath(from: from, to: from) == [from.source])
    }

    @Test func `walking against a one-way street is legal, against oneway for foot it is not`() throws {
        let oneway = try square(["highway": "residential", "oneway": "yes"]).network()
        #expect(isClose(try oneway.walk((0, 100), (0, 300)), 200))
        let foot = try square(["highway": "footway", "oneway:foot": "yes"]).network()
        #expect(isClose(try foot.walk((0, 300), (0, 100)), 200))
        #expect(isClose(try foot.walk((0, 100), (0, 300)), 100 + 1200 + 100))
    }

    @Test func `a locked gate is reached from either side but not passed`() throws {
        var village = square()
        village.node(9, 200, 0, ["barrier": "gate", "locked": "yes"])
        var text = village.xml
        text = text.replacing("<way id='1'><nd ref='1'/>", with: "<way id='1'><nd ref='1'/><nd ref='9'/>")
        let network = try RoadNetwork(Village.extract(text))
        #expect(isClose(try network.walk((190, 0), (210, 0)), 190 + 1200 + 190))
        #expect(isClose(try network.walk((190, 0), (0, 0)), 190))
    }

    @Test func `roads between nodes that the file lacks are no way`() throws {
        let text = square().xml.replacing(
            "<nd ref='1'/><nd ref='2'/>", with: "<nd ref='1'/><nd ref='99'/><nd ref='2'/>")
        let network = try RoadNetwork(Village.extract(text))
        #expect(isClose(try network.walk((0, 0), (400, 0)), 1200))
    }

    @Test func `walks equal Floyd and Warshall on random networks`() throws {
        for seed in 1...12 {
            var random = RandomSource(seed: UInt64(seed))
            let count = 14
            var points: [(Double, Double)] = []
            var village = Village()
            for id in 0..<count {
                points.append((random.unit() * 1000, random.unit() * 1000))
                village.node(id + 1, points[id].0, points[id].1)
            }
            var length = [[Double]](repeating: [Double](repeating: .infinity, count: count), count: count)
            func join(_ a: Int, _ b: Int, _ way: Int) {
                village.way(way, [a + 1, b + 1])
                let metres = Village.point(points[a].0, points[a].1).distance(
                    to: Village.point(points[b].0, points[b].1))
                length[a][b] = metres
                length[b][a] = metres
            }
            for id in 1..<count { join(id, random.below(id), id) }
            for extra in 0..<8 {
                let (a, b) = (random.below(count), random.below(count))
                if a != b { join(a, b, 100 + extra) }
            }
            for id in 0..<count { length[id][id] = 0 }
            for middle in 0..<count {
                for a in 0..<count {
                    for b in 0..<count { length[a][b] = min(length[a][b], length[a][middle] + length[middle][b]) }
                }
            }
            let network = try village.network()
            for a in 0..<count {
                for b in 0..<count where a != b {
                    // 13 edges at most, each rounded to a centimetre, and the sum to a decimetre.
                    #expect(isClose(try network.walk(points[a], points[b]), length[a][b], within: 0.13))
                }
            }
        }
    }

    @Test(arguments: 1...10)
    func `walks by a sweep of the hierarchy are those by Dijkstra's algorithm, line by line`(seed: UInt64) throws {
        var random = RandomSource(seed: seed)
        var village = Village()
        // Places on a coarse grid, so that many ways are equally long; every third shares its place with another.
        var places: [(Double, Double)] = []
        for id in 1...60 {
            let fresh = (Double(random.below(7)) * 100, Double(random.below(7)) * 100)
            places.append(id % 3 == 0 ? places[random.below(places.count)] : fresh)
            village.node(id, places[id - 1].0, places[id - 1].1)
        }
        for way in 1...110 {
            let (a, b) = (1 + random.below(60), 1 + random.below(60))
            let tags = ["highway": "residential"].merging(way % 9 == 0 ? ["oneway:foot": "yes"] : [:]) { one, _ in one }
            if a != b { village.way(way, [a, b], tags) }
        }
        let (plain, swept) = (try village.network(), try village.network())
        swept.prepareWalking()
        let points = (0..<40).map { _ in Village.point(random.unit() * 700, random.unit() * 700) }
        for target in points.prefix(6) {
            func lines(_ network: RoadNetwork) throws -> [(Metres?, [GeoPoint])] {
                let end = try #require(network.snap(target, for: .foot))
                return network.walks(from: points.map { network.snap($0, for: .foot) }, to: end)
                    .map { ($0?.distance, $0?.path() ?? []) }
            }
            for (one, other) in zip(try lines(plain), try lines(swept)) {
                #expect(one.0 == other.0 && one.1 == other.1)
            }
        }
    }

    @Test func `targets in reach are those whose walk is within the limit`() throws {
        let network = try square().network()
        let places: [(Double, Double)] = [(300, 20), (400, 200), (0, 50), (100, 20), (200, 400), (100, 30)]
        let snapped = places.map { network.snap(Village.point($0.0, $0.1), for: .foot) } + [nil]
        let targets = network.footTargets(snapped)
        let origin = try #require(network.snap(Village.point(100, 20), for: .foot))
        for limit in [Metres.zero, Metres(50), Metres(170), Metres(240), Metres(521), Metres(5000)] {
            let found = network.walksInReach(from: origin, to: targets, within: limit)
            var expected: [(Metres, Int)] = []
            for (index, target) in snapped.enumerated() {
                guard let target, let walk = network.walks(from: [origin], to: target)[0] else { continue }
                if walk.distance <= limit { expected.append((walk.distance, index)) }
            }
            expected.sort { $0 < $1 }
            #expect(found.map(\.target) == expected.map(\.1))
            #expect(found.map(\.distance) == expected.map(\.0))
        }
    }

    @Test(.enabled(if: hasExtract("helsinki-centre.osm.pbf"), "needs osm/helsinki-centre.osm.pbf in SKJUTS_DATA"))
    func `reach agrees with whole walks on a real network`() throws {
        let network = try RoadNetwork.read(contentsOf: extractPath("helsinki-centre.osm.pbf"), threads: 2)
        let stops = network.busStops().map { network.snap($0.point, for: .foot) }
        let targets = network.footTargets(stops)
        for home in network.addresses().prefix(900).enumerated().filter({ $0.offset % 100 == 0 }).map(\.element) {
            let origin = try #require(network.snap(home.point, for: .foot))
            let found = network.walksInReach(from: origin, to: targets, within: Metres(600))
            var reached: [Int: Metres] = [:]
            for (index, stop) in stops.enumerated() {
                guard let stop, let walk = network.walks(from: [origin], to: stop)[0] else { continue }
                if walk.distance <= Metres(600) { reached[index] = walk.distance }
            }
            #expect(reached.count == found.count)
            for hit in found { #expect(reached[hit.target] == hit.distance) }
        }
    }

    @Test(.enabled(if: hasExtract("helsinki-centre.osm.pbf"), "needs osm/helsinki-centre.osm.pbf in SKJUTS_DATA"))
    func `matrices and pairs by the hierarchy equal walks by plain search on a real network`() throws {
        let network = try RoadNetwork.read(contentsOf: extractPath("helsinki-centre.osm.pbf"), threads: 2)
        let homes = network.addresses().enumerated().filter { $0.offset % 60 == 0 }.map {
            network.snap($0.element.point, for: .foot)
        }
        let schools = network.schools().map { network.snap($0.point, for: .foot) } + [nil]
        let matrix = network.walkingMatrix(from: homes, to: schools, threads: 3)
        for (index, school) in schools.enumerated() {
            guard let school else {
                #expect(matrix.allSatisfy { $0[index] == nil })
                continue
            }
            let plain = network.walks(from: homes, to: school).map { $0?.distance }
            #expect(matrix.map { $0[index] } == plain)
            let pairs = homes.compactMap { $0 }.map { (origin: $0, target: school) }
            #expect(network.walkDistances(pairs) == plain)
        }
    }
}
