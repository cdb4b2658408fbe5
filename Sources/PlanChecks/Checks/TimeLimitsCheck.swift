import Quantities
import TransportModel

/// Nobody rides, waits or travels longer in a day than the rules allow for their grade.
struct TimeLimitsCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let rules = context.batch.rules
        let longestWait = context.batch.municipality.service.longestWait
        let rides = context.tables.assignments
        var found: [Finding] = []
        for position in rides.indices {
            let ride = rides[position]
            guard let facts = context.facts(ride.pupilID, ride.homeID) else { continue }
            let limits: [(code: String, what: String, time: Seconds, limit: Seconds?)] = [
                ("plan-ride-limit", "ride", ride.ride, rules.rideLimit(for: facts)),
                (
                    "plan-wait-limit", "wait at school", ride.wait,
                    rules.waitLimit(for: facts, ride.session) ?? longestWait
                ),
                ("plan-day-limit", "whole day's travel", ride.dayTotal, rules.dayTotalLimit(for: facts)),
            ]
            for entry in limits {
                guard let limit = entry.limit, entry.time > limit else { continue }
                found.append(
                    context.error(
                        entry.code, \.assignments, position, subject: ride.pupilID,
                        "The \(entry.what) takes \(entry.time.rawValue) s, but at most \(limit.rawValue) s are "
                            + "allowed in grade \(facts.grade)."))
            }
        }
        return found
    }
}
