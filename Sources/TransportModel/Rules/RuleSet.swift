public import Quantities

/// The rules of a municipality as data. Read from `rules.yaml`; grows dimension by dimension.
public struct RuleSet: Sendable {
    /// The name and version that decisions cite.
    public var name = "", version = ""
    /// Grade bands by name, in file order.
    public var bands: [GradeBand] = []
    /// Distance rules, in file order; the first that grants decides.
    public var distanceRules: [DistanceRule] = []
    /// A measure within this of the limit goes to review. Default 0: the decision is automatic.
    public var nearLimit = NearLimit()
    /// Which review cases ride while they wait. Default: special needs and protected pupils.
    public var carriedInReview: Set<ReviewCause> = [.specialNeeds, .protected]
    /// Longest walk to a stop, per band; looked up by grade, the first that matches.
    public var stopWalkLimits: [BandLimit<Metres>] = []
    /// Longest ride one way, per band.
    public var rideLimits: [BandLimit<Seconds>] = []
    /// Longest wait at school, before or after, per band.
    public var waitLimits: [BandLimit<Seconds>] = []
    /// Longest day of travel: walks, waits and rides both ways, per band.
    public var dayTotalLimits: [BandLimit<Seconds>] = []

    /// No rules at all.
    public init() {}

    /// Longest walk to a stop for `grade`; 2,000 m where the file says nothing.
    public func stopWalkLimit(grade: Int) -> Metres { limit(stopWalkLimits, grade) ?? Metres(2000) }
    /// Longest ride for `grade`; 60 minutes where the file says nothing.
    public func rideLimit(grade: Int) -> Seconds { limit(rideLimits, grade) ?? .minutes(60) }
    /// Longest wait for `grade`; `nil` where the file says nothing (the municipality's longest wait holds).
    public func waitLimit(grade: Int) -> Seconds? { limit(waitLimits, grade) }
    /// Longest day for `grade`; `nil` where the file says nothing.
    public func dayTotalLimit(grade: Int) -> Seconds? { limit(dayTotalLimits, grade) }

    private func limit<Value>(_ limits: [BandLimit<Value>], _ grade: Int) -> Value? {
        limits.first { $0.grades.isEmpty || $0.grades.contains(grade) }?.value
    }
}

/// Grades that are treated alike.
public struct GradeBand: Hashable, Sendable {
    /// Such as `1-3`.
    public var name: String
    /// The grades, 0 being pre-primary.
    public var grades: Set<Int>

    /// A band.
    public init(name: String, grades: Set<Int>) {
        self.name = name
        self.grades = grades
    }
}

/// A limit for some grades; no grades means all.
public struct BandLimit<Value: Sendable>: Sendable {
    /// The grades; empty: all.
    public var grades: Set<Int>
    /// The limit, inclusive: exactly this much is allowed.
    public var value: Value

    /// A limit.
    public init(grades: Set<Int>, value: Value) {
        self.grades = grades
        self.value = value
    }
}

/// Grants a ride to those who live far enough.
public struct DistanceRule: Sendable {
    /// The id that decisions cite.
    public var id: String
    /// The law and section behind it.
    public var law: String
    /// The grades it is for; empty: all.
    public var grades: Set<Int>
    /// The distance that decides.
    public var threshold: Metres
    /// Whether exactly the threshold is enough (`at_least_m`) or not (`more_than_m`).
    public var includesThreshold: Bool

    /// A rule.
    public init(id: String, law: String, grades: Set<Int>, threshold: Metres, includesThreshold: Bool) {
        self.id = id
        self.law = law
        self.grades = grades
        self.threshold = threshold
        self.includesThreshold = includesThreshold
    }
}

/// When a measure is too near the limit to be decided without a person.
public struct NearLimit: Sendable {
    /// This many metres on either side, inclusive.
    public var metres = Metres.zero
    /// This share of the limit on either side, 0 to 1; the larger of the two counts.
    public var share = 0.0

    /// Nothing is near.
    public init() {}
}

/// Why a case is in review.
public enum ReviewCause: String, CaseIterable, Hashable, Sendable {
    case nearLimit = "near_limit"
    case specialNeeds = "special_needs"
    case protected = "protected"
    case conflicting = "conflicting"
    case unmeasured = "unmeasured"
}
