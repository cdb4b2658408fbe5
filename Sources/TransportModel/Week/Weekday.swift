/// A day of the week, Monday first.
public enum Weekday: Int, CaseIterable, Hashable, Comparable, Sendable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Whether `lhs` comes earlier in the week.
    public static func < (lhs: Weekday, rhs: Weekday) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The three letters of the tables: `Mon`, `Tue`, …
    public var code: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue - 1] }

    /// The day that `code` names, in any case; `nil` for anything else.
    public init?(code: String) {
        guard let day = Weekday.allCases.first(where: { $0.code.lowercased() == code.lowercased() }) else { return nil }
        self = day
    }
}
