import Foundation
import TransportModel
import Testing

@testable import Generation

@Suite struct SyntheticMunicipalityTests {
    @Test func `equal seeds give equal bytes and another seed other ones`() throws {
        let first = try GeneratedBundle(pupils: 150, seed: 7)
        let second = try GeneratedBundle(pupils: 150, seed: 7)
        let other = try GeneratedBundle(pupils: 150, seed: 8)
        #expect(first.files == second.files)
        for name in ["network.osm", "pupils.csv", "homes.csv", "schools.csv"] {
            #expect(first.files[name] != other.files[name], "\(name)")
        }
    }

    @Test(arguments: [1, 2, 40, 700])
    func `any size has every file of a bundle and as many pupils as asked for`(pupils: Int) throws {
        let bundle = try GeneratedBundle(pupils: pupils, seed: 3)
        #expect(
            bundle.files.keys.sorted() == [
                "choices.csv", "depots.csv", "gates.csv", "homes.csv", "municipality.yaml", "network.osm",
                "overrides.csv", "periods.csv", "pupils.csv", "rules.yaml", "schools.csv", "stops.csv",
                "timetable.csv", "vehicles.csv",
            ])
        #expect(try bundle.rows(of: "pupils.csv").count == pupils)
    }

    @Test func `without given stops the bundle has no stop file and no wishes for stops`() throws {
        let bundle = try GeneratedBundle(pupils: 150, seed: 7, stops: .network)
        #expect(bundle.files["stops.csv"] == nil)
        #expect(try bundle.rows(of: "choices.csv").isEmpty)
    }

    @Test func `a folder with something in it is refused, and so is a municipality without pupils`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("x".utf8).write(to: folder.appendingPathComponent("stops.csv"))
        let municipality = try SyntheticMunicipality(pupils: 5, seed: 1)
        #expect(throws: GenerationError.self) { try municipality.write(to: folder) }
        #expect(throws: GenerationError.self) { try SyntheticMunicipality(pupils: 0, seed: 1) }
    }

    @Test func `the sample municipality is what its documented command makes`() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let sample = try GeneratedBundle.read(root.appendingPathComponent("Data/sample"))
        let again = try GeneratedBundle(pupils: 2500, seed: 1).files
        #expect(sample.keys.sorted() == again.keys.sorted())
        for (name, bytes) in again { #expect(sample[name] == bytes, "\(name)") }
    }
}
