import Quantities
import TransportModel

/// A trip's places are numbered from 1, its times strictly increase between places, and its row sums them up.
struct StopTimesCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        context.tables.trips.indices.flatMap { position in
            let trip = context.tables.trips[position]
            let rows = context.stopTimesByTrip[trip.tripID] ?? []
            return places(rows, of: trip, context) + sums(position, trip, context)
        }
    }

    private func places(_ rows: [Int], of trip: TripRow, _ context: CheckContext) -> [Finding] {
        var found: [Finding] = []
        for (place, position) in rows.enumerated() {
            let row = context.tables.stopTimes[position]
            let before = place > 0 ? context.tables.stopTimes[rows[place - 1]] : nil
            var problem: (code: String, message: String)?
            if row.sequence != place + 1 {
                problem = ("plan-wrong-sequence", "sequence is \(row.sequence), but this is place \(place + 1).")
            } else if row.departure < row.arrival {
                problem = ("plan-time-runs-back", "The vehicle leaves before it arrives.")
            } else if let before, row.arrival <= before.departure {
                problem = ("plan-time-runs-back", "The vehicle arrives before it has left the place before.")
            } else if row.distance < before?.distance ?? 0 || (before == nil && row.distance != 0) {
                problem = ("plan-wrong-distance", "distance_m starts at 0 and never falls.")
            }
            if let problem {
                found.append(context.error(problem.code, \.stopTimes, position, subject: trip.tripID, problem.message))
            }
        }
        return found
    }

    private func sums(_ position: Int, _ trip: TripRow, _ context: CheckContext) -> [Finding] {
        let times = context.stopTimes(of: trip.tripID)
        guard times.count >= 2, let first = times.first, let last = times.last else {
            return [
                context.error(
                    "plan-short-trip", \.trips, position, subject: trip.tripID, "The trip has fewer than two places.")
            ]
        }
        let sums: [(column: String, written: String, isRight: Bool, value: String)] = [
            ("depart", trip.depart.description, trip.depart == first.departure, first.departure.description),
            ("arrive", trip.arrive.description, trip.arrive == last.arrival, last.arrival.description),
            ("distance_m", "\(trip.distance)", trip.distance == last.distance, "\(last.distance)"),
            (
                "duration_s", "\(trip.duration.rawValue)", trip.duration == trip.arrive - trip.depart,
                "\((trip.arrive - trip.depart).rawValue)"
            ),
        ]
        return sums.filter { !$0.isRight }.map { sum in
            context.error(
                "plan-wrong-trip-sum", \.trips, position, subject: trip.tripID,
                "\(sum.column) is \(sum.written), but by \(StopTimeRow.fileName) \(sum.value).")
        }
    }
}
