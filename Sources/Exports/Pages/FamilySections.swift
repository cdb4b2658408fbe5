import Quantities
import RoadNetwork
import TransportModel

/// What a family's page says of one home: its stop, the walk with a map, the times, and the other stops.
struct FamilySections: Sendable {
    private let batch: Batch
    private let options: [HomeID: [StopOptionRow]]
    private let points: [String: GeoPoint]
    private let stopNames: StopNames
    private let weeks: CalendarWeeks
    private let changes: PlanChanges
    private let times: OptionTimes
    private let walks: WalkLines
    private let hazards: HazardLines
    private let tiles: RoadTiles
    private let addresses: OpenAddresses

    /// The sections of the homes of `source`.
    init(_ source: ExportSource, _ tiles: RoadTiles) {
        batch = source.batch
        options = Dictionary(grouping: source.tables.stopOptions) { HomeID($0) }
        points = Dictionary(
            source.plan.stopPlan.candidates.elements.map { ($0.id, $0.place.point) },
            uniquingKeysWith: { first, _ in first })
        stopNames = source.stopNames
        weeks = CalendarWeeks(source.batch)
        changes = source.changes
        times = OptionTimes(source.tables)
        walks = source.walkLines
        hazards = HazardLines(source.batch, network: source.network)
        self.tiles = tiles
        addresses = OpenAddresses(source.batch)
    }

    /// The section of `home`, from which `pupil` rides by `rows`.
    func section(
        _ home: Index<Home>, _ rows: [AssignmentRow], of pupil: Pupil, _ messages: Messages
    ) -> FamilyPage.HomeSection {
        let stopID = rows[0].stopID
        let stopName = stopNames.name(of: stopID, for: messages)
        let walk = rows[0].walk
        let address = (pupil.isProtected ? batch.homes[home].address : addresses.shown(batch.homes[home])).harmless
        let title = messages(
            batch.homes[home].kind == .second ? "family.home.second" : "family.home",
            ["home": address.isEmpty ? batch.homes[home].id.harmless : address])
        let isDoor = walk == .zero
        let lines = optionLines(of: home, pupil, messages)
        let days = FamilyDays(rows, changes: changes, stopNames: stopNames, messages: messages)
        return FamilyPage.HomeSection(
            id: "home-\(home.rawValue)", title: title, stopName: stopName,
            walk: isDoor
                ? messages("family.door")
                : messages(
                    "family.walk",
                    [
                        "metres": "\(Int(walk.metres.rounded()))",
                        "minutes": "\(batch.municipality.service.walkingTime(walk).roundedUpMinutes)",
                    ]),
            hazard: hazard(on: walks.line(from: home, to: stopID), messages),
            map: isDoor ? [] : map(of: home, stopID, pupil, stopName, messages).map { [$0] } ?? [],
            days: days.lines, weeks: days.weeks.compactMap { weeks.text(of: $0, messages) },
            options: lines, hasOptions: !lines.isEmpty, until: until(messages),
            choices: isDoor ? [] : choices(of: home, stopID, pupil, messages).map { [$0] } ?? [])
    }

    /// By when to choose, while there is time.
    private func until(_ messages: Messages) -> [String] {
        guard let day = batch.municipality.choicesUntil, day >= batch.asOf else { return [] }
        return [messages("family.options.until", ["date": messages.date(day)])]
    }

    /// The way to the stop; none from a home that is a protected pupil's too.
    private func map(
        of home: Index<Home>, _ stopID: String, _ pupil: Pupil, _ stopName: String, _ messages: Messages
    ) -> WalkMap? {
        guard pupil.isProtected || addresses.mayShowPlace(of: batch.homes[home]) else { return nil }
        var map = WalkMap(
            walks.line(from: home, to: stopID), title: messages("family.map", ["stop": stopName]), tiles: tiles,
            hazards: hazards)
        if map?.hazards.isEmpty == false { map?.notes.append(messages("family.map.hazard")) }
        return map
    }

    /// The ways to all stops that the family could have, numbered as in the list.
    private func choices(
        of home: Index<Home>, _ stopID: String, _ pupil: Pupil, _ messages: Messages
    ) -> WalkMap? {
        guard pupil.isProtected || addresses.mayShowPlace(of: batch.homes[home]) else { return nil }
        let rows = options[HomeID(pupil.id, batch.homes[home].id)] ?? []
        let others = rows.filter { $0.stopID != stopID && $0.rank <= WalkLines.mostOptions }.compactMap { row in
            points[row.stopID].map { (number: row.rank, stop: $0, walk: walks.line(from: home, to: row.stopID)) }
        }
        guard !others.isEmpty else { return nil }
        var map = WalkMap(
            walks.line(from: home, to: stopID), title: messages("family.map.choices"), tiles: tiles, others: others,
            hazards: hazards)
        map?.ownNumber = rows.first { $0.stopID == stopID }.map { "\($0.rank)" } ?? ""
        map?.notes.append(messages("family.map.options"))
        if map?.hazards.isEmpty == false { map?.notes.append(messages("family.map.hazard")) }
        return map
    }

    private func hazard(on walk: [GeoPoint], _ messages: Messages) -> [String] {
        !hazards.lines.isEmpty && hazards.isOn(walk) ? [messages("family.hazard")] : []
    }

    private func optionLines(
        of home: Index<Home>, _ pupil: Pupil, _ messages: Messages
    ) -> [FamilyPage.OptionLine] {
        let rows = options[HomeID(pupil.id, batch.homes[home].id)] ?? []
        guard rows.count > 1 else { return [] }
        let school = batch.schools[pupil.school].id
        return rows.map { row in
            FamilyPage.OptionLine(
                rank: row.rank, name: stopNames.name(of: row.stopID, for: messages), number: row.stopID.harmless,
                metres: "\(Int(row.walk.metres.rounded()))",
                minutes: "\(batch.municipality.service.walkingTime(row.walk).roundedUpMinutes)",
                there: shown(times.span(at: row.stopID, school: school, .toSchool)) { $0.minutes },
                back: shown(times.span(at: row.stopID, school: school, .fromSchool)) { $0.minutesRoundedUp },
                mark: row.isAssigned ? [messages("family.chosen")] : [],
                hazard: hazard(on: walks.line(from: home, to: row.stopID), messages))
        }
    }

    /// `7:05–7:32`, one time where they are equal, a dash where there is none.
    private func shown(_ span: OptionTimes.Span?, _ clock: (ClockTime) -> String) -> String {
        guard let span else { return "–" }
        let (first, last) = (clock(span.first), clock(span.last))
        return first == last ? first : "\(first)–\(last)"
    }
}
