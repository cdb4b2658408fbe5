import Quantities
import Synchronization
import TransportModel
import VehicleRouting

/// Plans every different demand of the cycle once: per session the one that is most like all others first, then the
/// others from its plan. Where last night's plan is known, each starts from that.
struct WeekPlanner: Sendable {
    /// Plans one demand.
    let planner: SessionPlanner
    /// What is to be planned.
    let catalogue: DemandCatalogue
    /// Last night's plan per demand; `nil` where there is none.
    let previous: [ModelPlan?]
    /// Budget and whom to tell.
    let options: PlanningOptions

    /// From this share of pupils with the same stop and bell on, a plan is mended and not searched for again.
    private static let nearlyEqual = 0.9

    /// One plan per demand of the catalogue, and why a demand could not be planned at all.
    func plans() -> WeekPlans {
        let watch = StopWatch(asking: options.shouldStop)
        defer { watch.end() }
        let neighbours = catalogue.models()
        let report = Report(total: neighbours.count, options: options)
        var week = WeekPlans(plans: catalogue.demands.map(SessionPlan.init(demand:)))
        let rounds = [
            neighbours.indices.filter { neighbours[$0] == nil }, neighbours.indices.filter { neighbours[$0] != nil },
        ]
        for round in rounds {
            let known = week.plans
            let threadsEach = max(1, options.threads / max(1, round.count))
            let answers = concurrentMap(round, threads: options.threads) { demand in
                let neighbour = neighbours[demand].map { ModelPlan(known[$0]) }
                let budget = SessionPlanner.Budget(
                    iterations: options.iterations, seed: options.seed &+ UInt64(demand), threads: threadsEach,
                    cancellation: watch.flag)
                let answer = plan(demand, near: previous[demand] ?? neighbour, budget) { report.searching($0) }
                report.finished(try? answer.get())
                return answer
            }
            for (demand, answer) in zip(round, answers) { week.enter(answer, for: demand) }
        }
        return week
    }

    /// Mends the model where the demand is nearly the same and no vehicle more is needed, else searches from it.
    private func plan(
        _ demand: Int, near model: ModelPlan?, _ budget: SessionPlanner.Budget,
        progress: @escaping @Sendable (SolveProgress) -> Void
    ) -> Result<SessionPlan, RoutingError> {
        let wanted = catalogue.demands[demand]
        do throws(RoutingError) {
            guard let model else {
                return .success(try planner.plan(wanted, near: nil, budget: budget, progress: progress))
            }
            if model.share(of: wanted) >= Self.nearlyEqual {
                let mended = try planner.plan(wanted, near: model, budget: budget.withoutSearch, progress: nil)
                if mended.lackingVehicles == 0, mended.tours.count <= model.tours.count { return .success(mended) }
            }
            return .success(try planner.plan(wanted, near: model, budget: budget, progress: progress))
        } catch {
            return .failure(error)
        }
    }
}

/// The plans of all different demands of the cycle.
struct WeekPlans: Sendable {
    /// One per demand of the catalogue.
    var plans: [SessionPlan]
    /// Why demands could not be planned at all, in the order of the catalogue's rounds.
    var failures: [String] = []

    /// Enters what became of `demand`; a failure leaves all of its pupils behind.
    mutating func enter(_ answer: Result<SessionPlan, RoutingError>, for demand: Int) {
        switch answer {
        case .success(let plan): plans[demand] = plan
        case .failure(let error):
            failures.append(error.message)
            plans[demand].unserved = plans[demand].demand.journeys.indices.map { ($0, error.message) }
        }
    }
}

/// Tells how far the searches are, one call at a time.
private final class Report: Sendable {
    private let done = Mutex(0)
    private let total: Int
    private let options: PlanningOptions

    init(total: Int, options: PlanningOptions) {
        self.total = total
        self.options = options
    }

    func searching(_ progress: SolveProgress) {
        let bound = progress.bound.map { ", bound \($0)" } ?? ""
        done.withLock {
            options.progress(
                StageProgress(stage: "routes", done: $0, total: total, detail: "\(progress.vehicles) vehicles\(bound)"))
        }
    }

    func finished(_ plan: SessionPlan?) {
        done.withLock {
            $0 += 1
            let detail = plan.map { "\($0.tours.count) vehicles" } ?? ""
            options.progress(StageProgress(stage: "routes", done: $0, total: total, detail: detail))
        }
    }
}
