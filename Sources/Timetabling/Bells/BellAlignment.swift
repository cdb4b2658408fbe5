import ParallelWork
import Quantities
package import TransportModel
import VehicleRouting

/// Moves the bells of schools that let them be moved, so that a vehicle can serve one school after another (bell time
/// adjustment; Fügenschuh, *Solving a school bus scheduling problem with integer programming*, 2009).
///
/// Coordinate descent: school after school, each bell it may have is tried by mending the plan of the busiest morning and
/// the busiest afternoon, and the best is kept; then pairs of schools are moved apart. Then every bell goes back to its place that saves no vehicle there. What
/// is left must save a vehicle once both timetables have been searched with equal steps; else no bell is moved, since
/// every move is a burden to families and schools.
package struct BellAlignment: Sendable {
    let batch: Batch
    let decisions: [Decision]
    let stopPlan: StopPlan
    let places: Places
    let travel: TravelMatrix
    let options: PlanningOptions

    /// Which bells are moved, and what for.
    package struct Outcome: Sendable {
        /// Every school that may be moved; those that stay with zero.
        package var moves: BellMoves = [:]
        /// The vehicles of the busiest morning or afternoon, whichever needs more, with the moves and without.
        package var vehicles: Saving?
        /// Whether the clock cut the search, so that no bell was moved.
        package var isTimeLimited = false

        /// Vehicles found by equal searches.
        package struct Saving: Hashable, Sendable {
            package var moved: Int, unmoved: Int
        }
    }

    /// Bells move by multiples of this.
    private static let step = Seconds.minutes(5)
    private static let passes = 3
    /// A school is moved apart from so many others, the nearest.
    private static let neighbours = 4
    /// Trying a bell takes this part of a search's steps.
    private static let partForTrial = 64

    /// The moves of last night's plan, if it has one for every school that may be moved and the slack still allows it;
    /// bells once moved stay, whatever a new search would find.
    func asBefore(_ previous: PlanTables?) -> Outcome? {
        guard let previous else { return nil }
        let known = Dictionary(
            previous.bells.map { ($0.schoolID, $0.minutes) }, uniquingKeysWith: { first, _ in first })
        var outcome = Outcome()
        for school in batch.schoolsWithBellSlack {
            guard let minutes = known[batch.schools[school].id],
                minutes.magnitude <= (batch.schools[school].bellSlack.rawValue / 60).magnitude
            else { return nil }
            outcome.moves[school] = .minutes(Int32(minutes))
        }
        return outcome
    }

    /// The moves that save vehicles.
    func searched() -> Outcome {
        let schools = batch.schoolsWithBellSlack
        var outcome = Outcome()
        outcome.moves = Dictionary(uniqueKeysWithValues: schools.map { ($0, Seconds.zero) })
        guard !schools.isEmpty, let days = busiestDays() else { return outcome }
        let watch = StopWatch(asking: options.shouldStop)
        defer { watch.end() }
        let trials = BellTrials(alignment: self, days: days, cancellation: watch.flag)
        let unmoved = trials.searched(from: trials.searched(from: nil))
        let moved = trials.searched(from: withoutIdleMoves(descended(from: unmoved, schools, trials), trials))
        outcome.isTimeLimited = watch.flag.isCancelled
        guard !outcome.isTimeLimited, moved.score.saves(against: unmoved.score) else { return outcome }
        outcome.moves.merge(moved.moves) { $1 }
        outcome.vehicles = .init(moved: moved.score.vehicles, unmoved: unmoved.score.vehicles)
        return outcome
    }

    /// The days on which most pupils go to school and from school; `nil` where nobody travels.
    private func busiestDays() -> (toSchool: CycleDay, fromSchool: CycleDay)? {
        let demands = DayDemands(
            batch: batch, decisions: decisions, stopPlan: stopPlan, places: places, travel: travel)
        var mornings: [(day: CycleDay, pupils: Int)] = []
        var afternoons: [(day: CycleDay, pupils: Int)] = []
        for day in batch.cycleDays {
            let demand = demands.demands(on: day)
            mornings.append((day, demand.toSchool.journeys.count))
            afternoons.append((day, demand.fromSchool.journeys.count))
        }
        func busiest(_ days: [(day: CycleDay, pupils: Int)]) -> CycleDay? {
            let most = days.map(\.pupils).max() ?? 0
            return days.first { $0.pupils == most }?.day
        }
        guard mornings.contains(where: { $0.pupils > 0 }) || afternoons.contains(where: { $0.pupils > 0 }),
            let toSchool = busiest(mornings), let fromSchool = busiest(afternoons)
        else { return nil }
        return (toSchool, fromSchool)
    }

    /// Single moves first; where no pass of them helps, two schools near each other are moved apart together, for often
    /// one move alone saves nothing.
    private func descended(
        from start: BellTrial, _ schools: [Index<School>], _ trials: BellTrials
    ) -> BellTrial {
        let pairs = pairs(of: schools)
        var best = start
        for pass in 0..<Self.passes {
            let before = best.score
            for (number, school) in schools.enumerated() {
                options.progress(
                    StageProgress(
                        stage: "bells", done: pass * schools.count + number, total: Self.passes * schools.count,
                        detail: "\(best.score.vehicles) vehicles"))
                let current = best.moves[school] ?? .zero
                let moves = batch.bellMoves(of: school, step: Self.step).filter { $0 != current }
                best = better(best, moves.map { [school: $0] }, trials)
            }
            if best.score.saves(against: before) { continue }
            for pair in pairs { best = better(best, apart(pair), trials) }
            if best.score == before { break }
        }
        return best
    }

    /// The best of `trial` and what becomes of it by each of `changes`; among equals the first.
    private func better(_ trial: BellTrial, _ changes: [BellMoves], _ trials: BellTrials) -> BellTrial {
        let tried = Parallel.map(changes, threads: options.threads) {
            trials.mended(trial, by: $0, part: Self.partForTrial)
        }
        guard let winner = tried.min(by: { $0.score < $1.score }), winner.score < trial.score else { return trial }
        return winner
    }

    /// Each school with the few nearest others, every pair once.
    private func pairs(of schools: [Index<School>]) -> [(Index<School>, Index<School>)] {
        let positions = schools.map { places.position(of: .school($0), in: .toSchool) }
        var pairs: Set<[Int]> = []
        for one in schools.indices {
            let others = schools.indices.filter { $0 != one }
                .map { (seconds: travel.seconds(from: positions[one], to: positions[$0]), school: $0) }
                .sorted { $0 < $1 }
            for other in others.prefix(Self.neighbours) { pairs.insert([one, other.school].sorted()) }
        }
        return pairs.sorted { $0.lexicographicallyPrecedes($1) }.map { (schools[$0[0]], schools[$0[1]]) }
    }

    /// The one as early as it may be and the other as late, and the other way round.
    private func apart(_ pair: (Index<School>, Index<School>)) -> [BellMoves] {
        let first = batch.bellMoves(of: pair.0, step: Self.step), second = batch.bellMoves(of: pair.1, step: Self.step)
        let ends = (first.min() ?? .zero, first.max() ?? .zero, second.min() ?? .zero, second.max() ?? .zero)
        return [[pair.0: ends.0, pair.1: ends.3], [pair.0: ends.1, pair.1: ends.2]]
    }

    /// `trial` with every bell back in its place that saves no vehicle elsewhere.
    private func withoutIdleMoves(_ trial: BellTrial, _ trials: BellTrials) -> BellTrial {
        var best = trial
        for school in trial.moves.keys.sorted(by: { $0.offset < $1.offset }) {
            let back = trials.mended(best, by: [school: .zero], part: Self.partForTrial)
            if !best.score.saves(against: back.score) { best = back }
        }
        return best
    }
}
