import Quantities
import TransportModel
import VehicleRouting

/// Plans one session: groups, routes, clock times, and the reasons of those who are left.
struct SessionPlanner: Sendable {
    /// The inputs.
    let batch: Batch
    /// The ids of the stops, for reasons.
    let candidates: IndexedTable<CandidateStop>
    /// Matrix rows of the places.
    let places: Places
    /// Driving between the places, at least a second between two of them.
    let travel: TravelMatrix

    /// What a session's search may use.
    struct Budget: Sendable {
        /// Search steps.
        var iterations: Int
        /// The seed of every random choice.
        var seed: UInt64
        /// Threads; never changes the result.
        var threads: Int
        /// Ends the search with the best found so far.
        var cancellation: CancellationFlag

        /// No steps at all: what the starting tours leave over goes to its cheapest place.
        var withoutSearch: Budget {
            let flag = CancellationFlag()
            flag.cancel()
            return Budget(iterations: 0, seed: seed, threads: 1, cancellation: flag)
        }
    }

    /// How often groups that found no room are halved and tried again.
    private static let halvings = 3

    /// The best plan found for `demand`, near `model` where there is one.
    func plan(
        _ demand: SessionDemand, near model: ModelPlan?, budget: Budget,
        progress: (@Sendable (SolveProgress) -> Void)? = nil
    ) throws(RoutingError) -> SessionPlan {
        let (groups, unplaceable) = grouping.groups(of: demand)
        let problem = problem(demand, groups)
        return try plan(
            problem, from: model.map { Outlines(model: $0, problem: problem).tours() } ?? [], near: model,
            unplaceable: unplaceable, budget: budget, progress: progress)
    }

    /// `master` made to fit `demand`, a part of its own or one that differs from it in a few pupils: everybody else keeps
    /// vehicle, order and, where the rules allow it, minute, and these few go where they cost least. Nothing is searched
    /// for.
    func part(of master: SessionPlan, for demand: SessionDemand, budget: Budget) throws(RoutingError) -> SessionPlan {
        let (groups, from, unplaceable) = grouping.groups(of: demand, as: master.groups, in: master.demand)
        let problem = problem(demand, groups)
        let model = ModelPlan(master)
        let positions = Dictionary(uniqueKeysWithValues: from.enumerated().map { ($0.element, $0.offset) })
        // A plan of both sessions together has tours and no outlines of its own.
        let outlines =
            master.outlines.isEmpty
            ? Outlines(model: model, problem: problem).tours()
            : master.outlines.compactMap { $0.renumbered { positions[$0] } }
        return try plan(
            problem, from: outlines, near: model, unplaceable: unplaceable, budget: budget.withoutSearch, progress: nil)
    }

    /// The best plan found for `mine` of a day whose other session is `other`, with vehicles for both; `days` are the
    /// vehicle days made of both so far.
    func plan(
        _ mine: SessionPlan, with other: SessionPlan, from days: [VehicleDay], budget: Budget
    ) throws(RoutingError) -> JointDay {
        let others = OtherTrips(of: other, beside: mine.demand, travel: travel)
        let (groups, unplaceable) = grouping.groups(of: mine.demand)
        let rides = others.journeys.enumerated().map { number, ride in
            RideGroup(key: .init(ride), members: [others.own + number], load: ride.load)
        }
        let problem = SessionProblem(
            demand: SessionDemand(session: mine.demand.session, journeys: mine.demand.journeys + others.journeys),
            groups: groups + rides, fleet: batch.vehicleTypes, places: places, service: batch.municipality.service,
            travel: others.travel, others: others)
        let start = Outlines(model: JointDay.model(of: days, mine: mine, others: others), problem: problem).tours()
        let joint = try plan(
            problem, from: start, near: ModelPlan(mine), unplaceable: unplaceable, budget: budget, progress: nil)
        return JointDay(joint, mine: mine.demand, others: others)
    }

    private var grouping: RideGrouping { RideGrouping(fleet: batch.vehicleTypes.elements) }

