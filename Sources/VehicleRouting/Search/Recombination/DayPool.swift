/// Vehicle-days that a search came by, each kept once.
///
/// Every day of every plan keeps all rules by itself, so any days that together hold each request once are a plan.
struct DayPool: Sendable {
    private struct Key: Hashable {
        let type: Int
        let nodes: [TourNode]
    }

    /// The days in the order in which they were first seen.
    private(set) var days: [FleetPlan.Day] = []
    private var known: Set<Key> = []
    /// No more days are taken in than this.
    let most: Int

    init(most: Int) { self.most = most }

    /// Takes in the days of a plan.
    mutating func add(_ plan: FleetPlan) {
        for day in plan.days { add(day) }
    }

    /// Takes in a day that is not known yet.
    mutating func add(_ day: FleetPlan.Day) {
        guard days.count < most, known.insert(Key(type: day.type, nodes: day.nodes)).inserted else { return }
        days.append(day)
    }
}
