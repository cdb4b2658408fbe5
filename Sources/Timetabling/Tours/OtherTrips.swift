import Quantities
import TransportModel
import VehicleRouting

/// The trips of a day's other session, as rides of a session's problem: each goes from its first place to its last,
/// takes as long as the trip and has nobody else aboard. A session that is planned with them knows when vehicles are busy.
///
/// A trip may move as a whole, as far as the bells of everyone aboard allow.
struct OtherTrips: Sendable {
    /// The plan of the other session.
    let plan: SessionPlan
    /// Where each trip is in `plan`.
    let sources: [PlanAssembly.Source]
    /// The rides, one per trip; in a problem's demand they follow the session's own.
    let journeys: [Journey]
    /// Driving, with two rows more per trip: its first place and its last.
    let travel: TravelMatrix
    /// How many rows there are without them.
    let rows: Int
    /// How many journeys come before them.
    let own: Int

    /// The trips of `plan` beside the demand `mine`.
    init(of plan: SessionPlan, beside mine: SessionDemand, travel: TravelMatrix) {
        self.plan = plan
        sources = PlanAssembly.sources([plan])
        rows = travel.count
        own = mine.journeys.count
        let trips = sources.map { plan.tours[$0.tour].trips[$0.trip] }
        journeys = trips.map { trip in
            var journey = plan.demand.journeys[trip.riders[0]]
            let moment = mine.session == .toSchool ? trip.end : trip.start
            let slack = Self.slack(of: trip, in: plan.demand)
            journey.schoolWindow = moment + slack.lowerBound...moment + slack.upperBound
            journey.rideLimit = trip.end - trip.start
            journey.load = trip.maximumLoad(plan.demand.journeys)
            journey.ridesAlone = true
            return journey
        }
        self.travel = travel.adding(trips)
    }

    /// The trip that journey `position` of the problem stands for; `nil` for the session's own.
    func trip(_ position: Int) -> SessionTrip? {
        guard position >= own else { return nil }
        let source = sources[position - own]
        return plan.tours[source.tour].trips[source.trip]
    }

    /// The rows of the first and the last place of the trip that journey `position` stands for.
    func ends(_ position: Int) -> (first: Int, last: Int) {
        let first = rows + 2 * (position - own)
        return (first, first + 1)
    }

    /// The end that `row` stands for, as the school or the stop of a ride in `session`.
    func place(_ row: Int, _ session: Session) -> StopPlace? {
        guard row >= rows else { return nil }
        let journey = journeys[(row - rows) / 2]
        let isFirst = (row - rows).isMultiple(of: 2)
        return isFirst == (session == .toSchool) ? .stop(journey.stop) : .school(journey.school)
    }

    /// When the trip of each ride is at the place whose clock is judged in `session`.
    func usualTimes(_ session: Session) -> [Int: ClockTime] {
        let times = journeys.indices.compactMap { position in
            trip(own + position).map { (own + position, session == .toSchool ? $0.end : $0.start) }
        }
        return Dictionary(uniqueKeysWithValues: times)
    }

    /// How much earlier or later `trip` may be as a whole.
    private static func slack(of trip: SessionTrip, in demand: SessionDemand) -> ClosedRange<Seconds> {
        var earlier = Seconds.minutes(-24 * 60)
        var later = Seconds.minutes(24 * 60)
        for visit in trip.visits {
            let isToSchool = demand.session == .toSchool
            for rider in isToSchool ? visit.alighting : visit.boarding {
                let window = demand.journeys[rider].schoolWindow
                let moment = isToSchool ? visit.arrival : visit.departure
                earlier = max(earlier, window.lowerBound - moment)
                later = min(later, window.upperBound - moment)
            }
        }
        return min(earlier, .zero)...max(later, .zero)
    }
}

extension TravelMatrix {
    /// The same with a row for the first and the last place of each of `trips`; from one to the other takes as long as
    /// the trip.
    fileprivate func adding(_ trips: [SessionTrip]) -> TravelMatrix {
        let positions = Array(0..<count) + trips.flatMap { [$0.firstPosition, $0.lastPosition] }
        var seconds: [Int32] = []
        var metres: [Int32] = []
        for from in positions {
            for to in positions {
                seconds.append(self.seconds(from: from, to: to))
                metres.append(self.metres(from: from, to: to))
            }
        }
        for (number, trip) in trips.enumerated() {
            let cell = (count + 2 * number) * positions.count + count + 2 * number + 1
            seconds[cell] = (trip.end - trip.start).rawValue
            metres[cell] = Int32(clamping: trip.metres(self))
        }
        return TravelMatrix(count: positions.count, seconds: seconds, metres: metres).withoutInstantDrives()
    }
}
