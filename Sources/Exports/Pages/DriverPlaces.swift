import Quantities
import TransportModel

/// What drivers are told of the places that they serve, in numbers and addresses but never by a pupil's name.
struct DriverPlaces: Sendable {
    private let batch: Batch
    private let rides: [String: [AssignmentRow]]
    private let pupils: [String: Pupil]
    private let stops: [String: StopRow]
    private let schools: [String: String]
    private let addresses: OpenAddresses
    private let messages: Messages
    private let names: StopNames

    /// The places of the tables of `source`.
    init(_ source: ExportSource, _ messages: Messages) {
        batch = source.batch
        self.messages = messages
        addresses = OpenAddresses(source.batch)
        names = source.stopNames
        rides = Dictionary(grouping: source.tables.assignments, by: \.tripID)
        pupils = Dictionary(batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        stops = Dictionary(source.tables.stops.map { ($0.stopID, $0) }, uniquingKeysWith: { first, _ in first })
        schools = Dictionary(
            batch.schools.elements.map { ($0.id, $0.name(in: messages.language)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What a place is called, and the key of the word for its kind.
    func name(of time: StopTimeRow, on trip: TripRow) -> (text: String, kind: String?) {
        guard time.place == .stop else { return ((schools[time.placeID] ?? time.placeID).harmless, "driver.school") }
        if let door = door(time, of: trip) { return (door.harmless, "driver.door") }
        return (names.name(of: time.placeID, in: messages.language), nil)
    }

    /// The key of the words for the side of the road on which the place is.
    func side(of visit: BlockDrive.Visit, _ ways: DrivenWays) -> String? {
        guard visit.row.place == .stop, let from = visit.from, let halt = visit.halt, from.point != halt.point else {
            return nil
        }
        return TurnByTurn.side(of: halt.point, along: ways.line(from: from, to: halt))
            .map { "driver.side.\($0.rawValue)" }
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
    func needs(at time: StopTimeRow, of trip: TripRow) -> String {
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
