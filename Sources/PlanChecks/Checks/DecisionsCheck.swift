import Quantities
import TransportModel

/// Every pupil and home of the bundle has a decision, and its figures agree with each other.
struct DecisionsCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] { missing(context) + figures(context) }

    private func missing(_ context: CheckContext) -> [Finding] {
        let batch = context.batch
        var found: [Finding] = []
        for pupil in batch.pupils.elements {
            let homes = pupil.homes.map { batch.homes[$0].id }
            for home in homes.isEmpty ? [""] : homes where context.decisions[HomeKey(pupil.id, home)] == nil {
                found.append(
                    Finding(
                        "plan-no-decision", .error, file: DecisionRow.fileName, subject: pupil.id,
                        message: home.isEmpty
                            ? "The pupil has no decision." : "The pupil has no decision for the home “\(home)”."))
            }
        }
        return found
    }

    private func figures(_ context: CheckContext) -> [Finding] {
        let rows = context.tables.decisions
        return rows.indices.compactMap { position in
            let row = rows[position]
            let margin = row.measured.flatMap { measured in row.threshold.map { measured - $0 } }
            guard row.margin != margin else { return nil }
            return context.error(
                "plan-wrong-margin", \.decisions, position, subject: row.pupilID,
                "margin_m is \(row.margin.cell), but measured_m - threshold_m is \(margin.cell).")
        }
    }
}
