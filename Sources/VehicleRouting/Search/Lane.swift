import Quantities

/// What makes one plan better than another: fewer pupils left, then fewer days, then less cost.
struct PlanRank: Comparable, Sendable {
    var unserved: Int
    var days: Int
    var cost: Double

    init(_ search: some DaySearch) {
        unserved = search.bankWeight
        days = search.dayCount
        cost = search.cost
    }

    static func < (lhs: PlanRank, rhs: PlanRank) -> Bool {
        (lhs.unserved, lhs.days) == (rhs.unserved, rhs.days)
            ? lhs.cost < rhs.cost - 1e-6 : (lhs.unserved, lhs.days) < (rhs.unserved, rhs.days)
    }
}

/// One seed's way through the search: first fewer days, then less cost.
final class Lane<Search: DaySearch>: @unchecked Sendable {
    let search: Search
    private(set) var best: FleetPlan
    private(set) var rank: PlanRank
    /// Whether days are still being saved.
    private(set) var savesDays = true
    /// Days that it came by since it turned to cost.
    private(set) var pool: DayPool

    /// A lane that starts from `plan`.
    init(_ search: Search, _ plan: FleetPlan) {
        self.search = search
        best = plan
        pool = DayPool(most: search.settings.poolDays)
        search.adopt(plan)
        rank = PlanRank(search)
        if !plan.bank.isEmpty { search.dayLimit = max(search.dayLimit, plan.days.count) }
    }

    /// Goes on from `plan` when it is better than the lane's own best.
    func follow(_ plan: FleetPlan, _ itsRank: PlanRank) {
        guard (itsRank.unserved, itsRank.days) < (rank.unserved, rank.days) else { return }
        best = plan
        rank = itsRank
        search.adopt(plan)
        search.dayLimit = max(plan.days.count, plan.bank.isEmpty ? 0 : search.dayLimit)
        if savesDays { tryFewerDays() }
    }

    /// Goes on from where another lane stands.
    func join(_ other: Lane) {
        search.stand(as: other.search)
        if other.rank < rank { (best, rank) = (other.best, other.rank) }
    }

    /// How far the lane is: fewer days allowed, then less absence to place.
    func isAhead(of other: Lane) -> Bool {
        (search.dayLimit, search.bankSum) < (other.search.dayLimit, other.search.bankSum)
    }

    /// Turns to cost, from `plan`; the cost per day counts from now on.
    func polish(_ plan: FleetPlan) {
        savesDays = false
        search.turnToCost()
        search.adopt(plan)
        best = search.plan()
        rank = PlanRank(search)
        pool.add(best)
        if plan.bank.isEmpty { search.dayLimit = plan.days.count }
    }

    /// Ends a search that was cut before its last phase: days keep their order and get the cheapest vehicles that will do.
    func economise(_ plan: FleetPlan) {
        polish(plan)
        for _ in 0..<40 * search.dayCount where search.takeSideStep(temperature: 1e-6) { record() }
    }

    /// Takes `steps` steps while the search as a whole goes from one fraction of its phase to another.
    func advance(_ steps: Int, from: Double, to: Double, budget: SearchBudget) -> Int {
        let settings = search.settings
        let (hot, cold) =
            savesDays ? search.temperatures : (settings.polishHot, settings.polishCold)
        for step in 0..<steps {
            if step & 63 == 63, budget.isCut { return step }
            let fraction = from + (to - from) * Double(step) / Double(steps)
            let temperature = hot * Double.power(cold / hot, fraction)
            if search.takeStep(temperature: temperature) { record() }
            if step & 7 == 0, search.takeSideStep(temperature: temperature) { record() }
        }
        if !savesDays { pool.add(search.plan()) }
        return steps
    }

    private func record() {
        guard search.bank.count <= best.bank.count || savesDays else { return }
        if savesDays, search.bank.isEmpty { search.settle() }
        let now = PlanRank(search)
        if savesDays, search.bank.isEmpty {
            if now < rank { keep(now) }
            tryFewerDays()
        } else if now < rank {
            keep(now)
        }
    }

    private func keep(_ now: PlanRank) {
        rank = now
        best = search.plan()
        if !savesDays { pool.add(best) }
    }

    private func tryFewerDays() {
        if search.bank.isEmpty, search.dayCount > 1 { search.dropDay() }
    }

    /// Takes the first day out, once the search has warmed up.
    func begin() { if savesDays { tryFewerDays() } }
}
