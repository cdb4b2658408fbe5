internal import Coordinates
internal import Eligibility
internal import Exports
internal import Foundation
internal import PlanChecks
internal import Quantities
internal import RoadNetwork
internal import StopAssignment
internal import Tables
internal import Timetabling
internal import TransportModel

/// A run in progress: what was read, what was found so far, and the clock.
struct Night {
    /// The bundle as it was read, which plans are checked against.
    private let bundle: Batch
    /// The same with the bells of the plan.
    private(set) var batch: Batch
    let network: RoadNetwork
    let settings: PlanningOptions
    var clock: StageClock
    var findings: [Finding]
    /// Homes on the network, `nil` where no road is near; set by `decide`.
    var origins: [SnappedPoint?] = []
    /// Walks measured so far.
    var walks: Walks
    /// The plan to start from, for comparison; set by `scheduleTrips`.
    var previous: PlanTables?
    /// Plans days again with a home at another stop; set by `scheduleTrips`.
    var secondPlans: SecondPlans?

    init(batch: Batch, network: RoadNetwork, settings: PlanningOptions, clock: StageClock, findings: [Finding]) {
        bundle = batch
        self.batch = batch
        self.network = network
        self.settings = settings
        self.clock = clock
        self.findings = findings
        walks = Walks(homes: batch.homes.count)
    }

    /// Measures every walk to school and decides who is entitled.
    mutating func decide() -> [Decision] {
        let stage = EligibilityStage(batch: batch)
        let measured = clock.measure("walks") { [self] in measureWalks(for: stage) }
        (origins, walks) = (measured.origins, measured.walks)
        let decided = clock.measure("eligibility") { stage.decide(walks: walks) }
        findings += measured.findings + decided.findings
        return decided.decisions
    }

    /// The standard walks, and whatever else the rules ask for.
    private func measureWalks(
        for stage: EligibilityStage
    ) -> (origins: [SnappedPoint?], walks: Walks, findings: [Finding]) {
        let standard = SchoolWalks(batch: batch, network: network, threads: settings.threads)
        let requested = RequestedWalks(batch: batch, network: network, threads: settings.threads)
        let origins = standard.snapHomes()
        var walks = Walks(homes: batch.homes.count)
        var findings: [Finding] = []
        (walks.toSchool, findings) = standard.measure(from: origins)
        let hazards = requested.matchHazards()
        walks.measured = requested.answers(to: stage.measures(), hazards: hazards.map)
        if stage.needsAllSchools { walks.schoolsInReach = requested.schoolsInReach() }
        return (origins, walks, findings + hazards.findings)
    }

    /// Finds the stops in reach of everyone who is carried and chooses among them.
    mutating func assignStops(_ decisions: [Decision]) -> StopPlan {
        let stops = CandidateStops(batch: batch, network: network)
        var prepared = clock.measure("candidates") {
            let system = try? CoordinateSystem(batch.municipality.crs)
            return stops.prepare { system?.gridPoint(of: $0) }
        }
        let reach = clock.measure("reach") {
            StopReach(batch: batch, network: network, threads: settings.threads)
                .measure(decisions, origins: origins, candidates: prepared)
        }
        findings += prepared.findings + reach.findings
        walks.stopsInReach = reach.stops
        for (number, home) in reach.doors.enumerated() {
            let door = Index<CandidateStop>(prepared.candidates.count + number)
            walks.stopsInReach[home.offset] = [StopInReach(stop: door, walk: .zero)]
        }
        stops.addDoors(at: reach.doors, to: &prepared)
        var options = StopAssignmentOptions()
        options.threads = settings.threads
        let stage = StopAssignmentStage(batch: batch, candidates: prepared.candidates, options: options)
        let assigned = clock.measure("stops") { stage.assign(decisions: decisions, walks: walks) }
        findings += assigned.findings
        return assigned.plan
    }

