import Foundation

/// A school bus district of the public sets: schools with bells, stops with pupils of one school each.
struct District: Sendable {
    /// A school and when buses may arrive, before unloading.
    struct School: Sendable {
        var id: String
        var x: Double, y: Double
        /// Third and fourth number of its row: the opening of the window (or the bell) and its end (or the dwell).
        var first: Double, second: Double
    }

    /// A stop and its pupils.
    struct Stop: Sendable {
        var id: String
        var x: Double, y: Double
        /// A position in `schools`.
        var school: Int
        var pupils: Int
    }

    /// The folder's name.
    var name: String
    var schools: [School]
    var stops: [Stop]

    /// Reads `Schools.txt` and `Stops.txt` of a folder; clock columns are hhmm where `readsClock`, else seconds.
    init(folder: URL, readsClock: Bool) throws(InstanceError) {
        name = folder.lastPathComponent
        schools = []
        stops = []
        var numbers: [String: Int] = [:]
        for row in try Self.rows(folder.appending(path: "Schools.txt"), columns: 5) {
            numbers[row.text(0)] = schools.count
            schools.append(
                School(
                    id: row.text(0), x: try row.number(1), y: try row.number(2),
                    first: readsClock ? try row.clock(3) : try row.number(3),
                    second: readsClock ? try row.clock(4) : try row.number(4)))
        }
        for row in try Self.rows(folder.appending(path: "Stops.txt"), columns: 5) {
            guard let school = numbers[row.text(3)] else {
                throw row.error("school \(row.text(3)) is not in Schools.txt")
            }
            let pupils = try row.number(4)
            guard pupils >= 1, pupils <= 10_000, pupils == pupils.rounded() else {
                throw row.error("the number of pupils must be a whole number from 1 on")
            }
            stops.append(
                Stop(id: row.text(0), x: try row.number(1), y: try row.number(2), school: school, pupils: Int(pupils)))
        }
        guard !stops.isEmpty else { throw InstanceError("\(folder.path): there are no stops") }
        guard Set(stops.map(\.id)).count == stops.count else {
            throw InstanceError("\(folder.path): a stop appears twice")
        }
    }

    /// The most pupils at one stop.
    var largestStop: Int { stops.map(\.pupils).max() ?? 0 }

    private static func rows(_ file: URL, columns: Int) throws(InstanceError) -> [Row] {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw InstanceError("\(file.path) cannot be read: \(error.localizedDescription)")
        }
        var rows: [Row] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let cells = line.split(whereSeparator: \.isWhitespace)
            guard number > 0, !cells.isEmpty else { continue }
            let row = Row(file: file.lastPathComponent, line: number + 1, cells: cells)
            guard cells.count >= columns else { throw row.error("\(columns) columns are needed") }
            rows.append(row)
        }
        return rows
    }
}

/// A line of a table without its header.
private struct Row {
    var file: String
    var line: Int
    var cells: [Substring]

    func text(_ column: Int) -> String { String(cells[column]) }

    func number(_ column: Int) throws(InstanceError) -> Double {
        guard let value = Double(cells[column]), value.isFinite, abs(value) < 1e9 else {
            throw error("\(cells[column]) is not a number")
        }
        return value
    }

    /// Seconds of `510` (05:10) or `1015`.
    func clock(_ column: Int) throws(InstanceError) -> Double {
        guard let value = Int(cells[column]), (0..<4800).contains(value), value % 100 < 60 else {
            throw error("\(cells[column]) is not a time such as 510 or 1015")
        }
        return Double(value / 100 * 3600 + value % 100 * 60)
    }

    func error(_ message: String) -> InstanceError { InstanceError("\(file), line \(line): \(message)") }
}
