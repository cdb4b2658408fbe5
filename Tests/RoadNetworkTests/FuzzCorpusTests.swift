import Foundation
import Quantities
import Testing

@testable import RoadNetwork

/// What fuzzing found is read again by every test run; `Fuzz/run` looks for more.
struct FuzzCorpusTests {
    @Test(arguments: ["osm", "pbf"])
    func `a network file is read and walked, or refused with a reason`(corpus: String) throws {
        let folder = "Fuzz/Corpus/\(corpus)/"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count >= 35)
        for name in names {
            do throws(RoadNetworkError) {
                let network = try RoadNetwork.read(contentsOf: folder + name)
                guard let one = network.snap(network.bounds.southWest, for: .foot),
                    let other = network.snap(network.bounds.northEast, for: .foot)
                else { continue }
                let walk = network.walks(from: [one], to: other, threads: 1)[0]
                #expect((walk == nil) == network.walkPath(from: one, to: other).isEmpty)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
