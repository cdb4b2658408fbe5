import Synchronization

/// Budgets and wishes of a search.
public struct RoutingOptions: Sendable {
    /// Search steps; `nil`: chosen from the number of requests when there are no `seconds`, else unlimited. Equal budgets
    /// give equal plans on any number of threads, unless the seconds cut the search.
    public var iterations: Int?
    /// A safety net in seconds of `clock`; `nil`: none.
    public var seconds: Double?
    /// What the seconds are. Shared by all threads, processor seconds pass as many times faster as there are threads.
    public var clock = SearchClock.wall
    /// The seed of every random choice.
    public var seed: UInt64 = 1
    /// Threads to use; `nil`: all cores. Never changes the result of an iteration budget.
    public var threads: Int?
    /// Tours to start from and stay near, such as yesterday's. What does not fit the problem is left out.
    public var startingTours: [TourOutline] = []
    /// Tours that are settled: they stay as they are with a vehicle each, and everybody else is planned around them. A tour
    /// that breaks a rule, or names what is not there or twice, is an error.
    public var lockedTours: [TourOutline] = []
    /// Called now and then, from any thread, one call at a time.
    public var progress: (@Sendable (SolveProgress) -> Void)?
    /// Ends the search early, with the best plan so far.
    public var cancellation: CancellationFlag?

    /// No limits, seed 1, all cores.
    public init() {}
}

/// How far a search is.
public struct SolveProgress: Sendable {
    /// Seconds since the start, by the clock of the options.
    public var seconds: Double
    /// Search steps so far, all threads together.
    public var iterations: Int
    /// Vehicles of the best plan.
    public var vehicles: Int
    /// Requests that the best plan leaves unserved.
    public var unserved: Int
    /// The best plan's cost, in the search's unit: whole currency units, or driving seconds where there are no costs.
    public var cost: Double
    /// A proved lower bound on the vehicles; `nil`: none.
    public var bound: Int?

    /// A snapshot of these figures.
    public init(seconds: Double, iterations: Int, vehicles: Int, unserved: Int, cost: Double, bound: Int? = nil) {
        self.seconds = seconds
        self.iterations = iterations
        self.vehicles = vehicles
        self.unserved = unserved
        self.cost = cost
        self.bound = bound
    }
}

/// A switch that any thread may turn once.
public final class CancellationFlag: Sendable {
    private let turned = Atomic<Bool>(false)

    /// A flag that is not turned.
    public init() {}

    /// Asks the search to end.
    public func cancel() { turned.store(true, ordering: .relaxed) }

    /// Whether somebody asked.
    public var isCancelled: Bool { turned.load(ordering: .relaxed) }
}
