internal import ArgumentParser
internal import Foundation

/// `skjuts print PLAN`
struct PrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Turns pages of a plan into PDF files with Chromium, where it is installed.",
        discussion: """
            The PDF of a page lies beside it. Without --all only what is new since the plan before is printed: the \
            pages that staff/changes.csv lists. Without Chromium nothing is printed, and that is no error.

            Examples:
              skjuts print plan
              skjuts print plan --all
            """)

    @Argument(help: "The plan folder.", completion: .directory)
    var plan: String

    @Flag(help: "All families' pages and drivers' sheets, not only those that are new.")
    var all = false

    private static let programs = [
        "chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell", "chrome-headless-shell",
    ]

    func run() throws {
        guard let program = PrintCommand.find(PrintCommand.programs) else {
            FileHandle.standardError.write(Data("Chromium is not installed, so no PDF was made.\n".utf8))
            return
        }
        let folder = URL(fileURLWithPath: plan)
        let pages = try all ? everyPage(of: folder) : changedPages(of: folder)
        var made = 0
        for page in pages where try printed(folder.appendingPathComponent(page), with: program) { made += 1 }
        print("\(made) of \(pages.count) pages printed")
        if made < pages.count { throw ExitCode(1) }
    }

    private func everyPage(of folder: URL) throws -> [String] {
        try ["families", "families/letters", "drivers", "staff/letters", "staff/letters/decisions"].flatMap {
            part -> [String] in
            let path = folder.appendingPathComponent(part).path
            guard FileManager.default.fileExists(atPath: path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".html") }.sorted()
                .map { "\(part)/\($0)" }
        }
    }

    /// The last cell of every row that is not of somebody who no longer rides.
    private func changedPages(of folder: URL) throws -> [String] {
        let list = folder.appendingPathComponent("staff/changes.csv")
        guard let text = try? String(contentsOf: list, encoding: .utf8) else {
            throw ValidationError("\(list.path) cannot be read. Is \(plan) a plan folder?")
        }
        let pages = text.split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: ",").last.map(String.init)
        }
        return pages.filter { page in
            page.hasSuffix(".html") && !page.contains("..")
                && FileManager.default.fileExists(atPath: folder.appendingPathComponent(page).path)
        }
    }

    /// Prints one page; the dates that Chromium writes are those of 1980, so that equal pages are equal files.
    private func printed(_ page: URL, with program: String) throws -> Bool {
        let target = page.deletingPathExtension().appendingPathExtension("pdf")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=\(target.path)"]
            + (geteuid() == 0 ? ["--no-sandbox"] : []) + [page.absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0, var bytes = try? Data(contentsOf: target) else { return false }
        PrintCommand.takeDates(from: &bytes)
        try bytes.write(to: target)
        let mode = try FileManager.default.attributesOfItem(atPath: page.path)[.posixPermissions]
        try FileManager.default.setAttributes([.posixPermissions: mode ?? 0o600], ofItemAtPath: target.path)
        return true
    }

    /// Writes the first day of 1980 over every date, its offset from UTC included, which changes no position in the file.
    private static func takeDates(from bytes: inout Data) {
        for key in ["/CreationDate (D:", "/ModDate (D:"] {
            var rest = bytes.startIndex
            while let found = bytes.range(of: Data(key.utf8), in: rest..<bytes.endIndex) {
                let end = bytes[found.upperBound...].firstIndex(of: UInt8(ascii: ")")) ?? bytes.endIndex
                let date = found.upperBound..<min(found.upperBound + 21, end)
                bytes.replaceSubrange(date, with: Data("19800101000000+00'00'".utf8.prefix(date.count)))
                rest = date.upperBound
            }
        }
    }

    private static func find(_ names: [String]) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
