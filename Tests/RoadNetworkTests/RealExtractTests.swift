import Foundation
import Quantities
import Testing

@testable import RoadNetwork

/// The folder of development data; `SKJUTS_DATA` or `../shared` beside the package.
let dataFolder: URL = {
    if let path = ProcessInfo.processInfo.environment["SKJUTS_DATA"] { return URL(fileURLWithPath: path) }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")
}()

/// Whether the extract `name` is at hand.
func hasExtract(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: extractPath(name))
}

/// The path of the extract `name`.
func extractPath(_ name: String) -> String { dataFolder.appendingPathComponent("osm/\(name)").path }

@Suite struct RealExtractTests {
    @Test(.enabled(if: hasExtract("helsinki-centre.osm.pbf"), "needs osm/helsinki-centre.osm.pbf in SKJUTS_DATA"))
    func `a real extract gives walks, drives and places`() throws {
        let network = try RoadNetwork.read(contentsOf: extractPath("helsinki-centre.osm.pbf"), threads: 4)
        #expect(network.schools().count >= 10)
        #expect(network.busStops().count > 60)
        #expect(network.corners().count > 100)
        #expect(network.addresses().count > 3000)
        let school = try #require(network.snap(network.schools()[0].point, for: .foot))
        let homes = network.addresses().prefix(200).map { network.snap($0.point, for: .foot) }
        let walks = network.walks(from: homes, to: school, threads: 2)
        for (home, walk) in zip(homes, walks) {
            let (home, walk) = (try #require(home), try #require(walk))
            let path = walk.path()
            let length = zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
            #expect(abs(length - walk.distance.metres) < 1, "\(length) \(walk.distance)")
            #expect(walk.distance.metres + 0.2 >= home.source.distance(to: school.source))
        }
        let stops = network.busStops().prefix(20).compactMap { network.snap($0.point, for: .bus) }
        let matrix = network.drivingMatrix(between: stops, threads: 3)
        for from in 0..<stops.count {
            for to in 0..<stops.count where from != to {
                #expect(matrix.seconds(from: from, to: to) != TravelMatrix.unreachable)
                let path = network.drivingPath(from: stops[from], to: stops[to])
                let length = zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
                #expect(abs(length - Double(matrix.metres(from: from, to: to))) < 2)
            }
        }
    }
}
