import ParallelWork
import Quantities
import Synchronization
import TransportModel
import VehicleRouting

/// Plans every different demand of the cycle once.
///
/// Demands that are nearly the same form a family with one master plan, and each is taken from it, so that a pupil's
/// minute is the same on all of its days. Per session the family that is most like all others is planned first, each
/// other one starts from the plan of the one it is most like.
///
/// Where last night's plan is known, each starts from that; a family whose days all have nearly the same pupils as last
/// night needs no master again, for its days came from one.
struct WeekPlanner: Sendable {
    /// Plans one demand.
    let planner: SessionPlanner
    /// What is to be planned.
    let catalogue: DemandCatalogue
    /// Last night's plan; empty where there is none.
    let previous: PreviousPlan
    /// Budget and whom to tell.
    let options: PlanningOptions

    /// From this share of pupils with the same stop and bell on, a plan is mended and not searched for again.
    private static let nearlyEqual = 0.9
    /// A search that starts from a model gets this part of the steps of one that starts from nothing.
    private static let partWithModel = 8

    /// One plan per demand of the catalogue, and why a demand could not be planned at all.
    func plans() -> WeekPlans {
        let watch = StopWatch(asking: options.shouldStop)
        defer { watch.end() }
        let families = DemandFamilies(catalogue).families
        let masters = DemandCatalogue(mastersOf: families)
        let neighbours = masters.models()
        let kept = families.map(lastNight)
        let planned = families.indices.count { families[$0].isShared && kept[$0] == nil }
        let report = Report(total: catalogue.demands.count + planned, options: options)
        var found = WeekPlans(plans: masters.demands.map(SessionPlan.init(demand:)))
        for round in masters.rounds(neighbours) {
            let tasks = round.filter { kept[$0] == nil }.map { family in
                let neighbour = neighbours[family].flatMap { kept[$0] == nil ? ModelPlan(found.plans[$0]) : nil }
                let known = previous.model(for: families[family], of: catalogue)
                return Task(demand: family, wanted: masters.demands[family], model: known ?? neighbour)
            }
            for (task, answer) in zip(tasks, answers(to: tasks, watch, report)) {
                found.enter(answer, for: task.demand)
            }
        }
        let tasks = zip(families, zip(found.plans, kept)).flatMap { family, plan in
            memberTasks(of: family, master: plan.0, lastNight: plan.1)
        }
        var week = WeekPlans(plans: catalogue.demands.map(SessionPlan.init(demand:)), failures: found.failures)
        for (family, plan) in zip(families, found.plans) {
            if family.isShared {
                week.masterIterations += plan.iterations
                week.masterChoices += plan.choice.map { [$0] } ?? []
            } else {
                week.plans[family.members[0]] = plan
            }
        }
        for (task, answer) in zip(tasks, answers(to: tasks, watch, report)) { week.enter(answer, for: task.demand) }
        return week
    }

    /// Last night's plans of a family's members, where every one can be mended from its own.
    private func lastNight(_ family: DemandFamily) -> [ModelPlan]? {
        guard family.isShared else { return nil }
        let own = family.members.compactMap { member in
            previous.own(member, of: catalogue).flatMap {
                $0.share(of: catalogue.demands[member]) >= Self.nearlyEqual ? $0 : nil
            }
        }
        return own.count == family.members.count ? own : nil
    }

    /// What is to be planned for the members of a shared family: from their own plans of last night, else from their
    /// master's. A family of one has its plan already.
    private func memberTasks(of family: DemandFamily, master: SessionPlan, lastNight: [ModelPlan]?) -> [Task] {
        guard family.isShared else { return [] }
        if let lastNight {
            return zip(family.members, lastNight).map { Task(demand: $0, wanted: catalogue.demands[$0], model: $1) }
        }
        let model = ModelPlan(master)
        return family.members.map {
            Task(demand: $0, wanted: family.part(for: catalogue.demands[$0]), model: model, master: master)
        }
    }

