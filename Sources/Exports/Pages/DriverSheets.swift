import ParallelWork
import Quantities
import TransportModel

/// A sheet for every vehicle's day: where, when, how many board and leave, and what to mind. It names no pupil.
struct DriverSheets: Sendable {
    private let batch: Batch
    private let tables: PlanTables
    private let trips: [String: [TripRow]]
    private let times: [String: [StopTimeRow]]
    private let rides: [String: [AssignmentRow]]
    private let pupils: [String: Pupil]
    private let stops: [String: StopRow]
    private let messages: Messages
    private let addresses: OpenAddresses
    private let threads: Int

    /// The sheets of the tables of `source`, in the municipality's first language.
    init(_ source: ExportSource) {
        batch = source.batch
        tables = source.tables
        threads = source.threads
        addresses = OpenAddresses(source.batch)
        trips = Dictionary(grouping: tables.trips, by: \.blockID)
            .mapValues { $0.sorted { ($0.depart, $0.tripID) < ($1.depart, $1.tripID) } }
        times = Dictionary(grouping: tables.stopTimes, by: \.tripID)
        rides = Dictionary(grouping: tables.assignments, by: \.tripID)
        pupils = Dictionary(batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        stops = Dictionary(tables.stops.map { ($0.stopID, $0) }, uniquingKeysWith: { first, _ in first })
        messages = Messages.of(batch.municipality.languages.first ?? "en")
    }

    /// The files, one a block.
    func files() -> [PlanTables.File] {
        Parallel.map(tables.blocks, threads: threads) { block in
            PlanTables.File(
                name: "drivers/\(FileNames.name(of: block.blockID)).html",
                bytes: PageTemplates.rendered(sheet(of: block), with: "driver"), isForStaff: false)
        }
    }

    private func sheet(of block: BlockRow) -> DriverSheet {
        let depot = batch.depots.elements.first { $0.id == block.depotID }
        let depotName = depot.map { $0.name.isEmpty ? $0.id : $0.name } ?? block.depotID
        let week =
            batch.municipality.calendar.cycleWeeks > 1
            ? messages("family.week", ["week": String(block.week)]) : messages("family.everyweek")
        return DriverSheet(
            language: messages.language, m: messages.forTemplate,
            title: messages("driver.title", ["block": block.blockID.harmless]),
            about: messages(
                "driver.about",
                [
                    "day": messages("day.\(block.weekday.code)"), "week": week,
                    "vehicle": block.vehicleTypeID.harmless, "depot": depotName.harmless,
                ]),
            out: block.start.minutes, back: block.end.minutesRoundedUp,
            trips: (trips[block.blockID] ?? []).map(trip))
    }

    private func trip(_ row: TripRow) -> DriverSheet.TripSection {
        let times = times[row.tripID] ?? []
        let key = row.session == .toSchool ? "driver.trip.to" : "driver.trip.from"
        return DriverSheet.TripSection(
            id: FileNames.name(of: row.tripID), title: messages(key, ["trip": row.tripID.harmless]),
            lines: times.map { line($0, of: row) })
    }

    private func line(_ time: StopTimeRow, of trip: TripRow) -> DriverSheet.Line {
        let isSchool = time.place == .school
        let door = isSchool ? nil : door(time, of: trip)
        let name =
            isSchool
            ? batch.schools.elements.first { $0.id == time.placeID }?.name : door ?? stops[time.placeID]?.name
        return DriverSheet.Line(
            time: time.departure.minutes, place: (name ?? time.placeID).harmless,
            kind: isSchool ? [messages("driver.school")] : door == nil ? [] : [messages("driver.door")],
            on: time.boarding > 0 ? "\(time.boarding)" : "",
            off: time.alighting > 0 ? "\(time.alighting)" : "", aboard: "\(time.onboard)",
            needs: needs(at: time, of: trip))
    }

    /// Where a pupil is fetched who does not walk: the address, or the place alone where the pupil is protected; `nil`
    /// for stops that pupils walk to.
    private func door(_ time: StopTimeRow, of trip: TripRow) -> String? {
        guard let ride = (rides[trip.tripID] ?? []).first(where: { $0.stopID == time.placeID }), ride.walk == .zero,
            let pupil = pupils[ride.pupilID], let stop = stops[time.placeID]
        else { return nil }
        let home = pupil.homes.lazy.map { batch.homes[$0] }.first { $0.id == ride.homeID }
        let address = home.map(addresses.shown) ?? ""
        guard pupil.isProtected || address.isEmpty else { return address }
        return "\(stop.latitude.cell), \(stop.longitude.cell)"
    }

    /// What the driver must mind of those who board or leave here, in numbers alone.
    private func needs(at time: StopTimeRow, of trip: TripRow) -> String {
        guard time.place == .stop else { return "" }
        let here = (rides[trip.tripID] ?? []).filter { ride in
            ride.stopID == time.placeID
                && (trip.session == .toSchool ? ride.board == time.departure : ride.alight == time.arrival)
        }
        let kinds: [(Need, String)] = [
            (.wheelchair, "driver.wheelchair"), (.escort, "driver.escort"), (.alone, "driver.alone"),
            (.handover, "driver.handover"),
        ]
        return kinds.compactMap { need, key in
            guard need != .handover || trip.session == .fromSchool else { return nil }
            let count = here.count { pupils[$0.pupilID]?.needs.contains(need) == true }
            return count == 0 ? nil : messages(key, ["count": "\(count)"])
        }.joined(separator: ", ")
    }
}

/// What a driver's sheet says.
struct DriverSheet: Sendable {
    var language: String, m: [String: String], title: String, about: String, out: String, back: String
    var trips: [TripSection]

    /// A trip of the day.
    struct TripSection: Sendable {
        var id: String, title: String, lines: [Line]
    }

    /// A place of a trip.
    struct Line: Sendable {
        var time: String, place: String, kind: [String], on: String, off: String, aboard: String, needs: String
    }
}
