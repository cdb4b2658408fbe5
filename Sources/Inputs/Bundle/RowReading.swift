import Tables
import TransportModel

extension BundleTable {
    /// What `read` makes of each row, in file order. A row whose cells hold an error, or of which `read` makes nothing,
    /// is left out and reported; `subject` is the column whose cell names the row in findings.
    func values<Value>(
        subject: String, log: InputLog, _ read: (inout CellReader) -> Value?
    ) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(table.count)
        for row in table.rows {
            var cells = CellReader(row)
            let value = read(&cells)
            let isKept = value != nil && cells.isSound
            if let value, isKept { values.append(value) }
            guard !cells.problems.isEmpty else { continue }
            let problems = cells.problems.map { problem in
                guard !isKept, problem.weight == .error else { return problem }
                var left = problem
                left.message += " The row was left out."
                return left
            }
            log.add(problems, file: schema.file, subject: row[subject].asSubject)
        }
        return values
    }
}

extension String {
    /// This id as the subject of a finding; empty where it has no shape of an id.
    fileprivate var asSubject: String {
        count <= 64 && !unicodeScalars.contains(where: \.isUnseen) ? self : ""
    }
}

/// Keys that have been met, to find those that come twice.
struct MetKeys<Key: Hashable> {
    private var lines: [Key: Int] = [:]

    /// Notes that `key` stands on the row of `cells`; where it stood before, an error that names that line and `what` the
    /// key is, and `false`.
    mutating func meet(_ key: Key, _ what: String, column: String, _ cells: inout CellReader) -> Bool {
        if let line = lines[key] {
            cells.note(
                "duplicate-id", .error, column,
                "\(what) is already on line \(line). Every row needs its own; remove or rename one.")
            return false
        }
        lines[key] = cells.line
        return true
    }
}

extension CellReader {
    /// The date under `column`; `nil` where it is blank, or no date, which is an error.
    mutating func optionalDate(_ column: String) -> CalendarDate? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        if let date = CalendarDate(text) { return date }
        refuse("csv-bad-date", column, text, "Expected a date such as 2026-08-11 or 11.8.2026.")
        return nil
    }

    /// The date under `column`; blank is an error.
    mutating func date(_ column: String) -> CalendarDate? {
        guard requiredText(column) != nil else { return nil }
        return optionalDate(column)
    }

    /// The words under `column`, each one of `kind`, in any case; another word is an error.
    mutating func words<Word>(_ column: String, of kind: Word.Type) -> Set<Word>
    where Word: RawRepresentable<String> & CaseIterable & Hashable {
        var found: Set<Word> = []
        for text in list(column) {
            if let word = Word(rawValue: text.lowercased()) {
                found.insert(word)
            } else {
                refuse("csv-unknown-word", column, text, "Expected \(Self.choice(of: Word.self)), parted by `;`.")
            }
        }
        return found
    }

    /// The word under `column`, one of `kind`, in any case; `nil` where it is blank, or another word, which is an error.
    mutating func word<Word>(_ column: String, of kind: Word.Type) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        if let word = Word(rawValue: text.lowercased()) { return word }
        refuse("csv-unknown-word", column, text, "Expected \(Self.choice(of: Word.self)).")
        return nil
    }

    /// The weekdays under `column`; a range or another word is an error.
    mutating func weekdays(_ column: String) -> Set<Weekday> {
        var found: Set<Weekday> = []
        for text in list(column) {
            if let day = Weekday(code: text) {
                found.insert(day)
            } else {
                refuse(
                    "csv-bad-weekday", column, text,
                    "Expected days such as Mon;Tue;Wed, each by its three letters and no ranges.")
            }
        }
        return found
    }

    /// The weeks of the cycle under `column`; a week outside it is an error.
    mutating func weeks(_ column: String, of cycle: ClosedRange<Int>) -> Set<Int> {
        var found: Set<Int> = []
        for text in list(column) {
            guard let week = DecimalText.integer(text) else {
                refuse("csv-bad-number", column, text, "Expected weeks of the cycle such as 1;3.")
                continue
            }
            guard cycle.contains(week) else {
                refuse(
                    "week-outside-cycle", column, text,
                    "The cycle has \(cycle.count == 1 ? "one week" : "the weeks 1 to \(cycle.upperBound)"): name such "
                        + "a week, or change cycle_weeks in municipality.yaml.")
                continue
            }
            found.insert(week)
        }
        return found
    }

    /// The grades under `column`, single or as a range such as `1-6`.
    mutating func grades(_ column: String) -> Set<Int> {
        var found: Set<Int> = []
        for text in list(column) {
            let ends = text.split(whereSeparator: { $0 == "-" || $0 == "–" }).map {
                DecimalText.integer($0.trimmedBlanks)
            }
            if let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last,
                Pupil.grades.contains(first), Pupil.grades.contains(last)
            {
                found.formUnion(first...last)
            } else {
                refuse(
                    "csv-bad-grade", column, text, "Expected grades from 0 (pre-primary) to 13, such as 1;2;3 or 1-6.")
            }
        }
        return found
    }

    private static func choice<Word>(of kind: Word.Type) -> String
    where Word: RawRepresentable<String> & CaseIterable {
        Word.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension Pupil {
    /// The grades that there are; 0 is pre-primary.
    static let grades = 0...13
}
