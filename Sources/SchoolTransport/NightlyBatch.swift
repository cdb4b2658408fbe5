public import Foundation
internal import Coordinates
internal import Eligibility
internal import Exports
internal import Inputs
internal import PlanChecks
internal import Quantities
internal import RoadNetwork
internal import StopAssignment
internal import Tables
internal import Timetabling
public import TransportModel

/// One night's work over one municipality's folder: reads it, decides, assigns stops, plans trips, checks and writes.
///
/// The folder is never changed; the plan is written aside and renamed when whole. Equal inputs, seed and iterations give
/// equal bytes, on any number of threads, in every file but `run.json`.
public struct NightlyBatch: Sendable {
    /// Seconds per pupil between the end of the search and the plan's place on disk, as measured on four cores.
    private static let finishingSeconds = 0.0028

    let bundle: URL
    let options: BatchOptions
    let stop: StopSignal

    /// A run over the folder `bundle`; `stop` ends it early with the best plan so far.
    public init(bundle: URL, options: BatchOptions = BatchOptions(), stop: StopSignal = StopSignal()) {
        self.bundle = bundle
        self.options = options
        self.stop = stop
    }

    /// Makes the plan and puts it into `folder`, replacing the one that is there.
    /// - Throws: `BatchError` with every fatal problem when there can be no plan; the old one stays.
    public func plan(into folder: URL) throws(BatchError) -> BatchOutcome {
        let opened = try open()
        var night = opened
        let decisions = night.decide()
        let stopPlan = night.assignStops(decisions)
        let plan = night.scheduleTrips(decisions, stopPlan)
        return try night.write(plan, to: folder)
    }

    /// Reads the bundle and its road network.
    func open() throws(BatchError) -> Night {
        let started = Date()
        var clock = StageClock(threads: options.threads ?? 1, report: options.progress)
        let reader = BundleReader(bundle: bundle, asOf: options.asOf)
        let (batch, findings) = try clock.attempt("inputs") { () throws(BatchError) in
            do throws(BatchError) { return try reader.read() } catch {
                throw adding(networkProblemsOf: reader, to: error)
            }
        }
        let settings = planningOptions(for: batch, started: started)
        clock.record.threads = settings.threads
        let vehicle = SharedVehicle(batch: batch)
        let (network, unmatched) = try clock.attempt("roads") { () throws(BatchError) in
            let (all, unmatched) = try readNetwork(
                at: batch.networkPath, named: batch.municipality.network, edits: batch.roadEditsPath,
                threads: settings.threads)
            let (southWest, northEast) = all.bounds
            if let problem = NetworkFit.problem(batch, southWest: southWest, northEast: northEast) {
                throw BatchError(stage: "roads", problems: [problem])
            }
            guard let network = vehicle.network(all) else {
                let message = "no road lets through vehicles of the sizes given; correct them"
                throw BatchError(
                    stage: "roads",
                    problems: [FatalProblem("vehicles-too-large", file: "vehicles.csv", message: message)])
            }
            return (network, unmatched)
        }
        return Night(
            batch: batch, network: network, settings: settings, clock: clock,
            findings: findings + unmatched + [vehicle.finding].compactMap { $0 })
    }

    /// What the stages may use: the command line wins over `municipality.yaml`.
    private func planningOptions(for batch: Batch, started: Date) -> PlanningOptions {
        let solver = batch.municipality.solver
        var settings = PlanningOptions()
        settings.seed = options.seed ?? solver.seed
        settings.threads = max(1, options.threads ?? solver.threads ?? ProcessInfo.processInfo.activeProcessorCount)
        settings.iterations = options.iterations ?? solver.iterations
        if let seconds = options.seconds ?? solver.seconds {
            // What comes after the search (clock times, pages, lists, checks) grows with the pupils and needs its share.
            let finishing = max(seconds * 0.1, Self.finishingSeconds * Double(batch.pupils.count))
            stop.stop(at: started.addingTimeInterval(seconds - finishing))
        }
        settings.shouldStop = { [stop] in stop.shouldStop }
        settings.progress = options.progress
        return settings
    }

    /// The network at `path` with the edits at `edits`, and what of the edits does not fit.
    private func readNetwork(
        at path: String, named name: String, edits: String? = nil, threads: Int
    ) throws(BatchError) -> (network: RoadNetwork, findings: [Finding]) {
        var roadEdits = RoadEdits()
        var file = RoadFiles.edits
        do throws(RoadNetworkError) {
            if let edits { roadEdits = try RoadEdits.read(contentsOf: edits) }
            file = name
            let read = try RoadFiles.read(path, edits: roadEdits, cache: options.cache, threads: threads)
            let findings = read.unmatched.map {
                Finding(
                    "road-edit-unmatched", .warning, file: RoadFiles.edits, subject: "\($0.id)",
                    message: RoadFiles.message($0))
            }
            return (read.network, findings)
        } catch {
            let code = file == name ? "network" : "road-edits"
            throw BatchError(stage: "roads", problems: [error.problem("\(code)-\(error.code.rawValue)", of: file)])
        }
    }

    /// What is wrong with the bundle, and with its network if that can be found: all is named at once.
    private func adding(networkProblemsOf reader: BundleReader, to error: BatchError) -> BatchError {
        var whole = error
        guard let network = reader.network() else { return whole }
        do {
            _ = try readNetwork(at: network.path, named: network.name, threads: options.threads ?? 1)
        } catch {
            whole.problems += error.problems
        }
        return whole
    }
}

extension RoadNetworkError {
    /// The error as a problem of the bundle's file `file`, with its place and what to do.
    fileprivate func problem(_ code: String, of file: String) -> FatalProblem {
        let remedy =
            switch self.code {
            case .unreadable: "Put a readable file there."
            case .truncated: "The file was not copied to its end: copy or export it again."
            case .malformed: "Copy or export it again, as .osm.pbf or .osm."
            case .unsupported: "Save it again with a usual tool, as .osm.pbf or .osm."
            case .noRoads: "Take an extract that holds the roads of the municipality."
            }
        guard case .line(let line) = location else {
            return FatalProblem(code, file: file, message: "\(description). \(remedy)")
        }
        return FatalProblem(code, file: file, line: line, message: "\(message). \(remedy)")
    }
}

extension NightlyBatch {
    /// Recomputes every promise of the plan in `folder` from the files alone; nothing is written.
    /// - Throws: `BatchError` when the bundle or its network cannot be read.
    public func check(_ folder: URL) throws(BatchError) -> BatchOutcome {
        var night = try open()
        return night.check(folder)
    }
}