    /// What became of `tasks`, in their order; they share the threads.
    private func answers(
        to tasks: [Task], _ watch: StopWatch, _ report: Report
    ) -> [Result<SessionPlan, RoutingError>] {
        // Both sessions' first searches may use all threads: the one that lasts longer then has them to itself at the end.
        let searches = tasks.count { !$0.canBeMended }
        let threadsEach = searches <= 2 ? options.threads : options.threads / searches
        return Parallel.map(tasks, threads: options.threads) { task in
            let budget = SessionPlanner.Budget(
                iterations: steps(for: task), seed: options.seed &+ UInt64(task.demand),
                threads: max(1, threadsEach), cancellation: watch.flag)
            let answer = plan(task, budget) { report.searching($0) }
            report.finished(try? answer.get())
            return answer
        }
    }

    /// A demand and the plan that it starts from, which may be its master's.
    private struct Task: Sendable {
        let demand: Int
        let wanted: SessionDemand
        let model: ModelPlan?
        let master: SessionPlan?
        let canBeMended: Bool

        init(demand: Int, wanted: SessionDemand, model: ModelPlan?, master: SessionPlan? = nil) {
            self.demand = demand
            self.wanted = wanted
            self.model = model
            self.master = master
            canBeMended = model.map { $0.share(of: wanted) >= WeekPlanner.nearlyEqual } ?? false
        }
    }

    /// The search steps that `options` or else the number of pupils at different places grant.
    ///
    /// Ways to school get twice the steps: bells ring together in the morning and apart in the afternoon, so it is the
    /// mornings that say how many vehicles there must be.
    private func steps(for task: Task) -> Int {
        let places = Set(task.wanted.journeys.map(RideGroup.Key.init)).count
        let weight = task.wanted.session == .toSchool ? 2 : 1
        let all = options.iterations ?? weight * (40_000 + 200 * places)
        return task.model == nil ? all : max(1, all / Self.partWithModel)
    }

    /// Mends the model where the demand is nearly the same, and searches from it where that costs a vehicle more; what
    /// the search finds must carry more pupils or save a vehicle to be worth the disturbance.
    private func plan(
        _ task: Task, _ budget: SessionPlanner.Budget, progress: @escaping @Sendable (SolveProgress) -> Void
    ) -> Result<SessionPlan, RoutingError> {
        do throws(RoutingError) {
            guard let model = task.model, task.canBeMended else {
                return .success(try planner.plan(task.wanted, near: task.model, budget: budget, progress: progress))
            }
            var mended =
                if let master = task.master {
                    try planner.part(of: master, for: task.wanted, budget: budget)
                } else {
                    try planner.plan(task.wanted, near: model, budget: budget.withoutSearch)
                }
            if mended.lackingVehicles == 0, isAsSmall(mended, as: model) { return .success(mended) }
            if budget.cancellation.isCancelled {
                mended.isTimeLimited = true
                return .success(mended)
            }
            let found = try planner.plan(task.wanted, near: model, budget: budget, progress: progress)
            let isWorthIt =
                (found.unserved.count, found.tours.count) < (mended.unserved.count, mended.tours.count)
            return .success(isWorthIt ? found : mended)
        } catch {
            return .failure(error)
        }
    }
}

extension WeekPlanner {
    /// Whether `plan` needs no more vehicles than `model`: by itself, or when its trips are chained anew, for last
    /// night's vehicles were chained over the whole day.
    private func isAsSmall(_ plan: SessionPlan, as model: ModelPlan) -> Bool {
        if plan.tours.count <= model.tours.count { return true }
        let days = VehicleDays(batch: planner.batch, places: planner.places, travel: planner.travel)
        return days.vehicles(of: plan).map { $0 <= model.tours.count } ?? false
    }
}

/// The plans of all different demands of the cycle.
struct WeekPlans: Sendable {
    /// One per demand of the catalogue.
    var plans: [SessionPlan]
    /// The search steps taken for master plans, which are nobody's own.
    var masterIterations = 0
    /// What was proved about their choices.
    var masterChoices: [TourChoice] = []
    /// Why demands could not be planned at all, in the order of the catalogue's rounds.
    var failures: [String] = []

    /// What is proved about all choices among tours together; `nil` where none was made.
    var choice: PlanBound.Choice? {
        let all = masterChoices + plans.compactMap(\.choice)
        guard !all.isEmpty else { return nil }
        let sum = all.reduce(TourChoice(considered: 0, cost: 0, bound: 0), +)
        return PlanBound.Choice(tours: sum.considered, gap: sum.gap)
    }

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
