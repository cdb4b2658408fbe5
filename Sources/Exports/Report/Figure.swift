import Quantities
import Tables
import TransportModel

/// A figure that people read first.
struct Figure: Sendable {
    /// What it counts.
    var label: String
    /// How much.
    var value: String
    /// What it means and what it was before, a line each.
    var note: [String]

    /// The figures of the report's head, those of the plan before beside them.
    static func all(
        of summary: PlanSummary, before previous: PlanSummary?, changes: PlanChanges, _ messages: Messages
    ) -> [Figure] {
        let counts = summary.counts
        func figure(
            _ key: String, _ value: String, _ note: [String: String]?, _ before: (PlanSummary) -> String
        ) -> Figure {
            let old = previous.map { [messages("report.before", ["value": before($0)])] } ?? []
            return Figure(
                label: messages(key), value: value, note: (note.map { [messages(key + ".note", $0)] } ?? []) + old)
        }
        func spread(_ values: PlanSummary.Spread, _ shown: (Double) -> String) -> [String: String] {
            ["p95": shown(values.p95), "max": shown(values.max)]
        }
        func whole(_ value: Double) -> String { grouped(Int(value.rounded())) }
        func percent(_ share: Double) -> String {
            messages.decimals(DecimalText.fixed(share * 100, decimals: 1) ?? "")
        }
        func minutes(_ seconds: Double) -> String { self.minutes(seconds, messages) }
        func kilometres(_ metres: Int) -> String { self.kilometres(metres, messages) }
        let figures = [
            figure(
                "report.carried", grouped(counts.riders),
                [
                    "granted": grouped(counts.granted), "refused": grouped(counts.refused),
                    "review": grouped(counts.review),
                ]
            ) { grouped($0.counts.riders) },
            figure("report.vehicles", grouped(summary.buses), summary.boundBuses.map { ["bound": grouped($0)] }) {
                grouped($0.buses)
            },
            figure(
                "report.km", kilometres(summary.metres),
                ["trips": grouped(counts.trips), "blocks": grouped(counts.blocks)]
            ) { kilometres($0.metres) },
            figure("report.cost", money(summary.cost), [:]) { money($0.cost) },
            figure("report.ride", minutes(summary.ride.mean), spread(summary.ride, minutes)) { minutes($0.ride.mean) },
            Figure(
                label: messages("report.walk"), value: whole(summary.walk.mean),
                note: [messages("report.ride.note", spread(summary.walk, whole))]
                    + (previous.map { [messages("report.before", ["value": whole($0.walk.mean)])] } ?? [])),
            figure(
                "report.automatic", percent(summary.decidedAutomatically),
                ["decisions": grouped(counts.granted + counts.refused + counts.review)]
            ) { percent($0.decidedAutomatically) },
            figure("report.stopsused", grouped(counts.stopsUsed), ["schools": grouped(counts.schools)]) {
                grouped($0.counts.stopsUsed)
            },
        ]
        return figures + (changes.hasPrevious ? [told(changes, messages)] : [])
    }

    /// How many families must be told something.
    private static func told(_ changes: PlanChanges, _ messages: Messages) -> Figure {
        func count(_ kind: PlanChanges.Kind) -> String { grouped(changes.pupils.values.count { $0 == kind }) }
        return Figure(
            label: messages("report.changed"), value: grouped(changes.pupils.count),
            note: [
                messages(
                    "report.changed.note", ["new": count(.new), "changed": count(.changed), "ended": count(.ended)])
            ])
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
    static func kilometres(_ metres: Int, _ messages: Messages) -> String {
        metres < 100_000
            ? messages.decimals(DecimalText.fixed(Double(metres) / 1000, decimals: 1) ?? "")
            : grouped((metres + 500) / 1000)
    }

    /// Seconds as minutes with a decimal.
    static func minutes(_ seconds: Double, _ messages: Messages) -> String {
        messages.decimals(DecimalText.fixed(seconds / 60, decimals: 1) ?? "")
    }

    /// An amount in whole units.
    static func money(_ cost: Cost) -> String { grouped(Int((cost.amount).rounded())) }
}
