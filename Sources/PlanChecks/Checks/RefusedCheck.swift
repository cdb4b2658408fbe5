import TransportModel

/// Nobody rides who was refused.
struct RefusedCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let rides = context.tables.assignments
        return rides.indices.compactMap { position in
            let ride = rides[position]
            guard let decision = context.decisions[HomeKey(ride.pupilID, ride.homeID)],
                context.tables.decisions[decision].decision == .refused
            else { return nil }
            return context.error(
                "plan-refused-rides", \.assignments, position, subject: ride.pupilID,
                "The pupil was refused for this home, but has a ride from or to it.")
        }
    }
}
