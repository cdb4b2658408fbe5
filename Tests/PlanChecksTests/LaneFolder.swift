import Foundation
import PlanChecks
import PlanFixtures
import Tables
import Testing
import TransportModel

/// The lane's plan folder on disk, as written or with something changed; removed with its owner.
final class LaneFolder {
    let url: URL
    private let batch: Batch

    /// The folder of the lane's tables after `change`, its summary that of the changed tables.
    init(batch: Batch = Lane.batch(), change: (inout PlanTables) -> Void = { _ in }) throws {
        self.batch = batch
        let plan = Lane.plan(for: batch)
        var tables = PlanTables(plan: plan, batch: batch)
        change(&tables)
        url = FileManager.default.temporaryDirectory.appendingPathComponent("lane-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for file in tables.files() { try write(file.bytes, to: file.name) }
        let summary = PlanSummary(tables: tables, batch: batch, settings: Lane.settings(for: plan))
        try write(summary.json.prettyBytes, to: PlanSummary.fileName)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Puts `bytes` in the place of the file `path`.
    func write(_ bytes: [UInt8], to path: String) throws {
        let file = url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Replaces the first `old` of the file `path` by `new`; fails the test where there is none.
    func replace(_ old: String, by new: String, in path: String) throws {
        let file = url.appendingPathComponent(path)
        let text = try String(contentsOf: file, encoding: .utf8)
        let range = try #require(text.range(of: old))
        try write(Array(text.replacingCharacters(in: range, with: new).utf8), to: path)
    }

    /// What the checks find.
    func findings() -> [Finding] { PlanChecker(batch: batch, roads: LaneRoads()).check(planFolder: url) }

    /// The codes of what the checks find, each once.
    func codes() -> Set<String> { Set(findings().map(\.code)) }
}
