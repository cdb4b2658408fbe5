public import Quantities

/// One sentence of the rules: for whom, when, under which conditions, and what then follows.
public struct Rule: Sendable {
    /// The id that decisions cite.
    public var id: String
    /// The law and section behind it.
    public var law = ""
    /// The id of its source, or the source itself in words.
    public var source = ""
    /// A code for other programs, such as `Distance` or `Disability`; may be empty.
    public var reasonCode = ""
    /// What a reader must know, such as that the source was only partly readable.
    public var note = ""
    /// What families read.
    public var text = LocalisedText()
    /// For whom it is.
    public var who = Who()
    /// When in the year it holds; `nil`: always.
    public var when: DateWindow?
    /// All of these must hold.
    public var conditions: [RuleCondition] = []
    /// What follows when they hold.
    public var gives = RuleEffect.transport
    /// The sessions that it gives; empty: both.
    public var sessions: Set<Session> = []
    /// The weekdays that it gives; empty: all.
    public var weekdays: Set<Weekday> = []
    /// Whether a part of it could not be read: whoever it might be about goes to a person.
    public var isBroken = false
    /// The line of `rules.yaml`, from 1; 0: not from a file.
    public var line = 0

    /// A rule for everyone, always.
    public init(id: String) { self.id = id }

    /// The distance condition that decisions show: the first with a lower limit, else the first.
    public var distance: DistanceCondition? {
        let all = conditions.compactMap { condition -> DistanceCondition? in
            if case .distance(let distance) = condition { distance } else { nil }
        }
        return all.first { $0.isLowerLimit } ?? all.first
    }
}

/// What follows from a rule.
public enum RuleEffect: String, CaseIterable, Hashable, Sendable {
    /// A ride.
    case transport
    /// Money instead of a ride.
    case allowance
    /// Only a seat that is free on a vehicle that runs anyhow.
    case surplusSeat = "surplus_seat"
    /// Nothing, whatever the rules below say.
    case nothing
    /// A person decides.
    case review
}

/// A condition of a rule.
public enum RuleCondition: Hashable, Sendable {
    /// The way is long or short enough.
    case distance(DistanceCondition)
    /// No school of the pool is within `distance` (exactly this far is within), by the first measure of the file.
    case noSchoolWithin(Metres, among: SchoolPool)
    /// The pupil's school is among the `count` nearest of the pool, by the first measure of the file.
    case amongNearestSchools(Int, among: SchoolPool)
    /// The way meets hazards that count for the pupil.
    case hazard(HazardCondition)
}

/// Which schools a rule about other schools looks at; always those that teach the pupil's grade.
public enum SchoolPool: String, CaseIterable, Hashable, Sendable {
    /// All of them.
    case all
    /// Those with the language of the pupil's own school.
    case sameLanguage = "same_language"
}

/// A limit on a measured way.
public struct DistanceCondition: Hashable, Sendable {
    /// How the measure must stand to the limit.
    public var comparator: Comparator
    /// The limit.
    public var limit: Metres
    /// The name of the measure; empty: the first of the file.
    public var measure: String

    /// How a measure stands to a limit, as the first half of the key.
    public enum Comparator: String, CaseIterable, Hashable, Sendable {
        case moreThan = "more_than"
        case atLeast = "at_least"
        case lessThan = "less_than"
        case atMost = "at_most"
    }

    /// A condition.
    public init(_ comparator: Comparator, _ limit: Metres, measure: String = "") {
        self.comparator = comparator
        self.limit = limit
        self.measure = measure
    }

    /// Whether long ways meet it.
    public var isLowerLimit: Bool { comparator == .moreThan || comparator == .atLeast }

    /// Whether a way of `measured` meets it.
    public func holds(for measured: Metres) -> Bool {
        switch comparator {
        case .moreThan: measured > limit
        case .atLeast: measured >= limit
        case .lessThan: measured < limit
        case .atMost: measured <= limit
        }
    }
}

/// When the hazards on a way are enough.
public struct HazardCondition: Hashable, Sendable {
    /// More metres along hazards than this, beyond what the policy lets pass; crossings always are enough.
    public var alongMoreThan = Metres.zero
    /// Holds only where no safe way exists, or where the safe one is longer than the short one by more than this share;
    /// `nil`: a safe way elsewhere does not matter.
    public var safeDetourAbove: Double?
    /// The name of the measure; empty: the first of the file.
    public var measure = ""

    /// Any hazard that counts.
    public init() {}
}

/// When a measure is too near the limit to be decided without a person.
public struct NearLimit: Hashable, Sendable {
    /// This many metres on either side, inclusive.
    public var metres = Metres.zero
    /// This share of the limit on either side, 0 to 1; the larger of the two counts.
    public var share = 0.0

    /// Nothing is near.
    public init() {}

    /// How far from `limit` is near; `nil` when nothing is, not even the limit itself.
    public func width(at limit: Metres) -> Metres? {
        let width = max(metres, Metres(rounding: limit.metres * share))
        return width > .zero ? width : nil
    }
}

/// Why a case is in review.
public enum ReviewCause: String, CaseIterable, Hashable, Comparable, Sendable {
    /// The measure is too near the limit.
    case nearLimit = "near_limit"
    /// The pupil has special needs and distance alone does not grant.
    case specialNeeds = "special_needs"
    /// The pupil is protected and distance alone does not grant.
    case protected = "protected"
    /// Facts contradict each other.
    case conflicting = "conflicting"
    /// There is no home, or no way from it.
    case unmeasured = "unmeasured"
    /// A rule asks for something that the registers do not say.
    case missingFact = "missing_fact"
    /// Only a seat that is free anyhow may be given.
    case surplusSeat = "surplus_seat"
    /// A rule says that a person decides, or could not be read.
    case rule = "rule"

    /// In the order above.
    public static func < (lhs: ReviewCause, rhs: ReviewCause) -> Bool {
        (allCases.firstIndex(of: lhs) ?? 0) < (allCases.firstIndex(of: rhs) ?? 0)
    }
}
