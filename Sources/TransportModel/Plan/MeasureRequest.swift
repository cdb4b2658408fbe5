public import Quantities

/// Ways that rules ask for beyond the standard walk to school (`Walks.toSchool`), so that whoever owns the road network
/// can measure them before decisions are made.
public struct MeasureRequest: Hashable, Sendable {
    /// Who travels.
    public var profile: Measure.Profile
    /// Where at the home the way starts; see `Home.point(for:)`.
    public var from: Measure.HomeEnd
    /// Where at the school it ends.
    public var to: Measure.SchoolEnd
    /// Which roads count.
    public var roads: RoadFilter
    /// The marks (positions in `Batch.hazards`, ascending) that the safe way keeps off and that the short way's metres
    /// along hazards are counted for.
    public var hazards: [Int]
    /// So many metres along these marks may be on the safe way.
    public var tolerance: Metres
    /// Where the way leads.
    public var target: Target

    /// Where a way leads.
    public enum Target: Hashable, Sendable {
        /// The pupil's own school.
        case ownSchool
        /// One school, for the homes of pupils who were assigned to it.
        case school(Index<School>)
    }

    /// The standard walk, which is always measured: from the home's point to the nearest walking gate of the pupil's
    /// school over all legal roads.
    public static let standard = MeasureRequest(
        profile: .walk, from: .point, to: .nearestGate, roads: RoadFilter(), hazards: [], target: .ownSchool)

    /// A request; see the properties.
    public init(
        profile: Measure.Profile, from: Measure.HomeEnd, to: Measure.SchoolEnd, roads: RoadFilter, hazards: [Int],
        tolerance: Metres = .zero, target: Target
    ) {
        self.profile = profile
        self.from = from
        self.to = to
        self.roads = roads
        self.hazards = hazards
        self.tolerance = tolerance
        self.target = target
    }
}

/// A request with the homes it is made for.
public struct RequestedMeasure: Sendable {
    /// What to measure.
    public var request: MeasureRequest
    /// From which homes, ascending.
    public var homes: [Index<Home>]

    /// `request` for `homes`.
    public init(request: MeasureRequest, homes: [Index<Home>]) {
        self.request = request
        self.homes = homes
    }
}

/// A hazard that a walk meets.
public struct HazardMet: Hashable, Sendable {
    /// The position of the mark in `Batch.hazards`.
    public var mark: Int
    /// Metres along it; zero for a crossing.
    public var along: Metres

    /// `along` metres of `mark`.
    public init(mark: Int, along: Metres) {
        self.mark = mark
        self.along = along
    }
}

/// A school and how far it is.
public struct SchoolInReach: Hashable, Sendable {
    /// The school.
    public var school: Index<School>
    /// The way to it by the first measure of the rule file, before its addition and rounding.
    public var distance: Metres

    /// `school`, `distance` away.
    public init(school: Index<School>, distance: Metres) {
        self.school = school
        self.distance = distance
    }
}
