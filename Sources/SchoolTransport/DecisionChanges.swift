internal import Eligibility

/// What changed in the decisions between two plans, for people and programs.
public struct DecisionChanges: Sendable {
    /// A changed decision.
    public struct Change: Sendable {
        /// Whom it is about.
        public let pupilID: String, homeID: String
        /// `gained`, `lost`, `to_review`, `refused`, `other_rule`, `appeared` or `disappeared`.
        public let kind: String
        /// `rules`, `facts`, `both` or `none`.
        public let cause: String
        /// The facts that differ, by name.
        public let facts: [String]
        /// The rule that decided before and the one that decides now.
        public let oldRule: String, newRule: String
        /// The pupil's school, grade band, family's language and area (column `area`).
        public let schoolID: String, band: String, language: String, area: String
    }

    /// How many gained and lost within a group.
    public struct Count: Sendable {
        /// What is grouped by: `school`, `area`, `band`, `language`, `rule` or `fact`.
        public let grouping: String
        /// The group.
        public let group: String
        /// Decisions that became granted, and that no longer are.
        public let gained: Int, lost: Int
    }

    /// Every change, by pupil_id, then home_id.
    public let changes: [Change]
    /// Gains and losses by every grouping, groups in order.
    public let counts: [Count]

    init(_ diff: DecisionDiff) {
        changes = diff.changes.map { change in
            Change(
                pupilID: change.pupilID, homeID: change.homeID, kind: change.kind.rawValue,
                cause: change.cause.rawValue, facts: change.facts, oldRule: change.oldRule, newRule: change.newRule,
                schoolID: change.schoolID, band: change.band, language: change.language, area: change.area)
        }
        counts = DecisionDiff.Grouping.allCases.flatMap { grouping in
            diff.counts(by: grouping).map { group, gained, lost in
                Count(grouping: grouping.rawValue, group: group, gained: gained, lost: lost)
            }
        }
    }
}
