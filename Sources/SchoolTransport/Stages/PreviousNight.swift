internal import Foundation
internal import PlanChecks
internal import TransportModel

/// The plan in the bundle's `previous/` folder, to start from and to disturb little.
struct PreviousNight {
    /// Its tables; `nil` where the bundle has no such folder or nothing in it can be read.
    let tables: PlanTables?
    /// What of it could not be used. A bad row leaves out its trip or ride and no more, so these are warnings.
    let findings: [Finding]

    /// Reads the folder that `batch` names.
    init(_ batch: Batch) {
        guard let path = batch.previousPlanPath else {
            tables = nil
            findings = []
            return
        }
        let written = WrittenPlan(at: URL(fileURLWithPath: path))
        let needed = [
            AssignmentRow.fileName, TripRow.fileName, StopTimeRow.fileName, BlockRow.fileName,
        ]
        findings = written.findings.filter { needed.contains($0.file) }.map { finding in
            Finding(
                "previous-not-used", .warning, file: "previous/\(finding.file)", line: finding.line,
                message: "\(finding.message) It was left out of the plan to start from.")
        }
        tables = written.tables.trips.isEmpty ? nil : written.tables
    }
}
