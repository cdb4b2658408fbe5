import Foundation

/// Lines of a public instance file, cut into cells.
enum InstanceText {
    /// One line that is not empty.
    struct Line {
        var file: String
        /// From 1.
        var number: Int
        /// At least one.
        var cells: [String]

        /// The number in `column`.
        func number(_ column: Int) throws(InstanceError) -> Double {
            guard column < cells.count, let value = Double(cells[column]), value.isFinite, value.magnitude < 1e9 else {
                throw error("column \(column + 1) must be a number")
            }
            return value
        }

        /// The whole number in `column`, which must lie in `range`.
        func whole(_ column: Int, in range: ClosedRange<Int>) throws(InstanceError) -> Int {
            guard column < cells.count, let value = Int(cells[column]), range.contains(value) else {
                throw error(
                    "column \(column + 1) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return value
        }

        /// An error at this line.
        func error(_ message: String) -> InstanceError { InstanceError("\(file), line \(number): \(message)") }
    }

    /// The lines of `file` that are not empty, cut at `isSeparator`; runs of separators other than commas are one.
    static func lines(
        of file: URL, splitting isSeparator: (Character) -> Bool = { $0 == "," }
    ) throws(InstanceError) -> [Line] {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw InstanceError("\(file.path) cannot be read: \(error.localizedDescription)")
        }
        var lines: [Line] = []
        let keepsEmpty = isSeparator(",")
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let cells = line.split(omittingEmptySubsequences: !keepsEmpty, whereSeparator: isSeparator).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard let first = cells.first, !(cells.count == 1 && first.isEmpty) else { continue }
            lines.append(Line(file: file.lastPathComponent, number: number + 1, cells: cells))
        }
        return lines
    }
}
