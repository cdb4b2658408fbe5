internal import ArgumentParser
internal import Foundation
internal import SchoolTransport
internal import TransportModel

/// `skjuts check BUNDLE PLAN`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Recomputes every promise of a plan folder from the files alone.",
        discussion: """
            Works for a plan made by hand or by another program too. Nothing is written.

            Examples:
              skjuts check Data/sample plan
              skjuts check Data/sample plan --format json
            """)

    @Argument(help: "The municipality's folder.", completion: .directory)
    var bundle: String

    @Argument(help: "The plan folder.", completion: .directory)
    var plan: String

    @OptionGroup var shared: RunOptions

    func run() throws {
        let batch = NightlyBatch(
            bundle: URL(fileURLWithPath: bundle, isDirectory: true), options: shared.batchOptions())
        try shared.report(
            Result { () throws(BatchError) in try batch.check(URL(fileURLWithPath: plan, isDirectory: true)) })
    }
}
