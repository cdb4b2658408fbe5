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
    /// Per session the first is the one that has most in common with all days; the others start from it.
    func models() -> [Int?] {
        var models = [Int?](repeating: nil, count: demands.count)
        for session in Session.allCases {
            let mine = demands.indices.filter { demands[$0].session == session }
            let scores = mine.map { one in
                mine.reduce(0) { $0 + dayCounts[$1] * Self.likeness(demands[one], demands[$1]) }
            }
            guard let best = zip(mine, scores).max(by: { ($0.1, $1.0) < ($1.1, $0.0) })?.0 else { continue }
            for demand in mine where demand != best { models[demand] = best }
        }
        return models
    }

    /// How many pupils travel the same in both demands, counted twice where the hours are the same too.
    static func likeness(_ one: SessionDemand, _ two: SessionDemand) -> Int {
        var other = two.journeys.makeIterator()
        var candidate = other.next()
        return one.journeys.reduce(0) { sum, journey in
            while let next = candidate, next.pupil < journey.pupil { candidate = other.next() }
            guard let next = candidate, next.pupil == journey.pupil, next.stop == journey.stop else { return sum }
            return sum + (next == journey ? 2 : 1)
        }
    }
}
