/// A time of day on a service day: seconds since its start, as in GTFS. May run past 24:00:00.
@frozen
public struct ClockTime: Hashable, Comparable, Sendable {
    /// Seconds since the start of the service day.
    public var secondsSinceMidnight: Int32

    /// The moment `seconds` after the start of the service day.
    @inlinable public init(secondsSinceMidnight seconds: Int32) { secondsSinceMidnight = seconds }

    /// The moment `hours`:`minutes`:`seconds`.
    @inlinable
    public init(_ hours: Int32, _ minutes: Int32, _ seconds: Int32 = 0) {
        secondsSinceMidnight = hours * 3600 + minutes * 60 + seconds
    }

    /// Whether `lhs` comes first.
    @inlinable
    public static func < (lhs: ClockTime, rhs: ClockTime) -> Bool {
        lhs.secondsSinceMidnight < rhs.secondsSinceMidnight
    }

    /// The moment `rhs` later.
    @inlinable
    public static func + (lhs: ClockTime, rhs: Seconds) -> ClockTime {
        ClockTime(secondsSinceMidnight: lhs.secondsSinceMidnight + rhs.rawValue)
    }

    /// The moment `rhs` earlier.
    @inlinable
    public static func - (lhs: ClockTime, rhs: Seconds) -> ClockTime {
        ClockTime(secondsSinceMidnight: lhs.secondsSinceMidnight - rhs.rawValue)
    }

    /// The time from `rhs` to `lhs`; negative when `lhs` comes first.
    @inlinable
    public static func - (lhs: ClockTime, rhs: ClockTime) -> Seconds {
        Seconds(lhs.secondsSinceMidnight - rhs.secondsSinceMidnight)
    }
}

extension ClockTime: CustomStringConvertible {
    /// `HH:MM:SS`, two digits each; hours may pass 24. A negative time is written with a leading minus.
    public var description: String {
        let magnitude = secondsSinceMidnight.magnitude
        func padded(_ value: UInt32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let sign = secondsSinceMidnight < 0 ? "-" : ""
        return "\(sign)\(padded(magnitude / 3600)):\(padded(magnitude / 60 % 60)):\(padded(magnitude % 60))"
    }
}
