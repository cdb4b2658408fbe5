public import Quantities

/// Pupils who wait at one place and travel together to another, in one vehicle.
///
/// One end is a stop, the other a school; which is which follows from the problem's `Direction`. More pupils than a
/// vehicle holds must arrive split into several requests: one request is never divided.
public struct RideRequest: Sendable {
    /// Where the pupils board, a row of the travel matrix.
    public var pickup: Int
    /// Where they leave, a row of the travel matrix.
    public var delivery: Int
    /// The places that they take while aboard.
    public var load: Load
    /// What their boarding adds to the standing time at `pickup`, beside the place's fixed part.
    public var boarding: DwellTime
    /// What their leaving adds to the standing time at `delivery`, beside the place's fixed part.
    public var alighting: DwellTime
    /// When the vehicle may arrive at the school (to school) or leave it (from school); both ends inclusive.
    public var schoolWindow: TimeWindow
    /// To school: unloading is over by then. From school: loading does not begin before. `nil`: only the window counts.
    public var schoolLimit: ClockTime?
    /// When the vehicle may arrive at the stop (to school) or leave it (from school); both ends inclusive. `nil`: at any
    /// time.
    public var stopWindow: TimeWindow?
    /// The longest time aboard, measured as the problem's `rideMeasure` says; inclusive.
    public var longestRide: Seconds
    /// Nobody else may be aboard while these pupils are.
    public var ridesAlone: Bool
    /// Only pupils of one group are aboard at a time: equal numbers for schools that may share a vehicle. Default 0.
    public var mixingGroup: Int

    /// A request; see the properties.
    public init(
        pickup: Int, delivery: Int, load: Load, boarding: DwellTime = .zero, alighting: DwellTime = .zero,
        schoolWindow: TimeWindow, schoolLimit: ClockTime? = nil, stopWindow: TimeWindow? = nil,
        longestRide: Seconds, ridesAlone: Bool = false, mixingGroup: Int = 0
    ) {
        self.pickup = pickup
        self.delivery = delivery
        self.load = load
        self.boarding = boarding
        self.alighting = alighting
        self.schoolWindow = schoolWindow
        self.schoolLimit = schoolLimit
        self.stopWindow = stopWindow
        self.longestRide = longestRide
        self.ridesAlone = ridesAlone
        self.mixingGroup = mixingGroup
    }
}

/// A stretch of the service day, both ends inclusive.
public struct TimeWindow: Hashable, Sendable {
    /// The first moment allowed.
    public var earliest: ClockTime
    /// The last moment allowed.
    public var latest: ClockTime

    /// The moments from `earliest` to `latest`, both included.
    public init(earliest: ClockTime, latest: ClockTime) {
        self.earliest = earliest
        self.latest = latest
    }
}

/// A standing time in tenths of a second, so that formulas such as 19 s + 2.6 s per pupil stay exact.
///
/// The standing time of a visit is the sum of its parts, rounded down to whole seconds.
public struct DwellTime: Hashable, Sendable {
    /// Tenths of a second.
    public var tenths: Int32

    /// A standing time of `tenths` tenths of a second.
    public init(tenths: Int32) { self.tenths = tenths }

    /// A standing time of whole seconds.
    public init(_ seconds: Seconds) { tenths = seconds.rawValue * 10 }

    /// No time at all.
    public static let zero = DwellTime(tenths: 0)
}
