import Quantities

/// Searches one problem of the general model: builds a first plan, then lets lanes with seeds of their own improve it.
struct SearchRunner {
    let instance: ClosureInstance
    let options: RoutingOptions
    let settings: SearchSettings
    let budget: SearchBudget
    /// Requests that no vehicle can take even alone; the search leaves them out.
    private let hopeless: Set<Int>
    private let threads: Int

    init(
        _ instance: ClosureInstance, hopeless: Set<Int>, _ options: RoutingOptions, _ settings: SearchSettings,
        threads: Int
    ) {
        self.instance = instance
        self.hopeless = hopeless
        self.options = options
        self.settings = settings
        self.threads = threads
        budget = SearchBudget(options, requests: instance.requests)
    }

    /// The best plan within the budget, and how it came about.
    func run() -> SearchOutcome {
        let neighbourhoods = Neighbourhoods(instance)
        let stride = Self.stride(of: instance)
        let construction = Construction(
            instance: instance, neighbourhoods: neighbourhoods, settings: settings, stride: stride, hopeless: hopeless)
        let first = construction.plan(seed: options.seed, starting: options.startingTours)
        guard !first.days.isEmpty else { return SearchOutcome(plan: first, steps: 0, isCut: false) }
        let (instance, settings) = (instance, settings)
        return LaneRunner(
            budget: budget, settings: settings, threads: threads, seed: options.seed, progress: options.progress,
            costUnit: instance.unitsPerCurrency,
            makeSearch: { plan, seed, lane in
                FleetSearch(
                    instance, neighbourhoods, slots: Self.slots(for: plan, instance), stride: stride, seed: seed,
                    lane: lane, settings: settings)
            }
        ).run(first)
    }

    /// Room for every day of the first plan, and for every vehicle when the plan leaves requests out.
    private static func slots(for plan: FleetPlan, _ instance: ClosureInstance) -> Int {
        guard !plan.bank.isEmpty else { return plan.days.count }
        let vehicles = instance.day.problem.fleet.reduce(0) { $0 + min($1.count ?? 0, instance.requests) }
        return max(plan.days.count, min(vehicles, plan.days.count + plan.bank.count))
    }

    /// Nodes of the longest day that the search can hold: 64, or 128 where vehicles could serve more requests.
    static func stride(of instance: ClosureInstance) -> Int {
        let seats = instance.day.problem.fleet.map { Int($0.capacity.seats) }.max() ?? 0
        let smallest = instance.day.riders.map { Int($0.load.seats) }.sorted()
        let usual = smallest.isEmpty ? 1 : max(1, smallest[smallest.count / 2])
        return seats / usual > 24 ? 128 : 64
    }
}
