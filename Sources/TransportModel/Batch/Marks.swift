public import Quantities

/// A stretch of road that pupils of some bands may not walk along or cross.
public struct HazardMark: Sendable {
    /// The id of the mark.
    public var id: String
    /// Where it is.
    public var location: Location
    /// The bands it holds for, as written in the rule file; empty: all.
    public var bands: [String]
    /// Whether walking along or crossing is meant.
    public var kind: Kind
    /// First day of validity, inclusive.
    public var from: CalendarDate?
    /// Last day of validity, inclusive.
    public var to: CalendarDate?
    /// Season it holds for, such as `winter`; empty: all year.
    public var season: String
    /// Who says so.
    public var source: String
    /// A risk number, such as that of a road classification; `nil`: none given. Column `risk`.
    public var risk: Double?
    /// Columns of the file that the product does not know, by header; rules may ask for them.
    public var extras: [String: String] = [:]

    /// Where a hazard is: a way of the network or a line.
    public enum Location: Sendable {
        /// The OpenStreetMap way with this id.
        case way(Int64)
        /// A line in WGS 84.
        case line([GeoPoint])
    }

    /// What is dangerous.
    public enum Kind: String, Sendable {
        case along, cross
    }

    /// A mark that holds always, for all bands.
    public init(
        id: String, location: Location, bands: [String] = [], kind: Kind = .along, from: CalendarDate? = nil,
        to: CalendarDate? = nil, season: String = "", source: String = ""
    ) {
        self.id = id
        self.location = location
        self.bands = bands
        self.kind = kind
        self.from = from
        self.to = to
        self.season = season
        self.source = source
    }
}

/// A stop that a family asked for.
public struct StopChoice: Sendable {
    /// For whom.
    public var pupil: Index<Pupil>
    /// For which home; `nil`: for all homes.
    public var home: Index<Home>?
    /// The stop_id asked for, as written.
    public var stopID: String
    /// When it was asked, as written (ISO 8601); the latest wins.
    public var submittedAt: String
    /// The line of `choices.csv`, from 1.
    public var line: Int

    /// A choice.
    public init(pupil: Index<Pupil>, home: Index<Home>?, stopID: String, submittedAt: String, line: Int) {
        self.pupil = pupil
        self.home = home
        self.stopID = stopID
        self.submittedAt = submittedAt
        self.line = line
    }
}

/// A decision that a person made; it always wins and is always shown.
public struct DecisionOverride: Sendable {
    /// For whom.
    public var pupil: Index<Pupil>
    /// For which home; `nil`: for all homes.
    public var home: Index<Home>?
    /// Granted or refused.
    public var outcome: Outcome
    /// Why.
    public var reason: String
    /// Who decided.
    public var author: String
    /// The last day it holds, inclusive.
    public var expires: CalendarDate
    /// The line of `overrides.csv`, from 1.
    public var line: Int

    /// An override.
    public init(
        pupil: Index<Pupil>, home: Index<Home>?, outcome: Outcome, reason: String, author: String,
        expires: CalendarDate, line: Int
    ) {
        self.pupil = pupil
        self.home = home
        self.outcome = outcome
        self.reason = reason
        self.author = author
        self.expires = expires
        self.line = line
    }
}
