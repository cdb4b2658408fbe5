import Quantities
import TransportModel

/// Makes one day's vehicle days from the trips of both sessions: most pupils carried, then fewest vehicles, then least
/// cost, never more vehicles of a type and depot than there are.
///
/// Two covers are tried: one within each type that the routes were planned with, and one over all trips whatever their
/// type. Each is exact in itself; then the chains get their vehicles, exactly too, and the better day is kept.
struct BlockBuilder {
    /// The day's trips and what chains of them cost.
    let rules: ChainRules
    /// Vehicle days that both sessions were planned with together, where they were; tried as they are.
    var planned: [VehicleDay] = []

    /// Vehicle days by type, then start; and the trips that no vehicle is left for.
    func vehicleDays() -> (days: [VehicleDay], dropped: [Int]) {
        var candidates = [coverWithinTypes(), coverOverAllTypes()].map(withVehicles)
        if !planned.isEmpty {
            let driven = Set(planned.flatMap(\.chain.trips))
            candidates.append((planned, rules.trips.indices.filter { !driven.contains($0) }))
        }
        let ranked = candidates.enumerated().min { rank($0.element, $0.offset) < rank($1.element, $1.offset) }
        var best = ranked?.element ?? (days: [], dropped: [])
        best.days.sort {
            let starts = ($0, $1)
            return (starts.0.vehicleType, rules.trips[starts.0.chain.trips[0]].start, starts.0.chain.trips[0])
                < (starts.1.vehicleType, rules.trips[starts.1.chain.trips[0]].start, starts.1.chain.trips[0])
        }
        return best
    }

    private func rank(_ day: (days: [VehicleDay], dropped: [Int]), _ position: Int) -> (Int, Int, Int64, Int) {
        let cost = day.days.reduce(Int64(0)) { $0 + (rules.cost(of: $1.chain, by: $1.vehicleType)?.cents ?? 0) }
        return (day.dropped.reduce(0) { $0 + rules.trips[$1].riders }, day.days.count, cost, position)
    }

    private func coverWithinTypes() -> [TripChain] {
        rules.fleet.indices.flatMap { type in
            let mine = rules.trips.indices.filter { rules.trips[$0].vehicleType == type }
            return mine.isEmpty ? [] : PathCover(rules: rules, types: [type]).chains(of: mine)
        }
    }

    private func coverOverAllTypes() -> [TripChain] {
        PathCover(rules: rules, types: rules.fleet.indices).chains(of: Array(rules.trips.indices))
    }

    /// The cheapest choice of vehicles for `chains`; where there are too few, the chains with the fewest pupils lose.
    private func withVehicles(_ chains: [TripChain]) -> (days: [VehicleDay], dropped: [Int]) {
        guard !chains.isEmpty else { return ([], []) }
        let units = rules.fleet.indices.flatMap { type in
            Array(repeating: type, count: max(0, min(rules.fleet[type].count, chains.count)))
        }
        let costs = chains.map { chain in rules.fleet.indices.map { rules.cost(of: chain, by: $0)?.cents } }
        let riders = chains.map { chain in chain.trips.reduce(0) { $0 + rules.trips[$1].riders } }
        let choice = Assignment.cheapest(rows: chains.count, columns: units.count + chains.count) { chain, column in
            let lost = Self.onePupil * Int64(riders[chain] + 1)
            guard column < units.count, let cents = costs[chain][units[column].offset] else {
                return column < units.count ? lost * 2 : lost
            }
            return min(cents, Self.onePupil / 2)
        }
        var days: [VehicleDay] = []
        var dropped: [Int] = []
        for (chain, column) in choice.enumerated() {
            if column < units.count, costs[chain][units[column].offset] != nil {
                days.append(VehicleDay(chain: chains[chain], vehicleType: units[column]))
            } else {
                dropped += chains[chain].trips
            }
        }
        return (days, dropped.sorted())
    }

    /// More cents than a vehicle's day costs.
    private static let onePupil: Int64 = 1 << 40
}
