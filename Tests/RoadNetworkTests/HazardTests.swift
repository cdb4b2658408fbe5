import Quantities
import Testing

@testable import RoadNetwork

@Suite struct HazardTests {
    /// A ring of streets, 400 m by 200 m: ways 1 (south), 2 (east), 3 (north), 4 (west).
    private func ring() -> Village {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 400, 0)
        village.node(3, 400, 200)
        village.node(4, 0, 200)
        village.way(1, [1, 2])
        village.way(2, [2, 3])
        village.way(3, [3, 4])
        village.way(4, [4, 1])
        return village
    }

    private func walk(
        _ network: RoadNetwork, _ from: (Double, Double), _ to: (Double, Double), _ hazards: [HazardStretch],
        tolerance: Metres = .zero, counting: [Int]? = nil
    ) throws -> HazardWalk {
        let map = network.match(hazards)
        let selection = HazardSelection(map, counting: counting ?? Array(hazards.indices), tolerance: tolerance)
        let a = try #require(network.snap(Village.point(from.0, from.1), for: .foot))
        let b = try #require(network.snap(Village.point(to.0, to.1), for: .foot))
        return try #require(network.walks(from: [a], to: b, counting: selection)[0])
    }

    @Test func `a marked way is walked round`() throws {
        let found = try walk(ring().network(), (0, 50), (400, 50), [HazardStretch(location: .way(1), kind: .along)])
        #expect(isClose(found.legal.distance.metres, 50 + 400 + 50))
        #expect(found.met == [HazardEncounter(hazard: 0, along: Metres(400))])
        #expect(isClose(found.safeDistance?.metres, 150 + 400 + 150))
        let path = found.safePath()
        #expect(isClose(zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }, 700))
    }

    @Test func `a mark that does not count changes nothing`() throws {
        let found = try walk(
            ring().network(), (0, 50), (400, 50), [HazardStretch(location: .way(1), kind: .along)], counting: [])
        #expect(found.met.isEmpty && found.safeDistance == found.legal.distance)
    }

    @Test func `the tolerance is exact to its last metre`() throws {
        let network = try ring().network()
        // 50 m along the marked street from the south; from the north it would be 150 m along it.
        let mark = [HazardStretch(location: .way(2), kind: .along)]
        for (tolerance, expected) in [(Metres(49), nil), (Metres(51), 150)] as [(Metres, Double?)] {
            let found = try walk(network, (300, 0), (400, 50), mark, tolerance: tolerance)
            #expect(isClose(found.legal.distance.metres, 150))
            #expect(expected.map { isClose(found.safeDistance?.metres, $0) } ?? (found.safeDistance == nil))
        }
        // With 150 m to spend, coming from the north-west: 300 + 200 + 50 by the south costs 50 m of hazard.
        let round = try walk(network, (0, 190), (400, 60), mark, tolerance: Metres(100))
        #expect(isClose(round.legal.distance.metres, 10 + 400 + 140))
        #expect(isClose(round.safeDistance?.metres, 190 + 400 + 60))
    }

    @Test func `only the walked part of a marked stretch counts`() throws {
        let line = [Village.point(150, 3), Village.point(250, 3)]
        let found = try walk(
            ring().network(), (0, 0), (200, 0), [HazardStretch(location: .line(line), kind: .along)],
            tolerance: Metres(60))
        #expect(isClose(found.met.first?.along.metres, 50, within: 3))
        #expect(found.safeDistance == found.legal.distance)
    }

    @Test func `a line finds the road it runs beside and says what it does not find`() throws {
        let network = try ring().network()
        let map = network.match([
            HazardStretch(location: .line([Village.point(0, 5), Village.point(400, 5)]), kind: .along),
            HazardStretch(location: .line([Village.point(300, -5), Village.point(500, -5)]), kind: .along),
            HazardStretch(location: .line([Village.point(200, -90), Village.point(200, 90)]), kind: .along),
            HazardStretch(location: .way(77), kind: .along), HazardStretch(location: .way(3), kind: .cross),
        ])
        #expect(map.unmatched[0] == .zero)
        // A straight line goes on 15 m beyond the end of its road at most.
        #expect(isClose(map.unmatched[1]?.metres, 100, within: 16))
        #expect(isClose(map.unmatched[2]?.metres, 180))
        #expect(map.unmatched[3] == nil)
        #expect(map.unmatched[4] == .zero)
        let south = try #require(map.stretches.first { $0.value.contains { $0.hazard == 0 } })
        #expect(map.stretches.values.flatMap { $0 }.filter { $0.hazard == 0 }.count == 1)
        #expect(south.value[0].from == 0 && south.value[0].to == network.foot.edges.lengths[Int(south.key)])
    }

    /// A main road from west to east, crossed by a path; an underpass joins the path's ends by a detour.
    private func crossroads() -> Village {
        var village = Village()
        village.node(1, -500, 0)
        village.node(2, 0, 0)
        village.node(3, 500, 0)
        village.node(4, 0, 100)
        village.node(5, 0, -100)
        village.node(6, 300, 100)
        village.node(7, 300, -100)
        village.way(1, [1, 2, 3], ["highway": "primary"])
        village.way(2, [4, 2, 5], ["highway": "footway"])
        village.way(3, [4, 6, 7, 5], ["highway": "footway", "tunnel": "yes"])
        return village
    }

    @Test(arguments: [
        HazardStretch.Location.way(1), .line([Village.point(-500, 0), Village.point(500, 0)]),
    ])
    func `crossing a marked road is avoided, walking along or joining it is not crossing`(
        location: HazardStretch.Location
    ) throws {
        let network = try crossroads().network()
        let mark = [HazardStretch(location: location, kind: .cross)]
        let across = try walk(network, (0, 100), (0, -100), mark)
        #expect(isClose(across.legal.distance.metres, 200))
        #expect(across.met == [HazardEncounter(hazard: 0, along: .zero)])
        #expect(isClose(across.safeDistance?.metres, 800))
        let joining = try walk(network, (0, 100), (300, 0), mark)
        #expect(joining.met.isEmpty && joining.safeDistance == joining.legal.distance)
        let along = try walk(network, (-300, 0), (300, 0), mark)
        #expect(along.met.isEmpty)
    }

    /// What `walk` meets, step by step along it.
    private func stepwise(_ walk: Walk, _ hazards: HazardSelection) -> [HazardEncounter] {
        var along: [Int32: UInt32] = [:]
        var previous: WalkStep?
        for step in walk.steps() {
            let (low, high) = (min(step.from, step.to), max(step.from, step.to))
            for stretch in hazards.stretches[Int32(step.directed.edge)] ?? []
            where stretch.from < high && low < stretch.to {
                along[stretch.hazard, default: 0] += min(stretch.to, high) - max(stretch.from, low)
            }
            let node = walk.tree.network.foot.edges.start(of: step.directed)
            for crossing in previous == nil ? [] : hazards.crossings[node] ?? []
            where walk.tree.network.isCrossed(crossing, from: previous!.directed, to: step.directed) {
                along[crossing.hazard, default: 0] += 0
            }
            previous = step
        }
        return along.sorted { $0.key < $1.key }
            .map { HazardEncounter(hazard: Int($0.key), along: Metres(rounding: Double($0.value) / 100)) }
    }

    @Test(arguments: 1...12)
    func `what walks meet is what lies along them step by step, and safe lines are as long as they say`(
        seed: UInt64
    ) throws {
        var random = RandomSource(seed: seed)
        var village = Village()
        let side = 6
        for id in 0..<side * side { village.node(id + 1, Double(id % side) * 150, Double(id / side) * 130) }
        var way = 1
        for id in 1...side * side {
            for other in [id % side == 0 ? 0 : id + 1, id + side] where other > 0 && other <= side * side {
                if random.below(6) > 0 { village.way(way, [id, other]) }
                way += 1
            }
        }
        let network = try village.network()
        let marks = (0..<9).map { number -> HazardStretch in
            let kind = number % 3 == 0 ? HazardStretch.Kind.cross : .along
            guard number % 2 == 0 else {
                return HazardStretch(location: .way(Int64(1 + random.below(way))), kind: kind)
            }
            let (x, y) = (Double(random.below(6)) * 150, random.unit() * 400)
            return HazardStretch(location: .line([Village.point(x, y), Village.point(x, y + 180)]), kind: kind)
        }
        let hazards = HazardSelection(
            network.match(marks), counting: Array(marks.indices), tolerance: Metres(rounding: random.unit() * 200))
        let origins = (0..<60).map { _ in
            network.snap(Village.point(random.unit() * 750, random.unit() * 650), for: .foot)
        }
        let target = try #require(network.snap(Village.point(random.unit() * 750, random.unit() * 650), for: .foot))
        for found in network.walks(from: origins, to: target, counting: hazards).compactMap({ $0 }) {
            #expect(found.met == stepwise(found.legal, hazards))
            guard let safe = found.safeDistance else {
                #expect(found.safePath().isEmpty)
                continue
            }
            #expect(safe >= found.legal.distance)
            let path = found.safePath()
            let length = zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
            #expect(abs(length - safe.metres) < 0.5)
        }
    }

    @Test func `the safe walk equals trying every path on random networks`() throws {
        for seed in 1...25 {
            var random = RandomSource(seed: UInt64(seed))
            let count = 7
            let (village, points, pairs) = Village.random(&random, nodes: count, roads: count + 5)
            let marked = pairs.indices.filter { _ in random.below(3) == 0 }
            let network = try village.network()
            let map = network.match(marked.map { HazardStretch(location: .way(Int64($0 + 1)), kind: .along) })
            let tolerance = Double(random.below(500))
            let selection = HazardSelection(
                map, counting: Array(marked.indices), tolerance: Metres(rounding: tolerance))
            let lengths = pairs.map {
                Village.point(points[$0.0].0, points[$0.0].1).distance(
                    to: Village.point(points[$0.1].0, points[$0.1].1))
            }
            func shortest(_ node: Int, _ goal: Int, _ seen: Set<Int>, _ left: Double) -> Double {
                if node == goal { return 0 }
                var best = Double.infinity
                for (way, pair) in pairs.enumerated() where pair.0 == node || pair.1 == node {
                    let next = pair.0 == node ? pair.1 : pair.0
                    let rest = marked.contains(way) ? left - lengths[way] : left
                    guard !seen.contains(next), rest >= 0 else { continue }
                    best = min(best, lengths[way] + shortest(next, goal, seen.union([next]), rest))
                }
                return best
            }
            let goal = try #require(network.snap(Village.point(points[0].0, points[0].1), for: .foot))
            for start in 1..<count {
                let origin = try #require(network.snap(Village.point(points[start].0, points[start].1), for: .foot))
                // The first two targets are searched; from the third on a hierarchy answers, once its order is known.
                network.prepareWalking()
                let found = try #require(network.walks(from: [origin], to: goal, counting: selection)[0])
                let expected = shortest(start, 0, [start], tolerance)
                if expected.isFinite {
                    #expect(isClose(found.safeDistance?.metres, expected, within: 0.15), "seed \(seed)")
                } else {
                    #expect(found.safeDistance == nil, "seed \(seed)")
                }
            }
        }
    }

    /// A town of 20 x 20 junctions, a few streets missing or one-way, every third marked, some of them in part.
    private func town(_ random: inout RandomSource) throws -> (network: RoadNetwork, map: HazardMap) {
        var village = Village()
        let side = 20
        for id in 0..<side * side {
            village.node(
                id + 1, Double(id % side) * 90 + random.unit() * 60, Double(id / side) * 80 + random.unit() * 50)
        }
        var marks: [HazardStretch] = []
        var way = 1
        for id in 1...side * side {
            for other in [id % side == 0 ? 0 : id + 1, id + side] where other > 0 && other <= side * side {
                guard random.below(8) > 0 else { continue }
                var tags = ["highway": "residential"]
                if random.below(9) == 0 { tags["oneway:foot"] = "yes" }
                village.way(way, [id, other], tags)
                if random.below(3) == 0 { marks.append(HazardStretch(location: .way(Int64(way)), kind: .along)) }
                way += 1
            }
        }
        for _ in 0..<20 {
            let (x, y) = (random.unit() * 1800, random.unit() * 1600)
            marks.append(
                HazardStretch(location: .line([Village.point(x, y), Village.point(x + 60, y)]), kind: .along))
        }
        let network = try village.network()
        return (network, network.match(marks))
    }

    @Test(arguments: 1...6)
    func `safe walks by the hierarchy are as long as those that a search finds`(seed: UInt64) throws {
        var random = RandomSource(seed: seed)
        let (network, map) = try town(&random)
        network.prepareWalking()
        for tolerance in [Metres.zero, Metres(30), Metres(Int32(100 + random.below(400)))] {
            let selection = HazardSelection(map, counting: Array(0..<map.count), tolerance: tolerance)
            var differing = 0
            for _ in 0..<6 {
                let places = (0..<80).map { _ in
                    network.snap(Village.point(random.unit() * 1800, random.unit() * 1600), for: .foot)
                }
                let target = try #require(places[0])
                let walks = network.walks(from: places, to: target, counting: selection)
                let tree = SafeTree(WalkTree(network, target: target), selection)
                for (place, walk) in zip(places, walks) {
                    guard let place, let walk, place.source != target.source else { continue }
                    #expect(walk.safeDistance == tree.distance(from: place))
                    if walk.safeDistance != walk.legal.distance { differing += 1 }
                }
            }
            #expect(differing > 20)
        }
    }

    @Test func `safe walks in reach equal the safe walks to each target, on random networks`() throws {
        for seed in 1...25 {
            var random = RandomSource(seed: UInt64(seed))
            let (village, _, pairs) = Village.random(&random, nodes: 9, roads: 16)
            let network = try village.network()
            let marks = pairs.indices.filter { _ in random.below(3) == 0 }.map {
                HazardStretch(location: .way(Int64($0 + 1)), kind: random.below(2) == 0 ? .along : .cross)
            }
            let selection = HazardSelection(
                network.match(marks), counting: Array(marks.indices), tolerance: Metres(Int32(random.below(300))))
            let places = (0..<8).map { _ in
                network.snap(Village.point(random.unit() * 800, random.unit() * 800), for: .foot)
            }
            let origin = try #require(places[0])
            let limit = Metres(Int32(300 + random.below(900)))
            let found = network.safeWalksInReach(
                from: origin, to: network.footTargets(places), within: limit, counting: selection)
            for (index, place) in places.enumerated() {
                let target = try #require(place)
                let walk = network.walks(from: [origin], to: target, counting: selection)[0]
                let expected = walk?.safeDistance.flatMap { $0 <= limit ? $0 : nil }
                #expect(found.first { $0.target == index }?.distance == expected, "seed \(seed), target \(index)")
            }
        }
    }
}
