import Quantities
import TransportModel

/// Nobody rides, waits or travels longer in a day than the rules allow them.
struct TimeLimitsCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let clock = WaitingClock(context.batch)
        let rides = context.tables.assignments
        return rides.indices.flatMap { position -> [Finding] in
            let ride = rides[position]
            guard let facts = context.facts(ride.pupilID, ride.homeID) else { return [] }
            return limits(of: ride, facts, clock, context).filter { $0.time > $0.limit }.map { entry in
                context.error(
                    entry.code, \.assignments, position, subject: ride.pupilID,
                    "The \(entry.what) takes \(entry.time.rawValue) s, but at most \(entry.limit.rawValue) s are "
                        + "allowed in grade \(facts.grade).")
            }
        }
    }

    private typealias Entry = (code: String, what: String, time: Seconds, limit: Seconds)

    private func limits(
        of ride: AssignmentRow, _ facts: PupilFacts, _ clock: WaitingClock, _ context: CheckContext
    ) -> [Entry] {
        let rules = context.batch.rules
        let wait = context.batch.longestWait(for: facts, ride.session) + uncounted(ride, clock, context)
        var entries: [Entry] = [
            ("plan-ride-limit", "ride", ride.ride, rules.rideLimit(for: facts, ride.session)),
            ("plan-wait-limit", "wait at school", ride.wait, wait),
        ]
        if let day = rules.dayTotalLimit(for: facts) {
            entries.append(("plan-day-limit", "whole day's travel", ride.dayTotal, day))
        }
        return entries
    }

    /// The part of the wait that lies inside the school's frame times, where waiting counts against these.
    private func uncounted(_ ride: AssignmentRow, _ clock: WaitingClock, _ context: CheckContext) -> Seconds {
        guard let index = context.pupils[ride.pupilID],
            let own = context.batch.timetable.schoolDay(of: index, context.batch.pupils[index], on: ride.day)
        else { return .zero }
        let counted = clock.day(of: context.batch.pupils[index], on: ride.day, own: own)
        return ride.session == .toSchool ? own.start - counted.start : counted.end - own.end
    }
}
