public import Quantities

/// The walk from a home to its pupil's school, measured on the road network over roads that the pupil's band may walk.
public struct SchoolWalk: Sendable {
    /// Straight line to the nearest legal segment + shortest legal path + straight line to the gate.
    public var distance: Metres
    /// The shortest walk that avoids the band's hazards; `nil` where there is none, equal to `distance` where the
    /// legal walk meets no hazard.
    public var safeDistance: Metres?
    /// Metres along hazards on the legal walk.
    public var hazardous: Metres = .zero
    /// The hazard marks on the legal walk, by id.
    public var hazards: [String] = []
    /// The same with the metres along each, ascending by mark.
    public var met: [HazardMet] = []
    /// Straight line from the home to the network.
    public var snap: Metres
    /// Which of `School.walkingGates` is the nearest.
    public var gate: Int
    /// The walked line, home first.
    public var path: [GeoPoint]

    /// A walk that meets no hazard.
    public init(distance: Metres, snap: Metres, gate: Int, path: [GeoPoint]) {
        self.distance = distance
        self.safeDistance = distance
        self.snap = snap
        self.gate = gate
        self.path = path
    }
}

/// A candidate stop within reach of a home.
public struct StopInReach: Sendable {
    /// The stop.
    public var stop: Index<CandidateStop>
    /// The shortest legal walk to it.
    public var walk: Metres
    /// The shortest walk that keeps off the hazards that count; `nil` where the rules do not ask for one.
    public var safeWalk: Metres?

    /// `stop`, `walk` away.
    public init(stop: Index<CandidateStop>, walk: Metres, safeWalk: Metres? = nil) {
        self.stop = stop
        self.walk = walk
        self.safeWalk = safeWalk
    }
}

/// What the stages know of walks, per home (indexed like `Batch.homes`).
public struct Walks: Sendable {
    /// The walk to school; `nil` where the network has no way.
    public var toSchool: [SchoolWalk?]
    /// Candidate stops within the walking limit of the home's pupil, nearest first (ties by stop index). Empty for
    /// homes that are not carried.
    public var stopsInReach: [[StopInReach]]
    /// The answers to what `EligibilityStage.measures()` asks for, each indexed like `Batch.homes` (`nil` where there is
    /// no way or the home was not asked about). A request without an entry could not be answered.
    public var measured: [MeasureRequest: [SchoolWalk?]] = [:]
    /// Every school with the way to it by the first measure of the rule file, per home, nearest first (ties by school index); empty unless
    /// `EligibilityStage.needsAllSchools` says that rules ask for them.
    public var schoolsInReach: [[SchoolInReach]] = []

    /// Nothing measured yet for `homes` homes.
    public init(homes: Int) {
        toSchool = Array(repeating: nil, count: homes)
        stopsInReach = Array(repeating: [], count: homes)
    }
}
