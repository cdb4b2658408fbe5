import ParallelWork
import Quantities
import RoadNetwork
import Tables
import TransportModel

/// A page and a calendar for every family whose child rides: where, when, which bus, and the other stops to choose from.
///
/// Pages lie in `families/`, those of protected pupils in `staff/letters/`. Minutes are whole and can be kept: departures
/// are cut, arrivals rounded up.
struct FamilyPages: Sendable {
    private let batch: Batch
    private let rides: [String: [AssignmentRow]]
    private let options: [HomeID: [StopOptionRow]]
    private let trips: [String: TripRow]
    private let stopNames: [String: String]
    private let walks: WalkLines
    private let tiles: RoadTiles
    private let addresses: OpenAddresses
    private let threads: Int

    /// The pages of everybody who rides by the tables of `source`.
    init(_ source: ExportSource, _ tiles: RoadTiles) {
        batch = source.batch
        threads = source.threads
        addresses = OpenAddresses(source.batch)
        rides = Dictionary(grouping: source.tables.assignments, by: \.pupilID)
        options = Dictionary(grouping: source.tables.stopOptions) { HomeID($0) }
        trips = Dictionary(source.tables.trips.map { ($0.tripID, $0) }, uniquingKeysWith: { first, _ in first })
        stopNames = Dictionary(
            source.tables.stops.map { ($0.stopID, $0.name) }, uniquingKeysWith: { first, _ in first })
        walks = source.walkLines
        self.tiles = tiles
    }

    /// The files, two a pupil.
    func files() -> [PlanTables.File] {
        let riders = batch.pupils.elements.filter { rides[$0.id] != nil }
        var seen: Set<String> = []
        let distinct = riders.filter { seen.insert($0.id).inserted }
        return Parallel.map(distinct, threads: threads, files).flatMap { $0 }
    }

    private func files(of pupil: Pupil) -> [PlanTables.File] {
        let folder = pupil.isProtected ? "staff/letters/" : "families/"
        let name = folder + FileNames.name(of: pupil.id)
        let rows = rides[pupil.id] ?? []
        let messages = messages(for: pupil)
        let calendar = FamilyCalendar(
            pupil: pupil, rides: rows, school: batch.schools[pupil.school].name.harmless, stopNames: stopNames,
            messages: messages, municipality: batch.municipality, asOf: batch.asOf)
        return [
            .init(name: name + ".html", bytes: page(of: pupil, rows, messages), isForStaff: pupil.isProtected),
            .init(name: name + ".ics", bytes: calendar.bytes(), isForStaff: pupil.isProtected),
        ]
    }

    private func messages(for pupil: Pupil) -> Messages {
        Messages.of(pupil.language.isEmpty ? batch.municipality.languages.first ?? "en" : pupil.language)
    }

    private func page(of pupil: Pupil, _ rows: [AssignmentRow], _ messages: Messages) -> [UInt8] {
        let name = (pupil.name.isEmpty ? pupil.id : pupil.name).harmless
        let sections = pupil.homes.compactMap { home in
            let own = rows.filter { $0.homeID == batch.homes[home].id }
            return own.isEmpty ? nil : section(home, own, of: pupil, messages)
        }
        let view = FamilyPage(
            language: messages.language, m: messages.forTemplate, title: messages("family.title", ["name": name]),
            intro: messages(
                "family.intro",
                [
                    "school": batch.schools[pupil.school].name.harmless, "class": pupil.classID.harmless,
                    "date": batch.asOf.description,
                ]),
            calendar: FileNames.name(of: pupil.id) + ".ics", homes: sections)
        return PageTemplates.rendered(view, with: "family")
    }

    private func section(
        _ home: Index<Home>, _ rows: [AssignmentRow], of pupil: Pupil, _ messages: Messages
    ) -> FamilyPage.HomeSection {
        let stopID = rows[0].stopID
        let stopName = (stopNames[stopID] ?? stopID).harmless
        let walk = rows[0].walk
        let minutes = batch.municipality.service.walkingTime(walk).roundedUpMinutes
        let address = (pupil.isProtected ? batch.homes[home].address : addresses.shown(batch.homes[home])).harmless
        let title = batch.homes[home].kind == .second ? "family.home.second" : "family.home"
        let isDoor = walk == .zero
        let options = optionLines(of: HomeID(pupil.id, batch.homes[home].id), messages)
        let map =
            isDoor || !pupil.isProtected && !addresses.mayShowPlace(of: batch.homes[home])
            ? nil
            : WalkMap(
                walks.line(from: home, to: stopID), title: messages("family.map", ["stop": stopName]), tiles: tiles)
        return FamilyPage.HomeSection(
            id: "home-\(home.rawValue)",
            title: messages(title, ["home": address.isEmpty ? batch.homes[home].id.harmless : address]),
            stopName: stopName,
            walk: isDoor
                ? messages("family.door")
                : messages(
                    "family.walk", ["metres": "\(Int(walk.metres.rounded()))", "minutes": "\(minutes)"]),
            map: map.map { [$0] } ?? [], days: FamilyDays(rows, trips: trips, messages: messages).lines,
            options: options, hasOptions: !options.isEmpty)
    }

    private func optionLines(of home: HomeID, _ messages: Messages) -> [FamilyPage.OptionLine] {
        let rows = options[home] ?? []
        guard rows.count > 1 else { return [] }
        return rows.map { row in
            FamilyPage.OptionLine(
                name: row.stopName.harmless, number: row.stopID.harmless,
                metres: "\(Int(row.walk.metres.rounded()))",
                minutes: "\(batch.municipality.service.walkingTime(row.walk).roundedUpMinutes)",
                mark: row.isAssigned ? [messages("family.chosen")] : [])
        }
    }
}

/// What a family's page says.
struct FamilyPage: Sendable {
    var language: String, m: [String: String], title: String, intro: String, calendar: String
    var homes: [HomeSection]

    /// One of the pupil's homes.
    struct HomeSection: Sendable {
        var id: String, title: String, stopName: String, walk: String
        var map: [WalkMap], days: [DayLine], options: [OptionLine], hasOptions: Bool
    }

    /// A day of the table of times.
    struct DayLine: Equatable, Sendable {
        var day: String, leave: String, atSchool: [String], leaveSchool: String, home: [String]
    }

    /// A stop that the family could have.
    struct OptionLine: Sendable {
        var name: String, number: String, metres: String, minutes: String, mark: [String]
    }
}

extension Seconds {
    /// Whole minutes, rounded up.
    var roundedUpMinutes: Int { (Int(rawValue) + 59) / 60 }
}

extension ClockTime {
    /// `7:33` for an arrival at 7:32:30: whole minutes, rounded up.
    var minutesRoundedUp: String { (self + Seconds(59)).minutes }
}