    /// Turns stops and bells into trips, vehicles' days and clock times.
    mutating func scheduleTrips(_ decisions: [Decision], _ stopPlan: StopPlan) -> Plan {
        let previous = PreviousNight(batch)
        self.previous = previous.tables
        var stage = TimetablingStage(
            batch: batch, decisions: decisions, stopPlan: stopPlan, previous: previous.tables, options: settings)
        let driving = DrivingTimes(
            batch: batch, network: network, candidates: stopPlan.candidates, threads: settings.threads)
        let (travel, halts, unreachable) = clock.measure("times") { driving.matrix(stage.placesToMeasure()) }
        let moves = alignBells(&stage, travel)
        let scheduled = clock.measure("routes") { stage.plan(travel: travel) }
        secondPlans = scheduled.secondPlans
        findings += previous.findings + unreachable + scheduled.findings
        var plan = Plan(stopPlan: stopPlan)
        plan.decisions = decisions
        plan.bellMoves = moves
        plan.headings = StopPassings.headings(of: stage.placesToMeasure(), halts)
        plan.rides = scheduled.rides
        plan.trips = scheduled.trips
        plan.blocks = scheduled.blocks
        plan.bound = scheduled.bound
        plan.isTimeLimited = scheduled.isTimeLimited
        plan.findings = findings
        return plan
    }

    /// Moves bells where schools let them be moved and that saves vehicles.
    private mutating func alignBells(_ stage: inout TimetablingStage, _ travel: TravelMatrix) -> BellMoves {
        guard !batch.schoolsWithBellSlack.isEmpty else { return [:] }
        let bells = clock.measure("bells") { stage.alignedBells(travel: travel) }
        findings += BellFindings(batch: batch).findings(bells)
        batch = batch.moved(by: bells.moves)
        stage = stage.with(bellsOf: batch)
        return bells.moves
    }

    /// Writes the plan aside, checks the written files, and puts the folder in its place.
    mutating func write(_ plan: Plan, to folder: URL) throws(BatchError) -> BatchOutcome {
        let run = RunSettings(
            version: skjutsVersion, seed: settings.seed, isTimeLimited: plan.isTimeLimited, bound: plan.bound)
        var again: SecondPlanning?
        if let secondPlans { again = { secondPlans.plans(for: $0) } }
        let writer = clock.measure("prices") { [self] in
            PlanWriter(
                plan: plan, batch: batch, network: network, walks: walks, settings: run, previous: previous,
                threads: settings.threads, secondPlans: again)
        }
        do throws(FileError) {
            let records = traces() + staffTables(of: plan)
            let staged = try clock.attempt("writing") { () throws(FileError) in
                try writer.stage(for: folder, adding: records)
            }
            let broken = recompute(staged.folder)
            try staged.finish(adding: broken, run: clock.record)
            return BatchOutcome(folder: folder, findings: staged.findings, figures: KeyFigures.of(staged.summary))
        } catch {
            throw BatchError(
                stage: "writing",
                problems: [FatalProblem("plan-not-written", file: error.path, message: error.message)])
        }
    }

    /// The records of all decisions and the rules that they were made by, for `trace/`.
    func traces() -> [PlanTables.File] {
        let records = EligibilityStage(batch: batch).traces(walks: walks)
        guard let lines = try? TraceFiles.encode(records) else { return [] }
        return [
            .init(name: TraceFiles.decisions, bytes: Array(lines), isForStaff: true),
            .init(name: TraceFiles.rules, bytes: Array(batch.rules.text.utf8), isForStaff: true),
        ]
    }

    /// Lists that the rules ask for and staff alone read.
    private func staffTables(of plan: Plan) -> [PlanTables.File] {
        var files = [
            PlanTables.File(
                name: DayTotalRow.fileName, bytes: PlanTables.csv(PlanTables.dayTotals(plan, batch: batch)),
                isForStaff: true)
        ]
        if batch.rules.waitPolicy.guided {
            let waits = PlanTables.csv(PlanTables.guidedWaits(plan, batch: batch))
            files.append(.init(name: GuidedWaitRow.fileName, bytes: waits, isForStaff: true))
        }
        var seats = FreeSeats(plan, batch: batch, network: network)
        let free = seats.rows()
        if !free.isEmpty {
            files.append(.init(name: FreeSeatRow.fileName, bytes: PlanTables.csv(free), isForStaff: true))
        }
        return files
    }

    /// The breaches of promises in the plan that stands in `folder`, and none of its own findings.
    mutating func check(_ folder: URL) -> BatchOutcome {
        let broken = recompute(folder)
        let errors = broken.count { $0.severity == .error }
        return BatchOutcome(
            folder: nil, findings: broken,
            figures: [.init(key: "broken_promises", label: "Broken promises", value: "\(errors)")])
    }

    private mutating func recompute(_ folder: URL) -> [Finding] {
        let checker = PlanChecker(batch: bundle, network: network, threads: settings.threads)
        return clock.measure("checks") { checker.check(planFolder: folder) }
    }
}
