import TransportModel

/// The counts of `stop_times.csv` and `max_load` of `trips.csv` are those of the assignments.
struct AboardCountsCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        context.tables.trips.indices.flatMap { problems(ofTripAt: $0, context) }
    }

    private func problems(ofTripAt position: Int, _ context: CheckContext) -> [Finding] {
        let trip = context.tables.trips[position]
        let rows = context.stopTimesByTrip[trip.tripID] ?? []
        var boarding = Array(repeating: 0, count: rows.count)
        var alighting = boarding
        for ride in context.ridesByTrip[trip.tripID] ?? [] {
            guard let span = context.tables.assignments[ride].span(in: context) else { continue }
            boarding[span.board] += 1
            alighting[span.alight] += 1
        }
        var found: [Finding] = []
        var aboard = 0
        var most = 0
        for (place, row) in rows.enumerated() {
            let written = context.tables.stopTimes[row]
            aboard += boarding[place] - alighting[place]
            most = max(most, aboard)
            guard
                written.boarding != boarding[place] || written.alighting != alighting[place]
                    || written.onboard != aboard
            else { continue }
            found.append(
                context.error(
                    "plan-wrong-counts", \.stopTimes, row, subject: trip.tripID,
                    "boarding, alighting, onboard are \(written.boarding), \(written.alighting), \(written.onboard); "
                        + "by the assignments \(boarding[place]), \(alighting[place]), \(aboard)."))
        }
        if trip.maxLoad != most {
            found.append(
                context.error(
                    "plan-wrong-max-load", \.trips, position, subject: trip.tripID,
                    "max_load is \(trip.maxLoad), but by the assignments at most \(most) are aboard."))
        }
        return found
    }
}
