import Exports
import Foundation
import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

@Suite struct PlanWriterTests {
    @Test func `the folder holds every table, the summary, the report and how the run went`() throws {
        let folder = try WrittenLane()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        for name in PlanTables.fileNames + ["summary.json", "run.json", "report.html"] { #expect(names.contains(name)) }
        #expect(folder.siblings() == [])
    }

    @Test func `staff's tables are for their owner alone, the others for all`() throws {
        let folder = try WrittenLane()
        for name in ["decisions", "assignments", "stop_options", "review", "findings"] {
            #expect(try folder.mode(of: "\(name).csv") == 0o600)
        }
        for name in ["trips.csv", "stop_times.csv", "blocks.csv", "stops.csv", "summary.json", "report.html"] {
            #expect(try folder.mode(of: name) == 0o644)
        }
    }

    @Test func `two equal runs give equal bytes in every file but run json`() throws {
        let (one, two) = (try WrittenLane(), try WrittenLane(threads: 4))
        #expect(try one.files().keys.sorted() == two.files().keys.sorted())
        for (name, bytes) in try one.files() where name != "run.json" {
            #expect(try two.files()[name] == bytes, "\(name)")
        }
    }

    @Test func `what the checks found is in the findings, the summary and the report`() throws {
        let broken = Finding(
            "plan-overload", .error, file: "trips.csv", line: 2, subject: "T-0-1", message: "Too full.")
        let folder = try WrittenLane(checks: [broken])
        #expect(try folder.text("findings.csv").contains("plan-overload,error,trips.csv,2,T-0-1,Too full."))
        #expect(try folder.text("summary.json").contains("\"errors\": 1"))
        #expect(try folder.text("report.html").contains("plan-overload"))
    }

    @Test func `a plan takes the place of the one before only when it is finished`() throws {
        let folder = try WrittenLane()
        let before = try folder.files()
        do {
            let staged = try WrittenLane.writer().stage(for: folder.url)
            #expect(staged.folder.path != folder.url.path)
            #expect(try folder.files() == before)
        }
        #expect(folder.siblings() == [])
        #expect(try folder.files() == before)
    }

    @Test func `the summary has the shape of the documented interface`() throws {
        let summary = try WrittenLane().text("summary.json")
        let lines = summary.split(separator: "\n").prefix(12).map(String.init)
        #expect(
            lines == [
                "{", " \"schema_version\": 1,", " \"skjuts\": \"0.1.0\",", " \"seed\": 1,", " \"time_limited\": false,",
                " \"inputs\": {", "  \"pupils.csv\": \"\(String(repeating: "a", count: 64))\"", " },",
                " \"counts\": {", "  \"pupils\": 5,", "  \"homes\": 6,", "  \"schools\": 1,",
            ])
    }
}

/// The lane's plan, written; removed with its owner.
final class WrittenLane {
    let url: URL
    private let parent: URL

    static func writer(
        threads: Int = 1, batch: Batch = Lane.batch(), plan: Plan? = nil, previous: PlanTables? = nil
    ) -> PlanWriter {
        let plan = plan ?? Lane.plan(for: batch)
        return PlanWriter(
            plan: plan, batch: batch, network: nil, settings: Lane.settings(for: plan), previous: previous,
            threads: threads)
    }

    init(
        threads: Int = 1, batch: Batch = Lane.batch(), plan: Plan? = nil, checks: [Finding] = [],
        previous: PlanTables? = nil
    ) throws {
        parent = FileManager.default.temporaryDirectory.appendingPathComponent("lane-\(UUID().uuidString)")
        url = parent.appendingPathComponent("plan")
        let staged = try WrittenLane.writer(threads: threads, batch: batch, plan: plan, previous: previous).stage(
            for: url)
        var run = RunRecord(threads: threads)
        run.stages = [.init(name: "eligibility", seconds: 0.25)]
        try staged.finish(adding: checks, run: run)
    }

    deinit { try? FileManager.default.removeItem(at: parent) }

    /// What stands beside the folder.
    func siblings() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        return names.filter { $0 != "plan" }.sorted()
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
    }

    /// Every file by its path.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let walk = try #require(FileManager.default.enumerator(atPath: url.path))
        while let path = walk.nextObject() as? String {
            if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
                files[path] = try FileBytes.read(url.appendingPathComponent(path).path)
            }
        }
        return files
    }

    func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: url.appendingPathComponent(path).path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}
