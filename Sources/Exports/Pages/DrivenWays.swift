import ParallelWork
import Quantities
import RoadNetwork
import TransportModel

/// The ways that vehicles truly drive between places, road by road, each searched for once.
struct DrivenWays: Sendable {
    /// A drive from one place to another.
    struct Hop: Hashable, Comparable, Sendable {
        var from: Halt, to: Halt

        static func < (lhs: Hop, rhs: Hop) -> Bool { (lhs.from, lhs.to) < (rhs.from, rhs.to) }
    }

    private let ways: [Hop: [DrivenStretch]]

    /// The ways of `hops` on `network`; none without it, and for places off the roads.
    init(_ hops: some Sequence<Hop>, on network: RoadNetwork?, threads: Int) {
        guard let network else {
            ways = [:]
            return
        }
        let origins = Dictionary(grouping: Set(hops).sorted(), by: \.from).sorted { $0.key < $1.key }
        let halts = Set(origins.flatMap { [$0.key] + $0.value.map(\.to) })
        let snapped = Dictionary(
            uniqueKeysWithValues: halts.compactMap { halt in network.snap(halt).map { (halt, $0) } })
        let found = Parallel.map(origins, threads: threads) { origin -> [(Hop, [DrivenStretch])] in
            guard let start = snapped[origin.key] else { return [] }
            let reached = origin.value.filter { snapped[$0.to] != nil }
            let ends = reached.compactMap { snapped[$0.to] }
            return Array(zip(reached, network.drivingStretches(from: start, toEach: ends)))
        }
        ways = Dictionary(found.joined().map { $0 }, uniquingKeysWith: { first, _ in first })
    }

    /// The way from one place to another; empty where it is not known.
    func way(from: Halt, to: Halt) -> [DrivenStretch] { ways[Hop(from: from, to: to)] ?? [] }

    /// The same as one line.
    func line(from: Halt, to: Halt) -> [GeoPoint] {
        let way = way(from: from, to: to)
        return way.isEmpty ? [] : way[0].points + way.dropFirst().flatMap { $0.points.dropFirst() }
    }
}

/// Where the places of a plan truly are, for those who drive there.
struct DrivenPlaces: Sendable {
    private let stops: [String: StopRow]
    private let schools: [String: GeoPoint]
    private let depots: [String: GeoPoint]

    /// The places of `tables` and `batch`.
    init(_ tables: PlanTables, _ batch: Batch) {
        stops = Dictionary(tables.stops.map { ($0.stopID, $0) }, uniquingKeysWith: { first, _ in first })
        schools = Dictionary(
            batch.schools.elements.map { ($0.id, $0.busGate.point) }, uniquingKeysWith: { first, _ in first })
        depots = Dictionary(
            batch.depots.elements.map { ($0.id, $0.place.point) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where `visit` of a trip of `session` stops, and in which direction.
    func halt(of visit: StopTimeRow, in session: Session) -> Halt? {
        visit.place == .stop ? stop(visit.placeID, in: session) : schools[visit.placeID].map { Halt($0) }
    }

    /// Where the stop is, and in which direction it is passed in `session`.
    func stop(_ id: String, in session: Session) -> Halt? {
        stops[id].map { $0.halt(in: session) }
    }

    /// Where the depot is.
    func depot(_ id: String) -> Halt? { depots[id].map { Halt($0) } }
}
