import Quantities
import Tables
import TransportModel

/// Reads `overrides.csv`; those that have expired are named and left out.
struct OverridesReader {
    static let schema = FileSchema(
        file: "overrides.csv", isRequired: false,
        meaning: "Decisions that a person made. They always win and are always shown, until they expire.",
        key: ["pupil_id", "home_id"],
        columns: [
            .required("pupil_id", "For whom."),
            .optional("home_id", "For which home. Blank: all homes."),
            .required("decision", "`granted` or `refused`."),
            .required("reason", "Why."),
            .required("author", "Who decided."),
            .required("expires", "The last day it holds, inclusive."),
        ])

    /// The overrides of `file` that hold on the day of the plan, in file order; of two for one pupil and home the later
    /// row counts.
    static func read(
        _ file: BundleTable?, pupils: IndexedTable<Pupil>, homes: IndexedTable<Home>, _ context: BundleContext
    ) -> [DecisionOverride] {
        let positions = Positions(pupils.elements.map(\.id))
        let overrides = file?.values(subject: "pupil_id", log: context.log) { cells -> DecisionOverride? in
            let pupil = positions.find("pupil_id", in: "pupils.csv", &cells)
            _ = cells.requiredText("decision")
            let decision = cells.word("decision", of: HandDecision.self)
            let reason = cells.requiredText("reason")
            let author = cells.requiredText("author")
            let expires = cells.date("expires")
            guard let pupil, let decision, let reason, let author, let expires else { return nil }
            let homeID = cells.text("home_id")
            let home = pupils.elements[pupil].homes.first { homes[$0].id == homeID }
            guard homeID.isEmpty || home != nil else {
                cells.refuse(
                    "unknown-home", "home_id", homeID, "The pupil has no such home in homes.csv. Correct the id.")
                return nil
            }
            return DecisionOverride(
                pupil: Index(pupil), home: home, outcome: decision.outcome, reason: reason, author: author,
                expires: expires, line: cells.line)
        }
        return current(overrides ?? [], pupils, context)
    }

    private struct Key: Hashable {
        var pupil: Index<Pupil>
        var home: Index<Home>?
    }

    private static func current(
        _ overrides: [DecisionOverride], _ pupils: IndexedTable<Pupil>, _ context: BundleContext
    ) -> [DecisionOverride] {
        var kept: [DecisionOverride] = []
        var positions: [Key: Int] = [:]
        for override in overrides {
            let subject = pupils[override.pupil].id
            guard override.expires >= context.asOf else {
                context.log.add(
                    "override-expired", .info, file: schema.file, line: override.line, subject: subject,
                    "The override expired on \(override.expires) and was not used. Renew it or remove the row.")
                continue
            }
            let key = Key(pupil: override.pupil, home: override.home)
            if let position = positions[key] {
                context.log.add(
                    "override-twice", .warning, file: schema.file, line: override.line, subject: subject,
                    "Line \(kept[position].line) overrides the same decision; this later row counts. Remove one.")
                kept[position] = override
            } else {
                positions[key] = kept.count
                kept.append(override)
            }
        }
        return kept
    }

    /// The words of the column `decision`.
    private enum HandDecision: String, CaseIterable {
        case granted, refused

        var outcome: Outcome { self == .granted ? .granted : .refused }
    }
}
