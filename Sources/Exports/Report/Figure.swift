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
        let pair = FigurePair(tonight: summary, before: previous, messages: messages)
        return pair.plan + pair.pupils + (changes.hasPrevious ? [told(changes, messages)] : [])
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

/// Tonight's figures, each with what it was before.
private struct FigurePair {
    var tonight: PlanSummary, before: PlanSummary?, messages: Messages

    /// Who is carried, with what, how far and for how much.
    var plan: [Figure] {
        let counts = tonight.counts
        return [
            figure(
                "report.carried",
                [
                    "granted": Figure.grouped(counts.granted), "refused": Figure.grouped(counts.refused),
                    "review": Figure.grouped(counts.review),
                ]
            ) { Figure.grouped($0.counts.riders) },
            figure("report.vehicles", tonight.boundBuses.map { ["bound": Figure.grouped($0)] }) {
                Figure.grouped($0.buses)
            },
            figure(
                "report.km", ["trips": Figure.grouped(counts.trips), "blocks": Figure.grouped(counts.blocks)]
            ) { Figure.kilometres($0.metres, messages) },
            figure("report.cost", [:]) { Figure.money($0.cost) },
        ]
    }

    /// What it is like for pupils, and how much was decided without staff.
    var pupils: [Figure] {
        let counts = tonight.counts
        return [
            figure("report.ride", spread(tonight.ride, minutes)) { minutes($0.ride.mean) },
            figure("report.walk", spread(tonight.walk, whole), note: "report.ride.note") { whole($0.walk.mean) },
            figure(
                "report.automatic",
                ["decisions": Figure.grouped(counts.granted + counts.refused + counts.review)]
            ) { percent($0.decidedAutomatically) },
            figure("report.stopsused", ["schools": Figure.grouped(counts.schools)]) {
                Figure.grouped($0.counts.stopsUsed)
            },
        ]
    }

    /// A figure with a note that tells `facts`, if there are any, called like the figure unless `note` is given.
    private func figure(
        _ key: String, _ facts: [String: String]?, note: String? = nil, _ value: (PlanSummary) -> String
    ) -> Figure {
        let told = facts.map { [messages(note ?? key + ".note", $0)] } ?? []
        let old = before.map { [messages("report.before", ["value": value($0)])] } ?? []
        return Figure(label: messages(key), value: value(tonight), note: told + old)
    }

    private func spread(_ values: PlanSummary.Spread, _ shown: (Double) -> String) -> [String: String] {
        ["p95": shown(values.p95), "max": shown(values.max)]
    }

    private func whole(_ value: Double) -> String { Figure.grouped(Int(value.rounded())) }

    private func minutes(_ seconds: Double) -> String { Figure.minutes(seconds, messages) }

    private func percent(_ share: Double) -> String {
        messages.decimals(DecimalText.fixed(share * 100, decimals: 1) ?? "")
    }
}
