import Quantities
import TransportModel
import VehicleRouting

/// Puts the two sessions of every day together; days with the same two session plans share the answer.
///
/// Each session is planned with the whole fleet. That is enough where ways to school are over before ways home begin.
/// Where both need vehicles at one time, at midday, and there are too few, the day is planned again: first the ways home
/// with the trips to school as rides of their own, then the other way round, as long as fewer pupils are left behind.
struct DayPlanner {
    /// Plans one session.
    let planner: SessionPlanner
    /// Budget and whom to ask for the time.
    let options: PlanningOptions
    /// Search steps taken to plan days again.
    private(set) var iterations = 0
    /// Whether a day was not planned again, or not to the end, because time was up.
    private(set) var isTimeLimited = false
    private var known: [Pair: Day] = [:]

    /// A day's plans and the vehicles that drive them.
    struct Day {
        /// The sessions that somebody travels in, to school first.
        var plans: [SessionPlan]
        /// The vehicle days over the trips of `plans`.
        var vehicles: [VehicleDay]
        /// What chains of these trips mean for vehicles.
        var rules: ChainRules
        /// Pupils whose trip no vehicle drives.
        var dropped: [VehicleDays.Dropped]

        /// How many rides are missing.
        var missing: Int { dropped.count + plans.reduce(0) { $0 + $1.unserved.count } }
    }

    private struct Pair: Hashable {
        var toSchool: Int?
        var fromSchool: Int?
    }

    /// How often the sessions take turns at most.
    private static let turns = 4

    /// No day made yet.
    init(planner: SessionPlanner, options: PlanningOptions) {
        self.planner = planner
        self.options = options
    }

    /// The day whose sessions stand at these positions of `plans`.
    mutating func day(_ toSchool: Int?, _ fromSchool: Int?, of plans: [SessionPlan]) -> Day {
        let pair = Pair(toSchool: toSchool, fromSchool: fromSchool)
        if let day = known[pair] { return day }
        let day = together(made(of: [toSchool, fromSchool].compactMap { $0.map { plans[$0] } }))
        known[pair] = day
        return day
    }

    private func made(of plans: [SessionPlan], planned: [VehicleDay] = []) -> Day {
        let days = VehicleDays(batch: planner.batch, places: planner.places, travel: planner.travel)
        let (vehicles, rules, dropped) = days.vehicleDays(of: plans, planned: planned)
        return Day(plans: plans, vehicles: vehicles, rules: rules, dropped: dropped)
    }

    /// `day` planned again, one session after the other, while trips are dropped and that helps.
    private mutating func together(_ day: Day) -> Day {
        guard !day.dropped.isEmpty, day.plans.count == 2 else { return day }
        let watch = StopWatch(asking: options.shouldStop)
        defer { watch.end() }
        var best = day
        var idle = 0
        for turn in 0..<Self.turns where idle < 2 && best.missing > 0 {
            if watch.flag.isCancelled { break }
            let (mine, other) = turn.isMultiple(of: 2) ? (best.plans[1], best.plans[0]) : (best.plans[0], best.plans[1])
            let budget = SessionPlanner.Budget(
                iterations: options.iterations ?? 10_000 + 50 * mine.demand.journeys.count,
                seed: options.seed &+ UInt64(turn), threads: max(1, options.threads), cancellation: watch.flag)
            guard let joint = try? planner.plan(mine, with: other, from: best.vehicles, budget: budget) else { break }
            iterations += joint.mine.iterations
            let next = made(of: joint.plans, planned: joint.planned)
            idle = next.missing < best.missing ? 0 : idle + 1
            if next.missing < best.missing { best = next }
        }
        isTimeLimited = isTimeLimited || watch.flag.isCancelled
        return best
    }
}
