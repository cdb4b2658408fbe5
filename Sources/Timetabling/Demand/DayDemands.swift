import Quantities
import TransportModel

/// Who travels on a day: everybody with school, without those whom windows or a day's limit shut out.
struct DayDemands {
    private let builder: DemandBuilder
    private let totals: DayTotals

    /// The days of `batch` for the homes that `decisions` carry, at the stops of `stopPlan`, driven as `travel` says.
    init(batch: Batch, decisions: [Decision], stopPlan: StopPlan, places: Places, travel: TravelMatrix) {
        builder = DemandBuilder(batch: batch, decisions: decisions, stopPlan: stopPlan)
        totals = DayTotals(batch: batch, places: places, travel: travel)
    }

    /// The demands of `day`, and whom windows and day limits shut out before any route is planned.
    func demands(on day: CycleDay) -> (toSchool: SessionDemand, fromSchool: SessionDemand, unserved: [Unserved]) {
        let all = builder.demand(on: day)
        let limited = totals.applied(toSchool: all.toSchool, fromSchool: all.fromSchool, on: day)
        return (limited.toSchool, limited.fromSchool, all.unserved + limited.unserved)
    }
}
