import Quantities
import TransportModel

/// Says whose day of travel is longer than the band allows. The demand is narrowed so that this does not happen; a
/// finding here means that a promise is broken, not that a family must be asked.
struct DayTotalFindings {
    /// The inputs.
    let batch: Batch

    /// One finding per pupil, for the longest day. `rides` are in the order of pupils.
    func findings(_ rides: [Ride]) -> [Finding] {
        var longest: [Index<Pupil>: Ride] = [:]
        for ride in rides {
            guard let limit = limit(of: ride), ride.dayTotal > limit else { continue }
            if let known = longest[ride.pupil], known.dayTotal >= ride.dayTotal { continue }
            longest[ride.pupil] = ride
        }
        return longest.values.sorted { $0.pupil < $1.pupil }.map { ride in
            let limit = limit(of: ride) ?? .zero
            return Finding(
                "day-total-over-limit", .error, subject: batch.pupils[ride.pupil].id,
                message: "Walks, waits and rides take \(ride.dayTotal.inMinutes) in week \(ride.day.week) on "
                    + "\(ride.day.weekday.code); the longest day allowed is \(limit.inMinutes).")
        }
    }

    private func limit(of ride: Ride) -> Seconds? {
        batch.rules.dayTotalLimit(for: batch.facts(of: ride.pupil, home: ride.home))
    }
}
