import Quantities
package import TransportModel

extension Lane {
    /// The plan: one bus, and each day a trip to school and one back.
    ///
    /// To school the bus leaves the depot at 7:30:10, drives 1100 m = 110 s to A, stands from 7:32:00 to 7:32:30,
    /// drives 900 m = 90 s to B, stands from 7:34:00 to 7:35:00, and is at school, 9000 m = 900 s on, at 7:50:00.
    /// It waits there, leaves at 13:05:00, stands at B from 13:20:00 to 13:21:00 and at A from 13:22:30 to 13:23:00,
    /// and is back at 13:24:50: 22.0 km, 2.2 of them empty.
    package static func plan(for batch: Batch) -> Plan {
        var stopPlan = StopPlan(candidates: batch.stops, homes: batch.homes.count)
        let (alder, birch) = (Index<CandidateStop>(0), Index<CandidateStop>(1))
        let walks: [(home: Int, stop: Index<CandidateStop>, metres: Int32)] = [
            (0, alder, 100), (1, birch, 200), (4, birch, 100), (5, alder, 100),
        ]
        for walk in walks {
            stopPlan.assigned[walk.home] = StopInReach(stop: walk.stop, walk: Metres(walk.metres))
            stopPlan.options[walk.home] = [
                StopOption(stop: walk.stop, walk: Metres(walk.metres), extraCost: .zero)
            ]
        }
        var plan = Plan(stopPlan: stopPlan)
        plan.decisions = decisions()
        for (number, weekday) in [Weekday.monday, .tuesday].enumerated() {
            addDay(CycleDay(week: 1, weekday: weekday), number: number, to: &plan)
        }
        plan.bound.buses = 1
        plan.findings = [Finding("stop-far", .info, subject: "P-1", message: "The stop is at the far end.")]
        return plan
    }

    private static func decisions() -> [Decision] {
        func decision(_ pupil: Int, _ home: Int, _ outcome: Outcome, _ metres: Int32, _ certainty: String) -> Decision {
            Decision(
                pupil: Index(pupil), home: Index(home), outcome: outcome,
                isCarried: outcome == .granted || certainty == "special_needs",
                ruleID: "far", law: "32 §", measured: Metres(metres), threshold: Metres(3000), certainty: certainty,
                reason: "The walk to school is \(metres) m.",
                whatWouldDecide: outcome == .review ? "A look at the road." : "")
        }
        return [
            decision(0, 0, .granted, 10_000, "clear"), decision(1, 1, .review, 8800, "special_needs"),
            decision(2, 2, .refused, 100, "clear"), decision(3, 3, .review, 3000, "near_limit"),
            decision(4, 4, .granted, 9100, "clear"), decision(4, 5, .granted, 10_000, "clear"),
        ]
    }

    private static func addDay(_ day: CycleDay, number: Int, to plan: inout Plan) {
        let atAlder = number == 0 ? 1 : 2  // P-5 comes from B on Monday and from A on Tuesday.
        let atBirch = 3 - atAlder
        func time(_ hour: Int32, _ minute: Int32, _ second: Int32 = 0) -> ClockTime { ClockTime(hour, minute, second) }
        func at(
            _ place: StopPlace, _ arrival: ClockTime, _ departure: ClockTime, on boarding: Int, off alighting: Int,
            left onboard: Int, _ distance: Int
        ) -> StopTime {
            StopTime(
                place: place, arrival: arrival, departure: departure, boarding: boarding, alighting: alighting,
                onboard: onboard, distance: distance)
        }
        let (alder, birch, school) = (StopPlace.stop(Index(0)), StopPlace.stop(Index(1)), StopPlace.school(Index(0)))
        plan.trips.append(
            Trip(
                id: "T-\(number)-1", block: number, day: day, session: .toSchool,
                stopTimes: [
                    at(alder, time(7, 32), time(7, 32, 30), on: atAlder, off: 0, left: atAlder, 0),
                    at(birch, time(7, 34), time(7, 35), on: atBirch, off: 0, left: 3, 900),
                    at(school, time(7, 50), time(7, 51), on: 0, off: 3, left: 0, 9900),
                ]))
        plan.trips.append(
            Trip(
                id: "T-\(number)-2", block: number, day: day, session: .fromSchool,
                stopTimes: [
                    at(school, time(13, 4), time(13, 5), on: 3, off: 0, left: 3, 0),
                    at(birch, time(13, 20), time(13, 21), on: 0, off: atBirch, left: atAlder, 9000),
                    at(alder, time(13, 22, 30), time(13, 23), on: 0, off: atAlder, left: 0, 9900),
                ]))
        plan.blocks.append(
            Block(
                id: "K-\(number)", day: day, vehicleType: Index(0), start: time(7, 30, 10), end: time(13, 24, 50),
                trips: [2 * number, 2 * number + 1], distance: 22_000, deadhead: 2200, cost: Cost(cents: 12_200)))
        addRides(day, number: number, to: &plan)
    }

    /// From A a ride takes 1050 s, from B 900 s; the waits are 600 s and 300 s. A walk of 100 m takes 80 s, of 200 m
    /// 160 s. So the day of P-1 is 2 · 80 + 2 · 1050 + 900 = 3160 s.
    private static func addRides(_ day: CycleDay, number: Int, to plan: inout Plan) {
        let riders: [(pupil: Int, home: Int, stop: Int, metres: Int32, dayTotal: Int32)] = [
            (0, 0, 0, 100, 3160), (1, 1, 1, 200, 3020), number == 0 ? (4, 4, 1, 100, 2860) : (4, 5, 0, 100, 3160),
        ]
        for rider in riders {
            let isAlder = rider.stop == 0
            for session in Session.allCases {
                let toSchool = session == .toSchool
                plan.rides.append(
                    Ride(
                        pupil: Index(rider.pupil), home: Index(rider.home), day: day, session: session,
                        stop: Index(rider.stop), walk: Metres(rider.metres), trip: 2 * number + session.order,
                        board: toSchool ? (isAlder ? ClockTime(7, 32, 30) : ClockTime(7, 35)) : ClockTime(13, 5),
                        alight: toSchool
                            ? ClockTime(7, 50) : (isAlder ? ClockTime(13, 22, 30) : ClockTime(13, 20)),
                        wait: Seconds(toSchool ? 600 : 300), dayTotal: Seconds(rider.dayTotal)))
            }
        }
    }

    /// What the summary says about the run.
    package static func settings(for plan: Plan) -> RunSettings {
        RunSettings(version: "0.1.0", seed: 1, isTimeLimited: plan.isTimeLimited, bound: plan.bound)
    }
}
