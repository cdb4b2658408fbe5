import TransportModel

/// A pupil keeps one stop per home, on all days and in both sessions.
struct OneStopCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        var stops: [HomeKey: String] = [:]
        let rides = context.tables.assignments
        return rides.indices.compactMap { position in
            let ride = rides[position]
            let key = HomeKey(ride.pupilID, ride.homeID)
            let first = stops[key, default: ride.stopID]
            stops[key] = first
            guard first != ride.stopID else { return nil }
            return context.error(
                "plan-two-stops", \.assignments, position, subject: ride.pupilID,
                "The pupil uses the stop “\(ride.stopID)” here and “\(first)” in another ride of the same home.")
        }
    }
}
