import Foundation
import SchoolTransport
import Testing
import TransportModel

/// The article "Link the library", word for word.
private func planTonight(bundle: URL, into folder: URL, iterations: Int? = nil) -> [String] {
    var options = BatchOptions()
    options.seed = 1
    options.iterations = iterations  // nil: as many as the municipality needs
    options.seconds = 600
    options.progress = { progress in print(progress.stage, progress.done, "of", progress.total) }
    do {
        let night = try NightlyBatch(bundle: bundle, options: options).plan(into: folder)
        let buses = night.figures.first { $0.key == "buses" }?.value ?? "none"
        let broken = night.findings.filter { $0.severity == .error }
        return ["buses: \(buses)"] + broken.map { "\($0.code): \($0.message)" }
    } catch {
        // Nothing was written and the old plan stays; every fatal problem is named at once.
        return error.problems.map { "\($0.code): \($0.message)" }
    }
}

@Suite struct ExampleTests {
    private var article: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/SchoolTransport/SchoolTransport.docc/SchoolTransport.md")
    }

    @Test func `the example of the article is the one that is compiled here`() throws {
        func body(_ url: URL) throws -> [Substring] {
            let text = try String(contentsOf: url, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let start = try #require(lines.firstIndex { $0.contains("func planTonight(bundle") })
            let end = try #require(lines[start...].firstIndex { $0 == "}" })
            return lines[(start + 1)...end].map { $0 }
        }
        #expect(try body(article) == body(URL(fileURLWithPath: #filePath)))
    }

    @Test func `the example plans a municipality, and names what is missing in a folder that is none`() throws {
        let municipality = try TinyMunicipality()
        let folder = municipality.plan("night")
        let said = planTonight(bundle: municipality.bundle, into: folder, iterations: 60)
        #expect(said.first?.hasPrefix("buses: ") == true)
        let empty = municipality.root.appending(path: "empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        #expect(planTonight(bundle: empty, into: folder).contains { $0.hasPrefix("file-missing: ") })
    }
}
