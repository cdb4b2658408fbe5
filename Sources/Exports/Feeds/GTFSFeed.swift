import Quantities
import Tables
import TransportModel

/// The plan as a GTFS feed: blocks, shapes, dates and translations, and not one pupil.
///
/// Schools are stops whose id starts with `school:`, every school is a route, and a day of the cycle is a service that
/// `calendar_dates.txt` spells out, holidays left out.
struct GTFSFeed: Sendable {
    /// The name of the file.
    static let fileName = "gtfs.zip"
    /// Stands for a site that nobody has named: GTFS wants one, and this name is reserved for such use (RFC 2606).
    private static let noSite = "https://skjuts.example"

    private let plan: PublicPlan
    private let lines: DrivenLines
    private let services: ServiceDates
    private let trips: [PublicTrip]

    /// The feed of `plan`; trips on days that no date of the calendar falls on are left out.
    init(_ plan: PublicPlan, lines: DrivenLines) {
        self.plan = plan
        self.lines = lines
        let services = ServiceDates(plan.municipality.calendar, asOf: plan.asOf)
        self.services = services
        trips = plan.trips.filter { services.dates[$0.row.day] != nil && $0.visits.count > 1 }
    }

    /// The archive.
    func archive() throws(ZIPError) -> [UInt8] {
        var archive = ZIPWriter()
        let (shapes, shapeOfTrip) = shapes()
        let files: [(name: String, bytes: [UInt8])] = [
            ("agency.txt", agency()), ("feed_info.txt", feedInfo()), ("stops.txt", stops()), ("routes.txt", routes()),
            ("trips.txt", tripRows(shapeOfTrip)), ("stop_times.txt", stopTimes()),
            ("calendar_dates.txt", calendarDates()), ("shapes.txt", shapes),
        ]
        for file in files { archive.add(file.bytes, as: file.name) }
        if let translations = translations() { archive.add(translations, as: "translations.txt") }
        return try archive.bytes()
    }

