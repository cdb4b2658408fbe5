internal import ArgumentParser
internal import Foundation
internal import Generation

/// `skjuts generate --output BUNDLE`
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Invents a municipality: pupils, homes, schools, timetables and a fleet.",
        discussion: """
            Without --network the roads are invented too and written as OpenStreetMap XML. Nobody in it is real.

            Examples:
              skjuts generate --pupils 2500 --seed 1 --output bundle
              skjuts generate --network liechtenstein.osm.pbf --pupils 4000 --output bundle
            """)

    @Option(name: .long, help: "A real road extract (.osm.pbf or .osm) to live in.", completion: .file())
    var network: String?

    @Option(name: .long, help: "How many pupils.")
    var pupils = 2500

    @Option(name: .long, help: "Seed; the same seed invents the same municipality.")
    var seed: UInt64 = 1

    @Flag(name: .long, help: "Leave stops.csv out: bus stops and corners of the network become candidates.")
    var networkStops = false

    @Option(name: .shortAndLong, help: "Where the bundle goes.", completion: .directory)
    var output: String

    func validate() throws {
        if pupils < 1 { throw ValidationError("--pupils must be at least 1.") }
        if let network, !FileManager.default.fileExists(atPath: network) {
            throw ValidationError("--network: there is no file \(network).")
        }
    }

    func run() throws {
        let folder = URL(fileURLWithPath: output, isDirectory: true)
        do throws(GenerationError) {
            let stops: StopSource = networkStops ? .network : .file
            if let network {
                try ExtractMunicipality(
                    network: URL(fileURLWithPath: network), pupils: pupils, seed: seed, stops: stops
                ).write(to: folder)
            } else {
                try SyntheticMunicipality(pupils: pupils, seed: seed, stops: stops).write(to: folder)
            }
        } catch {
            FileHandle.standardError.write(Data("error: \(error.description)\n".utf8))
            throw ExitCode(2)
        }
        print("Written to \(folder.path)")
    }
}
