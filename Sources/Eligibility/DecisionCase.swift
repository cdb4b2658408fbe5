package import Quantities
package import TransportModel

/// All that one decision is made from, and nothing else: the same case and rules always give the same verdict.
package struct DecisionCase: Hashable, Sendable {
    /// The pupil_id.
    package var pupilID: String
    /// The home_id; `nil` for a pupil without a readable home.
    package var homeID: String?
    /// What the registers say.
    package var facts: PupilFacts
    /// How the home stands among the pupil's homes; `nil` without a home.
    package var home: HomeFacts?
    /// What was measured, by the name of the measure in the rule file; a measure without a way is not there.
    package var ways: [String: MeasuredWay]
    /// The schools that teach the pupil's grade with the way to each, nearest first; empty unless rules ask.
    package var schools: [SchoolWay]
    /// A decision by hand that holds on the day.
    package var override: OverrideFacts?
    /// What the registers say that cannot be true together.
    package var conflicts: [FactConflict] = []

    /// A case; see the properties.
    package init(
        pupilID: String, homeID: String?, facts: PupilFacts, home: HomeFacts? = nil, ways: [String: MeasuredWay] = [:],
        schools: [SchoolWay] = [], override: OverrideFacts? = nil
    ) {
        self.pupilID = pupilID
        self.homeID = homeID
        self.facts = facts
        self.home = home
        self.ways = ways
        self.schools = schools
        self.override = override
    }
}

/// Facts that contradict each other.
package enum FactConflict: Hashable, Sendable {
    /// The school does not teach the pupil's grade, but these.
    case grade(taught: [Int])
    /// The birth date and the grade do not fit.
    case birthDate

    /// The column to correct.
    package var column: String { self == .birthDate ? "birth_date" : "grade" }
}

/// How a home stands among the homes of its pupil.
package struct HomeFacts: Hashable, Sendable {
    /// How many homes (not care places) the pupil has.
    package var homes: Int
    /// The share of the cycle's rides (Monday to Friday) from or to this home, in thousandths.
    package var permille: Int
    /// Whether the home is changed by whole weeks: named weeks, all of Monday to Friday, both sessions.
    package var isByWholeWeeks: Bool

    /// Facts; see the properties. One home that covers everything unless told otherwise.
    package init(homes: Int = 1, permille: Int = 1000, isByWholeWeeks: Bool = false) {
        self.homes = homes
        self.permille = permille
        self.isByWholeWeeks = isByWholeWeeks
    }
}

/// A way as it was measured, before the rule file's additions and roundings.
package struct MeasuredWay: Hashable, Sendable {
    /// The shortest way.
    package var distance: Metres
    /// The shortest way that keeps off the hazards that count; `nil` where there is none.
    package var safeDistance: Metres?
    /// Metres of the shortest way along hazards that count.
    package var along: Metres
    /// Crossings of the shortest way that count.
    package var crossings: Int
    /// The ids of the hazards that the shortest way meets and that count, sorted.
    package var hazards: [String]
    /// The gate_id or position of the gate that it leads to; empty: the school's own point.
    package var gate: String
    /// Whether the network could not measure what the rule file asks, and the standard walk stands in.
    package var isStandIn: Bool

    /// A way that is safe unless told otherwise.
    package init(
        distance: Metres, along: Metres = .zero, crossings: Int = 0,
        hazards: [String] = [], gate: String = "", isStandIn: Bool = false
    ) {
        self.distance = distance
        safeDistance = distance
        self.along = along
        self.crossings = crossings
        self.hazards = hazards
        self.gate = gate
        self.isStandIn = isStandIn
    }
}

/// A school and the walk to it.
package struct SchoolWay: Hashable, Sendable {
    /// The school_id.
    package var schoolID: String
    /// The walk, by the first measure of the rule file with its addition and rounding.
    package var distance: Metres
    /// The language of the school; `nil` where it has none, and in old records.
    package var language: String?

    /// `schoolID`, `distance` away.
    package init(schoolID: String, distance: Metres, language: String? = nil) {
        self.schoolID = schoolID
        self.distance = distance
        self.language = language
    }
}

/// A decision by hand.
package struct OverrideFacts: Hashable, Sendable {
    /// Granted or refused.
    package var outcome: Outcome
    /// Why.
    package var reason: String
    /// Who decided.
    package var author: String
    /// The last day it holds, inclusive.
    package var expires: CalendarDate

    /// A decision by hand.
    package init(outcome: Outcome, reason: String, author: String, expires: CalendarDate) {
        self.outcome = outcome
        self.reason = reason
        self.author = author
        self.expires = expires
    }
}

// MARK: - Layout of the record

extension DecisionCase: Codable {
    enum CodingKeys: String, CodingKey {
        case pupilID = "pupil_id"
        case homeID = "home_id"
        case facts, home, ways, schools, override, conflicts
    }
}

extension HomeFacts: Codable {
    enum CodingKeys: String, CodingKey {
        case homes
        case permille = "share_permille"
        case isByWholeWeeks = "by_whole_weeks"
    }
}

extension MeasuredWay: Codable {
    enum CodingKeys: String, CodingKey {
        case distance = "distance_m"
        case safeDistance = "safe_m"
        case along = "along_hazards_m"
        case crossings, hazards, gate
        case isStandIn = "stand_in"
    }
}

extension SchoolWay: Codable {
    enum CodingKeys: String, CodingKey {
        case schoolID = "school_id"
        case distance = "distance_m"
        case language
    }
}

extension OverrideFacts: Codable {}
extension FactConflict: Codable {}
