import Tables
import TransportModel

/// Everything that the writers of the formats draw on.
struct ExportSource: Sendable {
    /// The tables, findings of the checks included once they are known.
    var tables: PlanTables
    /// The plan.
    let plan: Plan
    /// The bundle.
    let batch: Batch
    /// What the summary says about the run.
    let settings: RunSettings

    /// What `summary.json` says.
    var summary: PlanSummary { PlanSummary(tables: tables, batch: batch, settings: settings) }

    /// Every file of the folder but `run.json`.
    func files() -> [PlanTables.File] {
        tables.files().filter { $0.name != FindingRow.fileName } + filesWithFindings()
    }

    /// The files that change when findings are added.
    func filesWithFindings() -> [PlanTables.File] {
        tables.files().filter { $0.name == FindingRow.fileName } + [
            .init(name: PlanSummary.fileName, bytes: summary.json.prettyBytes, isForStaff: false)
        ]
    }
}
