/// A day of any year.
public struct MonthDay: Hashable, Comparable, Sendable {
    /// 1 to 12.
    public let month: Int
    /// From 1.
    public let day: Int

    /// The day, or `nil` where no year has it.
    public init?(month: Int, day: Int) {
        guard CalendarDate(year: 2000, month: month, day: day) != nil else { return nil }
        self.month = month
        self.day = day
    }

    /// The day of `date`.
    public init(_ date: CalendarDate) {
        month = date.month
        day = date.day
    }

    /// `11-01` or `1.11.`; `nil` for anything else.
    public init?(_ text: String) {
        func pair(_ separator: Character) -> [Int]? {
            let parts = text.split(separator: separator)
            let values = parts.compactMap { $0.count <= 2 ? Int($0) : nil }
            return parts.count == 2 && values.count == 2 ? values : nil
        }
        if let iso = pair("-") {
            self.init(month: iso[0], day: iso[1])
        } else if let nordic = pair(".") {
            self.init(month: nordic[1], day: nordic[0])
        } else {
            return nil
        }
    }

    /// The last date with this day that is not after `date`; 29 February becomes the 28th in common years.
    public func last(until date: CalendarDate) -> CalendarDate {
        let inYear = self.date(in: date.year)
        return inYear <= date ? inYear : self.date(in: max(1, date.year - 1))
    }

    /// The first date with this day that is not before `date`.
    public func first(from date: CalendarDate) -> CalendarDate {
        let inYear = self.date(in: date.year)
        return inYear >= date ? inYear : self.date(in: min(9999, date.year + 1))
    }

    private func date(in year: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day)
            ?? CalendarDate(year: year, month: month, day: day - 1)
            ?? CalendarDate(daysSinceEpoch: 0)
    }

    /// Whether `lhs` comes earlier in the year.
    public static func < (lhs: MonthDay, rhs: MonthDay) -> Bool { (lhs.month, lhs.day) < (rhs.month, rhs.day) }
}

extension MonthDay: CustomStringConvertible {
    /// `11-01`.
    public var description: String {
        (month < 10 ? "0\(month)" : "\(month)") + "-" + (day < 10 ? "0\(day)" : "\(day)")
    }
}

/// When a rule holds: every year between two days, or once between two dates.
public struct DateWindow: Hashable, Sendable {
    /// Every year from and to this day, both inclusive; may run over New Year.
    public var yearly: ClosedSpan<MonthDay>?
    /// From and to this date, inclusive; either end may be open.
    public var from: CalendarDate?, to: CalendarDate?
    /// A yearly window that would have ended before this date lasts until it, inclusive: a long winter.
    public var extendedTo: CalendarDate?

    /// Two ends that may stand in either order.
    public struct ClosedSpan<Value: Hashable & Sendable>: Hashable, Sendable {
        /// The first and the last, inclusive.
        public var first: Value, last: Value

        /// From `first` to `last`.
        public init(_ first: Value, _ last: Value) {
            self.first = first
            self.last = last
        }
    }

    /// Always.
    public init() {}

    /// Every year from `first` to `last`.
    public init(every first: MonthDay, _ last: MonthDay) { yearly = ClosedSpan(first, last) }

    /// Whether `date` is inside.
    public func contains(_ date: CalendarDate) -> Bool {
        if let from, date < from { return false }
        if let to, date > to { return false }
        guard let yearly else { return true }
        let day = MonthDay(date)
        let isInside =
            yearly.first <= yearly.last
            ? yearly.first <= day && day <= yearly.last : yearly.first <= day || day <= yearly.last
        if isInside { return true }
        guard let extendedTo, date <= extendedTo else { return false }
        return yearly.last.last(until: date) >= yearly.first.last(until: extendedTo)
    }

    /// The first date after `date` on which the answer of ``contains(_:)`` changes, within a year.
    public func nextChange(after date: CalendarDate) -> CalendarDate? {
        let now = contains(date)
        return (1...366).lazy.map { date.adding(days: $0) }.first { self.contains($0) != now }
    }
}

/// A named part of the year.
public struct Season: Hashable, Sendable {
    /// What rules and hazards call it, such as `winter`.
    public var name: String
    /// When it is.
    public var window: DateWindow

    /// From 1 November to 31 March: what `winter` means unless a file says otherwise.
    public static let winter: Season = {
        var window = DateWindow()
        if let first = MonthDay("11-01"), let last = MonthDay("03-31") { window = DateWindow(every: first, last) }
        return Season(name: "winter", window: window)
    }()

    /// A season.
    public init(name: String, window: DateWindow) {
        self.name = name
        self.window = window
    }
}
