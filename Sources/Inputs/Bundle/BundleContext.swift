import Coordinates
import Foundation
import Quantities
import Tables
import TransportModel

/// What every reader of a file needs: the folder, the log, the settings and the places.
final class BundleContext {
    let folder: BundleFolder
    let log: InputLog
    let municipality: Municipality
    let asOf: CalendarDate
    let places: PlaceReader
    private var tables: [String: CSVTable?] = [:]

    init(folder: BundleFolder, log: InputLog, municipality: Municipality, asOf: CalendarDate, places: PlaceReader) {
        self.folder = folder
        self.log = log
        self.municipality = municipality
        self.asOf = asOf
        self.places = places
    }

    /// The weeks of the cycle.
    var weeks: ClosedRange<Int> { 1...max(1, municipality.calendar.cycleWeeks) }
}

/// A table of the bundle, opened.
struct BundleTable {
    let schema: FileSchema
    let table: CSVTable

    /// The headers that the schema does not know.
    var otherColumns: [String] { table.unknownColumns(besides: Set(schema.names)) }
}

extension BundleFolder {
    /// Opens the table that `schema` describes; `nil` where it is absent, or after a fatal problem.
    func open(_ schema: FileSchema, log: InputLog) -> BundleTable? {
        guard let bytes = bytes(of: schema.file, isRequired: schema.isRequired) else { return nil }
        let table: CSVTable
        do {
            table = try CSVTable(bytes, confidential: schema.personalNames)
        } catch {
            log.fatal(error.code, file: schema.file, line: error.line, error.message)
            return nil
        }
        let missing = table.missing(schema.requiredNames)
        guard missing.isEmpty else {
            let found = table.header.filter { !$0.isEmpty }.map(\.shown).joined(separator: ", ")
            log.fatal(
                "csv-missing-column", file: schema.file, line: 1,
                "The header lacks \(missing.joined(separator: ", ")). It has \(found). Add the missing columns.")
            return nil
        }
        log.add(table.problems, file: schema.file)
        let opened = BundleTable(schema: schema, table: table)
        reportUnknownColumns(of: opened, log: log)
        if table.count == 0, schema.isRequired {
            log.add(
                "file-no-rows", .warning, file: schema.file,
                "The file has no rows below its header. Is it the right one?")
        }
        return opened
    }

    /// Columns that nobody asked for are kept; one that looks like a misspelt column of ours is a warning.
    private func reportUnknownColumns(of opened: BundleTable, log: InputLog) {
        let absent = opened.schema.names.filter { !opened.table.has($0) }
        for name in opened.otherColumns {
            let lower = name.lowercased()
            let nearest = absent.min { YAMLValue.distance($0, lower) < YAMLValue.distance($1, lower) }
            if let nearest, name.count < 64, YAMLValue.distance(nearest, lower) <= max(1, nearest.count / 4) {
                log.add(
                    "csv-unknown-column", .warning, file: opened.schema.file, line: 1, subject: String(name.prefix(64)),
                    "The column \(name.shown) is not known and was not read. Did you mean \(nearest)?")
            } else if !opened.schema.keepsOthers {
                log.add(
                    "csv-unknown-column", .info, file: opened.schema.file, line: 1, subject: String(name.prefix(64)),
                    "The column \(name.shown) is not known and was not read.")
            }
        }
    }
}
