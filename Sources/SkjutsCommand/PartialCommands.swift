internal import ArgumentParser
internal import Foundation
internal import SchoolTransport
internal import TransportModel

/// `skjuts decide BUNDLE`
struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decides who is entitled to a ride, nothing else.",
        discussion: """
            Prints decisions.csv, or writes decisions.csv, review.csv, findings.csv and the records for explain, replay
            and diff into a folder.

            Examples:
              skjuts decide Data/sample > decisions.csv
              skjuts decide Data/sample --output decided --as-of 2026-11-02
              skjuts decide Data/sample --every-period --output decided
            """)

    @Flag(help: "Decide for every period of periods.csv, each in a folder of its own named after it.")
    var everyPeriod = false

    @OptionGroup var part: PartialOptions

    func validate() throws {
        if everyPeriod, part.output == nil { throw ValidationError("--every-period needs --output.") }
    }

    func run() throws { everyPeriod ? try part.runEveryPeriod(.decide) : try part.run(.decide) }
}

/// `skjuts options BUNDLE`
struct OptionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "options",
        abstract: "Says which stops each family can have and what each would cost.",
        discussion: """
            Prints stop_options.csv, or writes it with the decisions and findings into a folder.

            Examples:
              skjuts options Data/sample > stop_options.csv
              skjuts options Data/sample --output options
            """)

    @OptionGroup var part: PartialOptions

    func run() throws { try part.run(.options) }
}

/// What the commands that run the first stages share.
struct PartialOptions: ParsableArguments {
    @Argument(help: "The municipality's folder.", completion: .directory)
    var bundle: String

    @Option(name: .shortAndLong, help: "A folder for the tables. Default: print the first on standard output.")
    var output: String?

    @OptionGroup var shared: RunOptions

    /// Runs `part`, prints its table or writes its folder, and ends with the documented status.
    func run(_ part: PartialRun) throws {
        let batch = NightlyBatch(
            bundle: URL(fileURLWithPath: bundle, isDirectory: true), options: shared.batchOptions())
        let folder = output.map { URL(fileURLWithPath: $0, isDirectory: true) }
        let result = Result { () throws(BatchError) in try batch.run(part, into: folder) }
        if folder == nil, shared.format == .text, case .success(let (outcome, csv)) = result {
            FileHandle.standardOutput.write(Data(csv))
            if outcome.errors > 0 { throw ExitCode(1) }
            return
        }
        try shared.report(result.map(\.outcome))
    }

    /// Runs `part` for every period of the school year; ends with status 1 where one of them has error findings.
    func runEveryPeriod(_ part: PartialRun) throws {
        let whole = NightlyBatch(
            bundle: URL(fileURLWithPath: bundle, isDirectory: true), options: shared.batchOptions())
        let periods: [(period: SchoolPeriod, batch: NightlyBatch)]
        do throws(BatchError) { periods = try whole.periods() } catch {
            return try shared.report(.failure(error))
        }
        guard !periods.isEmpty else { return try run(part) }
        var failed = false
        for (period, batch) in periods {
            let folder = URL(fileURLWithPath: output ?? ".", isDirectory: true).appendingPathComponent(
                period.folderName)
            if shared.format == .text { print("\(period.name), \(period.from) to \(period.to)") }
            do {
                try shared.report(Result { () throws(BatchError) in try batch.run(part, into: folder).outcome })
            } catch {
                guard let code = error as? ExitCode, code.rawValue == 1 else { throw error }
                failed = true
            }
        }
        if failed { throw ExitCode(1) }
    }
}
