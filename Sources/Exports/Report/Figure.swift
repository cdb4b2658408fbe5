import Quantities
import Tables
import TransportModel

/// A figure that people read first.
struct Figure: Sendable {
    /// What it counts.
    var label: String
    /// How much.
    var value: String
    /// What it means, in one line or none.
    var note: [String]

    /// A figure; a blank note is none.
    init(label: String, value: String, note: String) {
        self.label = label
        self.value = value
        self.note = note.isEmpty ? [] : [note]
    }

    /// The figures of the report's head.
    static func all(of summary: PlanSummary) -> [Figure] {
        let counts = summary.counts
        let bound = summary.boundBuses.map { "no plan for these stops and times needs fewer than \($0)" } ?? ""
        return [
            Figure(
                label: "Pupils carried", value: grouped(counts.riders),
                note: "\(grouped(counts.granted)) granted, \(grouped(counts.refused)) refused, "
                    + "\(grouped(counts.review)) in review (per home)"),
            Figure(label: "Vehicles", value: grouped(summary.buses), note: bound),
            Figure(
                label: "Kilometres", value: kilometres(summary.metres),
                note: "\(grouped(counts.trips)) trips in \(grouped(counts.blocks)) vehicle days"),
            Figure(label: "Cost", value: money(summary.cost), note: "over the whole cycle"),
            Figure(
                label: "Ride", value: "\(minutes(summary.ride.mean)) min",
                note: "on average; 95 % at most \(minutes(summary.ride.p95)), longest \(minutes(summary.ride.max))"),
            Figure(
                label: "Walk to the stop", value: "\(grouped(Int(summary.walk.mean.rounded()))) m",
                note: "on average; 95 % at most \(grouped(Int(summary.walk.p95.rounded()))), longest "
                    + grouped(Int(summary.walk.max.rounded()))),
            Figure(
                label: "Decided automatically",
                value: "\(DecimalText.fixed(summary.decidedAutomatically * 100, decimals: 1) ?? "") %",
                note: "of \(grouped(counts.granted + counts.refused + counts.review)) decisions"),
            Figure(
                label: "Stops used", value: grouped(counts.stopsUsed), note: "for \(grouped(counts.schools)) schools"),
        ]
    }

    /// Whole numbers in groups of three.
    static func grouped(_ value: Int) -> String {
        var text = ""
        for (position, digit) in String(value.magnitude).reversed().enumerated() {
            if position > 0, position % 3 == 0 { text = "\u{202F}" + text }
            text = String(digit) + text
        }
        return (value < 0 ? "-" : "") + text
    }

    /// Metres as kilometres with a decimal below a hundred.
    static func kilometres(_ metres: Int) -> String {
        metres < 100_000
            ? DecimalText.fixed(Double(metres) / 1000, decimals: 1) ?? "" : grouped((metres + 500) / 1000)
    }

    /// Seconds as minutes with a decimal.
    static func minutes(_ seconds: Double) -> String { DecimalText.fixed(seconds / 60, decimals: 1) ?? "" }

    /// An amount in whole units.
    static func money(_ cost: Cost) -> String { grouped(Int((cost.amount).rounded())) }
}
