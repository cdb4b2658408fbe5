import ParallelWork
import Quantities
import TransportModel

/// A sheet for every vehicle's day: where, when, which way, how many board and leave, and what to mind. It names no
/// pupil.
struct DriverSheets: Sendable {
    private let source: ExportSource
    private let batch: Batch
    private let places: DriverPlaces
    private let messages: Messages

    /// The sheets of the tables of `source`, in the municipality's first language.
    init(_ source: ExportSource) {
        self.source = source
        batch = source.batch
        messages = Messages.of(batch.municipality.languages.first ?? "en")
        places = DriverPlaces(source, messages)
    }

    /// The files, one a block.
    func files() -> [PlanTables.File] {
        Parallel.map(source.drives, threads: source.threads) { drive in
            PlanTables.File(
                name: "drivers/\(FileNames.name(of: drive.block.blockID)).html",
                bytes: PageTemplates.rendered(sheet(of: drive), with: "driver"), isForStaff: false)
        }
    }

    private func sheet(of drive: BlockDrive) -> DriverSheet {
        let block = drive.block
        let depot = batch.depots.elements.first { $0.id == block.depotID }
        let depotName = depot.map { $0.name.isEmpty ? $0.id : $0.name } ?? block.depotID
        let week =
            batch.municipality.calendar.cycleWeeks > 1
            ? messages("family.week", ["week": String(block.week)]) : messages("family.everyweek")
        let isChanged = source.changes.isChanged(block: block.blockID)
        var heading: Double?
        let trips = drive.trips.map { section($0.row, $0.visits, isChanged: isChanged, heading: &heading) }
        return DriverSheet(
            language: messages.language, m: messages.forTemplate,
            title: messages("driver.title", ["block": block.blockID.harmless]),
            about: messages(
                "driver.about",
                [
                    "day": messages("day.\(block.weekday.code)"), "week": week,
                    "vehicle": block.vehicleTypeID.harmless, "depot": depotName.harmless,
                ]),
            change: source.changes.hasPrevious ? [messages(isChanged ? "driver.changed" : "driver.unchanged")] : [],
            out: block.start.minutes, back: block.end.minutesRoundedUp, trips: trips,
            homeWay: way(from: drive.lastHalt, to: drive.depot, heading: &heading).map { [$0] } ?? [])
    }

    private func section(
        _ row: TripRow, _ visits: [BlockDrive.Visit], isChanged: Bool, heading: inout Double?
    ) -> DriverSheet.TripSection {
        let key = row.session == .toSchool ? "driver.trip.to" : "driver.trip.from"
        let new = isChanged ? source.changes.changedPlaces(visits.map(\.row), block: row.blockID) : []
        var lines: [DriverSheet.Line] = []
        for (position, visit) in visits.enumerated() {
            let way = way(from: visit.from, to: visit.halt, heading: &heading)
            lines.append(line(visit, of: row, way: way, isNew: new.contains(position)))
        }
        return DriverSheet.TripSection(
            id: FileNames.name(of: row.tripID), title: messages(key, ["trip": row.tripID.harmless]), lines: lines)
    }

    /// The way between two places in words; `heading` becomes the direction in which it ends.
    private func way(from: Halt?, to: Halt?, heading: inout Double?) -> String? {
        guard let from, let to, from.point != to.point else { return nil }
        let turns = TurnByTurn(source.ways.way(from: from, to: to), heading: heading, language: messages.language)
        heading = turns.lastBearing
        return turns.steps.isEmpty ? nil : turns.text(messages)
    }

    private func line(
        _ visit: BlockDrive.Visit, of trip: TripRow, way: String?, isNew: Bool
    ) -> DriverSheet.Line {
        let time = visit.row
        let name = places.name(of: time, on: trip)
        return DriverSheet.Line(
            way: way.map { [$0] } ?? [], time: time.departure.minutes, place: name.text,
            kind: name.kind.map { [messages($0)] } ?? [], new: isNew ? [messages("driver.new")] : [],
            side: places.side(of: visit, source.ways).map { [messages($0)] } ?? [],
            on: time.boarding > 0 ? ["\(time.boarding)"] : [],
            off: time.alighting > 0 ? ["\(time.alighting)"] : [], aboard: "\(time.onboard)",
            needs: [places.needs(at: time, of: trip)].filter { !$0.isEmpty })
    }
}

/// What a driver's sheet says.
struct DriverSheet: Sendable {
    var language: String, m: [String: String], title: String, about: String, change: [String]
    var out: String, back: String, trips: [TripSection], homeWay: [String]

    /// A trip of the day.
    struct TripSection: Sendable {
        var id: String, title: String, lines: [Line]
    }

    /// A place of a trip and the way to it.
    struct Line: Sendable {
        var way: [String], time: String, place: String, kind: [String], new: [String], side: [String]
        var on: [String], off: [String], aboard: String, needs: [String]
    }
}
