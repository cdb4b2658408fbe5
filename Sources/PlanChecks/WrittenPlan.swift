package import Foundation
package import TransportModel
import Tables

/// A plan folder as its files stand on disk.
package struct WrittenPlan: Sendable {
    /// Where it is.
    package let url: URL
    /// The rows of all tables.
    package private(set) var tables = PlanTables()
    /// The contents of `summary.json`; `nil` where there is none.
    package private(set) var summary: Data?
    /// Files that are missing, rows and cells that could not be read.
    package private(set) var findings: [Finding] = []
    private var lines: [String: [Int]] = [:]

    /// Reads every table of the folder at `url`.
    package init(at url: URL) {
        self.url = url
        read(\.decisions)
        read(\.stopOptions)
        read(\.assignments)
        read(\.trips)
        read(\.stopTimes)
        read(\.blocks)
        read(\.stops)
        read(\.review)
        read(\.findings)
        if FileManager.default.fileExists(atPath: url.appendingPathComponent(BellRow.fileName).path) { read(\.bells) }
        summary = (try? FileBytes.read(url.appendingPathComponent(PlanSummary.fileName).path)).map { Data($0) }
    }

    /// The line of the row at `position` in the table `file`.
    package func line(of position: Int, in file: String) -> Int? {
        guard let known = lines[file], known.indices.contains(position) else { return nil }
        return known[position]
    }

    private mutating func read<Row: PlanTableRow>(_ table: WritableKeyPath<PlanTables, [Row]>) {
        do {
            let read = ReadTable<Row>(try FileBytes.read(url.appendingPathComponent(Row.fileName).path))
            tables[keyPath: table] = read.rows
            lines[Row.fileName] = read.lines
            findings += read.findings
        } catch {
            findings.append(
                Finding(
                    "plan-missing-file", .error, file: Row.fileName,
                    message: "The file cannot be read (\(error.message)) A plan folder holds all its tables."))
        }
    }
}
