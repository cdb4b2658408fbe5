import Foundation
import Quantities
import RoadNetwork
import Testing

/// The example of the documentation, as it stands there.
@Suite struct ExampleTests {
    private func example(
        file: String, gate: GeoPoint, pupils: [GeoPoint], dangerous: [GeoPoint], candidates: [GeoPoint]
    ) throws {
        // Example
        let network = try RoadNetwork.read(contentsOf: file, threads: 4)

        // Bring the points to the roads. Nothing within 2 km: no road in reach, which is a finding, not a guess.
        guard let school = network.snap(gate, for: .foot) else { return }
        let homes = pupils.map { network.snap($0, for: .foot) }

        // One search serves every pupil of the school.
        for walk in network.walks(from: homes, to: school, threads: 4) {
            guard let walk else { continue }
            print(walk.distance, walk.originSnap, walk.path().count)
        }

        // The same along hazards that count for these pupils, of which 100 m in all are tolerated.
        let marks = network.match([HazardStretch(location: .line(dangerous), kind: .along)])
        let counted = HazardSelection(marks, counting: [0], tolerance: Metres(100))
        for walk in network.walks(from: homes, to: school, counting: counted) {
            guard let walk else { continue }
            print(walk.legal.distance, walk.met.map(\.along), walk.safeDistance.map { "\($0)" } ?? "no safe way")
        }

        // Driving: seconds and metres of the fastest way between all places, in winter, by a minibus.
        var winter = RoadConditions()
        winter.season = .winter
        winter.vehicle = .minibus
        guard let roads = network.under(winter) else { return }
        let stops = candidates.compactMap { roads.snap($0, for: .bus) }
        let matrix = roads.drivingMatrix(between: stops, factor: 1.1, threads: 4)
        print(matrix.seconds(from: 0, to: 1), matrix.metres(from: 0, to: 1))
        // End
    }

    @Test func `the example of the documentation runs, and is the one that stands there`() throws {
        var village = Village()
        for (id, x) in [0.0, 200, 400].enumerated() { village.node(id + 1, x, 0) }
        village.way(1, [1, 2, 3])
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).osm")
        try village.xml.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        try example(
            file: file.path, gate: Village.point(390, 5), pupils: [Village.point(10, 5), Village.point(150, 8)],
            dangerous: [Village.point(100, 0), Village.point(300, 0)],
            candidates: [Village.point(20, 0), Village.point(380, 0)])

        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let code = try #require(source.components(separatedBy: "        // Example\n").last)
            .components(separatedBy: "        // End\n")[0]
            .split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(8) }.joined(separator: "\n")
        let page = try String(
            contentsOfFile: "Sources/RoadNetwork/RoadNetwork.docc/RoadNetwork.md", encoding: .utf8)
        #expect(page.contains("```swift\n\(code)```"))
    }
}
