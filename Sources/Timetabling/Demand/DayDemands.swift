import Quantities
import TransportModel

/// Who travels on a day: everybody with school, without those whom windows or a day's limit shut out.
struct DayDemands {
    private let builder: DemandBuilder
    private let totals: DayTotals

    /// The days of `batch` for the homes that `decisions` carry, at the stops of `stopPlan`, driven as `travel` says.
    init(batch: Batch, decisions: [Decision], stopPlan: StopPlan, places: Places, travel: TravelMatrix) {
        builder = DemandBuilder(batch: batch, decisions: decisions, stopPlan: stopPlan)
        totals = DayTotals(service: batch.municipality.service) { stop, school, session in
            let ends = (
                places.position(of: .stop(stop), in: session), places.position(of: .school(school), in: session)
            )
            let seconds =
                session == .toSchool
                ? travel.seconds(from: ends.0, to: ends.1) : travel.seconds(from: ends.1, to: ends.0)
            return seconds == TravelMatrix.unreachable ? nil : Seconds(seconds)
        }
    }

    /// The demands of `day`, and whom windows and day limits shut out before any route is planned.
    func demands(on day: CycleDay) -> (toSchool: SessionDemand, fromSchool: SessionDemand, unserved: [Unserved]) {
        let all = builder.demand(on: day)
        let limited = totals.applied(toSchool: all.toSchool, fromSchool: all.fromSchool, on: day)
        return (limited.toSchool, limited.fromSchool, all.unserved + limited.unserved)
    }
}
