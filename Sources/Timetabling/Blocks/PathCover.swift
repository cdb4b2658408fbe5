import Quantities
import TransportModel

/// Joins trips into the fewest chains, among those into the cheapest: a minimum-cost path cover, solved exactly as an
/// assignment of each trip to the trip that follows it.
///
/// A day that is longer than a vehicle may be out cannot be said in an assignment; such chains are cut and the pieces
/// joined again as far as they may be.
struct PathCover {
    /// The day's trips and what chains of them cost.
    let rules: ChainRules
    /// The types that chains may be driven by.
    let types: [Index<VehicleType>]

    /// More cents than all other savings together, so that joining two chains always pays.
    private static let oneVehicle: Int64 = 1 << 44
    /// The largest saving that is told apart from larger ones, in cents.
    private static let largestSaving: Int64 = 1 << 33

    /// The chains over the trips at `positions`, by their first trip's start.
    func chains(of positions: [Int]) -> [TripChain] {
        var pieces = positions.sorted { (rules.trips[$0].start, $0) < (rules.trips[$1].start, $1) }
            .map { TripChain(trips: [$0]) }
        while true {
            let joined = join(pieces).flatMap(cut)
            if joined.count >= pieces.count { return pieces }
            pieces = joined.sorted {
                (rules.trips[$0.trips[0]].start, $0.trips[0]) < (rules.trips[$1.trips[0]].start, $1.trips[0])
            }
        }
    }

    /// The cheapest cover of `pieces` by longer pieces in which every two neighbours may follow each other.
    private func join(_ pieces: [TripChain]) -> [TripChain] {
        guard pieces.count > 1 else { return pieces }
        let links = pieces.map { first in pieces.map { saving(joining: first, $0) } }
        let choice = Assignment.cheapest(rows: pieces.count, columns: pieces.count * 2) { first, second in
            // The second half of the columns stand for "nothing follows".
            second < pieces.count ? links[first][second].map { -$0 } ?? Self.oneVehicle : 0
        }
        var isFollower = Array(repeating: false, count: pieces.count)
        for first in pieces.indices where choice[first] < pieces.count { isFollower[choice[first]] = true }
        return pieces.indices.filter { !isFollower[$0] }.map { start in
            var chain = pieces[start]
            var at = start
            while choice[at] < pieces.count {
                at = choice[at]
                chain.trips += pieces[at].trips
            }
            return chain
        }
    }

    /// What one vehicle for both saves, in cents and with the vehicle; `nil` where one vehicle cannot.
    private func saving(joining first: TripChain, _ second: TripChain) -> Int64? {
        guard let last = first.trips.last, let next = second.trips.first,
            rules.follows(rules.trips[next], after: rules.trips[last])
        else { return nil }
        let both = TripChain(trips: first.trips + second.trips)
        var best: Int64?
        for type in types where rules.fleet[type].count > 0 {
            guard let joint = rules.cost(of: both, by: type), let one = rules.cost(of: first, by: type),
                let two = rules.cost(of: second, by: type)
            else { continue }
            let cents = one.cents + two.cents - joint.cents
            best = max(best ?? .min, Self.oneVehicle + max(-Self.largestSaving, min(Self.largestSaving, cents)))
        }
        return best
    }

    /// `chain` in the fewest pieces that some vehicle may drive: each piece as long as possible.
    private func cut(_ chain: TripChain) -> [TripChain] {
        var pieces: [TripChain] = []
        var piece = TripChain(trips: [])
        for trip in chain.trips {
            let longer = TripChain(trips: piece.trips + [trip])
            let isAllowed = types.contains { rules.fleet[$0].count > 0 && rules.duty(of: longer, by: $0) != nil }
            if isAllowed || piece.trips.isEmpty {
                piece = longer
            } else {
                pieces.append(piece)
                piece = TripChain(trips: [trip])
            }
        }
        return pieces + [piece]
    }
}
