import Quantities
import TransportModel

/// Shares out the longest day of a pupil (walks, waits and rides both ways) between the two sessions before any route is
/// planned, so that no plan can break it.
///
/// Each session gets half of what the walks leave for wait and ride; where half is less than the direct drive needs,
/// the session gets that and the other the rest. A share narrows the journey's window and ride limit.
struct DayTotals {
    /// Walking speed.
    let service: ServiceSettings
    /// Driving seconds between a stop and a school in the direction of the session; `nil` where there is no way.
    let driving: (Index<CandidateStop>, Index<School>, Session) -> Seconds?

    /// Share that may be spent at school beyond the shortest wait before the ride gets all the rest.
    private static let windowWidth = Seconds.minutes(10)
    /// Shares are rounded down to this where the direct drive allows, so that pupils with nearly the same share still
    /// travel as one group.
    private static let step: Int32 = 300

    /// The two demands of one day, narrowed where it is needed; pupils whose day cannot be kept are taken out of both
    /// and named.
    func applied(
        toSchool: SessionDemand, fromSchool: SessionDemand, on day: CycleDay
    ) -> (toSchool: SessionDemand, fromSchool: SessionDemand, unserved: [Unserved]) {
        var unserved: [Unserved] = []
        var morning: [Journey] = []
        var afternoon: [Journey] = []
        let homeward = Dictionary(uniqueKeysWithValues: fromSchool.journeys.map { ($0.pupil, $0) })
        let outward = Set(toSchool.journeys.map(\.pupil))
        func take(_ there: Journey?, _ back: Journey?) {
            switch shared(there, back) {
            case .success(let day):
                if let there = day.there { morning.append(there) }
                if let back = day.back { afternoon.append(back) }
            case .failure(let reason):
                for (journey, session) in [(there, Session.toSchool), (back, .fromSchool)] {
                    guard let journey else { continue }
                    unserved.append(Unserved(pupil: journey.pupil, day: day, session: session, reason: reason.text))
                }
            }
        }
        for journey in toSchool.journeys { take(journey, homeward[journey.pupil]) }
        for journey in fromSchool.journeys where !outward.contains(journey.pupil) { take(nil, journey) }
        afternoon.sort { $0.pupil < $1.pupil }
        return (
            SessionDemand(session: .toSchool, journeys: morning),
            SessionDemand(session: .fromSchool, journeys: afternoon), unserved
        )
    }

    /// The journeys of one pupil and day, narrowed to their shares.
    private func shared(_ there: Journey?, _ back: Journey?) -> Result<(there: Journey?, back: Journey?), Reason> {
        // Two homes of one pupil may be under different rules; the stricter holds for the day.
        guard let limit = [there, back].compactMap({ $0?.dayLimit }).min() else { return .success((there, back)) }
        let walks = [there, back].compactMap { $0.map { service.walkingTime($0.walk) } }.reduce(.zero, +)
        // Where there is no way to drive, that is found and said when the route is planned.
        guard let leastThere = leastTime(there, .toSchool), let leastBack = leastTime(back, .fromSchool) else {
            return .success((there, back))
        }
        let budget = limit - walks
        guard leastThere + leastBack <= budget else {
            let needed = walks + leastThere + leastBack
            return .failure(
                Reason(
                    "walks, shortest waits and direct drives take \(needed.inMinutes) that day and the longest day "
                        + "allowed is \(limit.inMinutes)"))
        }
        guard let there, let back else {
            return .success(
                (
                    there.map { narrowed($0, .toSchool, to: budget, least: leastThere) },
                    back.map { narrowed($0, .fromSchool, to: budget, least: leastBack) }
                ))
        }
        let half = Seconds(budget.rawValue / 2)
        return .success(
            (
                narrowed(there, .toSchool, to: max(leastThere, min(half, budget - leastBack)), least: leastThere),
                narrowed(back, .fromSchool, to: max(leastBack, min(half, budget - leastThere)), least: leastBack)
            ))
    }

    /// Shortest wait and direct drive of `journey`; zero without a journey, `nil` without a way.
    private func leastTime(_ journey: Journey?, _ session: Session) -> Seconds? {
        guard let journey else { return .zero }
        return driving(journey.stop, journey.school, session).map { $0 + journey.shortestWait(session) }
    }

    /// `journey` with at most `share`, which is no less than `least`, for wait and ride together.
    private func narrowed(_ journey: Journey, _ session: Session, to share: Seconds, least: Seconds) -> Journey {
        guard share < journey.rideLimit + journey.longestWait(session) else { return journey }
        let rounded = Seconds(share.rawValue - share.rawValue % Self.step)
        let share = rounded >= least ? rounded : share
        let spare = Seconds((share - least).rawValue / 2)
        let wait = min(journey.longestWait(session), journey.shortestWait(session) + min(spare, Self.windowWidth))
        var journey = journey
        journey.rideLimit = min(journey.rideLimit, share - wait)
        journey.schoolWindow =
            session == .toSchool
            ? journey.bell - wait...journey.schoolWindow.upperBound
            : journey.schoolWindow.lowerBound...journey.bell + wait
        return journey
    }
}

extension DayTotals {
    /// The totals in `batch`, where `travel` is driven between `places`.
    init(batch: Batch, places: Places, travel: TravelMatrix) {
        self.init(service: batch.municipality.service) { stop, school, session in
            let ends = (
                places.position(of: .stop(stop), in: session), places.position(of: .school(school), in: session)
            )
            let seconds =
                session == .toSchool
                ? travel.seconds(from: ends.0, to: ends.1) : travel.seconds(from: ends.1, to: ends.0)
            return seconds == TravelMatrix.unreachable ? nil : Seconds(seconds)
        }
    }
}
