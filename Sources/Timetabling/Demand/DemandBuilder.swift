import Quantities
import TransportModel

/// Finds who travels when: for every day of the cycle and both sessions, the carried pupils with school that day, from
/// the home that they live in, at the stop of that home.
struct DemandBuilder {
    /// The inputs.
    let batch: Batch
    /// Per home its pupil's limits; `nil` where no ride is planned.
    private let limits: [TravelLimits?]
    /// Who uses which stop.
    private let stopPlan: StopPlan
    /// By which bells waiting counts.
    private let clock: WaitingClock

    /// A builder for the homes that `decisions` carry.
    init(batch: Batch, decisions: [Decision], stopPlan: StopPlan) {
        self.batch = batch
        self.stopPlan = stopPlan
        clock = WaitingClock(batch)
        var limits = [TravelLimits?](repeating: nil, count: batch.homes.count)
        for decision in decisions where decision.isCarried {
            if let home = decision.home {
                limits[home.offset] = TravelLimits(batch: batch, decision: decision, home: home)
            }
        }
        self.limits = limits
    }

    /// The demand of `day`: a journey per carried pupil and session, and whom the windows shut out.
    func demand(on day: CycleDay) -> (toSchool: SessionDemand, fromSchool: SessionDemand, unserved: [Unserved]) {
        var unserved: [Unserved] = []
        let demands = Session.allCases.map { session in
            var journeys: [Journey] = []
            for index in batch.pupils.indices {
                guard let (home, stop, limits) = departure(of: index, on: day, session) else { continue }
                guard let schoolDay = batch.timetable.schoolDay(of: index, batch.pupils[index], on: day) else {
                    continue
                }
                let counted = clock.day(of: batch.pupils[index], on: day, own: schoolDay)
                let days = (own: schoolDay, counted: counted)
                switch journey(of: index, home: home, stop: stop, limits, days, session) {
                case .success(let journey): journeys.append(journey)
                case .failure(let reason):
                    unserved.append(Unserved(pupil: index, day: day, session: session, reason: reason.text))
                }
            }
            return SessionDemand(session: session, journeys: journeys)
        }
        return (demands[0], demands[1], unserved)
    }

    /// The carried home and its stop that `pupil` leaves from on `day`; the first home that covers the session wins,
    /// carried or not, because a pupil lives in one home at a time.
    private func departure(
        of pupil: Index<Pupil>, on day: CycleDay, _ session: Session
    ) -> (home: Index<Home>, stop: StopInReach, limits: TravelLimits)? {
        guard let home = batch.pupils[pupil].homes.first(where: { batch.homes[$0].covers(day, session) }),
            let limits = limits[home.offset], limits.given.covers(day, session),
            let stop = stopPlan.assigned[home.offset]
        else { return nil }
        return (home, stop, limits)
    }

    private func journey(
        of index: Index<Pupil>, home: Index<Home>, stop: StopInReach, _ limits: TravelLimits,
        _ days: (own: SchoolDay, counted: SchoolDay), _ session: Session
    ) -> Result<Journey, Reason> {
        let pupil = batch.pupils[index]
        let service = batch.municipality.service
        let bell = session == .toSchool ? days.own.start : days.own.end
        let longest =
            limits.wait(session)
            + (session == .toSchool ? bell - days.counted.start : days.counted.end - bell)
        let policy = batch.rules.waitPolicy
        let margin =
            session == .toSchool
            ? max(service.marginBeforeStart, policy.arriveBefore ?? .zero)
            : max(service.marginAfterEnd, policy.leaveAfter ?? .zero)
        guard margin <= longest else {
            return .failure(
                Reason(
                    "the longest wait of \(longest.inMinutes) is shorter than the margin of \(margin.inMinutes) that "
                        + "\(session == .toSchool ? "school start" : "school end") asks for"))
        }
        let window =
            session == .toSchool ? bell - longest...bell - margin : bell + margin...bell + longest
        return .success(
            Journey(
                pupil: index, home: home, stop: stop.stop, walk: stop.walk, school: pupil.school, bell: bell,
                schoolWindow: window, rideLimit: limits.ride(session),
                ruled: .init(schoolWindow: window, rideLimit: limits.ride(session)), dayLimit: limits.dayTotal,
                load: pupil.load, ridesAlone: pupil.needs.contains(.alone)))
    }
}

/// A journey that no bus makes.
struct Unserved: Hashable, Sendable {
    /// Whom it concerns.
    var pupil: Index<Pupil>
    /// On which day.
    var day: CycleDay
    /// Which way.
    var session: Session
    /// The true reason, as the end of a sentence.
    var reason: String
}

/// Why something cannot be, as the end of a sentence.
struct Reason: Error, Hashable {
    /// The text.
    var text: String

    /// The reason `text`.
    init(_ text: String) { self.text = text }
}

extension Seconds {
    /// `35 min`, `1 h 05 min`, or seconds where it is no whole number of minutes: `95 s`.
    var inMinutes: String {
        guard rawValue % 60 == 0 else { return "\(rawValue) s" }
        let minutes = rawValue / 60
        guard minutes >= 60 else { return "\(minutes) min" }
        return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
    }
}
