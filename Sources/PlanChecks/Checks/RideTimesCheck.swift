import Quantities
import TransportModel

/// A ride's times are those of its trip at its stop and school, and its ride, wait and day total follow from them.
struct RideTimesCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let rides = context.tables.assignments
        return rides.indices.flatMap { position in
            problems(of: rides[position], context).map { problem in
                context.error(
                    problem.code, \.assignments, position, subject: rides[position].pupilID, problem.message)
            }
        } + dayTotals(context)
    }

    private typealias Problem = (code: String, message: String)

    private func problems(of ride: AssignmentRow, _ context: CheckContext) -> [Problem] {
        var problems: [Problem] = []
        if let position = context.trips[ride.tripID] {
            let trip = context.tables.trips[position]
            if trip.day != ride.day || trip.session != ride.session {
                problems.append(("plan-wrong-trip", "The trip “\(trip.tripID)” is of another day or session."))
            }
        }
        if ride.span(in: context) == nil {
            problems.append(
                (
                    "plan-wrong-ride-times",
                    "The trip “\(ride.tripID)” does not leave the place of boarding at \(ride.board) and then reach "
                        + "the place of alighting at \(ride.alight)."
                ))
        }
        if ride.ride != ride.alight - ride.board {
            problems.append(
                ("plan-wrong-ride-s", "ride_s is \(ride.ride.rawValue), not alight_time - board_time."))
        }
        if let day = schoolDay(of: ride, context) {
            let wait = ride.session == .toSchool ? day.start - ride.alight : ride.board - day.end
            if wait != ride.wait {
                problems.append(
                    ("plan-wrong-wait-s", "wait_s is \(ride.wait.rawValue), but by the timetable \(wait.rawValue)."))
            }
        }
        return problems
    }

    private func dayTotals(_ context: CheckContext) -> [Finding] {
        let rides = context.tables.assignments
        let days = Dictionary(grouping: rides.indices) { PupilDay(pupilID: rides[$0].pupilID, day: rides[$0].day) }
        let totals = days.mapValues { rows in
            rows.reduce(0) { total, row in
                let walking = context.batch.municipality.service.walkingTime(rides[row].walk)
                return total + Int(walking.rawValue) + Int(rides[row].ride.rawValue) + Int(rides[row].wait.rawValue)
            }
        }
        return rides.indices.compactMap { position in
            let ride = rides[position]
            let total = totals[PupilDay(pupilID: ride.pupilID, day: ride.day)] ?? 0
            guard Int(ride.dayTotal.rawValue) != total else { return nil }
            return context.error(
                "plan-wrong-day-total", \.assignments, position, subject: ride.pupilID,
                "day_total_s is \(ride.dayTotal.rawValue), but walks, rides and waits of the day are \(total) s.")
        }
    }

    private func schoolDay(of ride: AssignmentRow, _ context: CheckContext) -> SchoolDay? {
        guard let index = context.pupils[ride.pupilID] else { return nil }
        return context.batch.timetable.schoolDay(of: index, context.batch.pupils[index], on: ride.day)
    }
}

private struct PupilDay: Hashable {
    var pupilID: String, day: CycleDay
}