    /// The municipality's name, which readers of feeds want to start with a capital.
    private var name: String {
        let name = plan.municipality.name.harmless
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    private var language: String { plan.municipality.languages.first ?? "en" }

    private func agency() -> [UInt8] {
        var table = CSVWriter(columns: ["agency_id", "agency_name", "agency_url", "agency_timezone", "agency_lang"])
        table.append([
            .plain("1"), .text(name), .plain(GTFSFeed.noSite),
            .text(plan.municipality.timeZone), .text(language),
        ])
        return table.bytes
    }

    private func feedInfo() -> [UInt8] {
        var table = CSVWriter(columns: [
            "feed_publisher_name", "feed_publisher_url", "feed_lang", "default_lang", "feed_start_date",
            "feed_end_date", "feed_version", "feed_contact_url",
        ])
        table.append([
            .text(name), .plain(GTFSFeed.noSite), .plain("mul"), .text(language),
            .plain(services.first.digits), .plain(services.last.digits), .plain("\(plan.asOf) skjuts \(plan.version)"),
            .plain(GTFSFeed.noSite),
        ])
        return table.bytes
    }

    private func stops() -> [UInt8] {
        var table = CSVWriter(columns: ["stop_id", "stop_name", "stop_lat", "stop_lon", "location_type"])
        var used: Set<PublicVisit.Place> = []
        for trip in trips { for visit in trip.visits { used.insert(visit.place) } }
        let places =
            plan.stops.indices.map { PublicVisit.Place.stop($0) }
            + plan.schools.indices.map { PublicVisit.Place.school($0) }
        for place in places where used.contains(place) {
            let shown = plan.shown(place)
            table.append([
                .text(id(of: place)), .text(shown.name.harmless), .decimal(shown.point.latitude, decimals: 6),
                .decimal(shown.point.longitude, decimals: 6), .plain("0"),
            ])
        }
        return table.bytes
    }

    private func id(of place: PublicVisit.Place) -> String {
        switch place {
        case .stop: plan.shown(place).id
        case .school: "school:" + plan.shown(place).id
        }
    }

    /// The school that a trip is named after: the last it serves on the way there, the first on the way home.
    private func school(of trip: PublicTrip) -> Int? {
        let schools = trip.visits.compactMap { visit -> Int? in
            if case .school(let number) = visit.place { number } else { nil }
        }
        return trip.row.session == .toSchool ? schools.last : schools.first
    }

    private func routeID(of trip: PublicTrip) -> String { school(of: trip).map { plan.schools[$0].id } ?? "other" }

    private func routes() -> [UInt8] {
        var table = CSVWriter(columns: ["route_id", "agency_id", "route_long_name", "route_type"])
        let used = Set(trips.map(routeID))
        for school in plan.schools where used.contains(school.id) {
            table.append([.text(school.id), .plain("1"), .text(school.name.harmless), .plain("3")])
        }
        if used.contains("other") {
            table.append([.plain("other"), .plain("1"), .text(name), .plain("3")])
        }
        return table.bytes
    }

    private func tripRows(_ shapeOfTrip: [String: Int]) -> [UInt8] {
        var table = CSVWriter(columns: [
            "route_id", "service_id", "trip_id", "trip_headsign", "direction_id", "block_id", "shape_id",
        ])
        for trip in trips {
            let towards = headsign(of: trip)
            table.append([
                .text(routeID(of: trip)), .plain(trip.row.day.serviceID), .text(trip.row.tripID),
                .text(towards.harmless), .integer(trip.row.session.order), .text(trip.row.blockID),
                .integer(orBlank: shapeOfTrip[trip.row.tripID]),
            ])
        }
        return table.bytes
    }

    /// Where the trip ends; nothing where it serves a place of the same name before.
    private func headsign(of trip: PublicTrip) -> String {
        let names = trip.visits.map { plan.shown($0.place).name }
        guard let last = names.last, !names.dropLast().contains(last) else { return "" }
        return last
    }

    /// Pupils board at stops and leave at schools on the way there, and the other way round on the way home.
    private func stopTimes() -> [UInt8] {
        var table = CSVWriter(columns: [
            "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "pickup_type", "drop_off_type",
            "timepoint", "shape_dist_traveled",
        ])
        for trip in trips {
            let metres = trip.visitsEachPlaceOnce ? lines.measured(trip).places : []
            for (number, visit) in trip.visits.enumerated() {
                let isSchool = if case .school = visit.place { true } else { false }
                let boards = isSchool == (trip.row.session == .fromSchool)
                table.append([
                    .text(trip.row.tripID), .time(visit.arrival), .time(visit.departure), .text(id(of: visit.place)),
                    .integer(number + 1), .plain(boards ? "0" : "1"), .plain(boards ? "1" : "0"), .plain("1"),
                    metres.isEmpty ? .blank : .decimal(metres[number], decimals: 1),
                ])
            }
        }
        return table.bytes
    }

    private func calendarDates() -> [UInt8] {
        var table = CSVWriter(columns: ["service_id", "date", "exception_type"])
        for day in Set(trips.map(\.row.day)).sorted() {
            for date in services.dates[day] ?? [] {
                table.append([.plain(day.serviceID), .plain(date.digits), .plain("1")])
            }
        }
        return table.bytes
    }

    /// Every line once, however many trips drive it. A trip that comes to a place twice has none: readers of feeds
    /// look for places along the line, and cannot tell the two visits apart.
    private func shapes() -> (bytes: [UInt8], shapeOfTrip: [String: Int]) {
        var table = CSVWriter(columns: [
            "shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled",
        ])
        var known: [[PublicVisit.Place]: Int] = [:]
        var shapeOfTrip: [String: Int] = [:]
        for trip in trips where trip.visitsEachPlaceOnce {
            let places = trip.visits.map(\.place)
            if known[places] == nil {
                known[places] = known.count + 1
                for (number, point) in lines.measured(trip).points.enumerated() {
                    table.append([
                        .integer(known.count), .decimal(point.point.latitude, decimals: 6),
                        .decimal(point.point.longitude, decimals: 6), .integer(number + 1),
                        .decimal(point.metres, decimals: 1),
                    ])
                }
            }
            shapeOfTrip[trip.row.tripID] = known[places]
        }
        return (table.bytes, shapeOfTrip)
    }

    /// Names of stops and schools in the other languages, by their ids, and signs of trips that end at one, by their
    /// words; `nil` where nothing has a name but one.
    private func translations() -> [UInt8]? {
        var table = CSVWriter(columns: [
            "table_name", "field_name", "language", "translation", "record_id", "field_value",
        ])
        var signs = Set(trips.map { headsign(of: $0).harmless }).subtracting([""])
        func add(_ names: [(language: String, text: String)], of records: [(table: String, id: String)], _ name: String)
        {
            let isSign = signs.remove(name) != nil
            for (other, text) in names {
                for record in records {
                    let field = record.table == "stops" ? "stop_name" : "route_long_name"
                    table.append([
                        .plain(record.table), .plain(field), .plain(other), .text(text), .text(record.id), .blank,
                    ])
                }
                guard isSign else { continue }
                table.append([
                    .plain("trips"), .plain("trip_headsign"), .plain(other), .text(text), .blank, .text(name),
                ])
            }
        }
        let served = Set(trips.flatMap { $0.visits.map(\.place) })
        for (number, stop) in plan.stops.enumerated() where served.contains(.stop(number)) {
            let names = otherNames(than: stop.name) { language in
                stop.maskedNumber.map { Phrases.maskedStop($0, language: language) } ?? stop.name(in: language)
            }
            add(names, of: [("stops", stop.id)], stop.name.harmless)
        }
        let routes = Set(trips.map(routeID))
        for (number, school) in plan.schools.enumerated() where served.contains(.school(number)) {
            let records =
                [("stops", "school:" + school.id)] + (routes.contains(school.id) ? [("routes", school.id)] : [])
            add(otherNames(than: school.name) { school.name(in: $0) }, of: records, school.name.harmless)
        }
        return table.isEmpty ? nil : table.bytes
    }

    /// What something is called in languages that call it otherwise than `name`.
    private func otherNames(
        than name: String, in language: (String) -> String
    ) -> [(language: String, text: String)] {
        Phrases.languages.compactMap { other in
            let text = language(other).harmless
            return text == name.harmless ? nil : (other, text)
        }
    }
}

extension PublicTrip {
    /// Whether no place is served twice.
    fileprivate var visitsEachPlaceOnce: Bool { Set(visits.map(\.place)).count == visits.count }
}

extension CycleDay {
    /// What a service is called, such as `W1-Mon`.
    var serviceID: String { "W\(week)-\(weekday.code)" }
}
