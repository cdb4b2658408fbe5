package import Quantities
package import Tables

/// What can stand in a cell of the plan folder's tables: one way to write it, one way to read it.
package protocol TableValue: Sendable {
    /// Whether the cell is free text, which a spreadsheet might run and the writer therefore guards.
    static var isText: Bool { get }
    /// The cell, as formats.md writes it.
    var cell: String { get }
    /// The same for a workbook: numbers and times as such, all else as text.
    var workbookCell: WorkbookCell { get }
    /// The value of `cell`; `nil` when it is not one.
    init?(cell: String)
}

extension TableValue {
    package static var isText: Bool { false }
    package var workbookCell: WorkbookCell { .text(cell) }
}

extension String: TableValue {
    package static var isText: Bool { true }
    package var cell: String { self }
    package init?(cell: String) { self = cell }
}

extension Int: TableValue {
    package var workbookCell: WorkbookCell { .number(cell) }
    package var cell: String { String(self) }
    package init?(cell: String) { self.init(cell) }
}

extension Bool: TableValue {
    package var cell: String { self ? "yes" : "no" }
    package init?(cell: String) {
        switch cell {
        case "yes": self = true
        case "no": self = false
        default: return nil
        }
    }
}

/// Coordinates: at most seven decimals, without trailing zeros.
extension Double: TableValue {
    package var workbookCell: WorkbookCell { .number(cell) }
    package var cell: String { DecimalText.fixed(self, decimals: 7) ?? "" }
    package init?(cell: String) {
        guard let value = Double(cell), value.isFinite else { return nil }
        self = value
    }
}

/// Blank stands for nothing.
extension Optional: TableValue where Wrapped: TableValue {
    package static var isText: Bool { Wrapped.isText }
    package var workbookCell: WorkbookCell { self?.workbookCell ?? .blank }
    package var cell: String { self?.cell ?? "" }
    package init?(cell: String) {
        guard !cell.isEmpty else {
            self = .none
            return
        }
        guard let value = Wrapped(cell: cell) else { return nil }
        self = value
    }
}

extension Seconds: TableValue {
    package var workbookCell: WorkbookCell { .number(cell) }
    package var cell: String { String(rawValue) }
    package init?(cell: String) {
        guard let value = Int32(cell) else { return nil }
        self.init(value)
    }
}

extension Metres: TableValue {
    package var workbookCell: WorkbookCell { .number(cell) }
    package var cell: String { description }
    package init?(cell: String) {
        guard let value = Double(cell), value.magnitude < 200_000_000 else { return nil }
        self.init(rounding: value)
    }
}

extension Cost: TableValue {
    package var workbookCell: WorkbookCell { .number(cell) }
    package var cell: String { description }
    package init?(cell: String) {
        guard let value = Double(cell), value.magnitude < 9e13 else { return nil }
        self.init(rounding: value)
    }
}

extension ClockTime: TableValue {
    package var workbookCell: WorkbookCell { .time(Int(secondsSinceMidnight)) }
    package var cell: String { description }
    /// `HH:MM:SS`; hours may pass 24, as in GTFS.
    package init?(cell: String) {
        let parts = cell.split(separator: ":", omittingEmptySubsequences: false)
        let digits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard digits, parts.count == 3, (2...3).contains(parts[0].utf8.count),
            parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let hours = Int32(parts[0]), let minutes = Int32(parts[1]), let seconds = Int32(parts[2]),
            minutes < 60, seconds < 60
        else { return nil }
        self.init(hours, minutes, seconds)
    }
}

extension Weekday: TableValue {
    package var cell: String { code }
    package init?(cell: String) {
        guard let day = Weekday.allCases.first(where: { $0.code == cell }) else { return nil }
        self = day
    }
}

/// Words of a fixed vocabulary are cells as they are.
extension TableValue where Self: RawRepresentable, RawValue == String {
    package var cell: String { rawValue }
    package init?(cell: String) { self.init(rawValue: cell) }
}

extension Session: TableValue {}
extension Outcome: TableValue {}
extension Finding.Severity: TableValue {}
