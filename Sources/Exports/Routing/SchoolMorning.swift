import Quantities
import RoadNetwork
import TransportModel

/// The way to one school for one bell on one day, as other routing programs know such problems: stops with numbers of
/// pupils, vehicles, and a matrix. It holds no pupil.
struct SchoolMorning: Sendable {
    /// Pupils who board at a stop; more than a vehicle holds are several calls.
    struct Call: Equatable, Sendable {
        var stopID: String, seats: Int, wheelchairs: Int
    }

    /// The school, and when it starts.
    let schoolID: String, start: ClockTime
    /// The calls, by stop.
    let calls: [Call]
    /// The places of the matrix: the school, the depots, then the stops.
    let places: [String]
    /// Driving seconds and metres between the places.
    let matrix: TravelMatrix

    /// The position of a stop's place.
    func place(of call: Call) -> Int { places.firstIndex(of: "stop \(call.stopID)") ?? 0 }

    /// The mornings of the busiest day of `source`, by school and bell; none without roads.
    static func all(of source: ExportSource) -> [SchoolMorning] {
        let days = Dictionary(grouping: source.tables.blocks, by: \.day).mapValues(\.count)
        guard let network = source.network,
            let day = days.keys.sorted().max(by: { (days[$0] ?? 0) < (days[$1] ?? 0) })
        else { return [] }
        let pupils = Dictionary(
            source.batch.pupils.elements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var groups: [String: [AssignmentRow]] = [:]
        for row in source.tables.assignments where row.day == day && row.session == .toSchool {
            guard let pupil = pupils[row.pupilID] else { continue }
            let start = row.alight + row.wait
            groups["\(source.batch.schools[pupil.school].id) \(start)", default: []].append(row)
        }
        let points = DrivenPlaces(source.tables, source.batch)
        return groups.sorted { $0.key < $1.key }.compactMap { _, rows in
            SchoolMorning(rows, pupils, source.batch, points, network, threads: source.threads)
        }
    }

    private init?(
        _ rows: [AssignmentRow], _ pupils: [String: Pupil], _ batch: Batch, _ points: DrivenPlaces,
        _ network: RoadNetwork, threads: Int
    ) {
        guard let first = rows.first, let pupil = pupils[first.pupilID] else { return nil }
        let school = batch.schools[pupil.school]
        (schoolID, start) = (school.id, first.alight + first.wait)
        let most = Int(batch.vehicleTypes.elements.map(\.capacity.seats).max() ?? 1)
        var loads: [String: Load] = [:]
        for row in rows { loads[row.stopID] = (loads[row.stopID] ?? Load()) + (pupils[row.pupilID]?.load ?? Load()) }
        calls = loads.sorted { $0.key < $1.key }.flatMap { stop, load -> [Call] in
            var (seats, wheelchairs) = (Int(load.seats), Int(load.wheelchairPlaces))
            var pieces: [Call] = []
            repeat {
                pieces.append(Call(stopID: stop, seats: min(seats, max(1, most)), wheelchairs: wheelchairs))
                (seats, wheelchairs) = (seats - max(1, most), 0)
            } while seats > 0
            return pieces
        }
        let depots = batch.depots.elements.map { ("depot \($0.id)", Halt($0.place.point)) }
        let stops = loads.keys.sorted().compactMap { id in points.stop(id, in: .toSchool).map { ("stop \(id)", $0) } }
        let known = ([("school \(school.id)", Halt(school.busGate.point))] + depots + stops).compactMap { name, halt in
            network.snap(halt).map { (name, $0) }
        }
        guard known.count == 1 + depots.count + loads.count else { return nil }
        places = known.map(\.0)
        matrix = network.drivingMatrix(
            between: known.map(\.1), factor: batch.municipality.service.drivingFactor, threads: threads)
    }
}
