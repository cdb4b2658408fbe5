import Foundation
import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

/// Names that try to be something else, in PDF, as `skjuts print` has Chromium make it.
@Suite struct HostilePDFTests {
    private static let chromium = ["chromium", "chromium-browser", "google-chrome", "chrome"].lazy.flatMap { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A family's page and its letter for every hostile name, one below the other: one run of Chromium prints them all.
    private func pages() throws -> String {
        var bodies: [String] = []
        var head = ""
        for start in stride(from: 0, to: HostileNameTests.names.count, by: 2) {
            let names = (0..<2).map { HostileNameTests.names[(start + $0) % HostileNameTests.names.count] }
            var batch = Lane.batch()
            batch.pupils[Index(0)].name = names[0]
            batch.pupils[Index(4)].name = names[1]
            batch.schools[Index(0)].name = names[1]
            batch.municipality.name = names[0]
            for number in 0..<2 { batch.stops[Index(number)].name = names[number] }
            let plan = Lane.plan(for: batch)
            let source = ExportSource(
                tables: PlanTables(plan: plan, batch: batch), plan: plan, batch: batch, network: nil,
                settings: Lane.settings(for: plan), threads: 1)
            let files =
                FamilyPages(source, RoadTiles(nil)).files() + DecisionLetters(source, RoadTiles(nil)).files()
                + DriverSheets(source).files()
            let wanted = ["families/P-1.html", "families/P-5.html", "families/letters/P-1.html", "drivers/K-0.html"]
            for file in files where wanted.contains(file.name) {
                let parts = String(decoding: file.bytes, as: UTF8.self).components(separatedBy: "<body")
                head = parts[0]
                let body = parts[1].components(separatedBy: "</body>")[0]
                bodies.append(String(body[body.index(after: body.firstIndex(of: ">") ?? body.startIndex)...]))
            }
        }
        #expect(bodies.count == 4 * ((HostileNameTests.names.count + 1) / 2))
        return head + "<body>" + bodies.joined() + "</body></html>"
    }

    @Test(.enabled(if: chromium != nil, "Chromium is not installed, so no PDF can be looked into"))
    func `hostile names become text in PDF: nothing in it runs, sends or leads anywhere`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appendingPathComponent("page.html"), target = folder.appendingPathComponent("page.pdf")
        try pages().write(to: page, atomically: false, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.chromium))
        process.arguments =
            ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=\(folder.path)/profile"]
            + ["--print-to-pdf=\(target.path)"] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [page.absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let bytes = try Data(contentsOf: target)
        // Chromium packs what is drawn, but writes the objects that can do something as plain words.
        let words = String(decoding: bytes, as: UTF8.self)
        #expect(words.hasPrefix("%PDF-") && words.contains("/Type /Page"))
        let powers = [
            "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA", "/SubmitForm", "/GoToR",
            "/RichMedia",
            "/URI",
        ]
        for power in powers { #expect(!words.contains(power + " "), "\(power) is in the PDF") }
        #expect(!words.contains(folder.path))
    }
}
