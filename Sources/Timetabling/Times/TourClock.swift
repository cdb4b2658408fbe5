import Quantities
import TransportModel

/// Gives every visit of a tour its times: to school as late as the bells allow with waiting pushed to the pickups, home
/// from school straight after the bell.
///
/// Times that families know (`habits`) are kept where all rules allow it. Otherwise a trip to school starts on a whole
/// minute, at most 59 s before it must, and the time so won puts later departures on whole minutes too; a trip home
/// leaves each school on a whole minute. Nothing is ever late, over a ride limit or faster than the road.
struct TourClock {
    /// The journeys that the tour's visits point to.
    let demand: SessionDemand
    /// Driving between the places.
    let travel: TravelMatrix
    /// Times to keep where possible, by position in `demand.journeys`.
    let habits: [Habit?]
    /// Journeys whose time at school is settled before all others, as near to this as the rules allow, by position.
    var usual: [Int: ClockTime] = [:]

    /// How much longer than needed a vehicle may stand to keep a time that families know.
    private static let longestHold = Seconds.minutes(5)
    private static let dayStart = ClockTime(0, 0)
    private static let dayEnd = ClockTime(48, 0)

    /// `tour` with times, or `nil` where no times keep all rules. The vehicle is away from `depot` for at most
    /// `longestDay`.
    func timed(_ tour: SessionTour, depot: Int, longestDay: Seconds?) -> SessionTour? {
        let visits = tour.trips.flatMap(\.visits)
        var system = system(of: visits, depot: depot, longestDay: longestDay)
        guard system.isFeasible else { return nil }
        settleUsual(visits, in: &system)
        if demand.session == .toSchool {
            var first = visits.count
            for trip in tour.trips.reversed() {
                first -= trip.visits.count
                settleToSchool(first..<first + trip.visits.count, of: visits, in: &system)
            }
        } else {
            for visit in visits.indices { settleFromSchool(visit, of: visits, in: &system) }
        }
        return written(system, to: tour)
    }

    /// Moments 2k and 2k + 1 are the arrival and departure of visit k.
    private func system(of visits: [TripVisit], depot: Int, longestDay: Seconds?) -> TimeSystem {
        var system = TimeSystem(count: visits.count * 2, earliest: Self.dayStart, latest: Self.dayEnd)
        var boarded: [Int: Int] = [:]
        for (k, visit) in visits.enumerated() {
            system.require(departure(k), atLeast: visit.standing, after: arrival(k))
            if k > 0 { system.require(arrival(k), atLeast: drive(visits[k - 1], visit), after: departure(k - 1)) }
            for rider in visit.alighting {
                guard let board = boarded[rider] else { continue }
                let limit = demand.journeys[rider].rideLimit
                system.require(departure(board), atLeast: Seconds(-limit.rawValue), after: arrival(k))
            }
            for rider in visit.boarding { boarded[rider] = k }
            let atSchool = demand.session == .toSchool ? visit.alighting : visit.boarding
            for rider in atSchool {
                let moment = demand.session == .toSchool ? arrival(k) : departure(k)
                system.raise(moment, to: demand.journeys[rider].schoolWindow.lowerBound)
                system.lower(moment, to: demand.journeys[rider].schoolWindow.upperBound)
            }
        }
        if let first = visits.first, let last = visits.last {
            let out = Seconds(travel.seconds(from: depot, to: first.position))
            let back = Seconds(travel.seconds(from: last.position, to: depot))
            system.raise(arrival(0), to: Self.dayStart + out)
            if let longestDay {
                system.require(arrival(0), atLeast: out + back - longestDay, after: departure(visits.count - 1))
            }
        }
        return system
    }

    private func settleUsual(_ visits: [TripVisit], in system: inout TimeSystem) {
        guard !usual.isEmpty else { return }
        for (k, visit) in visits.enumerated() {
            let isToSchool = demand.session == .toSchool
            for time in (isToSchool ? visit.alighting : visit.boarding).compactMap({ usual[$0] }) {
                let moment = isToSchool ? arrival(k) : departure(k)
                system.fix(moment, at: min(max(time, system.earliest[moment]), system.latest[moment]))
            }
        }
    }

    /// Settles one trip to school whose followers are settled already.
    private func settleToSchool(_ range: Range<Int>, of visits: [TripVisit], in system: inout TimeSystem) {
        // As late as possible: every moment at its latest value is a timetable of its own.
        let latest = range.map { system.latest[departure($0)] }
        let first = departure(range.lowerBound)
        let start = kept(visits[range.lowerBound], departure(range.lowerBound), in: system, within: latest[0])
        let minute = system.latest[first].roundedDownToMinute
        system.fix(first, at: start ?? max(minute, system.earliest[first]))
        system.fix(arrival(range.lowerBound), at: system.latest[arrival(range.lowerBound)])
        for k in range.dropFirst() {
            system.fix(arrival(k), at: system.earliest[arrival(k)])
            let moment = departure(k)
            guard k < range.upperBound - 1 else {
                system.fix(moment, at: system.earliest[moment])
                break
            }
            let habit = kept(visits[k], moment, in: system, within: latest[k - range.lowerBound])
            let minute = system.earliest[moment].roundedUpToMinute
            let chosen = habit ?? (minute <= system.latest[moment] ? minute : system.earliest[moment])
            system.fix(moment, at: visits[k].boarding.isEmpty ? system.earliest[moment] : chosen)
        }
    }

