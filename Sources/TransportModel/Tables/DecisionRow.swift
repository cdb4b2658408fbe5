package import Quantities

/// A row of `decisions.csv`: one per pupil and home, every pupil of the input present.
package struct DecisionRow: PlanTableRow {
    /// Whom it is about.
    package var pupilID = ""
    /// From which home; blank when the pupil has no readable home.
    package var homeID = ""
    /// Granted, refused or review.
    package var decision = Outcome.review
    /// The rule that decided; `override` for a decision by hand.
    package var ruleID = ""
    /// The law and section behind the rule.
    package var law = ""
    /// The measured walk to school; blank where the network has none.
    package var measured: Metres?
    /// The limit that it was compared with.
    package var threshold: Metres?
    /// `measured` - `threshold`.
    package var margin: Metres?
    /// How sure the decision is.
    package var certainty = ""
    /// In one sentence, for staff.
    package var reason = ""
    /// What the deciding rule gives: `transport`, `allowance`, `surplus_seat`, `nothing` or `review`.
    package var gives = ""
    /// The code of the deciding rule for other programs; may be blank.
    package var reasonCode = ""
    /// What an allowance is worth per school day; blank: none, or no price is named.
    package var allowancePerDay: Cost?
    /// What would turn the decision, in sentences.
    package var whatWouldFlip = ""

    package init() {}

    package static let fileName = "decisions.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("pupil_id", \.pupilID), .init("home_id", \.homeID), .init("decision", \.decision),
        .init("rule_id", \.ruleID), .init("law", \.law), .init("measured_m", \.measured),
        .init("threshold_m", \.threshold), .init("margin_m", \.margin), .init("certainty", \.certainty),
        .init("reason", \.reason), .init("gives", \.gives, isAdded: true),
        .init("reason_code", \.reasonCode, isAdded: true),
        .init("allowance_per_day", \.allowancePerDay, isAdded: true),
        .init("what_would_flip", \.whatWouldFlip, isAdded: true),
    ]
    package var key: [TableKeyPart] { [.text(pupilID), .text(homeID)] }
}

/// A row of `review.csv`: the queue that staff work through.
package struct ReviewRow: PlanTableRow {
    /// Whom it is about.
    package var pupilID = ""
    /// From which home; blank when the pupil has no readable home.
    package var homeID = ""
    /// Why no rule decides alone.
    package var why = ""
    /// What a person would need to know.
    package var whatWouldDecide = ""

    package init() {}

    package static let fileName = "review.csv"
    package static let columns: [TableColumn<Self>] = [
        .init("pupil_id", \.pupilID), .init("home_id", \.homeID), .init("why", \.why),
        .init("what_would_decide", \.whatWouldDecide),
    ]
    package var key: [TableKeyPart] { [.text(pupilID), .text(homeID)] }
}
