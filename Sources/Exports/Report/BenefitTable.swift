import Quantities
import Tables
import TransportModel

/// What the night was worth: its figures beside those of the plan before and of the municipality's baseline.
struct BenefitTable: Sendable {
    /// The figures; empty where there is nothing to compare with.
    let lines: [Line]
    /// What the baseline is called, or the word for it.
    let baselineName: String

    /// A figure.
    struct Line: Equatable, Sendable {
        var label: String, tonight: String, previous: String, change: String, baseline: String, baselineChange: String
    }

    private struct Row {
        var key: String, decimals: Int, tonight: Double?, previous: Double?, baseline: Double?
    }

    /// The table of tonight's summary, the previous one where there is one, and the baseline of `batch`.
    init(tonight: PlanSummary, previous: PlanSummary?, batch: Batch, _ messages: Messages) {
        let baseline = batch.municipality.baseline
        let grams = batch.municipality.service.gramsPerKilometre
        func carbon(_ summary: PlanSummary?) -> Double? {
            guard let summary, let grams else { return nil }
            return Double(summary.metres) / 1000 * grams / 1000
        }
        let rows: [Row] = [
            Row(
                key: "report.automatic", decimals: 1, tonight: tonight.decidedAutomatically * 100,
                previous: previous.map { $0.decidedAutomatically * 100 },
                baseline: baseline.decidedAutomatically.map { $0 * 100 }),
            Row(
                key: "report.vehicles", decimals: 0, tonight: Double(tonight.buses),
                previous: previous.map { Double($0.buses) }, baseline: baseline.vehicles.map { Double($0) }),
            Row(
                key: "report.km", decimals: 0, tonight: Double(tonight.metres) / 1000,
                previous: previous.map { Double($0.metres) / 1000 }, baseline: baseline.kilometres),
            Row(
                key: "report.cost", decimals: 0, tonight: tonight.cost.amount, previous: previous?.cost.amount,
                baseline: baseline.cost),
            Row(
                key: "report.co2", decimals: 0, tonight: carbon(tonight), previous: carbon(previous),
                baseline: baseline.carbonDioxide),
            Row(
                key: "report.ride", decimals: 1, tonight: tonight.ride.mean / 60,
                previous: previous.map { $0.ride.mean / 60 }, baseline: baseline.ride),
            Row(
                key: "report.walk", decimals: 0, tonight: tonight.walk.mean, previous: previous?.walk.mean,
                baseline: baseline.walk),
        ]
        let hasComparison = rows.contains { $0.previous != nil || $0.baseline != nil }
        lines = hasComparison ? rows.compactMap { BenefitTable.line($0, messages) } : []
        baselineName = baseline.name.isEmpty ? messages("report.baseline") : baseline.name.harmless
    }

    private static func line(_ row: Row, _ messages: Messages) -> Line? {
        guard let tonight = row.tonight else { return nil }
        return Line(
            label: messages(row.key), tonight: messages.decimals(number(tonight, row.decimals)),
            previous: row.previous.map { messages.decimals(number($0, row.decimals)) } ?? "",
            change: row.previous.map { messages.decimals(change(from: $0, to: tonight, row.decimals)) } ?? "",
            baseline: row.baseline.map { messages.decimals(number($0, row.decimals)) } ?? "",
            baselineChange: row.baseline.map { messages.decimals(change(from: $0, to: tonight, row.decimals)) } ?? "")
    }

    private static func number(_ value: Double, _ decimals: Int) -> String {
        decimals == 0
            ? Figure.grouped(Int(value.rounded())) : DecimalText.fixed(value, decimals: decimals) ?? ""
    }

    /// `-12 (-3.4 %)`.
    private static func change(from old: Double, to new: Double, _ decimals: Int) -> String {
        let difference = new - old
        let text = number(difference, decimals)
        let sign = difference > 0 && text != "0" ? "+" : ""
        guard old != 0, let share = DecimalText.fixed(difference / old * 100, decimals: 1) else { return sign + text }
        return "\(sign)\(text) (\(difference > 0 && share != "0" ? "+" : "")\(share) %)"
    }
}
