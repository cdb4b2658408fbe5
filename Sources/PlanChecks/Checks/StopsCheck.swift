import Quantities
import TransportModel

/// `stops.csv` holds exactly the stops that somebody uses, where the bundle says they are, with the number of pupils,
/// and no stop serves more pupils than it may.
struct StopsCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        var users: [String: Set<String>] = [:]
        for ride in context.tables.assignments { users[ride.stopID, default: []].insert(ride.pupilID) }
        let stops = context.tables.stops
        return stops.indices.flatMap { position in
            problems(of: stops[position], users: users[stops[position].stopID]?.count ?? 0, context).map { problem in
                context.error(
                    problem.code, \.stops, position, subject: stops[position].stopID, problem.message)
            }
        }
    }

    private func problems(
        of stop: StopRow, users: Int, _ context: CheckContext
    ) -> [(code: String, message: String)] {
        var problems: [(code: String, message: String)] = []
        if users != stop.pupils || users == 0 {
            problems.append(
                ("plan-wrong-stop-pupils", "pupils is \(stop.pupils), but by the assignments \(users)."))
        }
        guard let given = context.givenStop(stop.stopID) else { return problems }
        if let most = given.maxPupils, users > most {
            problems.append(("plan-stop-overfull", "\(users) pupils use the stop, but at most \(most) may."))
        }
        if given.place.point.distance(to: stop.point) > Tolerance.position || given.name != stop.name {
            problems.append(("plan-wrong-stop-place", "The name or place is not that of the bundle's stops.csv."))
        }
        return problems
    }
}