    /// Settles one visit of a trip home whose forerunners are settled already.
    private func settleFromSchool(_ k: Int, of visits: [TripVisit], in system: inout TimeSystem) {
        let visit = visits[k]
        if visit.boarding.isEmpty {
            let moment = arrival(k)
            system.fix(moment, at: kept(visit, moment, in: system, within: nil) ?? system.earliest[moment])
            system.fix(departure(k), at: system.earliest[departure(k)])
        } else {
            let moment = departure(k)
            let minute = system.earliest[moment].roundedUpToMinute
            let habit = kept(visit, moment, in: system, within: nil)
            system.fix(moment, at: habit ?? (minute <= system.latest[moment] ? minute : system.earliest[moment]))
            system.fix(arrival(k), at: arrivalAtBoarding(k, of: visits, in: system))
        }
    }

    /// With pupils aboard a vehicle arrives when the drive ends; an empty one no sooner than it is needed.
    private func arrivalAtBoarding(_ k: Int, of visits: [TripVisit], in system: TimeSystem) -> ClockTime {
        let isEmpty = k == 0 || onboard(before: k, of: visits) == 0
        return isEmpty ? system.latest[arrival(k)] : system.earliest[arrival(k)]
    }

    private func onboard(before k: Int, of visits: [TripVisit]) -> Int {
        visits[..<k].reduce(0) { $0 + $1.boarding.count - $1.alighting.count }
    }

    /// The time that most of the families here know, where `moment` can keep it: not more than the longest hold from
    /// `latest` (to school) or from the earliest value (from school).
    private func kept(
        _ visit: TripVisit, _ moment: Int, in system: TimeSystem, within latest: ClockTime?
    ) -> ClockTime? {
        let isToSchool = demand.session == .toSchool
        let riders = visit.boarding + (isToSchool ? [] : visit.alighting)
        var votes: [ClockTime: Int] = [:]
        for rider in riders {
            guard let habit = habits[rider], habit.bell == demand.journeys[rider].bell else { continue }
            let boards = visit.boarding.contains(rider)
            if isToSchool || !boards, habit.stop != demand.journeys[rider].stop { continue }
            votes[boards ? habit.board : habit.alight, default: 0] += 1
        }
        guard let time = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
            time >= system.earliest[moment], time <= system.latest[moment]
        else { return nil }
        let hold = latest.map { $0 - time } ?? (time - system.earliest[moment])
        return hold <= Self.longestHold ? time : nil
    }

    private func written(_ system: TimeSystem, to tour: SessionTour) -> SessionTour? {
        guard system.isFeasible else { return nil }
        var tour = tour
        var k = 0
        for trip in tour.trips.indices {
            for visit in tour.trips[trip].visits.indices {
                tour.trips[trip].visits[visit].arrival = system.earliest[arrival(k)]
                tour.trips[trip].visits[visit].departure = system.earliest[departure(k)]
                k += 1
            }
            waitBeforeDriving(&tour.trips[trip].visits)
        }
        return tour
    }

    /// Where nobody boards, a vehicle that has time to spare stands rather than driving slowly.
    private func waitBeforeDriving(_ visits: inout [TripVisit]) {
        for k in visits.indices.dropLast() where visits[k].boarding.isEmpty {
            visits[k].departure = visits[k + 1].arrival - drive(visits[k], visits[k + 1])
        }
    }

    /// Driving seconds, at least one: no two rows of a timetable show the same moment.
    private func drive(_ from: TripVisit, _ to: TripVisit) -> Seconds {
        Seconds(max(1, travel.seconds(from: from.position, to: to.position)))
    }

    private func arrival(_ visit: Int) -> Int { visit * 2 }
    private func departure(_ visit: Int) -> Int { visit * 2 + 1 }
}

extension ClockTime {
    /// The last whole minute that is not later.
    var roundedDownToMinute: ClockTime {
        let past = secondsSinceMidnight % 60
        return ClockTime(secondsSinceMidnight: secondsSinceMidnight - (past < 0 ? past + 60 : past))
    }

    /// The first whole minute that is not earlier.
    var roundedUpToMinute: ClockTime {
        let down = roundedDownToMinute
        return down == self ? self : down + .minutes(1)
    }
}
