import Mustache
import Quantities
import RoadNetwork
import TransportModel

/// What `report.html` says: one file, nothing from elsewhere, no pupil's name or address, and protected pupils nowhere.
///
/// All of it can be read without its script, which adds moving the map, sorting, finding and saving of tables.
struct ReportPage: Sendable {
    var language: String, m: [String: String], title: String, head: String, made: String
    var figures: [Figure]
    var benefit: BenefitTable, hasBenefit: Bool
    var map: MapDrawing
    var mapTitle: String, mapDescription: String, masked: String
    var stops: [StopLine]
    var tripsHead: String, trips: [TripLine]
    var schools: [SchoolLine]
    var equity: EquityTable, equityCaption: String
    var limits: LimitTable
    var review: [ReviewLine], hasReview: Bool
    var diagrams: [DayDiagram]
    var findings: [FindingLine]
    var hasFindings: Bool
    var findingsHead: String

    /// At most this many findings stand on the page; all are in `findings.csv`.
    static let mostFindings = 300

    /// The name of the file.
    static let fileName = "report.html"

    /// The page of `source`, in the municipality's first language.
    init(_ source: ExportSource) {
        let plan = source.publicPlan
        let messages = Messages.of(source.batch.municipality.languages.first ?? "en")
        let municipality = source.batch.municipality.name.harmless
        let date = messages.date(source.batch.asOf)
        language = messages.language
        m = messages.forTemplate
        title = messages("report.title", ["municipality": municipality, "date": date])
        head = messages("report.head", ["municipality": municipality])
        made = messages("report.made", ["date": date, "version": source.settings.version])
        let summary = source.summary
        let before = source.previous.map { PlanSummary(tables: $0, batch: source.batch, settings: source.settings) }
        figures = Figure.all(of: summary, before: before, changes: source.changes, messages)
        benefit = BenefitTable(tonight: summary, previous: before, batch: source.batch, messages)
        hasBenefit = !benefit.lines.isEmpty
        let day = ReportPage.busiestDay(plan)
        let when = day.map { day in
            let name = messages("day.\(day.weekday.code)")
            return messages("report.days.of", ["days": name, "week": "\(day.week)"])
        }
        let driven = plan.trips.filter { $0.row.day == day }
        let drawn = driven.filter { $0.row.session == .toSchool }
        map = MapDrawing(source, trips: drawn, messages)
        mapTitle = messages("report.map.title", ["municipality": municipality])
        mapDescription = messages(
            "report.map.about",
            [
                "stops": "\(plan.stops.count)", "schools": "\(plan.schools.count)", "depots": "\(plan.depots.count)",
                "trips": "\(drawn.count)", "when": when ?? messages("report.map.noday"),
            ])
        let least = "\(PublicPlan.leastPupils)"
        masked = messages("report.legend.masked", ["least": least])
        let places = MapPlaces(source, map.projection)
        stops = ReportPage.stops(plan, places, language: language)
        tripsHead = messages("report.tripson", ["when": when ?? messages("report.map.noday")])
        trips = ReportPage.trips(driven, source.batch, drawn: Set(map.routes.map(\.id)), messages)
        schools = ReportPage.schools(plan, places, messages)
        equity = EquityTable(source, places, messages)
        equityCaption = messages("report.equity.caption", ["least": least])
        limits = LimitTable(source, places, messages)
        review = ReportPage.review(source, places, messages)
        hasReview = !review.isEmpty
        diagrams = DayDiagram.all(of: plan, messages)
        let open = ReportPage.openFindings(source)
        findings = open.prefix(ReportPage.mostFindings).map { FindingLine($0, places) }
        hasFindings = !open.isEmpty
        findingsHead = ReportPage.head(open, source.tables.findings.count, messages)
    }

    /// The page as HTML.
    func rendered() -> [UInt8] { PageTemplates.rendered(self, with: "report") }

    private static func busiestDay(_ plan: PublicPlan) -> CycleDay? {
        let days = Dictionary(grouping: plan.blocks, by: \.day).mapValues(\.count)
        return days.keys.sorted().max { (days[$0] ?? 0) < (days[$1] ?? 0) }
    }
}
