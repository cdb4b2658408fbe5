import TransportModel

/// Nobody walks further to a stop than the rules allow for their grade.
struct WalkLimitCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let rides = context.tables.assignments
        return rides.indices.compactMap { position in
            let ride = rides[position]
            guard let pupil = context.pupil(ride.pupilID), let facts = context.facts(ride.pupilID, ride.homeID) else {
                return nil
            }
            let decision = context.decisions[HomeKey(ride.pupilID, ride.homeID)]
            let way = decision.flatMap { context.tables.decisions[$0].measured }
            let limit = context.batch.rules.stopWalkLimit(for: facts, way: way)
            guard ride.walk > limit else { return nil }
            return context.error(
                "plan-walk-limit", \.assignments, position, subject: ride.pupilID,
                "The walk to the stop is \(ride.walk) m, but at most \(limit) m are allowed in grade \(pupil.grade).")
        }
    }
}
