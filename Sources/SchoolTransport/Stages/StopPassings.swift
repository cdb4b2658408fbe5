internal import Quantities
internal import RoadNetwork
internal import Timetabling
internal import TransportModel

/// In which direction vehicles pass the places of a plan.
///
/// A stop is passed in one direction on the way to school, the one from which the schools of its pupils are reached
/// soonest, and in one on the way from school, the one in which it is reached soonest; pupils always wait at the same
/// kerb. Where the municipality's vehicles can turn round in the road, they may pass it the other way for the time that
/// takes. A stop with a side is passed with that side at the door. Schools and depots have yards to turn in.
struct StopPassings {
    let batch: Batch
    let network: RoadNetwork
    let candidates: IndexedTable<CandidateStop>
    let threads: Int

    /// Stands for the seconds to a school to which there is no way.
    private static let noWay = 100_000

    /// How each of `places` is passed, in their order, and which stops cannot have their side at a door.
    func halts(_ places: [PlannedPlace]) -> (halts: [Halt], findings: [Finding]) {
        var halts = places.map { Halt($0.point) }
        var findings: [Finding] = []
        let gates = batch.schools.elements.map { network.snap($0.busGate.point, for: .bus) }
        for session in [Session.toSchool, .fromSchool] {
            let end: PassingEnd = session == .toSchool ? .leaving : .arriving
            var ways: [Way] = []
            for place in places.indices {
                guard case .stop(let stop, session) = places[place].site else { continue }
                let found = passings(of: candidates[stop], at: places[place].point, end)
                halts[place].turning = found.turning
                ways += found.ways.map { Way(place: place, stop: $0.place, heading: $0.heading) }
                if found.missesSide { findings.append(wrongSide(candidates[stop], session)) }
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
        return (halts, findings)
    }

    /// The directions in which `stop` at `point` may be passed, none where any will do; how long it takes to turn there;
    /// and whether its side can be at no door.
    private func passings(
        of stop: CandidateStop, at point: GeoPoint, _ end: PassingEnd
    ) -> (ways: [(place: SnappedPoint, heading: Int)], turning: Seconds?, missesSide: Bool) {
        guard let place = network.snap(point, for: .bus) else { return ([], nil, false) }
        let service = batch.municipality.service
        let ways = network.passings(of: place, end)
        if let side = stop.side {
            let fitting = ways.filter { network.hasDoor(on: side, at: $0.place) }
            if !fitting.isEmpty { return (fitting, nil, false) }
        }
        let turns = service.turnsAtStops.holds(whereLargestRoadIsMinor: network.largestRoad(at: place) > .tertiaryLink)
        let isFree = turns && service.turning == .zero
        return (isFree ? [] : ways, turns && !isFree ? service.turning : nil, stop.side != nil)
    }

    private func wrongSide(_ stop: CandidateStop, _ session: Session) -> Finding {
        Finding(
            "stop-side-impossible", .warning, file: "stops.csv", subject: stop.id,
            message: "no road passes the stop with its side at a vehicle's door "
                + (session == .toSchool ? "on the way to school" : "on the way from school")
                + "; pupils may have to cross the road. Correct side or x,y")
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
            if halt.passing != .any, let turning = halt.turning { headings[stop]?.turning = turning }
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
