import Quantities
import Tables
import TransportModel

/// All tables of the plan as one workbook, for staff: a sheet a table, the figures of the summary first.
struct StaffWorkbook: Sendable {
    /// The name of the file.
    static let fileName = "staff/plan.xlsx"

    private let tables: PlanTables
    private let summary: PlanSummary

    /// The workbook of `tables`, whose figures are `summary`.
    init(_ tables: PlanTables, summary: PlanSummary) {
        self.tables = tables
        self.summary = summary
    }

    /// The file.
    func bytes() throws(ZIPError) -> [UInt8] {
        try Workbook([
            figures, sheet(tables.decisions), sheet(tables.stopOptions), sheet(tables.assignments),
            sheet(tables.trips), sheet(tables.stopTimes), sheet(tables.blocks), sheet(tables.stops),
            sheet(tables.review), sheet(tables.findings),
        ]).bytes()
    }

    private func sheet<Row: PlanTableRow>(_ rows: [Row]) -> WorkbookSheet {
        let columns = Row.columns
        return WorkbookSheet(
            name: String(Row.fileName.dropLast(4)), columns: columns.map(\.name),
            rows: rows.map { row in columns.map { $0.workbookCell(row) } })
    }

    /// The counts and sums of `summary.json`.
    private var figures: WorkbookSheet {
        let counts = summary.counts
        let whole: [(String, Int)] = [
            ("pupils", counts.pupils), ("homes", counts.homes), ("schools", counts.schools),
            ("granted", counts.granted), ("refused", counts.refused), ("review", counts.review),
            ("riders", counts.riders), ("rides", counts.rides), ("stops_used", counts.stopsUsed),
            ("trips", counts.trips), ("blocks", counts.blocks), ("errors", counts.errors),
            ("warnings", counts.warnings), ("buses", summary.buses),
        ]
        let parts: [(String, Double, Int)] = [
            ("decided_automatically", summary.decidedAutomatically, 4), ("km", Double(summary.metres) / 1000, 3),
            ("cost", summary.cost.amount, 2), ("ride_mean_s", summary.ride.mean, 1),
            ("ride_p95_s", summary.ride.p95, 1), ("ride_max_s", summary.ride.max, 1),
            ("walk_mean_m", summary.walk.mean, 1), ("walk_p95_m", summary.walk.p95, 1),
            ("walk_max_m", summary.walk.max, 1), ("wait_p95_s", summary.wait.p95, 1),
            ("wait_max_s", summary.wait.max, 1),
        ]
        return WorkbookSheet(
            name: "summary", columns: ["figure", "value"],
            rows: whole.map { [.text($0.0), .integer($0.1)] }
                + parts.map { [.text($0.0), .number(DecimalText.fixed($0.1, decimals: $0.2) ?? "0")] })
    }
}
