public import ArgumentParser
internal import Foundation
internal import SchoolTransport

/// The options that the commands over the road engine share.
struct RoadOptions: ParsableArguments {
    @Argument(help: "The road network: an OpenStreetMap file (.osm.pbf, .osm), or a bundle.", completion: .file())
    var network: String

    @Option(name: .long, help: "Who is on the way: foot or bus.")
    var mode = RoadTool.Options.Mode.bus

    @Option(name: .long, help: "Whose closures and limits hold: summer or winter.")
    var season = RoadTool.Options.Season.summer

    @Option(name: .long, help: "The size of the vehicle: bus, coach, minibus or taxi.")
    var vehicle = RoadTool.Options.Vehicle.bus

    @Flag(name: .long, help: "The vehicle stops only with the place at its own kerb.")
    var ownKerb = false

    @Option(name: .long, help: "What measured driving times are of the computed ones; see skjuts calibrate.")
    var factor = 1.0

    @Option(name: .long, help: "A file of road edits. Default: road_edits.osm of the bundle.", completion: .file())
    var edits: String?

    @Option(name: .long, help: "A folder where road networks are kept ready from run to run.", completion: .directory)
    var cache: String?

    @Option(name: .long, help: "Threads; never changes the result. Default: all cores.")
    var threads: Int?

    func validate() throws {
        try Self.requireFile(network)
        if let edits { try Self.requireFile(edits) }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
        guard factor.isFinite, (0.2...10).contains(factor) else {
            throw ValidationError("--factor must be from 0.2 to 10.")
        }
    }

    /// The network that was asked for.
    func open() throws(RoadTool.Problem) -> RoadTool {
        var options = RoadTool.Options()
        options.mode = mode
        options.season = season
        options.vehicle = vehicle
        options.ownKerb = ownKerb
        options.factor = factor
        options.edits = edits
        options.cache = cache
        options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let tool = try RoadTool(network: network, options: options)
        for edit in tool.unmatchedEdits { Self.complain(edit) }
        return tool
    }

    /// Runs `body`, prints why there is no answer and ends with status 2.
    static func answering(_ body: () throws -> Void) throws {
        do { try body() } catch let problem as RoadTool.Problem {
            complain("error: \(problem)")
            throw ExitCode(2)
        } catch let error as CocoaError {
            complain("error: \(error.localizedDescription)")
            throw ExitCode(2)
        }
    }

    /// Refuses a path at which there is nothing.
    static func requireFile(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("There is no file or folder \(path).")
        }
    }

    /// Prints `text` on standard error.
    static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

/// A place as `longitude,latitude`.
struct LongitudeLatitude: ExpressibleByArgument {
    /// Degrees.
    let pair: (longitude: Double, latitude: Double)

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0.filter { $0 != " " }) }
        guard parts.count == 2, let longitude = parts[0], let latitude = parts[1], abs(longitude) <= 180,
            abs(latitude) <= 90
        else { return nil }
        pair = (longitude, latitude)
    }
}

extension RoadTool.Options.Mode: ExpressibleByArgument {}
extension RoadTool.Options.Season: ExpressibleByArgument {}
extension RoadTool.Options.Vehicle: ExpressibleByArgument {}
