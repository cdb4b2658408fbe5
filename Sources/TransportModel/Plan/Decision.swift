public import Quantities

/// What is decided about a pupil's right to a ride.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// Entitled.
    case granted
    /// Not entitled.
    case refused
    /// A person must look.
    case review
}

/// The decision for one pupil and home.
public struct Decision: Sendable {
    /// Whom it is about.
    public var pupil: Index<Pupil>
    /// From which home; `nil` when the pupil has no readable home (always review).
    public var home: Index<Home>?
    /// Granted, refused or review.
    public var outcome: Outcome
    /// Whether a ride is planned: granted always, review where the rule file says so, refused never.
    public var isCarried: Bool
    /// The rule that decided; `override` for a decision by hand.
    public var ruleID: String
    /// The law and section behind the rule.
    public var law: String
    /// The walk that was measured; `nil` when there is none.
    public var measured: Metres?
    /// The limit it was compared with.
    public var threshold: Metres?
    /// How sure the decision is: `clear`; `manual` (an override); in review `near_limit`, `conflicting`, `unmeasured`,
    /// `missing_fact`, or `judgement` where a person must weigh what cannot be measured.
    public var certainty: String
    /// In one sentence, for staff.
    public var reason: String
    /// The same sentence for families, by the two letters of its language.
    public var reasonByLanguage: [String: String] = [:]
    /// What a person would need to know to decide, and what would turn the answer; empty unless in review.
    public var whatWouldDecide: String
    /// What would turn the decision: the measure that is 80 m over, the gate instead of the door.
    public var whatWouldFlip: [String] = []
    /// Why it is in review, most telling first; empty unless it is.
    public var causes: [ReviewCause] = []
    /// What the deciding rule gives. A family with an allowance is `refused` a ride.
    public var gives = RuleEffect.transport
    /// The rides that it is for, where it is for any.
    public var givenRides = GivenRides()
    /// How the pupil travels; `nil`: the rule file has no order of modes.
    public var mode: DecisionProcess.Mode?
    /// The code for other programs of the rule that decided; may be empty.
    public var reasonCode = ""
    /// What an allowance is worth per school day; `nil`: none, or the rule file names no price.
    public var allowancePerDay: Cost?

    /// A decision.
    public init(
        pupil: Index<Pupil>, home: Index<Home>?, outcome: Outcome, isCarried: Bool, ruleID: String, law: String,
        measured: Metres?, threshold: Metres?, certainty: String, reason: String, whatWouldDecide: String = ""
    ) {
        self.pupil = pupil
        self.home = home
        self.outcome = outcome
        self.isCarried = isCarried
        self.ruleID = ruleID
        self.law = law
        self.measured = measured
        self.threshold = threshold
        self.certainty = certainty
        self.reason = reason
        self.whatWouldDecide = whatWouldDecide
    }

    /// How far beyond the limit the walk is; negative below it.
    public var margin: Metres? {
        guard let measured, let threshold else { return nil }
        return measured - threshold
    }
}
