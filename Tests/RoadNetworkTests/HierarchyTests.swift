import Quantities
import Testing

@testable import RoadNetwork

@Suite struct HierarchyTests {
    /// A random graph of `count` nodes in the plane, with one-way and two-way arcs of random weight.
    private func randomGraph(_ count: Int, seed: UInt64) -> (ArcGraph, [(x: Float, y: Float)]) {
        var random = RandomSource(seed: seed)
        let points = (0..<count).map { _ in (x: Float(random.unit()), y: Float(random.unit())) }
        var arcs: [ArcGraph.Arc] = []
        for node in 0..<count {
            for _ in 0..<2 {
                let other = max(0, min(count - 1, node + random.below(9) - 4))
                arcs.append(arc(node, other, random.below(1000)))
                if random.below(3) > 0 { arcs.append(arc(other, node, random.below(1000))) }
            }
        }
        return (ArcGraph(nodeCount: count, arcs: arcs), points)
    }

    private func arc(_ from: Int, _ to: Int, _ weight: Int) -> ArcGraph.Arc {
        ArcGraph.Arc(source: Int32(from), target: Int32(to), weight: UInt32(weight), label: 0)
    }

    @Test(arguments: 1...12)
    func `ranks are a permutation, whatever the number of threads`(seed: UInt64) {
        let (graph, points) = randomGraph(40 + 30 * Int(seed), seed: seed)
        let one = NestedDissection.ranks(of: graph, points: points, threads: 1)
        #expect(one.sorted() == (0..<Int32(graph.nodeCount)).map { $0 })
        #expect(NestedDissection.ranks(of: graph, points: points, threads: 4) == one)
    }

    @Test(arguments: 1...12)
    func `one-to-one, sweeps and paths equal plain searches on random graphs`(seed: UInt64) throws {
        let (graph, points) = randomGraph(20 + 25 * Int(seed), seed: seed)
        let weights = Column(graph.weights.map { UInt64($0) << 32 | UInt64($0 % 7) })
        let topology = HierarchyTopology(
            graph, rank: NestedDissection.ranks(of: graph, points: points, threads: 1))
        let metric = HierarchyMetric(topology, weights: weights)
        let search = HierarchySearch(metric)
        let targets = Array(stride(from: 0, to: graph.nodeCount, by: 3))
        let sweep = HierarchySweep(metric, targets: targets)
        let climb = Climb<UInt64>(graph.nodeCount)
        for source in stride(from: 0, to: graph.nodeCount, by: 5) {
            let starts = [
                (node: source, weight: UInt64(3)), (node: (source * 7) % graph.nodeCount, weight: UInt64(40)),
            ]
            let plain = CostSearch(graph, arcCosts: weights, from: starts)
            sweep.run(from: [starts], climb) { lane in
                for target in targets {
                    let swept = UInt64(lane: lane[sweep.position(of: target) * 8])
                    #expect(swept == min(plain.costs[target], UInt64.noWay))
                }
            }
            for target in targets {
                let found = search.path(from: starts, to: [(target, 0)])
                guard plain.costs[target] != CostSearch.unreached else {
                    #expect(found == nil)
                    continue
                }
                let path = try #require(found)
                #expect(path.distance == plain.costs[target])
                // The path is connected, starts at a start, ends at the target and costs what it says.
                var node = path.start
                var cost = try #require(starts.filter { $0.node == node }.map(\.weight).min())
                for arc in path.arcs {
                    #expect(Int(graph.sources[arc]) == node)
                    node = Int(graph.targets[arc])
                    cost += weights[arc]
                }
                #expect(node == target && cost == path.distance)
            }
        }
    }

    @Test func `a new metric on the same topology is exact, closed arcs included`() throws {
        let (graph, points) = randomGraph(200, seed: 99)
        let topology = HierarchyTopology(
            graph, rank: NestedDissection.ranks(of: graph, points: points, threads: 1))
        var random = RandomSource(seed: 4)
        for _ in 0..<3 {
            let weights = graph.weights.map { _ in random.below(6) == 0 ? UInt32.noWay : UInt32(random.below(500)) }
            let search = HierarchySearch(HierarchyMetric(topology, weights: Column(weights)))
            let costs = Column(weights.map { $0 == .noWay ? UInt64.noWay : UInt64($0) })
            for source in stride(from: 0, to: 200, by: 17) {
                let plain = CostSearch(graph, arcCosts: costs, from: [(source, 0)])
                for target in stride(from: 0, to: 200, by: 13) {
                    let expected = plain.costs[target] < UInt64(UInt32.max) ? UInt32(plain.costs[target]) : nil
                    #expect(search.distance(from: [(source, 0)], to: [(target, 0)]) == expected)
                }
            }
        }
    }

    @Test(arguments: [0, 1, 0x7FF_FFFF, 1 << 32, 57_599_999 << 32 | 0x7FF_FFFF, .noWay] as [UInt64])
    func `a cost survives as a lane`(cost: UInt64) {
        #expect(UInt64(lane: cost.lane) == cost)
        #expect(UInt64.isExact(cost.lane))
        #expect(!UInt64.isExact(UInt64(57_600_001 << 32).lane))
    }

    @Test func `graphs of one node, without arcs, or in pieces are fine`() {
        for graph in [
            ArcGraph(nodeCount: 1, arcs: []), ArcGraph(nodeCount: 9, arcs: []),
            ArcGraph(nodeCount: 8, arcs: [arc(0, 1, 5), arc(1, 0, 5), arc(6, 7, 1), arc(3, 3, 2)]),
        ] {
            let points = (0..<graph.nodeCount).map { (x: Float($0), y: Float(0)) }
            let ranks = NestedDissection.ranks(of: graph, points: points, threads: 2)
            let metric = HierarchyMetric(HierarchyTopology(graph, rank: ranks), weights: graph.weights)
            let search = HierarchySearch(metric)
            #expect(search.distance(from: [(0, 0)], to: [(0, 0)]) == 0)
            if graph.nodeCount == 8 {
                #expect(search.distance(from: [(0, 0)], to: [(1, 2)]) == 7)
                #expect(search.distance(from: [(0, 0)], to: [(6, 0)]) == nil)
            }
        }
    }

    @Test(.enabled(if: hasExtract("helsinki-centre.osm.pbf"), "needs osm/helsinki-centre.osm.pbf in SKJUTS_DATA"))
    func `the swept matrix equals the plain one on a real network with restrictions`() throws {
        let network = try RoadNetwork.read(contentsOf: extractPath("helsinki-centre.osm.pbf"), threads: 4)
        let places = network.busStops().compactMap { network.snap($0.point, for: .bus) }.prefix(60).map { $0 }
        #expect(
            network.sweptCosts(from: places, to: places, threads: 4)
                == network.plainCosts(from: places, to: places, threads: 4))
    }
}
