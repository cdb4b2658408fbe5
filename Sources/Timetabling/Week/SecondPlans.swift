import ParallelWork
import Quantities
package import TransportModel
import VehicleRouting

/// Plans days a second time with one home at another stop, to see what that is worth.
///
/// It is done on the day with the most pupils on which the home's pupil travels from there. The plan found is mended: the
/// pupil leaves the trips of the old stop, trips that nobody needs any more end, and the routing engine puts the pupil where
/// it costs least, within all limits, in a vehicle that is out or in one more. Then the day's trips get their vehicles anew.
/// Nothing else is searched for: a new search finds other plans of equal worth, which differ by more than one pupil does.
/// The plan without the move goes the same way, so that what differs is the move.
package struct SecondPlans: Sendable {
    private let planner: SessionPlanner
    private let days: [Day]
    private let options: PlanningOptions

    /// A day of the plan: its sessions, and how many vehicles drive them.
    struct Day: Sendable {
        var day: CycleDay
        var plans: [SessionPlan]
        var vehicles: Int
    }

    init(planner: SessionPlanner, days: [Day], options: PlanningOptions) {
        self.planner = planner
        self.days = days
        self.options = options
    }

    /// One per move; `nil` where nobody rides from the home, where the limits of the pupil's day leave no room for the
    /// move, where nobody measured the drives to its stop, where one of the two plans would leave somebody behind, on days
    /// whose sessions had to be planned as one to have vehicles enough, and for all when time is up.
    package func plans(for moves: [HomeMove]) -> [SecondPlan?] {
        guard !options.shouldStop() else { return moves.map { _ in nil } }
        let found = moves.map(busiestDay)
        let wanted = Array(Set(found.compactMap(\.self))).sorted()
        let now = Parallel.map(wanted, threads: options.threads) { again($0, days[$0].plans.map(\.demand)) }
        let known = Dictionary(uniqueKeysWithValues: zip(wanted, now))
        return Parallel.map(Array(zip(moves, found)), threads: options.threads) { move, day in
            guard let day, let now = known[day] ?? nil else { return nil }
            return second(move, on: day, beside: now)
        }
    }

    private func busiestDay(of move: HomeMove) -> Int? {
        guard planner.places.isMeasured(move.stop.stop) else { return nil }
        let rides = days.indices.filter { day in
            days[day].plans.contains { $0.demand.journeys.contains { $0.home == move.home } }
        }
        func pupils(_ day: Int) -> Int { days[day].plans.reduce(0) { $0 + $1.demand.journeys.count } }
        return rides.max { (pupils($0), $1) < (pupils($1), $0) }
    }

    // MARK: One move

    private func second(_ move: HomeMove, on day: Int, beside now: [SessionPlan]) -> SecondPlan? {
        let plans = days[day].plans
        guard let demands = demands(of: plans, with: move, on: days[day].day) else { return nil }
        guard let moved = again(day, demands, else: now) else { return nil }
        let before = figures(now)
        let after = figures(moved)
        guard before.missing == after.missing, before.figures.vehicles <= days[day].vehicles else { return nil }
        return SecondPlan(day: days[day].day, now: before.figures, moved: after.figures)
    }

    /// What the sessions carry with the move; `nil` where the pupil's day would be too long.
    private func demands(of plans: [SessionPlan], with move: HomeMove, on day: CycleDay) -> [SessionDemand]? {
        let pupil = planner.batch.homes[move.home].pupil
        func own(_ session: Session) -> SessionDemand {
            let journeys = plans.filter { $0.demand.session == session }.flatMap(\.demand.journeys)
            let mine = journeys.filter { $0.pupil == pupil }.map { journey in
                guard journey.home == move.home else { return journey.asRuled }
                var moved = journey.asRuled
                (moved.stop, moved.walk) = (move.stop.stop, move.stop.walk)
                return moved
            }
            return SessionDemand(session: session, journeys: mine)
        }
        let totals = DayTotals(batch: planner.batch, places: planner.places, travel: planner.travel)
        let own = totals.applied(toSchool: own(.toSchool), fromSchool: own(.fromSchool), on: day)
        guard own.unserved.isEmpty else { return nil }
        return plans.map { plan in
            let mine = plan.demand.session == .toSchool ? own.toSchool.journeys : own.fromSchool.journeys
            var demand = plan.demand
            for position in demand.journeys.indices where demand.journeys[position].pupil == pupil {
                if let journey = mine.first { demand.journeys[position] = journey }
            }
            return demand
        }
    }

    /// The sessions of a day mended for `demands`; one whose demand is as it was is taken from `same`.
    private func again(_ day: Int, _ demands: [SessionDemand], else same: [SessionPlan]? = nil) -> [SessionPlan]? {
        let plans = days[day].plans
        let budget = SessionPlanner.Budget(iterations: 0, seed: options.seed, threads: 1, cancellation: .init())
        let answers = plans.indices.compactMap { number -> SessionPlan? in
            if let same, demands[number] == plans[number].demand { return same[number] }
            return try? planner.part(of: plans[number], for: demands[number], budget: budget)
        }
        return answers.count == plans.count ? answers : nil
    }

    private func figures(_ plans: [SessionPlan]) -> (figures: SecondPlan.Figures, missing: Int) {
        let answer = VehicleDays(batch: planner.batch, places: planner.places, travel: planner.travel)
            .vehicleDays(of: plans)
        // Those who stay keep their minutes, so that a trip with a stop less may wait and last as long as before.
        let driving = plans.flatMap(\.tours).flatMap(\.trips).reduce(Seconds.zero) { sum, trip in
            zip(trip.visits, trip.visits.dropFirst()).reduce(sum) {
                $0 + Seconds(planner.travel.seconds(from: $1.0.position, to: $1.1.position))
            }
        }
        let cost = answer.days.reduce(Cost.zero) {
            $0 + (answer.rules.cost(of: $1.chain, by: $1.vehicleType) ?? .zero)
        }
        let missing = answer.dropped.count + plans.reduce(0) { $0 + $1.unserved.count }
        return (.init(vehicles: answer.days.count, driving: driving, cost: cost), missing)
    }
}

extension SecondPlans: CustomStringConvertible {
    /// How many days there are; plans are equal or not whatever could be planned a second time.
    package var description: String { "second plans of \(days.count) days" }
}
