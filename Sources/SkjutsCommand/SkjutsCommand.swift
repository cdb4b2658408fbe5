internal import ArgumentParser
internal import SchoolTransport

/// The `skjuts` executable: arguments, progress, printing and exit codes. No logic.
@main
struct SkjutsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skjuts",
        abstract: "Plans a municipality's school transport overnight.",
        discussion: """
            A folder of registers goes in; decisions, stops, trips, vehicles and clock times come out, checked.

            Examples:
              skjuts plan Data/sample --output plan
              skjuts check Data/sample plan
              skjuts generate --network liechtenstein.osm.pbf --pupils 4000 --output bundle

            Exit status: 0 plan without error findings, 1 plan with error findings, 2 no plan, 64 bad arguments.
            """,
        version: skjutsVersion,
        subcommands: [
            PlanCommand.self, CheckCommand.self, DecideCommand.self, OptionsCommand.self, GenerateCommand.self,
            SolveCommand.self, ExplainCommand.self, ReplayCommand.self, DiffCommand.self, LintCommand.self,
            MatrixCommand.self, RouteCommand.self, CalibrateCommand.self, PrintCommand.self,
        ])
}
