import ArgumentParser

/// The `skjuts` executable.
@main
struct SkjutsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skjuts", abstract: "Plans a municipality's school transport overnight.", version: "0.1.0")
}
