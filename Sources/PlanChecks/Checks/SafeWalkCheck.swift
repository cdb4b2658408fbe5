import Quantities
import TransportModel

/// Where the rules ask for it, a walk to the stop keeps off the hazards that count for the pupil and is within the limit.
struct SafeWalkCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.batch.rules.stopWalksAvoidHazards, !context.batch.hazards.isEmpty else { return [] }
        let rides = context.tables.assignments
        var pairs: [SafeWalkPair] = []
        var asked: [(ride: Int, pair: Int)] = []
        var known: [SafeWalkPair: Int] = [:]
        for position in rides.indices {
            guard let pair = pair(rides[position], context) else { continue }
            let number = known[pair] ?? pairs.count
            if number == pairs.count {
                known[pair] = number
                pairs.append(pair)
            }
            asked.append((position, number))
        }
        let measured = context.roads.safeWalks(pairs)
        return asked.compactMap { ride, pair in
            breach(of: rides[ride], measured: measured[pair], context).map { message in
                context.error("plan-unsafe-walk", \.assignments, ride, subject: rides[ride].pupilID, message)
            }
        }
    }

    /// What must be walked safely; `nil` at the door, and where no hazard counts.
    private func pair(_ ride: AssignmentRow, _ context: CheckContext) -> SafeWalkPair? {
        guard ride.walk > .zero, let pupil = context.pupils[ride.pupilID],
            let home = context.homes[HomeKey(ride.pupilID, ride.homeID)], let stop = context.point(ofStop: ride.stopID)
        else { return nil }
        let hazards = context.batch.stopHazards(of: pupil, home: home)
        guard !hazards.marks.isEmpty else { return nil }
        return SafeWalkPair(home: context.batch.homes[home].place.point, stop: stop, hazards: hazards)
    }

    private func breach(of ride: AssignmentRow, measured: Metres?, _ context: CheckContext) -> String? {
        guard let measured else { return "No walk to the stop keeps off the hazards that count for the pupil." }
        if let written = ride.safeWalk,
            (written - measured).decimetres.magnitude > Tolerance.walk.decimetres
        {
            return "walk_safe_m is \(written), but the network measures \(measured)."
        }
        guard let facts = context.facts(ride.pupilID, ride.homeID) else { return nil }
        let decision = context.decisions[HomeKey(ride.pupilID, ride.homeID)]
        let way = decision.flatMap { context.tables.decisions[$0].measured }
        let limit = context.batch.rules.stopWalkLimit(for: facts, way: way)
        guard measured > limit + Tolerance.walk else { return nil }
        return "The safe walk to the stop is \(measured) m, but at most \(limit) m are allowed."
    }
}
