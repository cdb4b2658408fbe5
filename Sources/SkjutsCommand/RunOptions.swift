public import ArgumentParser
internal import Foundation
internal import SchoolTransport
public import TransportModel

/// The options that every command which runs stages shares.
struct RunOptions: ParsableArguments {
    @Option(name: .long, help: "The day the plan is made for, such as 2026-11-02. Default: the calendar's first day.")
    var asOf: CalendarDate?

    @Option(name: .long, help: "Seed of every random choice.")
    var seed: UInt64?

    @Option(name: .long, help: "Threads; never changes the result. Default: all cores.")
    var threads: Int?

    @Option(name: .long, help: "Search steps per problem. Equal budgets give equal bytes.")
    var iterations: Int?

    @Option(name: .long, help: "A safety net in seconds for the whole run.")
    var seconds: Double?

    @Option(
        name: .long,
        help: "A folder where road networks are kept ready from run to run; never changes the result.",
        completion: .directory)
    var cache: String?

    @Option(name: .long, help: "When to show progress: auto (on a terminal), never, json.")
    var progress: ProgressMode = .auto

    @Option(name: .long, help: "How to print the result: text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
        if let iterations, iterations < 0 { throw ValidationError("--iterations must not be negative.") }
        if let seconds, !(seconds > 0) { throw ValidationError("--seconds must be more than 0.") }
    }

    /// What was typed, as the library wants it.
    func batchOptions() -> BatchOptions {
        var options = BatchOptions()
        options.asOf = asOf
        options.seed = seed
        options.threads = threads
        options.iterations = iterations
        options.seconds = seconds
        options.cache = cache
        let printer = ProgressPrinter(mode: progress)
        options.progress = { printer.show($0) }
        return options
    }

    /// Prints `result` and ends the process with the documented status.
    func report(_ result: Result<BatchOutcome, BatchError>) throws {
        switch result {
        case .success(let outcome):
            print(format == .json ? ResultPrinter.json(outcome) : ResultPrinter.text(outcome))
            if outcome.errors > 0 { throw ExitCode(1) }
        case .failure(let error):
            let text = format == .json ? ResultPrinter.json(error) : ResultPrinter.text(error)
            if format == .json { print(text) } else { FileHandle.standardError.write(Data((text + "\n").utf8)) }
            throw ExitCode(2)
        }
    }
}

/// How results are printed on standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

extension CalendarDate: ExpressibleByArgument {
    /// The date that `argument` names; `nil` for anything else.
    public init?(argument: String) { self.init(argument) }
}
