import Quantities
import TransportModel

/// The different demands of a cycle, and which days have which: days with equal demand share one plan.
struct DemandCatalogue: Sendable {
    /// The different demands, in the order in which the days first show them; empty ones are not among them.
    private(set) var demands: [SessionDemand] = []
    /// Per demand, how many days have it.
    private(set) var dayCounts: [Int] = []
    /// The days with school, in order, with the positions of their demands; `nil` where nobody travels.
    private(set) var days: [(day: CycleDay, toSchool: Int?, fromSchool: Int?)] = []
    private var positions: [SessionDemand: Int] = [:]

    /// A catalogue of nothing.
    init() {}

    /// The catalogue of the masters of `families`, without days.
    init(mastersOf families: [DemandFamily]) {
        demands = families.map(\.master)
        dayCounts = families.map(\.dayCount)
    }

    /// The days that have `demand`, in order.
    func days(of demand: Int) -> [CycleDay] {
        days.filter { $0.toSchool == demand || $0.fromSchool == demand }.map(\.day)
    }

    /// Enters one day.
    mutating func enter(_ day: CycleDay, toSchool: SessionDemand, fromSchool: SessionDemand) {
        guard !toSchool.journeys.isEmpty || !fromSchool.journeys.isEmpty else { return }
        days.append((day, position(of: toSchool), position(of: fromSchool)))
    }

    private mutating func position(of demand: SessionDemand) -> Int? {
        guard !demand.journeys.isEmpty else { return nil }
        if let known = positions[demand] {
            dayCounts[known] += 1
            return known
        }
        positions[demand] = demands.count
        demands.append(demand)
        dayCounts.append(1)
        return demands.count - 1
    }

    /// Per demand, the demand whose plan it starts from; `nil` for those that are planned first.
    ///
    /// Per session the first is the one that has most in common with all days. Then, one after the other, the demand
    /// nearest to any that has its place starts from that one (a spanning tree of least difference, Prim 1957).
    func models() -> [Int?] {
        var models = [Int?](repeating: nil, count: demands.count)
        for session in Session.allCases {
            let mine = demands.indices.filter { demands[$0].session == session }
            let likeness = mine.map { one in mine.map { Self.likeness(demands[one], demands[$0]) } }
            let scores = likeness.map { row in zip(row, mine).reduce(0) { $0 + $1.0 * dayCounts[$1.1] } }
            guard let first = scores.indices.max(by: { (scores[$0], $1) < (scores[$1], $0) }) else { continue }
            let sizes = mine.map { demands[$0].journeys.count }
            // Pupils who travel in one only are a difference, those with other hours half a one.
            func difference(_ one: Int, _ two: Int) -> Int { sizes[one] + sizes[two] - likeness[one][two] }
            var best = mine.indices.map { (difference: difference($0, first), model: first) }
            var left = mine.indices.filter { $0 != first }
            while let next = left.min(by: { (best[$0].difference, $0) < (best[$1].difference, $1) }) {
                models[mine[next]] = mine[best[next].model]
                left.removeAll { $0 == next }
                for one in left where difference(one, next) < best[one].difference {
                    best[one] = (difference(one, next), next)
                }
            }
        }
        return models
    }

    /// The positions of the demands in rounds: each starts from a demand of an earlier round.
    func rounds(_ models: [Int?]) -> [[Int]] {
        func depth(_ demand: Int) -> Int { models[demand].map { depth($0) + 1 } ?? 0 }
        let depths = demands.indices.map(depth)
        return (0..<((depths.max() ?? -1) + 1)).map { round in demands.indices.filter { depths[$0] == round } }
    }

    /// How many pupils travel the same in both demands, counted twice where the hours are the same too.
    static func likeness(_ one: SessionDemand, _ two: SessionDemand) -> Int {
        var others = two.journeys[...]
        return one.journeys.reduce(0) { sum, journey in
            while let next = others.first, next.pupil < journey.pupil { others.removeFirst() }
            let same = others.prefix { $0.pupil == journey.pupil }.filter { $0.stop == journey.stop }
            guard !same.isEmpty else { return sum }
            return sum + (same.contains(journey) ? 2 : 1)
        }
    }
}
