import Mustache
import Quantities
import RoadNetwork
import TransportModel

/// What `report.html` says: one file, no script, nothing from elsewhere, no pupil's name or address, and protected
/// pupils nowhere.
struct ReportPage: Sendable {
    var municipality: String, asOf: String, version: String
    var figures: [Figure]
    var map: MapDrawing
    var mapTitle: String, mapDescription: String
    var stops: [StopLine]
    var schools: [SchoolLine]
    var equity: EquityTable
    var diagrams: [DayDiagram]
    var findings: [FindingLine]
    var hasFindings: Bool
    var findingsHead: String
    var leastPupils: String

    /// A row of the table of stops.
    struct StopLine: Sendable {
        var name: String, pupils: String, first: String, trips: Int
    }

    /// A row of the table of schools.
    struct SchoolLine: Sendable {
        var name: String, trips: Int, first: String, last: String
    }

    /// A row of the table of findings.
    struct FindingLine: Sendable {
        var severity: String, code: String, place: String, subject: String, message: String
    }

    /// At most this many findings stand on the page; all are in `findings.csv`.
    static let mostFindings = 300

    /// The name of the file.
    static let fileName = "report.html"

    /// The page of `source`.
    init(_ source: ExportSource) {
        let plan = source.publicPlan
        municipality = source.batch.municipality.name.harmless
        asOf = source.batch.asOf.description
        version = source.settings.version
        figures = Figure.all(of: source.summary)
        let day = ReportPage.busiestDay(plan)
        let trips = plan.trips.filter { $0.row.day == day && $0.row.session == .toSchool }
        map = MapDrawing(plan, trips: trips, lines: source.lines, network: source.network)
        mapTitle = "Map of \(municipality)"
        let when = day.map { "\($0.weekday.code) of week \($0.week)" } ?? "no day"
        mapDescription =
            "Roads, \(plan.stops.count) stops sized by their pupils, \(plan.schools.count) schools, \(plan.depots.count) "
            + "depots, and the lines of the \(trips.count) trips to school on \(when)."
        stops = ReportPage.stops(plan)
        schools = ReportPage.schools(plan)
        equity = EquityTable(source.tables, batch: source.batch)
        diagrams = DayDiagram.all(of: plan)
        let open = ReportPage.openFindings(source)
        findings = open.prefix(ReportPage.mostFindings).map(FindingLine.init)
        hasFindings = !open.isEmpty
        findingsHead = ReportPage.head(open, source.tables.findings.count)
        leastPupils = String(PublicPlan.leastPupils)
    }

    /// The page as HTML.
    func rendered() -> [UInt8] { PageTemplates.rendered(self, with: "report") }

    private static func busiestDay(_ plan: PublicPlan) -> CycleDay? {
        let days = Dictionary(grouping: plan.blocks, by: \.day).mapValues(\.count)
        return days.keys.sorted().max { (days[$0] ?? 0) < (days[$1] ?? 0) }
    }

    private static func stops(_ plan: PublicPlan) -> [StopLine] {
        var visits: [Int: [ClockTime]] = [:]
        for trip in plan.trips where trip.row.session == .toSchool {
            for visit in trip.visits {
                if case .stop(let number) = visit.place { visits[number, default: []].append(visit.departure) }
            }
        }
        return plan.stops.enumerated().map { number, stop in
            StopLine(
                name: stop.name.harmless, pupils: stop.pupils.map(String.init) ?? "<\(PublicPlan.leastPupils)",
                first: visits[number]?.min()?.minutes ?? "", trips: visits[number]?.count ?? 0)
        }
    }

    private static func schools(_ plan: PublicPlan) -> [SchoolLine] {
        var arrivals: [Int: [ClockTime]] = [:]
        for trip in plan.trips where trip.row.session == .toSchool {
            for visit in trip.visits {
                if case .school(let number) = visit.place { arrivals[number, default: []].append(visit.arrival) }
            }
        }
        return plan.schools.enumerated().map { number, school in
            let times = arrivals[number] ?? []
            return SchoolLine(
                name: school.name.harmless, trips: times.count, first: times.min()?.minutes ?? "",
                last: times.max()?.minutes ?? "")
        }
    }

    /// Findings that name no protected pupil, errors first.
    private static func openFindings(_ source: ExportSource) -> [FindingRow] {
        let hidden = Set(source.batch.pupils.elements.filter(\.isProtected).map(\.id))
        return source.tables.findings.filter { row in
            !hidden.contains(row.subject)
                && !row.message.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
                    .contains { hidden.contains(String($0)) }
        }.sorted { ($0.severity, $0.code) < ($1.severity, $1.code) }
    }

    private static func head(_ open: [FindingRow], _ all: Int) -> String {
        let errors = open.count { $0.severity == .error }
        let warnings = open.count { $0.severity == .warning }
        let shown = min(open.count, mostFindings)
        return "\(errors) errors, \(warnings) warnings, \(open.count - errors - warnings) notes. "
            + "\(shown) of \(all) are shown here; findings.csv has them all."
    }
}

extension ReportPage.FindingLine {
    fileprivate init(_ row: FindingRow) {
        severity = row.severity.rawValue
        code = row.code
        place = row.file + (row.line.map { ":\($0)" } ?? "")
        subject = row.subject.harmless
        message = row.message.harmless
    }
}