    private func problem(_ demand: SessionDemand, _ groups: [RideGroup]) -> SessionProblem {
        SessionProblem(
            demand: demand, groups: groups, fleet: batch.vehicleTypes, places: places,
            service: batch.municipality.service, travel: travel)
    }

    private func plan(
        _ whole: SessionProblem, from outlines: [TourOutline], near model: ModelPlan?, unplaceable: [Int],
        budget: Budget, progress: (@Sendable (SolveProgress) -> Void)?
    ) throws(RoutingError) -> SessionPlan {
        var problem = whole
        var options = RoutingOptions()
        options.iterations = budget.iterations
        options.seed = budget.seed
        options.threads = budget.threads
        options.cancellation = budget.cancellation
        options.progress = progress
        options.startingTours = outlines
        var answer = try RoutingSolver(problem: problem.routing, options: options).solve()
        var plan = written(answer, of: problem, model: model)
        // A group is one request; smaller groups may find seats that the whole does not.
        options.iterations = budget.iterations / 4
        for _ in 0..<Self.halvings {
            guard !budget.cancellation.isCancelled, let smaller = halved(problem, answer.unserved) else {
                break
            }
            problem = smaller
            options.startingTours = Outlines(model: ModelPlan(plan), problem: problem).tours()
            answer = try RoutingSolver(problem: problem.routing, options: options).solve()
            let next = written(answer, of: problem, model: model)
            guard next.unserved.count < plan.unserved.count else { break }
            plan = next
        }
        plan.unserved += unplaceable.map { ($0, unplaceableReason(whole.demand.journeys[$0])) }
        plan.unserved.sort { $0.journey < $1.journey }
        return plan
    }

    /// `problem` with the groups halved that no vehicle was left for; `nil` where there are none.
    private func halved(
        _ problem: SessionProblem, _ unserved: [UnservedRequest]
    ) -> SessionProblem? {
        let tooMany = Set(unserved.filter { $0.reason == .noVehicleLeft }.map(\.request))
        var isSmaller = false
        let groups = problem.groups.enumerated().flatMap { position, group -> [RideGroup] in
            guard tooMany.contains(position), let halves = grouping.halves(of: group, in: problem.demand) else {
                return [group]
            }
            isSmaller = true
            return halves
        }
        guard isSmaller else { return nil }
        var smaller = problem
        smaller.groups = groups
        return smaller
    }

    /// The engine's answer with clock times.
    private func written(_ answer: RoutingPlan, of problem: SessionProblem, model: ModelPlan?) -> SessionPlan {
        var plan = SessionPlan(demand: problem.demand)
        plan.isTimeLimited = answer.isTimeLimited
        plan.iterations = answer.iterations
        plan.choice = answer.choice
        plan.groups = problem.groups
        plan.outlines = answer.tours.map { $0.outline(problem.direction) }
        let clock = TourClock(
            demand: problem.demand, travel: problem.travel,
            habits: problem.demand.journeys.map { model?.habit(of: $0) },
            usual: problem.others?.usualTimes(problem.demand.session) ?? [:])
        for tour in answer.tours {
            let draft = problem.sessionTour(tour)
            guard !draft.trips.isEmpty else { continue }
            let type = batch.vehicleTypes[draft.vehicleType]
            let depot = places.position(of: type.depot)
            if let timed = clock.timed(draft, depot: depot, longestDay: type.longestDay) {
                plan.tours.append(timed)
            } else {
                plan.unserved += draft.trips.flatMap(\.riders).map { ($0, "the tour found for it cannot be timed") }
            }
        }
        for left in answer.unserved {
            let group = problem.groups[left.request]
            let stopID = candidates[group.key.stop].id
            let reason = problem.text(left.reason, for: group, in: batch, stopID: stopID)
            plan.unserved += group.members.map { ($0, reason) }
            if left.reason == .noVehicleLeft { plan.lackingVehicles += group.members.count }
        }
        return plan
    }

    private func unplaceableReason(_ journey: Journey) -> String {
        guard batch.vehicleTypes.elements.contains(where: { $0.count > 0 }) else { return "the fleet has no vehicle" }
        return "no vehicle has \(journey.load.inWords), which this pupil takes"
    }
}
