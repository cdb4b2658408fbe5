import ParallelWork
import Quantities
import TransportModel
import VehicleRouting

/// A timetable that is tried: its moves, and the plans of the busiest morning and afternoon under it.
struct BellTrial: Sendable {
    var moves: BellMoves
    var plans: [SessionPlan]

    /// How good the plans are; less is better.
    var score: Score {
        let fleets = plans.map(\.tours.count)
        return Score(
            unserved: plans.reduce(0) { $0 + $1.unserved.count }, vehicles: fleets.max() ?? 0,
            sum: fleets.reduce(0, +), seconds: plans.flatMap(\.tours).reduce(0) { $0 + $1.secondsOut })
    }

    /// Pupils left behind first, then vehicles, then the time that they are out.
    struct Score: Comparable {
        var unserved: Int
        /// Of the session that needs more.
        var vehicles: Int
        /// Of both sessions.
        var sum: Int
        var seconds: Int

        /// Whether fewer vehicles are needed than with `other`, and nobody more is left behind.
        func saves(against other: Score) -> Bool { unserved <= other.unserved && vehicles < other.vehicles }

        static func < (one: Score, other: Score) -> Bool {
            (one.unserved, one.vehicles, one.sum, one.seconds)
                < (other.unserved, other.vehicles, other.sum, other.seconds)
        }
    }
}

/// Plans the busiest morning and afternoon under timetables that are tried.
struct BellTrials: Sendable {
    let alignment: BellAlignment
    let days: (toSchool: CycleDay, fromSchool: CycleDay)
    let cancellation: CancellationFlag

    /// The best plans found under the timetable of `trial`, from its plans; without one, under the timetable as it is.
    func searched(from trial: BellTrial?) -> BellTrial {
        planned(trial?.moves ?? [:], near: trial?.plans, part: 1, threads: alignment.options.threads)
    }

    /// `trial` with the bells of some schools moved as `change` says, its plans mended with a `part`-th of a search's
    /// steps.
    func mended(_ trial: BellTrial, by change: BellMoves, part: Int) -> BellTrial {
        let moves = trial.moves.merging(change) { $1 }.filter { $0.value != .zero }
        return planned(moves, near: trial.plans, part: part, threads: 1)
    }

    private func planned(_ moves: BellMoves, near plans: [SessionPlan]?, part: Int, threads: Int) -> BellTrial {
        let moved = alignment.batch.moved(by: moves)
        let demands = DayDemands(
            batch: moved, decisions: alignment.decisions, stopPlan: alignment.stopPlan, places: alignment.places,
            travel: alignment.travel)
        let wanted = [demands.demands(on: days.toSchool).toSchool, demands.demands(on: days.fromSchool).fromSchool]
        let planner = SessionPlanner(
            batch: moved, candidates: alignment.stopPlan.candidates, places: alignment.places,
            travel: alignment.travel)
        let found = Parallel.map(count: wanted.count, threads: threads) { session in
            let keys = Set(wanted[session].journeys.map(RideGroup.Key.init))
            let steps = (alignment.options.iterations ?? 40_000 + 200 * keys.count) / part
            let budget = SessionPlanner.Budget(
                iterations: max(1, steps), seed: alignment.options.seed, threads: max(1, threads / 2),
                cancellation: cancellation)
            return planned(wanted[session], near: plans.map { ModelPlan($0[session]) }, planner, budget)
        }
        return BellTrial(moves: moves, plans: found)
    }

    /// The plan of `demand`; where it cannot be planned at all, everybody is left behind.
    private func planned(
        _ demand: SessionDemand, near model: ModelPlan?, _ planner: SessionPlanner, _ budget: SessionPlanner.Budget
    ) -> SessionPlan {
        guard !demand.journeys.isEmpty else { return SessionPlan(demand: demand) }
        do throws(RoutingError) {
            return try planner.plan(demand, near: model, budget: budget)
        } catch {
            var plan = SessionPlan(demand: demand)
            plan.unserved = demand.journeys.indices.map { ($0, error.message) }
            return plan
        }
    }
}

extension SessionTour {
    /// From the first place to the last, depots left out.
    fileprivate var secondsOut: Int {
        guard let first = trips.first, let last = trips.last else { return 0 }
        return Int((last.end - first.start).rawValue)
    }
}
