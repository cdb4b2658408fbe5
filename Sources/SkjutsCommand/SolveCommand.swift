internal import ArgumentParser
internal import BenchmarkInstances
internal import Foundation
internal import VehicleRouting

/// `skjuts solve INSTANCE --rules RULES`
struct SolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Solves a published routing instance with the engine that the nightly plan uses.",
        discussion: """
            Examples:
              skjuts solve RSRB01 --rules park --max-ride 2700 --seconds 60 --output plan.json
              skjuts solve X-n101-k25.vrp --rules cvrp --iterations 20000 --seed 1 --output x.sol
            """)

    @Argument(help: "The instance: a file, or a folder for the sets that have one.", completion: .file())
    var instance: String

    @Option(name: .long, help: "The rules: \(InstanceRules.allCases.map(\.rawValue).joined(separator: ", ")).")
    var rules: InstanceRules

    @Option(name: .long, help: "The ride limit in seconds, where the instance does not state one.")
    var maxRide: Int?

    @Option(name: .long, help: "Wall-clock seconds. Default 60 where no other budget is given.")
    var seconds: Double?

    @Option(name: .long, help: "Processor seconds of all threads together, instead of --seconds.")
    var cpuSeconds: Double?

    @Option(name: .long, help: "Search steps; equal budgets give equal results on any number of threads.")
    var iterations: Int?

    @Option(name: .long, help: "Seed of every random choice.")
    var seed: UInt64 = 1

    @Option(name: .long, help: "Threads; never changes the result. Default: all cores.")
    var threads: Int?

    @Option(name: .shortAndLong, help: "Where the solution goes. Default: standard output.", completion: .file())
    var output: String?

    @Option(name: .long, help: "A CSV file for the curve: seconds, iterations, vehicles, unserved, cost, bound.")
    var trace: String?

    @Option(
        name: .long,
        help: "A knob of the search, NAME=VALUE, for measuring what an ingredient gives. May be repeated.")
    var setting: [String] = []

    @Option(name: .long, help: "When to show progress: auto (on a terminal), never, json.")
    var progress: ProgressMode = .auto

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
        if let iterations, iterations < 0 { throw ValidationError("--iterations must not be negative.") }
        if let seconds, !(seconds > 0) { throw ValidationError("--seconds must be more than 0.") }
        if let cpuSeconds, !(cpuSeconds > 0) { throw ValidationError("--cpu-seconds must be more than 0.") }
        guard seconds == nil || cpuSeconds == nil else {
            throw ValidationError("--seconds and --cpu-seconds exclude each other.")
        }
        if let maxRide, maxRide < 1 { throw ValidationError("--max-ride must be at least 1.") }
        guard FileManager.default.fileExists(atPath: instance) else {
            throw ValidationError("There is no file or folder \(instance).")
        }
    }

    func run() throws {
        let curve = SolveCurve(mode: progress)
        let cancellation = CancellationFlag()
        let listening = Interruption(cancel: { cancellation.cancel() }, isCancelled: { cancellation.isCancelled })
        var options = SolveOptions()
        options.maxRide = maxRide
        options.routing.iterations = iterations
        options.routing.seconds = cpuSeconds ?? seconds ?? (iterations == nil ? 60 : nil)
        options.routing.clock = cpuSeconds == nil ? .wall : .processor
        options.routing.seed = seed
        options.routing.threads = threads
        options.routing.cancellation = cancellation
        options.routing.progress = { curve.add($0) }
        let solved: SolvedInstance
        do {
            for setting in setting { try change(&options, setting) }
            solved = try solve(instance: URL(fileURLWithPath: instance), rules: rules, options: options)
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            throw ExitCode(2)
        }
        withExtendedLifetime(listening) {}
        try write(solved, curve)
        if solved.unserved > 0 { throw ExitCode(1) }
    }

    /// Applies one `NAME=VALUE`.
    private func change(_ options: inout SolveOptions, _ setting: String) throws {
        let parts = setting.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
            throw RoutingError("--setting needs NAME=VALUE with a number, not \(setting)")
        }
        if rules.hasDepotTours {
            try options.deliveries.set(String(parts[0]), to: value)
        } else {
            try options.settings.set(String(parts[0]), to: value)
        }
    }

    private func write(_ solved: SolvedInstance, _ curve: SolveCurve) throws {
        if let trace { try curve.csv().write(toFile: trace, atomically: true, encoding: .utf8) }
        if let output {
            try solved.solution.write(toFile: output, atomically: true, encoding: .utf8)
            let bound = (solved.bound ?? curve.bound).map { ", at least \($0) proved" } ?? ""
            print(
                "\(solved.vehicles) vehicles\(bound), \(solved.unserved) unserved, "
                    + "\(rules.hasDepotTours ? "cost" : "driving") \(solved.driving), "
                    + "\(solved.iterations) steps")
        } else {
            print(solved.solution)
        }
    }
}

extension InstanceRules: ExpressibleByArgument {}
