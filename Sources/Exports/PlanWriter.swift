package import Foundation
package import RoadNetwork
package import Tables
package import TransportModel

/// Writes a plan as the folder that formats.md describes.
///
/// The folder is written aside first, so that it can be checked as it stands on disk, and takes its place when `finish`
/// is called: a reader sees last night's plan or tonight's, never half of one.
///
///     let staged = try PlanWriter(plan: plan, batch: batch, settings: settings).stage(for: folder)
///     let broken = PlanChecker(batch: batch, roads: roads).check(planFolder: staged.folder)
///     try staged.finish(adding: broken, run: run)
package struct PlanWriter {
    private let source: ExportSource

    /// A writer of `plan`, which was made from `batch` by the run that `settings` describes.
    ///
    /// - Parameter network: draws the maps; `nil` leaves the roads out and draws straight lines.
    /// - Parameter walks: the measured walks for the maps of decision letters; `nil` leaves these out.
    /// - Parameter previous: the plan of the night before, to compare with.
    /// - Parameter threads: how many threads may work; the bytes are the same for any number.
    /// - Parameter secondPlans: plans the day of a dear choice again; `nil` leaves all prices of choices at estimates.
    package init(
        plan: Plan, batch: Batch, network: RoadNetwork? = nil, walks: Walks? = nil, settings: RunSettings,
        previous: PlanTables? = nil, threads: Int = 1, secondPlans: SecondPlanning? = nil
    ) {
        source = ExportSource(
            tables: PlanTables(plan: plan, batch: batch), plan: plan, batch: batch, network: network,
            settings: settings, threads: threads, walks: walks, previous: previous,
            secondPlans: secondPlans)
    }

    /// Writes every file but `run.json` into a folder beside `folder`, and `extras`, such as the traces of decisions.
    package func stage(for folder: URL, adding extras: [PlanTables.File] = []) throws(FileError) -> StagedPlan {
        let replacement = try FolderReplacement(of: folder, recognisedBy: PlanSummary.fileName)
        let staged = StagedPlan(source: source, replacement: replacement)
        try staged.writeAll(adding: extras)
        return staged
    }
}

/// A plan folder that is written but has not taken its place yet. It vanishes when it is let go of unfinished.
package final class StagedPlan {
    private var source: ExportSource
    private let replacement: FolderReplacement

    init(source: ExportSource, replacement: FolderReplacement) {
        self.source = source
        self.replacement = replacement
    }

    /// Where the files stand until `finish`.
    package var folder: URL { replacement.staging }

    /// All findings, in the order of `findings.csv`.
    package var findings: [Finding] { source.tables.findings.map(Finding.init) }

    /// What `summary.json` says.
    package var summary: PlanSummary { source.summary }

    /// Adds what the checks found, says how the run went, and puts the folder in its place.
    package func finish(adding checks: [Finding], run: RunRecord) throws(FileError) {
        if !checks.isEmpty {
            source.tables.findings = (source.tables.findings + checks.map(FindingRow.init)).sortedByKey()
            for file in try source.filesWithFindings() {
                try remove(file.name)
                try write(file)
            }
        }
        try replacement.write(run.json.prettyBytes, to: RunRecord.fileName)
        try replacement.commit()
    }

    func writeAll(adding extras: [PlanTables.File]) throws(FileError) {
        for file in try source.files() + extras { try write(file) }
    }

    private func write(_ file: PlanTables.File) throws(FileError) {
        try replacement.write(file.bytes, to: file.name, mode: file.isForStaff ? 0o600 : 0o644)
    }

    private func remove(_ name: String) throws(FileError) {
        let path = folder.appendingPathComponent(name).path
        guard unlink(path) == 0 else { throw FileError("replace", path: path) }
    }
}
