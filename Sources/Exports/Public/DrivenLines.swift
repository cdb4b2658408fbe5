import ParallelWork
import Foundation
import Quantities
import TransportModel

/// The lines that vehicles drive between the places of a plan, hidden around masked stops.
struct DrivenLines: Sendable {
    /// A drive between two places.
    struct Hop: Hashable, Sendable {
        var from: PublicVisit.Place, to: PublicVisit.Place, session: Session
    }

    private let lines: [Hop: [GeoPoint]]

    /// The lines of every hop of `plan` along `ways`, or straight ones where these know none.
    init(of plan: PublicPlan, along ways: DrivenWays, threads: Int) {
        var seen: Set<Hop> = []
        let hops = plan.trips.flatMap { trip in
            zip(trip.visits, trip.visits.dropFirst()).map {
                Hop(from: $0.place, to: $1.place, session: trip.row.session)
            }
        }.filter { seen.insert($0).inserted }
        let found = Parallel.map(hops, threads: threads) { DrivenLines.line(of: $0, plan, ways) }
        lines = Dictionary(uniqueKeysWithValues: zip(hops, found))
    }

    /// The line between two places that follow each other on a trip of `session`.
    func line(from: PublicVisit.Place, to: PublicVisit.Place, in session: Session) -> [GeoPoint] {
        lines[Hop(from: from, to: to, session: session)] ?? []
    }

    /// The whole line of `trip`, places included.
    func line(of trip: PublicTrip) -> [GeoPoint] { measured(trip).points.map(\.point) }

    /// The whole line of `trip` with the metres along it, which grow from point to point, and those of its places.
    func measured(_ trip: PublicTrip) -> (points: [(point: GeoPoint, metres: Double)], places: [Double]) {
        var points: [(point: GeoPoint, metres: Double)] = []
        var places: [Double] = [0]
        for (from, to) in zip(trip.visits, trip.visits.dropFirst()) {
            let line = self.line(from: from.place, to: to.place, in: trip.row.session)
            if points.isEmpty, let first = line.first { points.append((first, 0)) }
            for (number, point) in line.enumerated().dropFirst() {
                guard let last = points.last else { break }
                let isPlace = number == line.count - 1
                let step = last.point.distance(to: point)
                guard isPlace || step > DrivenLines.leastStep else { continue }
                points.append((point, last.metres + max(step, DrivenLines.leastStep)))
            }
            places.append(points.last?.metres ?? 0)
        }
        return (points, places)
    }

    /// Points nearer to each other than this many metres are one, but for places: they are kept this far apart.
    private static let leastStep = 0.5

    private static func line(of hop: Hop, _ plan: PublicPlan, _ ways: DrivenWays) -> [GeoPoint] {
        var line = ways.line(from: plan.driven(hop.from, in: hop.session), to: plan.driven(hop.to, in: hop.session))
        for place in [hop.from, hop.to] {
            guard case .stop(let number) = place, plan.stops[number].isMasked else { continue }
            let hidden = plan.driven(place, in: hop.session).point
            line.removeAll { $0.distance(to: hidden) < CoarseGrid.hiddenMetres }
        }
        return [plan.shown(hop.from).point] + line.withoutDetail + [plan.shown(hop.to).point]
    }
}

extension [GeoPoint] {
    /// The fewest of these points whose line stays within two metres of theirs: what a map or a feed can show.
    fileprivate var withoutDetail: [GeoPoint] {
        guard let first else { return [] }
        let metresPerDegree = 111_320.0
        let narrowing = cos(first.latitude * .pi / 180)
        let metres = map { point in
            DrawnPoint(
                x: (point.longitude - first.longitude) * metresPerDegree * narrowing,
                y: (point.latitude - first.latitude) * metresPerDegree)
        }
        return metres.keptWhenSimplified(tolerance: 2).map { self[$0] }
    }
}
