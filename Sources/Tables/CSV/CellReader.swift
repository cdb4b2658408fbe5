package import Quantities

/// Reads the cells of one row as what they should be, and keeps every problem it meets, not only the first.
///
/// A required cell that is blank, and any cell that cannot be understood, adds an error and yields `nil`; the caller
/// leaves the row out when `isSound` is false.
package struct CellReader {
    /// The row that is read.
    package let row: CSVRow
    /// What was found wrong so far.
    package private(set) var problems: [CellProblem] = []

    /// A reader of `row`.
    package init(_ row: CSVRow) { self.row = row }

    /// The line of the file that the row starts on, from 1.
    package var line: Int { row.line }
    /// Whether no error was met.
    package var isSound: Bool { !problems.contains { $0.weight == .error } }

    // MARK: Text

    /// The text under `column`, which may be empty.
    package func text(_ column: String) -> String { row[column] }

    /// The text under `column`; blank is an error.
    package mutating func requiredText(_ column: String) -> String? {
        let text = row[column]
        if text.isEmpty { refuseBlank(column) }
        return text.isEmpty ? nil : text
    }

    /// The id under `column`, as written, leading zeros and all; blank is an error, and so is an id that a
    /// spreadsheet turned into a number such as `1,23E+11`, or one longer than 64 characters.
    package mutating func id(_ column: String) -> String? {
        guard let text = requiredText(column) else { return nil }
        return checkedID(text, column)
    }

    /// The id under `column`, or `nil` where it is blank or not an id.
    package mutating func optionalID(_ column: String) -> String? {
        let text = row[column]
        return text.isEmpty ? nil : checkedID(text, column)
    }

    private mutating func checkedID(_ text: String, _ column: String) -> String? {
        if text.isNumberInScientificNotation {
            refuse(
                "csv-damaged-id", column, text, "A spreadsheet turned the id into a number. Format the column as text.")
        } else if text.count > 64 {
            refuse("csv-bad-id", column, text, "An id has at most 64 characters. Shorten it.")
        } else if text.unicodeScalars.contains(where: \.isUnseen) {
            refuse("csv-bad-id", column, text, "The id holds an invisible character. Type it again.")
        } else {
            return text
        }
        return nil
    }

    /// The words of the list under `column`, parted by `;` (or `,` or `|`), trimmed, empty ones dropped.
    package func list(_ column: String) -> [String] {
        row[column].split { $0 == ";" || $0 == "," || $0 == "|" }.map { $0.trimmedBlanks }.filter { !$0.isEmpty }
    }

    /// `yes` or `no` under `column`, in a few languages' words; blank is `false`.
    package mutating func yesNo(_ column: String) -> Bool {
        let text = row[column]
        switch text.lowercased() {
        case "yes", "y", "true", "1", "x", "ja", "kyllä", "k": return true
        case "", "no", "n", "false", "0", "nej", "ei", "e": return false
        default:
            refuse("csv-bad-yes-no", column, text, "Expected yes or no.")
            return false
        }
    }

    // MARK: Numbers

    /// The whole number under `column`, within `range`; blank is an error.
    package mutating func integer(_ column: String, in range: ClosedRange<Int>) -> Int? {
        guard requiredText(column) != nil else { return nil }
        return optionalInteger(column, in: range)
    }

    /// The whole number under `column`, within `range`; `nil` where it is blank or wrong.
    package mutating func optionalInteger(_ column: String, in range: ClosedRange<Int>) -> Int? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        guard let value = DecimalText.integer(text) else {
            refuse("csv-bad-number", column, text, "Expected a whole number such as 12.")
            return nil
        }
        guard range.contains(value) else {
            refuse("csv-number-out-of-range", column, text, "Expected \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return value
    }

    /// The number under `column`, within `range`; blank is an error.
    package mutating func number(_ column: String, in range: ClosedRange<Double>) -> Double? {
        guard requiredText(column) != nil else { return nil }
        return optionalNumber(column, in: range)
    }

    /// The number under `column`, within `range`; `nil` where it is blank or wrong.
    package mutating func optionalNumber(_ column: String, in range: ClosedRange<Double>) -> Double? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        guard let value = DecimalText.number(text) else {
            refuse("csv-bad-number", column, text, "Expected a number such as 12.5.")
            return nil
        }
        guard range.contains(value) else {
            refuse("csv-number-out-of-range", column, text, "Expected \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return value
    }

    // MARK: Times

    /// The time of day under `column`; blank is an error.
    package mutating func time(_ column: String) -> ClockTime? {
        guard requiredText(column) != nil else { return nil }
        let text = row[column]
        guard let time = ClockTime(text: text) else {
            refuse("csv-bad-time", column, text, "Expected a time such as 8:05 or 08:05:00.")
            return nil
        }
        return time
    }

    // MARK: Problems

    /// Adds an error about the cell under `column` that read `text`; `remedy` says what is expected and what to do.
    package mutating func refuse(_ code: String, _ column: String, _ text: String, _ remedy: String) {
        let read = row.table.confidential.contains(column) ? "a value that is not shown here" : text.shown
        problems.append(
            CellProblem(
                code, .error, line: line, column: column, message: "Column \(column.asHeader) reads \(read). \(remedy)")
        )
    }

    /// Adds a problem about the whole row, or about `column`.
    package mutating func note(_ code: String, _ weight: CellProblem.Weight, _ column: String = "", _ message: String) {
        problems.append(CellProblem(code, weight, line: line, column: column, message: message))
    }

    private mutating func refuseBlank(_ column: String) {
        problems.append(
            CellProblem(
                "csv-blank-cell", .error, line: line, column: column,
                message: "Column \(column.asHeader) is blank, but it is required. Fill it in."))
    }
}

extension String {
    /// A header as messages name it: a garbled one may be as long as its file.
    fileprivate var asHeader: String { unicodeScalars.count > 64 ? shown : self }
}

extension ClockTime {
    /// The time of day `8:05`, `08:05`, `8.05` or `08:05:00`, up to 47:59:59; `nil` for anything else.
    package init?(text: String) {
        let mark: Character = text.contains(":") ? ":" : "."
        let parts = text.split(separator: mark, omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].count <= 2,
            parts.dropFirst().allSatisfy({ $0.count == 2 }),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int32($0) }
        guard numbers.count == parts.count, numbers[0] <= 47, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
            return nil
        }
        self.init(numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0)
    }
}

extension StringProtocol {
    /// Without spaces, tabs and line ends around it.
    package var trimmedBlanks: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }

    /// Whether it is a number with an exponent, which is what a spreadsheet makes of a long id.
    fileprivate var isNumberInScientificNotation: Bool {
        let parts = lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard parts.count == 2, let exponent = parts.last, exponent.first == "+" || exponent.first == "-" else {
            return false
        }
        return DecimalText.number(String(parts[0])) != nil && Int(exponent) != nil
    }
}
