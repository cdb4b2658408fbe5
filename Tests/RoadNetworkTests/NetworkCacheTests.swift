import Foundation
import Quantities
import Testing

@testable import RoadNetwork

@Suite struct NetworkCacheTests {
    private struct Folder {
        let url: URL
        init() throws {
            url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        var caches: [URL] {
            ((try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)) ?? [])
                .filter { $0.pathExtension == "roads" }
        }
        func remove() { try? FileManager.default.removeItem(at: url) }
    }

    private func village() -> Village {
        var village = Village()
        for id in 1...30 { village.node(id, Double(id % 6) * 150, Double(id / 6) * 120) }
        for id in 1...24 { village.way(id, [id, id + 6], ["highway": "residential", "name": "Gata \(id % 4)"]) }
        for id in 1...29 where id % 6 != 5 { village.way(id + 100, [id, id + 1]) }
        village.node(90, 300, 100, ["highway": "bus_stop", "name": "Mylly"])
        village.node(91, 320, 350, ["amenity": "school", "name": "Koulu"])
        village.restriction(1, from: 1, via: ["n7"], to: 107, "no_left_turn")
        village.restriction(2, from: 2, via: ["w8"], to: 114, "no_right_turn")
        return village
    }

    @Test func `a cached network answers as the one read`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        try village().xml.write(to: file, atomically: true, encoding: .utf8)
        let read = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        #expect(folder.caches.count == 1)
        let cached = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        #expect(cached.busStops() == read.busStops() && cached.schools() == read.schools())
        #expect(cached.corners() == read.corners() && cached.bus.costs == read.bus.costs)
        #expect(cached.bus.facts.states == read.bus.facts.states)
        var random = RandomSource(seed: 8)
        let points = (0..<40).map { _ in Village.point(random.unit() * 900, random.unit() * 600) }
        func matrix(_ network: RoadNetwork) -> ([Int32], [Int32], [[Metres?]]) {
            let onFoot = points.map { network.snap($0, for: .foot) }
            let drives = network.drivingMatrix(between: points.compactMap { network.snap($0, for: .bus) })
            return (drives.seconds, drives.metres, network.walkingMatrix(from: onFoot, to: onFoot))
        }
        #expect(matrix(cached) == matrix(read))
        var winter = RoadConditions()
        winter.season = .winter
        #expect(cached.under(winter)?.bus.costs == read.under(winter)?.bus.costs)
    }

    @Test func `a damaged, cut or foreign cache is made anew`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        try village().xml.write(to: file, atomically: true, encoding: .utf8)
        let read = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        let cache = try #require(folder.caches.first)
        let whole = try Data(contentsOf: cache)
        var random = RandomSource(seed: 2)
        for _ in 0..<20 {
            var damaged = whole
            damaged[random.below(whole.count)] ^= 1 << UInt8(random.below(8))
            try damaged.write(to: cache)
            let again = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
            #expect(again.bus.costs == read.bus.costs)
            #expect(try Data(contentsOf: cache) == whole)
        }
        for length in [0, 1, 63, 64, 100, whole.count - 1] {
            try whole.prefix(length).write(to: cache)
            #expect(try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path).bounds == read.bounds)
        }
    }

    @Test func `a cache is read in place, and answers even after its file is gone`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        try village().xml.write(to: file, atomically: true, encoding: .utf8)
        let read = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        let cached = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        // The columns of what was read lie in memory of their own, those of the cache one behind another in the file.
        let gap = { (network: RoadNetwork) in
            network.foot.edges.tails.withUnsafeBufferPointer { tails in
                network.foot.edges.heads.withUnsafeBufferPointer { heads in
                    Int(bitPattern: heads.baseAddress) - Int(bitPattern: tails.baseAddress)
                }
            }
        }
        let size = (read.foot.edges.count * 4 + 63) / 64 * 64 + 64
        #expect(gap(cached) == size)
        try FileManager.default.removeItem(at: try #require(folder.caches.first))
        #expect(cached.bus.costs == read.bus.costs)
        #expect(cached.verifyHierarchy(of: .bus, pairs: 60).differences == 0)
    }

    @Test func `edits have a cache of their own, with what of them does not fit`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        try village().xml.write(to: file, atomically: true, encoding: .utf8)
        let edits = folder.url.appendingPathComponent("edits.osm")
        let text = """
            <osm version='0.6'><way id='-1'><tag k='edit' v='close'/><tag k='edit:way' v='1'/></way>
            <way id='-2'><tag k='edit' v='close'/><tag k='edit:way' v='77777'/></way></osm>
            """
        try text.write(to: edits, atomically: true, encoding: .utf8)
        let plain = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        for _ in 0..<2 {
            let edited = try RoadNetwork.read(
                contentsOf: file.path, edits: RoadEdits.read(contentsOf: edits.path), cachedIn: folder.url.path)
            #expect(edited.unmatched == [UnmatchedEdit(id: -2, metres: nil)])
            #expect(edited.network.bus.costs != plain.bus.costs)
            #expect(folder.caches.count == 2)
        }
    }

    @Test func `only the newest caches stay`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        for number in 0..<RoadNetwork.keptCaches + 3 {
            let text = village().xml.replacing("Mylly", with: "Mylly \(number)")
            try text.write(to: file, atomically: true, encoding: .utf8)
            _ = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        }
        #expect(folder.caches.count == RoadNetwork.keptCaches)
    }

    @Test func `another file has another cache`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        try village().xml.write(to: file, atomically: true, encoding: .utf8)
        _ = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        try village().xml.replacing("residential", with: "footway").write(to: file, atomically: true, encoding: .utf8)
        let other = try RoadNetwork.read(contentsOf: file.path, cachedIn: folder.url.path)
        #expect(folder.caches.count == 2 && other.bus.edges.count == 0)
    }

    @Test func `a folder that cannot be written to is no error`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.url.appendingPathComponent("a.osm")
        try village().xml.write(to: file, atomically: true, encoding: .utf8)
        _ = try RoadNetwork.read(contentsOf: file.path, cachedIn: "/nowhere/at/all")
    }
}
