import Quantities
import Synchronization
import TransportModel
import VehicleRouting

/// Plans every different demand of the cycle once: per session the one that is most like all others first, then the
/// others from its plan.
struct WeekPlanner: Sendable {
    /// Plans one demand.
    let planner: SessionPlanner
    /// What is to be planned.
    let catalogue: DemandCatalogue
    /// Budget and whom to tell.
    let options: PlanningOptions

    /// One plan per demand of the catalogue, and why a demand could not be planned at all.
    func plans() -> (plans: [SessionPlan], failures: [(demand: Int, message: String)]) {
        let watch = StopWatch(asking: options.shouldStop)
        defer { watch.end() }
        let models = catalogue.models()
        let report = Report(total: models.count, options: options)
        var plans = catalogue.demands.map(SessionPlan.init(demand:))
        var failures: [(demand: Int, message: String)] = []
        for round in [models.indices.filter { models[$0] == nil }, models.indices.filter { models[$0] != nil }] {
            let known = plans
            let threadsEach = max(1, options.threads / max(1, round.count))
            let answers = concurrentMap(round, threads: options.threads) { demand in
                let model = models[demand].map { known[$0] }
                let budget = SessionPlanner.Budget(
                    iterations: iterations(of: demand, near: model), seed: options.seed &+ UInt64(demand),
                    threads: threadsEach, cancellation: watch.flag)
                let answer: Result<SessionPlan, RoutingError>
                do throws(RoutingError) {
                    answer = .success(
                        try planner.plan(catalogue.demands[demand], near: model, budget: budget) {
                            report.searching($0)
                        })
                } catch {
                    answer = .failure(error)
                }
                report.finished(try? answer.get())
                return answer
            }
            for (demand, answer) in zip(round, answers) {
                switch answer {
                case .success(let plan): plans[demand] = plan
                case .failure(let error):
                    failures.append((demand, error.message))
                    plans[demand].unserved = plans[demand].demand.journeys.indices.map { ($0, error.message) }
                }
            }
        }
        return (plans, failures)
    }

    /// Search steps for one demand: all of the budget for those planned first, a share for those that follow a model,
    /// the smaller the more they are alike.
    private func iterations(of demand: Int, near model: SessionPlan?) -> Int? {
        guard let all = options.iterations, let model else { return options.iterations }
        let size = max(1, catalogue.demands[demand].journeys.count)
        let alike = DemandCatalogue.likeness(catalogue.demands[demand], model.demand)
        let unlike = max(0, 2 * size - alike)
        return max(1, min(all, all / 10 + all * unlike / (2 * size)))
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
