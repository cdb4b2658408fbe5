internal import Foundation
internal import Inputs
internal import Quantities
internal import RoadNetwork
internal import Tables
internal import TransportModel

/// What the road engine answers for other tools, from files: driving and walking matrices, single routes, and the fit of
/// driving times to a published timetable.
public struct RoadTool: Sendable {
    /// Which roads are used, and by whom.
    public struct Options: Sendable {
        /// Who is on the way.
        public enum Mode: String, Sendable, CaseIterable {
            /// A pupil on foot.
            case foot
            /// A vehicle.
            case bus
        }
        /// Whose closures and limits hold.
        public enum Season: String, Sendable, CaseIterable { case summer, winter }
        /// The size of the vehicle.
        public enum Vehicle: String, Sendable, CaseIterable { case bus, coach, minibus, taxi }

        /// Who is on the way.
        public var mode = Mode.bus
        /// Whose closures and limits hold.
        public var season = Season.summer
        /// The size of the vehicle.
        public var vehicle = Vehicle.bus
        /// Whether a vehicle stops only with the place at its own kerb.
        public var ownKerb = false
        /// What measured driving times are of the computed ones.
        public var factor = 1.0
        /// A file of road edits; `nil`: that of the bundle, where there is one.
        public var edits: String?
        /// A folder where networks are kept ready; `nil`: none.
        public var cache: String?
        /// Threads; never change a result.
        public var threads = 1

        /// The defaults.
        public init() {}
    }

    /// Why there is no answer.
    public struct Problem: Error, Sendable, CustomStringConvertible {
        /// The file that it concerns; empty where it concerns none.
        public var file: String
        /// The line of the file, from 1, where there is one.
        public var line: Int?
        /// What was read, what is wrong and what to do.
        public var message: String

        /// `file:line: message`.
        public var description: String {
            let place = [file, line.map { "\($0)" } ?? ""].filter { !$0.isEmpty }.joined(separator: ":")
            return place.isEmpty ? message : "\(place): \(message)"
        }
    }

    let network: RoadNetwork
    let options: Options
    /// Edits for which the map has no road, in part or at all, in words.
    public let unmatchedEdits: [String]

    /// Opens the road network at `path`: an OpenStreetMap file, or a bundle, whose network and road edits are taken.
    /// - Throws: `Problem` naming the file that cannot be read.
    public init(network path: String, options: Options = Options()) throws(Problem) {
        self.options = options
        var file = path
        var edits = options.edits
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            let bundle = URL(fileURLWithPath: path, isDirectory: true)
            guard let named = BundleReader(bundle: bundle, asOf: nil).network() else {
                throw Problem(
                    file: path, message: "The folder is no bundle with a road network. Name the .osm.pbf file itself.")
            }
            file = named.path
            let own = bundle.appendingPathComponent(RoadFiles.edits).path
            if edits == nil, FileManager.default.fileExists(atPath: own) { edits = own }
        }
        let read = try Self.read(file, edits: edits, options)
        unmatchedEdits = read.unmatched.map(RoadFiles.message)
        var conditions = RoadConditions()
        conditions.season = options.season == .winter ? .winter : .summer
        conditions.vehicle =
            switch options.vehicle {
            case .bus: .bus
            case .coach: .coach
            case .minibus: .minibus
            case .taxi: .taxi
            }
        guard let network = conditions == RoadConditions() ? read.network : read.network.under(conditions) else {
            throw Problem(file: file, message: "No road is left under these conditions.")
        }
        self.network = network
    }

    private static func read(
        _ file: String, edits: String?, _ options: Options
    ) throws(Problem) -> (network: RoadNetwork, unmatched: [UnmatchedEdit]) {
        var roadEdits = RoadEdits()
        if let edits {
            do { roadEdits = try RoadEdits.read(contentsOf: edits) } catch {
                throw Problem(file: edits, message: error.description)
            }
        }
        do { return try RoadFiles.read(file, edits: roadEdits, cache: options.cache, threads: options.threads) } catch {
            throw Problem(file: file, message: error.description)
        }
    }

    /// The point on the roads, for the mode of the options; `nil` without a road in reach.
    func snap(_ point: GeoPoint) -> SnappedPoint? {
        options.mode == .foot
            ? network.snap(point, for: .foot)
            : network.snap(point, for: .bus, kerb: options.ownKerb ? .ownSide : .eitherSide)
    }
}

/// The road files of a bundle, and how they are read.
enum RoadFiles {
    /// The optional file of road edits.
    static let edits = BundleReader.roadEdits

    /// The network at `path` with `edits`, from the folder `cache` where it is kept ready.
    static func read(
        _ path: String, edits: RoadEdits, cache: String?, threads: Int
    ) throws(RoadNetworkError) -> (network: RoadNetwork, unmatched: [UnmatchedEdit]) {
        guard let cache else {
            guard edits.count > 0 else { return (try RoadNetwork.read(contentsOf: path, threads: threads), []) }
            return try RoadNetwork.read(contentsOf: path, edits: edits, threads: threads)
        }
        try? FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        return try RoadNetwork.read(contentsOf: path, edits: edits, cachedIn: cache, threads: threads)
    }

    /// What does not fit about `edit`, and what to do.
    static func message(_ edit: UnmatchedEdit) -> String {
        let what =
            edit.metres.map { "\($0) m of the edit \(edit.id) lie on no road of the network" }
            ?? "the edit \(edit.id) names a way, or ferries, that the network does not have"
        return "\(what); draw it along the road, or remove it where the map has caught up"
    }
}
