internal import Quantities
internal import RoadNetwork
internal import Timetabling
internal import TransportModel

/// In which direction vehicles pass the places of a plan.
///
/// Where the municipality's vehicles cannot turn round in the road, a stop is passed in one direction on the way to school, the one from which
/// the schools of its pupils are reached soonest, and in one on the way from school, the one in which it is reached
/// soonest; pupils always wait at the same kerb. Schools and depots have yards to turn in.
struct StopPassings {
    let batch: Batch
    let network: RoadNetwork
    let threads: Int

    /// Stands for the seconds to a school to which there is no way.
    private static let noWay = 100_000

    /// How each of `places` is passed, in their order.
    func halts(_ places: [PlannedPlace]) -> [Halt] {
        var halts = places.map { Halt($0.point) }
        let turns = batch.municipality.service.turnsAtStops
        guard turns != .always else { return halts }
        let gates = batch.schools.elements.map { network.snap($0.busGate.point, for: .bus) }
        for session in [Session.toSchool, .fromSchool] {
            let end: PassingEnd = session == .toSchool ? .leaving : .arriving
            let ways = places.indices.flatMap { place -> [Way] in
                guard case .stop(_, session) = places[place].site,
                    let stop = network.snap(places[place].point, for: .bus)
                else { return [] }
                if turns == .onMinorRoads, network.largestRoad(at: stop) > .tertiaryLink { return [] }
                return network.passings(of: stop, end).map { Way(place: place, stop: $0.place, heading: $0.heading) }
            }
            let seconds = drives(ways.map(\.stop), gates, session)
            var best: [Int: Int] = [:]
            for (number, way) in ways.enumerated() {
                let sum = places[way.place].schools.reduce(0) { $0 + seconds[number][$1.offset] }
                if let known = best[way.place], known <= sum { continue }
                best[way.place] = sum
                halts[way.place].passing = end == .leaving ? .leaving(way.heading) : .arriving(way.heading)
            }
        }
        return halts
    }

    /// What `halts`, which are those of `places`, say of the stops among them.
    static func headings(of places: [PlannedPlace], _ halts: [Halt]) -> [Index<CandidateStop>: StopHeadings] {
        var headings: [Index<CandidateStop>: StopHeadings] = [:]
        for (place, halt) in zip(places, halts) {
            guard case .stop(let stop, _) = place.site else { continue }
            switch halt.passing {
            case .any: break
            case .leaving(let heading): headings[stop, default: StopHeadings()].toSchool = heading
            case .arriving(let heading): headings[stop, default: StopHeadings()].fromSchool = heading
            }
        }
        return headings
    }

    /// One direction in which a stop may be passed.
    private struct Way {
        var place: Int, stop: SnappedPoint, heading: Int
    }

    /// Per stop the seconds to each school, or from it, as the session has it.
    private func drives(_ stops: [SnappedPoint], _ gates: [SnappedPoint?], _ session: Session) -> [[Int]] {
        let known = gates.indices.filter { gates[$0] != nil }
        let points = known.compactMap { gates[$0] }
        let found =
            session == .toSchool
            ? network.drives(from: stops, to: points, threads: threads)
            : network.drives(from: points, to: stops, threads: threads)
        return stops.indices.map { stop in
            var row = [Int](repeating: Self.noWay, count: gates.count)
            for (column, gate) in known.enumerated() {
                let entry = session == .toSchool ? stop * known.count + column : column * stops.count + stop
                if found.seconds[entry] != TravelMatrix.unreachable { row[gate] = Int(found.seconds[entry]) }
            }
            return row
        }
    }
}
