import Testing

@testable import Generation

@Suite struct LandscapeTests {
    private func landscape(pupils: Int, seed: UInt64) -> Landscape {
        let households = Population.householdSizes(pupils: pupils, seed: seed).count
        var builder = LandscapeBuilder(pupils: pupils, households: households, seed: seed)
        return builder.build()
    }

    @Test(arguments: [(1, 1), (60, 2), (500, 3), (2500, 1), (2500, 9)])
    func `all roads and paths hang together`(pupils: Int, seed: UInt64) {
        let landscape = landscape(pupils: pupils, seed: seed)
        var groups = DisjointSets(count: landscape.nodes.count)
        var used: Set<Int> = []
        for way in landscape.ways where way.tags.contains(where: { $0.key == "highway" }) {
            used.formUnion(way.nodes)
            for node in way.nodes { _ = groups.join(way.nodes[0], node) }
        }
        let representatives = Set(used.map { groups.representative(of: $0) })
        #expect(representatives.count == 1)
    }

    @Test func `there are main roads, streets, side roads, dead ends, bridges, footpaths and stops`() {
        let landscape = landscape(pupils: 2500, seed: 1)
        let classes = Set(landscape.ways.flatMap(\.tags).filter { $0.key == "highway" }.map(\.value))
        #expect(
            classes == [
                "secondary", "tertiary", "residential", "unclassified", "service", "footway", "path",
            ])
        #expect(landscape.ways.contains { $0.tags.contains(Landscape.Tag("bridge", "yes")) })
        #expect(landscape.stops.count > 100)
        // A dead end is a side road whose last node no other way uses.
        var uses: [Int: Int] = [:]
        for node in landscape.ways.flatMap(\.nodes) { uses[node, default: 0] += 1 }
        #expect(landscape.ways.contains { $0.kind == .sideRoad && uses[$0.nodes.last ?? 0] == 1 })
    }

    @Test(arguments: [1, 4, 5, 6]) func `only bridges cross the river`(seed: UInt64) {
        let landscape = landscape(pupils: 2500, seed: seed)
        let river = landscape.ways.first { $0.tags.contains(Landscape.Tag("waterway", "river")) }
        let banks = river.map { landscape.line(of: $0) } ?? []
        for way in landscape.ways where way.tags.contains(where: { $0.key == "highway" }) {
            guard !way.tags.contains(Landscape.Tag("bridge", "yes")) else { continue }
            let line = landscape.line(of: way)
            for (a, b) in zip(line, line.dropFirst()) {
                for (c, d) in zip(banks, banks.dropFirst()) { #expect(PlanePoint.crossing(a, b, c, d) == nil) }
            }
        }
    }

    @Test func `names of stops are all different`() {
        let names = landscape(pupils: 2500, seed: 1).stops.map(\.name.swedish)
        #expect(Set(names).count == names.count)
    }
}
