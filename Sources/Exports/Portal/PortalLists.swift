import Quantities
import Tables
import TransportModel

/// The stops that families may choose from, as lists for any portal: CSV, XLSX and JSON of one content.
///
/// Protected pupils are left out: their families are asked by hand. Prices are left out too, they are the planner's.
/// The files name pupils by their id, so they are for their owner's eyes, like the tables.
struct PortalLists: Sendable {
    private let source: ExportSource

    /// The lists of `source`.
    init(_ source: ExportSource) { self.source = source }

    /// The names of the files.
    static let names = ["csv", "xlsx", "json"].map { "portal/stop_options.\($0)" }

    /// The three files.
    func files() throws(ZIPError) -> [PlanTables.File] {
        let rows = self.rows()
        let columns = PortalRow.columns
        let sheet = WorkbookSheet(
            name: "stop_options", columns: columns.map(\.name),
            rows: rows.map { row in columns.map { $0.workbookCell(row) } })
        let contents = [PlanTables.csv(rows), try Workbook([sheet]).bytes(), json(rows)]
        return zip(PortalLists.names, contents).map { .init(name: $0.0, bytes: $0.1, isForStaff: true) }
    }

    private func rows() -> [PortalRow] {
        let batch = source.batch
        let times = OptionTimes(source.tables)
        let pupils = Dictionary(batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let stops = Dictionary(
            source.plan.stopPlan.candidates.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return source.tables.stopOptions.compactMap { option in
            guard let pupil = pupils[option.pupilID], !pupil.isProtected, let stop = stops[option.stopID] else {
                return nil
            }
            let school = batch.schools[pupil.school].id
            var row = PortalRow()
            (row.pupilID, row.homeID, row.rank) = (option.pupilID, option.homeID, option.rank)
            row.language = pupil.language.isEmpty ? batch.municipality.languages.first ?? "en" : pupil.language
            (row.stopID, row.walk) = (option.stopID, option.walk)
            row.stopName = source.stopNames.name(of: option.stopID, in: row.language)
            (row.longitude, row.latitude) = (stop.place.point.longitude, stop.place.point.latitude)
            row.walkMinutes = batch.municipality.service.walkingTime(option.walk).roundedUpMinutes
            row.isAssigned = option.isAssigned
            row.toSchool = times.span(at: option.stopID, school: school, .toSchool)?.first
            row.toSchoolLast = times.span(at: option.stopID, school: school, .toSchool)?.last
            row.fromSchool = times.span(at: option.stopID, school: school, .fromSchool)?.first
            row.fromSchoolLast = times.span(at: option.stopID, school: school, .fromSchool)?.last
            return row
        }
    }

    /// One object a home, its options within.
    private func json(_ rows: [PortalRow]) -> [UInt8] {
        var homes: [(first: PortalRow, options: [JSONValue])] = []
        for row in rows {
            if homes.last?.first.pupilID != row.pupilID || homes.last?.first.homeID != row.homeID {
                homes.append((row, []))
            }
            homes[homes.count - 1].options.append(option(row))
        }
        let head: [(key: String, value: JSONValue)] = [
            ("schema_version", .integer(1)), ("municipality", .string(source.batch.municipality.name.harmless)),
            ("as_of", .string(source.batch.asOf.description)),
        ]
        let list = homes.map { home -> JSONValue in
            .object([
                ("pupil_id", .string(home.first.pupilID)), ("home_id", .string(home.first.homeID)),
                ("language", .string(home.first.language)), ("options", .array(home.options)),
            ])
        }
        return JSONValue.object(head + [("homes", .array(list))]).prettyBytes
    }

    private func option(_ row: PortalRow) -> JSONValue {
        func time(_ value: ClockTime?) -> JSONValue { value.map { .string($0.description) } ?? .null }
        return .object([
            ("rank", .integer(row.rank)), ("stop_id", .string(row.stopID)), ("stop_name", .string(row.stopName)),
            ("lon", .rounded(row.longitude, decimals: 7)), ("lat", .rounded(row.latitude, decimals: 7)),
            ("walk_m", .rounded(row.walk.metres, decimals: 1)), ("walk_min", .integer(row.walkMinutes)),
            ("assigned", .bool(row.isAssigned)), ("to_school_first", time(row.toSchool)),
            ("to_school_last", time(row.toSchoolLast)), ("from_school_first", time(row.fromSchool)),
            ("from_school_last", time(row.fromSchoolLast)),
        ])
    }
}

/// A row of `portal/stop_options.csv`: a stop that a family may choose.
struct PortalRow: PlanTableRow {
    /// For whom, for which home, and in which language to ask.
    var pupilID = "", homeID = "", language = ""
    /// 1 is the best.
    var rank = 0
    /// The stop and where it is, in WGS 84.
    var stopID = "", stopName = "", longitude = 0.0, latitude = 0.0
    /// The walk to it, and its whole minutes, rounded up.
    var walk = Metres.zero, walkMinutes = 0
    /// Whether the plan uses it for this home.
    var isAssigned = false
    /// First and last departure to the pupil's school and arrival from it over the cycle; blank where no bus of that
    /// school stops there yet.
    var toSchool: ClockTime?, toSchoolLast: ClockTime?, fromSchool: ClockTime?, fromSchoolLast: ClockTime?

    static let fileName = "portal/stop_options.csv"
    static let columns: [TableColumn<Self>] = [
        .init("pupil_id", \.pupilID), .init("home_id", \.homeID), .init("language", \.language),
        .init("rank", \.rank), .init("stop_id", \.stopID), .init("stop_name", \.stopName),
        .init("lon", \.longitude), .init("lat", \.latitude), .init("walk_m", \.walk),
        .init("walk_min", \.walkMinutes), .init("assigned", \.isAssigned), .init("to_school_first", \.toSchool),
        .init("to_school_last", \.toSchoolLast), .init("from_school_first", \.fromSchool),
        .init("from_school_last", \.fromSchoolLast),
    ]
    var key: [TableKeyPart] { [.text(pupilID), .text(homeID), .number(rank)] }
}
