import Inputs
import Quantities
import Testing
import TransportModel

@testable import Eligibility

/// Cases that courts, authorities and municipalities have met; each flips on one thing.
@Suite struct `Golden cases` {
    private func outcome(_ rules: RuleSet, _ subject: DecisionCase) -> Outcome { rules.verdict(on: subject).outcome }

    @Test func `1 plot line or stairwell: the decision flips with the end that is measured from`() throws {
        let ways = ["line": MeasuredWay(distance: Metres(4920)), "stairs": MeasuredWay(distance: Metres(5083))]
        for (measure, expected) in [("line", Outcome.refused), ("stairs", .granted)] {
            let rules = try rules(
                """
                measures: {line: {from: plot_line}, stairs: {from: door}}
                rules: [{id: far, more_than_km: 5, measure: \(measure)}]
                """)
            #expect(outcome(rules, subject(facts(grade: 5), ways: ways)) == expected)
        }
    }

    @Test func `2 exactly 3,000 m is not more than 3,000 m but at least 3,000 m`() throws {
        let exact = subject(facts(), metres: 3000)
        #expect(outcome(try rules("rules: [{id: far, more_than_m: 3000}]"), exact) == .refused)
        #expect(outcome(try rules("rules: [{id: far, at_least_m: 3000}]"), exact) == .granted)
        #expect(
            outcome(try rules("rules: [{id: far, more_than_m: 3000}]"), subject(facts(), metres: 3000.1)) == .granted)
    }

    @Test func `3 turning 8 in England, and 13 on the first school day in Finland`() throws {
        let england = try preset("england")
        func walk(on date: String) -> DecisionCase {
            subject(
                facts(grade: 2, born: "2019-02-03", on: date),
                ways: ["walking": MeasuredWay(distance: Metres(4000)), "": MeasuredWay(distance: Metres(4000))])
        }
        #expect(outcome(england, walk(on: "2027-02-02")) == .granted)  // 7: 4,000 m are over 2 miles (3,218.7 m).
        #expect(outcome(england, walk(on: "2027-02-03")) == .refused)  // 8: and under 3 miles (4,828.0 m).

        let finland = try preset("fi")
        #expect(finland.dayTotalLimit(for: facts(grade: 7, born: "2013-08-11")) == .minutes(180))
        #expect(finland.dayTotalLimit(for: facts(grade: 7, born: "2013-08-12")) == .minutes(150))
    }

    @Test func `4 a day of 3 h 05 is over the cap of a pupil of 13, one of 3 h is not`() throws {
        let limit = try preset("fi").dayTotalLimit(for: facts(grade: 7, born: "2013-01-01"))
        #expect(limit.map { Seconds.minutes(185) > $0 } == true)
        #expect(limit.map { Seconds.minutes(180) > $0 } == false)
    }

    @Test(arguments: [
        ("2026-10-31", Outcome.refused), ("2026-11-01", .granted), ("2027-03-31", .granted), ("2027-04-01", .refused),
    ]) func `5 Kankaanpää: grade 2 at 4 km rides from 1 November to 31 March`(date: String, expected: Outcome) throws {
        #expect(outcome(try preset("fi-kankaanpaa"), subject(facts(grade: 2, on: date), metres: 4000)) == expected)
    }

    @Test func `6 one link of 150 m with risk 205: Korsholm grants grade 3, Mäntsälä lets it pass`() throws {
        var test = try TestBatch()
        test.batch.hazards = [
            HazardMark(id: "link", location: .way(1)), HazardMark(id: "low", location: .way(2)),
        ]
        test.batch.hazards[0].risk = 205
        test.batch.hazards[1].risk = 195
        test.add(grade: 3, homes: [2000])
        test.walks.toSchool[0]?.met = [HazardMet(mark: 0, along: Metres(150)), HazardMet(mark: 1, along: Metres(900))]
        test.walks.toSchool[0]?.safeDistance = nil
        for (name, expected) in [("fi-korsholm", Outcome.granted), ("fi-mantsala", .granted)] {
            test.batch.rules = try preset(name)
            test.walks.measured = [:]
            #expect(test.decide().decisions[0].outcome == expected, "\(name)")
        }
        // Without the long stretch of lower risk, 150 m are within the 200 m that Mäntsälä lets pass.
        test.walks.toSchool[0]?.met = [HazardMet(mark: 0, along: Metres(150))]
        #expect(test.decide().decisions[0].outcome == .refused)
        test.batch.rules = try preset("fi-korsholm")
        #expect(test.decide().decisions[0].outcome == .granted)
        // Risk 195 alone is under Korsholm's 200 for grades 1-3.
        test.walks.toSchool[0]?.met = [HazardMet(mark: 1, along: Metres(900))]
        #expect(test.decide().decisions[0].outcome == .refused)
    }

    @Test func `7 Sipoo: a dangerous crossing is not a ground, a dangerous road is`() throws {
        var test = try TestBatch()
        test.batch.rules = try preset("fi-sipoo")
        test.batch.hazards = [
            HazardMark(id: "crossing", location: .way(1), kind: .cross), HazardMark(id: "road", location: .way(2)),
        ]
        test.add(grade: 2, homes: [1500])
        test.walks.toSchool[0]?.met = [HazardMet(mark: 0, along: .zero)]
        #expect(test.decide().decisions[0].outcome == .refused)
        test.walks.toSchool[0]?.met.append(HazardMet(mark: 1, along: Metres(300)))
        let decision = test.decide().decisions[0]
        #expect(decision.outcome == .granted && decision.ruleID == "dangerous")
        #expect(decision.reason.contains("300 m along roads that are marked as dangerous: road"))
    }

    @Test func `8 a cycle of two weeks goes on over a year of 53 weeks, even and odd weeks do not`() throws {
        var calendar = ServiceCalendar()
        calendar.from = day("2026-08-10")
        calendar.cycleWeeks = 2
        // 2026 has 53 ISO weeks: the last Monday of week 53 is 28 December, and 4 January 2027 starts week 1.
        let mondays = ["2026-12-21", "2026-12-28", "2027-01-04", "2027-01-11"].map(day)
        #expect(mondays.map(\.isoWeek) == [52, 53, 1, 2])
        #expect(mondays.map { calendar.cycleDay(of: $0)?.week } == [2, 1, 2, 1])
        // The father has weeks 2, which were the even ones until New Year and are the odd ones after it.
        let findings = CycleCheck.findings(calendar: calendar, file: "municipality.yaml")
        #expect(findings.isEmpty)
        calendar.to = day("2027-06-05")
        #expect(CycleCheck.findings(calendar: calendar, file: "municipality.yaml").map(\.code) == ["cycle-53-weeks"])
    }

    @Test func `9 Pedersöre: the second home has a seat only while one is free, and the last to come loses it`() throws
    {
        let rules = try preset("fi-pedersore")
        let second = subject(facts(grade: 4, home: .second), metres: 6000, home: HomeFacts(homes: 2, permille: 500))
        let verdict = rules.verdict(on: second)
        #expect(verdict.outcome == .review && verdict.causes == [.surplusSeat])
        #expect(!rules.isCarried(verdict, second))

        let asked = ["P-2": "2026-08-03", "P-1": "2026-08-20", "P-3": "2026-08-01"].map {
            SurplusSeats.Request(pupilID: $0, homeID: "H2", askedOn: day($1))
        }
        #expect(SurplusSeats.allot(free: 2, to: asked).seated.map(\.pupilID) == ["P-3", "P-2"])
        // A new pupil with a right of their own takes one of the two seats.
        let after = SurplusSeats.allot(free: 1, to: asked)
        #expect(after.seated.map(\.pupilID) == ["P-3"])
        #expect(after.waiting.map(\.pupilID) == ["P-2", "P-1"])
    }

    @Test func `10 Norway adds 25 m and measures to the farthest door`() throws {
        let rules = try preset("no")
        #expect(rules.measures[0].to == .farthestDoor && rules.measures[0].from == .door)
        #expect(outcome(rules, subject(facts(grade: 5), metres: 3980)) == .review)  // 4,005 m: within 25 m of 4,000.
        #expect(outcome(rules, subject(facts(grade: 5), metres: 4000.1)) == .granted)  // 4,025.1 m.
        #expect(rules.measured("", for: subject(facts(grade: 5), metres: 3980)) == Metres(4005))

        var test = try TestBatch()
        test.batch.rules = rules
        for (id, kind) in [("front", School.Gate.Kind.walk), ("back", .walk)] {
            test.batch.schools[Index(0)].gates.append(School.Gate(id: id, place: TestBatch.place, kind: kind))
        }
        test.add(grade: 5)
        #expect(EligibilityStage(batch: test.batch).measures().map(\.request.to) == [.farthestGate])
    }

    @Test func `11 England: 2 to 6 miles, walking below, by road above, to one of the three nearest schools`() throws {
        let rules = try preset("england")
        func child(walk: Double, road: Double, schools: [String] = ["A", "B", "S1"]) -> DecisionCase {
            subject(
                facts(grade: 7, born: "2014-01-01", assigned: false, columns: ["low_income": "yes"]),
                ways: [
                    "": MeasuredWay(distance: Metres(rounding: walk)),
                    "walking": MeasuredWay(distance: Metres(rounding: walk)),
                    "vehicle": MeasuredWay(distance: Metres(rounding: road)),
                ], schools: schools.enumerated().map { ($1, Double($0 + 1) * 2000) })
        }
        #expect(outcome(rules, child(walk: 4000, road: 9000)) == .granted)
        #expect(outcome(rules, child(walk: 3000, road: 9000)) == .refused)  // under 2 miles on foot
        #expect(outcome(rules, child(walk: 11_000, road: 9600)) == .granted)  // 6 miles are 9,656.1 m by road
        #expect(outcome(rules, child(walk: 9000, road: 9800)) == .refused)
        #expect(outcome(rules, child(walk: 4000, road: 9000, schools: ["A", "B", "C", "S1"])) == .refused)
    }

    @Test func `12 Skövde: 30 minutes of waiting, with ten before and ten after that do not count`() throws {
        let rules = try preset("se-skovde")
        #expect(rules.waitPolicy.clock == .frame)
        for session in Session.allCases {
            #expect(rules.waitLimit(for: facts(grade: 5), session) == .minutes(40))
        }
        // The frame is 8:00 to 14:30. Whoever starts at 9:00 may be there at 7:20, an own wait of 100 minutes.
        var test = try TestBatch()
        test.batch.rules = rules
        test.add(grade: 5)
        let own = SchoolDay(start: ClockTime(9, 0), end: ClockTime(14, 0))
        test.batch.timetable.rows[Timetable.Key(.school(Index(0)), week: nil, weekday: .monday)] = SchoolDay(
            start: ClockTime(8, 0), end: ClockTime(14, 30))
        test.batch.timetable.rows[Timetable.Key(.pupil(Index(0)), week: nil, weekday: .monday)] = own
        let monday = CycleDay(week: 1, weekday: .monday)
        let counted = WaitingClock(test.batch).day(of: test.batch.pupils[Index(0)], on: monday, own: own)
        #expect(counted == SchoolDay(start: ClockTime(8, 0), end: ClockTime(14, 30)))
        test.batch.rules.waitPolicy.clock = .own
        #expect(WaitingClock(test.batch).day(of: test.batch.pupils[Index(0)], on: monday, own: own) == own)
    }

    @Test(arguments: [
        ("morning", [Session.fromSchool]), ("afternoon", [Session.toSchool]), ("", [Session]()),
    ]) func `13 Sundsvall: part-time care leaves the other half of the day`(care: String, sessions: [Session]) throws {
        let verdict = try preset("se-sundsvall").verdict(on: subject(facts(columns: ["care": care]), metres: 5000))
        #expect(verdict.outcome == .review && verdict.given.sessions.sorted() == sessions)
        #expect(
            outcome(try preset("se-sundsvall"), subject(facts(columns: ["care": "full"]), metres: 5000)) == .refused)
    }

    @Test func `14 a protected pupil's record holds no path and no name`() throws {
        var test = try TestBatch()
        let pupil = test.add(isProtected: true)
        test.batch.pupils[pupil].name = "Bror"
        test.walks.toSchool[0]?.path = [GeoPoint(longitude: 25, latitude: 60)]
        let trace = EligibilityStage(batch: test.batch).traces(walks: test.walks)[0]
        #expect(trace.path.isEmpty)
        #expect(!String(decoding: try TraceFiles.encode([trace]), as: UTF8.self).contains("Bror"))
    }

    @Test func `16 a stop on the wrong side of a road: Skövde asks for the right side`() throws {
        #expect(try preset("se-skovde").stopPolicy.rightSide)
        #expect(try !preset("se-boden").stopPolicy.rightSide)
    }

    @Test func `18 Umeå: no school within 3 km, and a feeder car when the stop is over 1 km away`() throws {
        let rules = try preset("se-umea")
        #expect(
            outcome(rules, subject(facts(grade: 2), metres: 9000, schools: [("S2", 2900), ("S1", 9000)])) == .refused)
        #expect(
            outcome(rules, subject(facts(grade: 2), metres: 9000, schools: [("S2", 3100), ("S1", 9000)])) == .granted)
        #expect(rules.stopWalkLimit(for: facts(grade: 2)) == Metres(1000))
        #expect(rules.stopPolicy.beyond == .feeder)
    }

    @Test func `19 two languages that say different numbers are found`() throws {
        let rules = try rules(
            """
            rules:
              - id: far
                more_than_km: 3
                text: {sv: Längre än 3 km., fi: Yli 5 km.}
            """)
        let findings = RuleLinter(rules: rules, file: "rules.yaml").findings()
        #expect(findings.map(\.code) == ["rules-text-numbers"])
        #expect(findings[0].line == 2)
    }
}
