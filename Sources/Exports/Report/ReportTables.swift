import Quantities
import Tables
import TransportModel

extension ReportPage {
    /// A row of the table of stops.
    struct StopLine: Sendable {
        var name: String, pupils: String, first: String, trips: Int, at: [String]
    }

    /// A row of the table of trips.
    struct TripLine: Sendable {
        var trip: String, session: String, vehicle: String, departs: String, arrives: String, kilometres: String
        var load: Int, places: Int, full: String, route: [String]
    }

    /// A row of the table of schools.
    struct SchoolLine: Sendable {
        var name: String, trips: Int, first: String, last: String, at: [String]
    }

    /// A case in review.
    struct ReviewLine: Sendable {
        var pupil: String, school: String, why: String, decide: String, at: [String]
    }

    /// A row of the table of findings.
    struct FindingLine: Sendable {
        var severity: String, code: String, place: String, subject: String, message: String, at: [String]
    }

    static func stops(_ plan: PublicPlan, _ places: MapPlaces, language: String) -> [StopLine] {
        var visits: [Int: [ClockTime]] = [:]
        for trip in plan.trips where trip.row.session == .toSchool {
            for visit in trip.visits {
                if case .stop(let number) = visit.place { visits[number, default: []].append(visit.departure) }
            }
        }
        return plan.stops.enumerated().map { number, stop in
            StopLine(
                name: stop.name(in: language).harmless,
                pupils: stop.pupils.map(String.init) ?? "<\(PublicPlan.leastPupils)",
                first: visits[number]?.min()?.minutes ?? "", trips: visits[number]?.count ?? 0,
                at: places.stop(plan.tableID(of: stop)))
        }
    }

    /// The trips of a day; `drawn` are those that the map shows.
    static func trips(_ trips: [PublicTrip], _ batch: Batch, drawn: Set<String>, _ messages: Messages) -> [TripLine] {
        let capacity = Dictionary(
            batch.vehicleTypes.elements.map { ($0.id, $0.capacity.seats + $0.capacity.wheelchairPlaces) },
            uniquingKeysWith: { first, _ in first })
        return trips.map(\.row).sorted { ($0.depart, $0.tripID) < ($1.depart, $1.tripID) }.map { row in
            let places = Int(capacity[row.vehicleTypeID] ?? 0)
            let full = places > 0 ? Double(row.maxLoad) / Double(places) * 100 : 0
            return TripLine(
                trip: row.tripID.harmless, session: messages("report.session.\(row.session.rawValue)"),
                vehicle: row.vehicleTypeID.harmless, departs: row.depart.minutes, arrives: row.arrive.minutes,
                kilometres: messages.decimals(DecimalText.fixed(Double(row.distance) / 1000, decimals: 1) ?? ""),
                load: row.maxLoad,
                places: places, full: DecimalText.fixed(full, decimals: 0) ?? "",
                route: drawn.contains(row.tripID.harmless) ? [row.tripID.harmless] : [])
        }
    }

    static func schools(_ plan: PublicPlan, _ places: MapPlaces, _ messages: Messages) -> [SchoolLine] {
        var arrivals: [Int: [ClockTime]] = [:]
        for trip in plan.trips where trip.row.session == .toSchool {
            for visit in trip.visits {
                if case .school(let number) = visit.place { arrivals[number, default: []].append(visit.arrival) }
            }
        }
        return plan.schools.enumerated().map { number, school in
            let times = arrivals[number] ?? []
            return SchoolLine(
                name: school.name(in: messages.language).harmless, trips: times.count,
                first: times.min()?.minutes ?? "",
                last: times.max()?.minutes ?? "", at: places.school(school.id))
        }
    }

    /// The review queue without protected pupils, by their ids, and nothing that names such a pupil.
    static func review(_ source: ExportSource, _ places: MapPlaces, _ messages: Messages) -> [ReviewLine] {
        let batch = source.batch
        let open = Dictionary(
            batch.pupils.elements.filter { !$0.isProtected }.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let hidden = hiddenIDs(batch)
        return source.tables.review.compactMap { row -> ReviewLine? in
            guard let pupil = open[row.pupilID], !names(row.why, hidden), !names(row.whatWouldDecide, hidden) else {
                return nil
            }
            let school = batch.schools[pupil.school]
            let at = places.subject(row.pupilID) + places.school(school.id)
            return ReviewLine(
                pupil: row.pupilID.harmless, school: school.name(in: messages.language).harmless, why: row.why.harmless,
                decide: row.whatWouldDecide.harmless, at: Array(at.prefix(1)))
        }
    }

    /// Findings that name no protected pupil, errors first. A pupil whose row could not be read may be a protected one,
    /// so that findings about it say where and what, but not whom.
    static func openFindings(_ source: ExportSource) -> [FindingRow] {
        let hidden = hiddenIDs(source.batch)
        let known = Set(source.batch.pupils.elements.map(\.id))
        let unread = Set(
            source.tables.findings.filter { filesOfPeople.contains($0.file) && !known.contains($0.subject) }
                .map(\.subject)
        ).subtracting([""])
        return source.tables.findings.filter { !hidden.contains($0.subject) && !names($0.message, hidden) }
            .map { row in
                var row = row
                if unread.contains(row.subject) { row.subject = "" }
                if names(row.message, unread) {
                    for id in unread { row.message = row.message.replacing(id, with: "…") }
                }
                return row
            }
            .sorted { ($0.severity, $0.code) < ($1.severity, $1.code) }
    }

    private static let filesOfPeople = ["pupils.csv", "homes.csv", "choices.csv", "overrides.csv"]

    private static func hiddenIDs(_ batch: Batch) -> Set<String> {
        Set(batch.pupils.elements.filter(\.isProtected).map(\.id))
    }

    private static func names(_ text: String, _ hidden: Set<String>) -> Bool {
        text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.contains { hidden.contains(String($0)) }
    }

    static func head(_ open: [FindingRow], _ all: Int, _ messages: Messages) -> String {
        let errors = open.count { $0.severity == .error }
        let warnings = open.count { $0.severity == .warning }
        return messages(
            "report.findings.head",
            [
                "errors": "\(errors)", "warnings": "\(warnings)", "notes": "\(open.count - errors - warnings)",
                "shown": "\(min(open.count, mostFindings))", "all": "\(all)",
            ])
    }
}

extension ReportPage.FindingLine {
    init(_ row: FindingRow, _ places: MapPlaces) {
        severity = row.severity.rawValue
        code = row.code
        place = row.file + (row.line.map { ":\($0)" } ?? "")
        subject = row.subject.harmless
        message = row.message.harmless
        at = places.subject(row.subject)
    }
}
