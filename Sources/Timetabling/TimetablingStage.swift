package import Quantities
package import TransportModel

/// From carried pupils, their stops and the timetable to rides, trips, blocks and clock times for every day of the
/// cycle.
package struct TimetablingStage: Sendable {
    private let decisions: [Decision]
    private let stopPlan: StopPlan
    private let previous: PlanTables?
    private let options: PlanningOptions
    private let places: Places
    private var batch: Batch

    /// The stage for the homes that `decisions` carry, at the stops of `stopPlan`; it starts from the plan `previous`
    /// where there is one, and disturbs it little.
    package init(
        batch: Batch, decisions: [Decision], stopPlan: StopPlan, previous: PlanTables? = nil, options: PlanningOptions
    ) {
        self.previous = previous
        self.batch = batch
        self.decisions = decisions
        self.stopPlan = stopPlan
        self.options = options
        places = Places(
            batch: batch, stopPlan: stopPlan, also: stopPlan.comparedChoices(of: batch).map(\.move))
    }

    /// The places that `plan` wants driving times between, in matrix order.
    package func placesToMeasure() -> [PlannedPlace] { places.all }

    /// The bells of schools that let them move: as last night where that is known, else moved where it saves a vehicle.
    package func alignedBells(travel: TravelMatrix) -> BellAlignment.Outcome {
        let alignment = BellAlignment(
            batch: batch, decisions: decisions, stopPlan: stopPlan, places: places,
            travel: travel.withoutInstantDrives(), options: options)
        return alignment.asBefore(previous) ?? alignment.searched()
    }

    /// The stage for the same pupils with the bells of `moved`, the batch with its bells moved.
    package func with(bellsOf moved: Batch) -> TimetablingStage {
        var stage = self
        stage.batch = moved
        return stage
    }

    /// The plan, driven as `travel` says; its rows are those of `placesToMeasure`.
    package func plan(travel: TravelMatrix) -> TimetablingResult {
        precondition(travel.count == places.all.count, "the travel matrix has a row per place to measure")
        let travel = travel.withoutInstantDrives()
        let (catalogue, shutOut) = demands(travel)
        let planner = SessionPlanner(
            batch: batch, candidates: stopPlan.candidates, places: places, travel: travel)
        let previous = PreviousPlan(tables: previous, batch: batch, candidates: stopPlan.candidates)
        let week = WeekPlanner(
            planner: planner, catalogue: catalogue, previous: previous, options: options
        ).plans()
        var assembly = PlanAssembly(batch: batch, places: places, travel: travel)
        var unserved = shutOut
        var days = DayPlanner(planner: planner, options: options)
        var made: [SecondPlans.Day] = []
        for entry in catalogue.days {
            let day = days.day(entry.toSchool, entry.fromSchool, of: week.plans)
            assembly.add(entry.day, day.plans, day.vehicles, day.rules)
            made.append(.init(day: entry.day, plans: day.plans, vehicles: day.vehicles.count))
            unserved += day.plans.flatMap { plan in
                plan.unserved.map {
                    Unserved(
                        pupil: plan.demand.journeys[$0.journey].pupil, day: entry.day,
                        session: plan.demand.session, reason: $0.reason)
                }
            }
            unserved += day.dropped.map {
                Unserved(pupil: $0.pupil, day: entry.day, session: $0.session, reason: VehicleDays.dropReason)
            }
        }
        assembly.finishRides()
        var result = assembly.result
        result.bound.buses = BusBound(planner: planner, options: options).buses(of: week.plans)
        result.secondPlans = SecondPlans(planner: planner, days: made, options: options)
        result.isTimeLimited = days.isTimeLimited
        result.iterations = days.iterations
        return finished(result, week: week, catalogue: catalogue, unserved: unserved)
    }

    private func finished(
        _ result: TimetablingResult, week: WeekPlans,
        catalogue: DemandCatalogue, unserved: [Unserved]
    ) -> TimetablingResult {
        var result = result
        result.isTimeLimited = result.isTimeLimited || week.plans.contains { $0.isTimeLimited }
        result.bound.choice = week.choice
        result.iterations += week.plans.reduce(week.masterIterations) { $0 + $1.iterations }
        let hasVehicles = batch.vehicleTypes.elements.contains { $0.count > 0 }
        if !hasVehicles, !catalogue.demands.isEmpty {
            result.findings.append(
                Finding(
                    "no-vehicle", .error, file: "vehicles.csv",
                    message: "There is no usable vehicle (a row with a count of at least 1); add one."))
        }
        result.findings += week.failures.map { Finding("routing-failed", .error, message: $0) }
        result.findings += UnservedFindings(batch: batch).findings(unserved)
        result.findings += DayTotalFindings(batch: batch).findings(result.rides)
        return result
    }

    /// The different demands of the cycle, and whom windows and day limits shut out before any route is planned.
    private func demands(_ travel: TravelMatrix) -> (catalogue: DemandCatalogue, unserved: [Unserved]) {
        let days = DayDemands(
            batch: batch, decisions: decisions, stopPlan: stopPlan, places: places, travel: travel)
        var catalogue = DemandCatalogue()
        var unserved: [Unserved] = []
        for day in batch.cycleDays {
            let demand = days.demands(on: day)
            catalogue.enter(day, toSchool: demand.toSchool, fromSchool: demand.fromSchool)
            unserved += demand.unserved
        }
        return (catalogue, unserved)
    }
}

extension TravelMatrix {
    /// The same with at least one second between two places, so that times increase from place to place.
    func withoutInstantDrives() -> TravelMatrix {
        var seconds = seconds
        for from in 0..<count {
            for to in 0..<count where from != to { seconds[from * count + to] = max(1, seconds[from * count + to]) }
        }
        return TravelMatrix(count: count, seconds: seconds, metres: metres)
    }
}
