import ParallelWork
import Quantities
import RoadNetwork
import TransportModel

/// The ways that vehicles truly drive between places, road by road, each searched for once.
struct DrivenWays: Sendable {
    /// A drive from one point to another.
    struct Hop: Hashable, Comparable, Sendable {
        var from: GeoPoint, to: GeoPoint

        static func < (lhs: Hop, rhs: Hop) -> Bool { lhs.order.lexicographicallyPrecedes(rhs.order) }
        private var order: [Double] { [from.longitude, from.latitude, to.longitude, to.latitude] }
    }

    private let ways: [Hop: [DrivenStretch]]

    /// The ways of `hops` on `network`; none without it, and for places off the roads.
    init(_ hops: some Sequence<Hop>, on network: RoadNetwork?, threads: Int) {
        guard let network else {
            ways = [:]
            return
        }
        let origins = Dictionary(grouping: Set(hops).sorted(), by: \.from)
            .sorted { Hop(from: $0.key, to: $0.key) < Hop(from: $1.key, to: $1.key) }
        let points = Set(origins.flatMap { [$0.key] + $0.value.map(\.to) })
        let snapped = Dictionary(
            uniqueKeysWithValues: points.compactMap { point in network.snap(point, for: .bus).map { (point, $0) } })
        let found = Parallel.map(origins, threads: threads) { origin -> [(Hop, [DrivenStretch])] in
            guard let start = snapped[origin.key] else { return [] }
            let reached = origin.value.filter { snapped[$0.to] != nil }
            let ends = reached.compactMap { snapped[$0.to] }
            return Array(zip(reached, network.drivingStretches(from: start, toEach: ends)))
        }
        ways = Dictionary(found.joined().map { $0 }, uniquingKeysWith: { first, _ in first })
    }

    /// The way from one point to another; empty where it is not known.
    func way(from: GeoPoint, to: GeoPoint) -> [DrivenStretch] { ways[Hop(from: from, to: to)] ?? [] }

    /// The same as one line.
    func line(from: GeoPoint, to: GeoPoint) -> [GeoPoint] {
        let way = way(from: from, to: to)
        return way.isEmpty ? [] : way[0].points + way.dropFirst().flatMap { $0.points.dropFirst() }
    }
}

/// Where the places of a plan truly are, for those who drive there.
struct DrivenPlaces: Sendable {
    private let stops: [String: GeoPoint]
    private let schools: [String: GeoPoint]
    private let depots: [String: GeoPoint]

    /// The places of `tables` and `batch`.
    init(_ tables: PlanTables, _ batch: Batch) {
        stops = Dictionary(tables.stops.map { ($0.stopID, $0.point) }, uniquingKeysWith: { first, _ in first })
        schools = Dictionary(
            batch.schools.elements.map { ($0.id, $0.busGate.point) }, uniquingKeysWith: { first, _ in first })
        depots = Dictionary(
            batch.depots.elements.map { ($0.id, $0.place.point) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where `visit` stops.
    func point(of visit: StopTimeRow) -> GeoPoint? {
        visit.place == .stop ? stops[visit.placeID] : schools[visit.placeID]
    }

    /// Where the stop is.
    func stop(_ id: String) -> GeoPoint? { stops[id] }

    /// Where the depot is.
    func depot(_ id: String) -> GeoPoint? { depots[id] }
}
