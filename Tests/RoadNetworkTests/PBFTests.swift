import Foundation
import Quantities
import Testing

@testable import RoadNetwork

@Suite struct PBFTests {
    private func read(_ bytes: [UInt8]) throws -> OSMExtract {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).osm.pbf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try OSMExtract.read(contentsOf: file.path, threads: 1)
    }

    @Test func `nodes, ways, tags and names come out as they went in`() throws {
        let extract = try read(PBFWriter.street.file)
        #expect(extract.roads.map(\.id) == [1, 2])
        #expect(extract.names[extract.roads[0].name] == "Koulutie")
        #expect(extract.nodeIDs == [10, 11, 12, 13])
        #expect(extract.point(2) == GeoPoint(longitude: 25.002, latitude: 60))
        #expect(extract.features[1] == [.blocksFoot, .blocksBus, .blocksBicycle, .blocksCar])
        #expect(extract.places.map(\.id) == ["n13"])
    }

    @Test func `other granularities and offsets give the same positions`() throws {
        let writer = PBFWriter.street
        // 100 times the granularity with coordinates that are multiples of it, moved by one degree.
        let block = writer.block + PBFWriter.field(19, 1_000_000_000) + PBFWriter.field(20, 2_000_000_000)
        let extract = try read(PBFWriter.header() + PBFWriter.blob("OSMData", block))
        #expect(extract.point(0) == GeoPoint(longitude: 27, latitude: 61))
    }

    @Test func `a truncated file is an error that names a byte within it`() throws {
        let bytes = PBFWriter.street.file
        let header = PBFWriter.header().count
        for length in 1..<bytes.count where length != header {
            #expect {
                _ = try read(Array(bytes[..<length]))
            } throws: { error in
                guard case .byte(let offset)? = (error as? RoadNetworkError)?.location else { return false }
                return offset < bytes.count
            }
        }
    }

    @Test func `no flipped bit makes the reader trap`() throws {
        let block = PBFWriter.street.block
        for position in block.indices {
            for bit in 0..<8 {
                var damaged = block
                damaged[position] ^= 1 << UInt8(bit)
                var ways = WayHarvest()
                var nodes = NodeHarvest(wanted: [10, 11, 12, 13])
                damaged.withUnsafeBufferPointer { bytes in
                    try? PBFBlock.decode(bytes, into: &ways)
                    try? PBFBlock.decode(bytes, into: &nodes)
                }
            }
        }
        let bytes = PBFWriter.street.file
        for position in bytes.indices {
            var damaged = bytes
            damaged[position] ^= 0x55
            _ = try? RoadNetwork(read(damaged))
        }
    }

    @Test func `random bytes in a block never trap`() {
        var random = RandomSource(seed: 7)
        for _ in 0..<3000 {
            var block = PBFWriter.street.block
            for _ in 0..<8 { block[random.below(block.count)] = UInt8(random.below(256)) }
            var ways = WayHarvest()
            var nodes = NodeHarvest(wanted: [10, 11, 12, 13])
            block.withUnsafeBufferPointer { bytes in
                try? PBFBlock.decode(bytes, into: &ways)
                try? PBFBlock.decode(bytes, into: &nodes)
            }
        }
    }

    @Test(arguments: [(4, "lzma"), (6, "lz4"), (7, "zstd")])
    func `other compressions are refused by name`(field: Int, name: String) {
        let bytes = PBFWriter.header() + PBFWriter.blob("OSMData", [1, 2, 3], field: field)
        #expect {
            _ = try read(bytes)
        } throws: {
            ($0 as? RoadNetworkError)?.message.contains(name) ?? false
        }
    }

    @Test func `unknown required features are refused by name`() {
        #expect {
            _ = try read(PBFWriter.header(["OsmSchema-V0.6", "HistoricalInformation"]))
        } throws: {
            ($0 as? RoadNetworkError)?.message.contains("HistoricalInformation") ?? false
        }
    }

    @Test func `an empty or missing file is unreadable`() {
        #expect(throws: RoadNetworkError.self) { try read([]) }
        #expect {
            _ = try RoadNetwork.read(contentsOf: "/nowhere/to/be/found.osm.pbf")
        } throws: {
            ($0 as? RoadNetworkError)?.code == .unreadable
        }
    }

    @Test(.enabled(if: hasExtract("helsinki-centre.osm.pbf"), "needs osm/helsinki-centre.osm.pbf in SKJUTS_DATA"))
    func `a real file cut short or damaged is an error and never a trap`() throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: extractPath("helsinki-centre.osm.pbf"))))
        var random = RandomSource(seed: 11)
        for _ in 0..<6 {
            let end = 1 + random.below(whole.count - 1)
            #expect(throws: RoadNetworkError.self) { try read(Array(whole[..<end])) }
            var damaged = whole
            damaged[random.below(whole.count)] ^= 0x10
            _ = try? read(damaged)
        }
    }
}
