import Quantities
import Tables
import TransportModel

/// The routing problems of the busiest morning for other programs: VROOM's JSON and VRPLIB, one of each a school and
/// bell, in `staff/routing/`.
///
/// They are simpler than the plan's own problem: a school at a time, no day of a vehicle, no limits on rides.
struct RoutingFiles: Sendable {
    private let source: ExportSource

    /// The files of `source`.
    init(_ source: ExportSource) { self.source = source }

    /// Two files a school and bell.
    func files() -> [PlanTables.File] {
        SchoolMorning.all(of: source).flatMap { morning -> [PlanTables.File] in
            let clock = morning.start.minutes.filter { $0 != ":" }
            let name = "staff/routing/\(FileNames.name(of: morning.schoolID))-\(clock)"
            return [
                .init(name: name + ".vroom.json", bytes: vroom(morning).compactBytes + [0x0A], isForStaff: true),
                .init(name: name + ".vrp", bytes: Array(vrplib(morning).utf8), isForStaff: true),
            ]
        }
    }

    // MARK: VROOM

    /// A job a call: pupils are picked up, and vehicles end at the school before the bell.
    private func vroom(_ morning: SchoolMorning) -> JSONValue {
        let service = source.batch.municipality.service
        let jobs = morning.calls.enumerated().map { number, call -> JSONValue in
            let pupils = call.seats + call.wheelchairs
            let standing = Int(service.dwellAtStop.rawValue) + pupils * Int(service.dwellPerPupil.rawValue)
            return .object([
                ("id", .integer(number + 1)), ("description", .string(call.stopID)),
                ("location_index", .integer(morning.place(of: call))),
                ("service", .integer(standing + call.wheelchairs * Int(service.dwellPerWheelchair.rawValue))),
                ("pickup", .array([.integer(call.seats), .integer(call.wheelchairs)])),
            ])
        }
        let size = morning.places.count
        func rows(_ value: (Int, Int) -> Int32) -> JSONValue {
            .array(
                (0..<size).map { from in .array((0..<size).map { .integer(RoutingFiles.bounded(value(from, $0))) }) })
        }
        return .object([
            ("vehicles", .array(vehicles(morning))), ("jobs", .array(jobs)),
            (
                "matrices",
                .object([
                    (
                        "car",
                        .object([
                            ("durations", rows { morning.matrix.seconds(from: $0, to: $1) }),
                            ("distances", rows { morning.matrix.metres(from: $0, to: $1) }),
                        ])
                    )
                ])
            ),
        ])
    }

    private func vehicles(_ morning: SchoolMorning) -> [JSONValue] {
        let batch = source.batch
        let latest = morning.start.secondsSinceMidnight - batch.municipality.service.marginBeforeStart.rawValue
        var vehicles: [JSONValue] = []
        for type in batch.vehicleTypes.elements {
            let depot = morning.places.firstIndex(of: "depot \(batch.depots[type.depot].id)") ?? 0
            for _ in 0..<min(type.count, morning.calls.count) {
                vehicles.append(
                    .object([
                        ("id", .integer(vehicles.count + 1)), ("description", .string(type.id)),
                        ("start_index", .integer(depot)), ("end_index", .integer(0)),
                        (
                            "capacity",
                            .array([
                                .integer(Int(type.capacity.seats)), .integer(Int(type.capacity.wheelchairPlaces)),
                            ])
                        ),
                        ("time_window", .array([.integer(0), .integer(Int(max(0, latest)))])),
                        (
                            "costs",
                            .object([
                                ("fixed", .integer(Int(type.costPerDay.cents))),
                                ("per_hour", .integer(Int(type.costPerHour.cents))),
                                ("per_km", .integer(Int(type.costPerKilometre.cents))),
                            ])
                        ),
                    ]))
            }
        }
        return vehicles
    }

    // MARK: VRPLIB

    /// A capacitated problem whose depot is the school; weights are driving seconds, demands are places.
    private func vrplib(_ morning: SchoolMorning) -> String {
        let capacity =
            source.batch.vehicleTypes.elements
            .map { Int($0.capacity.seats) + Int($0.capacity.wheelchairPlaces) }.max() ?? 1
        let nodes = [0] + morning.calls.map(morning.place)
        var lines = [
            "NAME : \(FileNames.name(of: morning.schoolID))",
            "COMMENT : School \(morning.schoolID.harmless), bell \(morning.start.minutes); weights are driving seconds",
            "TYPE : CVRP", "DIMENSION : \(nodes.count)", "CAPACITY : \(capacity)", "EDGE_WEIGHT_TYPE : EXPLICIT",
            "EDGE_WEIGHT_FORMAT : FULL_MATRIX", "EDGE_WEIGHT_SECTION",
        ]
        for from in nodes {
            lines.append(
                nodes.map { "\(RoutingFiles.bounded(morning.matrix.seconds(from: from, to: $0)))" }
                    .joined(separator: " "))
        }
        lines.append("DEMAND_SECTION")
        lines.append("1 0")
        for (number, call) in morning.calls.enumerated() {
            lines.append("\(number + 2) \(call.seats + call.wheelchairs)")
        }
        return (lines + ["DEPOT_SECTION", "1", "-1", "EOF"]).joined(separator: "\n") + "\n"
    }

    /// Where no way leads, a drive of a hundred thousand seconds or metres stands: longer than any day.
    private static func bounded(_ value: Int32) -> Int { Int(min(value, 100_000)) }
}
