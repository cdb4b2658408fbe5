import Quantities
import TransportModel

/// Where on its trip a pupil is aboard: positions in the order of the trip's stop times.
struct RideSpan {
    /// The place of boarding.
    var board: Int
    /// The place of alighting, after `board`.
    var alight: Int
}

extension AssignmentRow {
    /// Where the ride boards and alights by its times and places; `nil` where the trip does no such thing.
    func span(in context: CheckContext) -> RideSpan? {
        guard let pupil = context.pupil(pupilID) else { return nil }
        let school = context.batch.schools[pupil.school].id
        let (from, to): ((StopTimeRow.Kind, String), (StopTimeRow.Kind, String)) =
            session == .toSchool ? ((.stop, stopID), (.school, school)) : ((.school, school), (.stop, stopID))
        let times = context.stopTimes(of: tripID)
        guard let start = times.firstIndex(where: { ($0.place, $0.placeID) == from && $0.departure == board }),
            let end = times[(start + 1)...].firstIndex(where: { ($0.place, $0.placeID) == to && $0.arrival == alight })
        else { return nil }
        return RideSpan(board: start, alight: end)
    }
}
