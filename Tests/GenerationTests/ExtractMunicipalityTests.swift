import Foundation
import Testing

@testable import Generation

@Suite struct ExtractMunicipalityTests {
    /// Road extracts that tests may use; they are no part of the repository.
    private static let data = URL(
        fileURLWithPath: ProcessInfo.processInfo.environment["SKJUTS_DATA"]
            ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared").path)
    private static var hasExtracts: Bool {
        FileManager.default.fileExists(atPath: data.appendingPathComponent("osm/liechtenstein.osm.pbf").path)
    }

    /// The road network of an invented municipality, as a file of its own.
    private func inventedNetwork() throws -> URL {
        let bundle = try GeneratedBundle(pupils: 400, seed: 11)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).osm")
        try #require(bundle.files["network.osm"]).write(to: file)
        return file
    }

    @Test func `pupils live at the addresses of the map and go to its schools`() throws {
        let network = try inventedNetwork()
        defer { try? FileManager.default.removeItem(at: network) }
        let bundle = try GeneratedBundle(network: network, pupils: 200, seed: 1, stops: .file)
        #expect(bundle.files[network.lastPathComponent] == (try Data(contentsOf: network)))
        #expect(try bundle.rows(of: "pupils.csv").count == 200)
        let schools = try bundle.rows(of: "schools.csv")
        #expect(schools.allSatisfy { $0["name"]?.hasPrefix("Invented") == false })
        let settings = String(decoding: try #require(bundle.files["municipality.yaml"]), as: UTF8.self)
        #expect(settings.contains("crs: \"EPSG:3067\""))
        #expect(settings.contains("network: \"\(network.lastPathComponent)\""))
        #expect(try bundle.rows(of: "stops.csv").count > 20)
        #expect(try bundle.rows(of: "homes.csv").allSatisfy { $0["address"]?.isEmpty == false })
    }

    @Test func `equal seeds give equal bytes, on any number of threads`() throws {
        let network = try inventedNetwork()
        defer { try? FileManager.default.removeItem(at: network) }
        let first = try GeneratedBundle(network: network, pupils: 200, seed: 1, threads: 1)
        let second = try GeneratedBundle(network: network, pupils: 200, seed: 1, threads: 3)
        let other = try GeneratedBundle(network: network, pupils: 200, seed: 2)
        #expect(first.files == second.files)
        #expect(first.files["homes.csv"] != other.files["homes.csv"])
    }

    @Test func `a missing or garbled network is an error and leaves no folder behind`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let nowhere = try ExtractMunicipality(network: URL(fileURLWithPath: "/nowhere.osm"), pupils: 5, seed: 1)
        #expect(throws: GenerationError.self) { try nowhere.write(to: folder) }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).osm")
        try Data("<osm><node".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let garbled = try ExtractMunicipality(network: file, pupils: 5, seed: 1)
        #expect(throws: GenerationError.self) { try garbled.write(to: folder) }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test(.enabled(if: hasExtracts, "needs the road extracts in SKJUTS_DATA/osm"))
    func `Liechtenstein's own schools teach invented pupils`() throws {
        let network = Self.data.appendingPathComponent("osm/liechtenstein.osm.pbf")
        let bundle = try GeneratedBundle(network: network, pupils: 300, seed: 1, threads: 2)
        let grades = Dictionary(
            uniqueKeysWithValues: try bundle.rows(of: "schools.csv").map {
                ($0["school_id"] ?? "", Set(($0["grades"] ?? "").split(separator: ";").map(String.init)))
            })
        #expect(grades.count >= 5)
        for pupil in try bundle.rows(of: "pupils.csv") {
            #expect(grades[pupil["school_id"] ?? ""]?.contains(pupil["grade"] ?? "") == true)
        }
    }

    @Test(arguments: [
        ("Primarschule Triesen", 0...6), ("Liechtensteinisches Gymnasium", 7...9), ("Franklin Middle School", 7...9),
        ("Kurkikosken yläkoulu", 7...9), ("Formatio", 0...9),
    ])
    func `a school's name may say which grades it teaches`(name: String, grades: ClosedRange<Int>) {
        #expect(ExtractSurvey.grades(ofSchoolNamed: name) == grades)
    }
}
