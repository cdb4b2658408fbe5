internal import ArgumentParser
internal import Foundation
internal import SchoolTransport
internal import TransportModel

/// `skjuts plan BUNDLE --output PLAN`
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Makes tonight's plan from a municipality's folder.",
        discussion: """
            The plan folder is written aside and renamed when whole: a reader sees last night's plan or tonight's.

            Examples:
              skjuts plan Data/sample --output plan
              skjuts plan Data/sample --output plan --as-of 2026-11-02 --threads 2 --iterations 20000
            """)

    @Argument(help: "The municipality's folder.", completion: .directory)
    var bundle: String

    @Option(name: .shortAndLong, help: "Where the plan folder goes.", completion: .directory)
    var output: String

    @OptionGroup var shared: RunOptions

    func run() throws {
        let signal = StopSignal()
        let interruption = Interruption(signal)
        let batch = NightlyBatch(
            bundle: URL(fileURLWithPath: bundle, isDirectory: true), options: shared.batchOptions(), stop: signal)
        let result = Result { () throws(BatchError) in
            try batch.plan(into: URL(fileURLWithPath: output, isDirectory: true))
        }
        withExtendedLifetime(interruption) {}
        try shared.report(result)
    }
}
