public import Quantities

/// How a way between home and school is measured.
public struct Measure: Hashable, Sendable {
    /// What rules call it; empty for the built-in one.
    public var name = ""
    /// Who travels.
    public var profile = Profile.walk
    /// Where the way starts.
    public var from = HomeEnd.point
    /// Where the way ends.
    public var to = SchoolEnd.nearestGate
    /// Which school is meant.
    public var school = TargetSchool.own
    /// Added to every measure.
    public var addition = Metres.zero
    /// Rounded to whole steps; `nil`: unrounded decimetres.
    public var rounding: Rounding?
    /// Which roads count.
    public var roads = RoadFilter()
    /// Whether the way keeps off the hazards that count for the pupil, however much longer it becomes.
    public var avoidsHazards = false

    /// A walk from the home's point to the nearest gate, over all legal roads.
    public init(name: String = "") { self.name = name }

    /// Who travels.
    public enum Profile: String, CaseIterable, Hashable, Sendable {
        case walk, cycle, car
    }

    /// Where a way starts. A home whose register row has `door_x`, `door_y` and so on has these points too; else
    /// its only point stands for all.
    public enum HomeEnd: String, CaseIterable, Hashable, Sendable {
        /// The point of `homes.csv`.
        case point
        /// The entrance door, or the stairwell.
        case door
        /// The yard.
        case yard
        /// The gate or the place where the drive meets the road.
        case gate
        /// The boundary of the plot.
        case plotLine = "plot_line"
        /// Where private property meets the public right-of-way.
        case rightOfWay = "right_of_way"
    }

    /// Where a way ends.
    public enum SchoolEnd: String, CaseIterable, Hashable, Sendable {
        /// The nearest of the walking gates.
        case nearestGate = "nearest_gate"
        /// The first walking gate of `gates.csv`.
        case mainGate = "main_gate"
        /// The farthest of the walking gates.
        case farthestGate = "farthest_gate"
        /// The nearest and the farthest door: `gates.csv` must then list the doors.
        case nearestDoor = "nearest_door"
        case farthestDoor = "farthest_door"
        /// The school's own point, standing for its area.
        case point
    }

    /// Which school a way leads to.
    public enum TargetSchool: String, CaseIterable, Hashable, Sendable {
        /// The one that the pupil goes to.
        case own
        /// The one in the column `assigned_school`; the own one where it is empty.
        case assigned
    }

    /// Whole steps.
    public struct Rounding: Hashable, Sendable {
        /// The step.
        public var step: Metres
        /// Which way.
        public var direction: Direction

        /// Which way a measure is rounded.
        public enum Direction: String, CaseIterable, Hashable, Sendable {
            case nearest, up, down
        }

        /// Rounding to `step`, which must be more than zero.
        public init(step: Metres, direction: Direction) {
            self.step = step
            self.direction = direction
        }
    }

    /// `walked` with the addition, rounded.
    public func measured(_ walked: Metres) -> Metres {
        let (sum, overflow) = walked.decimetres.addingReportingOverflow(addition.decimetres)
        guard !overflow else { return Metres(decimetres: .max) }
        guard let rounding, rounding.step > .zero else { return Metres(decimetres: sum) }
        let steps = Double(sum) / Double(rounding.step.decimetres)
        let whole: Double =
            switch rounding.direction {
            case .nearest: steps.rounded()
            case .up: steps.rounded(.up)
            case .down: steps.rounded(.down)
            }
        return Metres(rounding: whole * rounding.step.metres)
    }
}

/// Which roads a way may use; everything is allowed unless told otherwise.
public struct RoadFilter: Hashable, Sendable {
    /// Paths and tracks that no map of streets shows.
    public var usesPaths = true
    /// Private roads.
    public var privateRoads = PrivateRoads.all
    /// Only ways that are kept open in winter.
    public var onlyWinterMaintained = false
    /// Only ways that can be used all year.
    public var onlyAllYear = false
    /// Only ways that are lit.
    public var onlyLit = false

    /// Which private roads count.
    public enum PrivateRoads: String, CaseIterable, Hashable, Sendable {
        case all
        /// Those that the state helps to keep.
        case stateAided = "state_aided"
        case none
    }

    /// Every legal road.
    public init() {}

    /// Whether every legal road counts.
    public var isOpen: Bool { self == RoadFilter() }
}
