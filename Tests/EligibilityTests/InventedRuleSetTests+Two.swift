import Quantities
import Testing
import TransportModel

@testable import Eligibility

extension `Invented rule sets` {
    // MARK: - Vesilaakso: language streams, ages, care days, who rides while a person decides

    static let vesilaakso = """
        name: Vesilaakso
        bands: {pre: 0, 1-4: 1-4, 5-9: 5-9}
        measure: {add_m: 10}
        measures: {safe: {avoid_hazards: yes}}
        rules:
          - {id: own-language, who: {stream: [sv, immersion]}, among_nearest_schools: 1, school_pool: same_language, more_than_km: 3}
          - {id: no-school, bands: [1-4], no_school_within_km: 2.5}
          - {id: small-class, who: {small_class: yes, columns: {points: {at_least: 7}}}}
          - {id: young, who: {age: {under: 9, as_of: 09-01}}, more_than_km: 2, measure: safe}
          - {id: older, who: {except: {bands: [pre]}}, more_than_km: 5}
        review:
          near_limit: {within_m: 20}
          special_needs: [wheelchair, escort]
          carried: [protected, {causes: [near_limit], bands: [pre, 1-4]}, {causes: [special_needs], who: {needs: [escort]}}]
        days:
          limits:
            - {bands: [pre], sessions: [to_school], when: {from: 08-01, to: 12-31}}
            - {who: {care: yes}, except: {column: care_days, sessions: [from_school]}}
          extra_trips: [religion, swimming]
        homes:
          entitled: [registered, second]
          second: {whole_weeks: yes, consent: yes, gives: surplus_seat}
        ride: {max_to_school_min: {1-4: 40, 5-9: 60}, max_from_school_min: 75}
        wait:
          max_to_school_min: 20
          max_from_school_min: {1-4: 30, 5-9: 50}
          uncounted_after_min: 10
        day_total:
          max_hours:
            - {who: {age: {at_least: 13, as_of: school_start}}, limit: 3}
            - {limit: 2.5}
        """

    @Test func `Vesilaakso: the nearest school of one's own language, though others are nearer`() throws {
        let rules = try rules(Self.vesilaakso)
        func pupil(_ stream: String, schools: [(String, Double, String)]) -> DecisionCase {
            var result = subject(
                facts(grade: 6, born: "2014-01-01", columns: ["stream": stream, "school_language": "sv"]), metres: 4000)
            result.schools = schools.map { SchoolWay(schoolID: $0, distance: Metres(rounding: $1), language: $2) }
            return result
        }
        // S1 is the own school, 4,000 + 10 m away; S2 is nearer but Finnish, S3 nearer and Swedish.
        let nearest = pupil("sv", schools: [("S2", 900, "fi"), ("S1", 4010, "sv"), ("S3", 6000, "sv")])
        #expect(rules.citedID(rules.verdict(on: nearest)) == "own-language")
        let second = pupil("sv", schools: [("S2", 900, "fi"), ("S3", 3000, "sv"), ("S1", 4010, "sv")])
        #expect(outcomeOf(rules, second) == .refused)
        #expect(outcomeOf(rules, pupil("", schools: [("S1", 4010, "sv")])) == .refused)
    }

    @Test func `Vesilaakso: other schools are measured with the added metres too`() throws {
        var test = try TestBatch(Self.vesilaakso)
        test.batch.schools[Index(0)].language = "fi"
        test.add(grade: 3, homes: [2505])
        test.batch.pupils[Index(0)].birthDate = day("2016-01-01")
        test.walks.schoolsInReach = [[SchoolInReach(school: Index(0), distance: Metres(2485))]]
        // 2,485 + 10 m are within 20 m of 2.5 km; 2,485.1 m more would not be.
        #expect(test.decide().decisions[0].causes == [.nearLimit])
        #expect(test.decide().decisions[0].isCarried)
        test.walks.schoolsInReach = [[SchoolInReach(school: Index(0), distance: Metres(2515))]]
        #expect(test.decide().decisions[0].ruleID == "no-school")
    }

    @Test func `Vesilaakso: who rides while a person decides depends on the cause and on the pupil`() throws {
        let rules = try rules(Self.vesilaakso)
        func carried(_ subject: DecisionCase) -> Bool { rules.isCarried(rules.verdict(on: subject), subject) }
        func subject(_ facts: PupilFacts, metres: Double) -> DecisionCase {
            EligibilityTests.subject(facts, metres: metres, schools: [("S1", 1000)])
        }
        // 4,995 + 10 m are within 20 m of 5 km.
        #expect(rules.verdict(on: subject(facts(grade: 4, born: "2016-01-01"), metres: 4995)).causes == [.nearLimit])
        #expect(!carried(subject(facts(grade: 6, born: "2014-01-01"), metres: 4995)))
        #expect(carried(subject(facts(grade: 4, born: "2016-01-01"), metres: 4995)))
        #expect(carried(subject(facts(grade: 6, born: "2014-01-01", needs: [.escort]), metres: 100)))
        #expect(!carried(subject(facts(grade: 6, born: "2014-01-01", needs: [.wheelchair]), metres: 100)))
        #expect(carried(subject(facts(grade: 6, born: "2014-01-01", isProtected: true), metres: 100)))
        // Meeting an adult is not among the needs that go to a person.
        #expect(
            outcomeOf(rules, subject(facts(grade: 6, born: "2014-01-01", needs: [.handover]), metres: 100)) == .refused)
    }

    @Test
    func
        `Vesilaakso: a right leaves out the afternoons of care days, and pre-primary rides in the morning until New Year`()
        throws
    {
        let rules = try rules(Self.vesilaakso)
        let care = rules.verdict(
            on: subject(
                facts(grade: 5, born: "2015-01-01", columns: ["care": "yes", "care_days": "Mon; Wed"]), metres: 6000))
        func covers(_ day: Weekday, _ session: Session) -> Bool {
            care.given.covers(CycleDay(week: 1, weekday: day), session)
        }
        #expect(care.outcome == .granted)
        #expect(covers(.monday, .toSchool) && !covers(.monday, .fromSchool) && !covers(.wednesday, .fromSchool))
        #expect(covers(.tuesday, .fromSchool))
        let text = MessageCatalogue(language: "sv").sentence(
            rules.reasons(for: care, on: subject(facts(grade: 5, columns: [:]), metres: 6000)))
        #expect(text.contains("Det gäller inte vägen hem dessa dagar: måndag, onsdag."), "\(text)")
        for (date, sessions) in [("2026-12-31", [Session.toSchool]), ("2027-01-01", [])] {
            let pre = rules.verdict(on: subject(facts(grade: 0, born: "2020-05-01", on: date), ways: Self.ways(2500)))
            #expect(pre.outcome == .granted && pre.given.sessions.sorted() == sessions, "\(date)")
        }
    }

    @Test func `Vesilaakso: limits of each session are their own`() throws {
        let rules = try rules(Self.vesilaakso)
        let young = facts(grade: 3), old = facts(grade: 7, born: "2013-08-11")
        #expect(
            [Session.toSchool, .fromSchool].map { rules.rideLimit(for: young, $0) } == [.minutes(40), .minutes(75)])
        #expect([Session.toSchool, .fromSchool].map { rules.rideLimit(for: old, $0) } == [.minutes(60), .minutes(75)])
        // Twenty minutes before; after it 30 or 50 and ten that do not count.
        #expect(
            [Session.toSchool, .fromSchool].map { rules.waitLimit(for: young, $0) } == [.minutes(20), .minutes(40)])
        #expect(rules.waitLimit(for: old, .fromSchool) == .minutes(60))
        #expect(rules.dayTotalLimit(for: old) == .minutes(180) && rules.dayTotalLimit(for: young) == .minutes(150))
    }

    @Test func `Vesilaakso: rides to religion are named with the decision of those who have it, and counted for staff`()
        throws
    {
        var test = try TestBatch(Self.vesilaakso)
        for _ in 0..<2 { test.add(grade: 5, homes: [6000]) }
        test.batch.pupils[Index(0)].extras["extra_trips"] = "religion;chess"
        let (decisions, findings) = test.decide()
        #expect(decisions[0].reason.contains("rides during the day to these too: religion."))
        #expect(!decisions[1].reason.contains("religion"))
        #expect(findings.filter { $0.code == "rules-extra-trips" }.map(\.subject) == ["religion"])
    }

    @Test func `what a rule gives and what the days give are narrowed to both`() throws {
        func given(_ rule: String, _ days: String) throws -> GivenRides {
            try rules("rules: [{id: far, more_than_m: 1, \(rule)}]\ndays: {limits: [\(days)]}").givenRides(
                ruleID: "far", facts: facts())
        }
        let both = try given("weekdays: [Mon, Tue], sessions: [to_school]", "{weekdays: [Tue, Wed]}")
        #expect(both.weekdays == [.tuesday] && both.sessions == [.toSchool])
        let none = try given("weekdays: [Mon]", "{weekdays: [Fri]}")
        let rides = Weekday.allCases.flatMap { day in
            Session.allCases.filter { none.covers(CycleDay(week: 1, weekday: day), $0) }
        }
        #expect(rides.isEmpty)
        // Whoever rides while an officer decides rides on the days that a right would be for.
        let some = try rules(
            "rules: [{id: far, more_than_m: 3000, weekdays: [Mon]}]\ndays: {limits: [{sessions: [to_school]}]}")
        let waiting = some.verdict(on: subject(facts(needs: [.escort]), metres: 100))
        #expect(waiting.outcome == .review)
        #expect(waiting.given == some.givenRides(ruleID: "far", facts: facts()))
        #expect(waiting.given.weekdays == [.monday] && waiting.given.sessions == [.toSchool])
        // A decision by hand is for all rides, here and for the checks.
        let fridays = try rules("rules: [{id: far, more_than_m: 1}]\ndays: {limits: [{weekdays: [Fri]}]}")
        #expect(fridays.givenRides(ruleID: "override", facts: facts()).isAll)
        var granted = subject(facts(), metres: 5000)
        granted.override = OverrideFacts(outcome: .granted, reason: "r", author: "a", expires: day("2027-01-01"))
        #expect(fridays.verdict(on: granted).given.isAll)
    }

    // MARK: - Port Hollow: miles, ranges, traffic counts, low income, the second-nearest school

    static let portHollow = """
        name: Port Hollow
        measure: {from: right_of_way, to: nearest_door}
        measures:
          drive: {profile: car}
          cycling: {profile: cycle, roads: {private: none, lit: yes}}
        rules:
          - id: traffic
            who: {age: {under: 11, as_of: planned_day}, except: [{needs: [escort]}, {columns: {declined: yes}}]}
            hazard: {along_more_than_m: 150, safe_detour_more_than: 25 %}
            sessions: [from_school]
          - {id: range, who: {low_income: yes}, at_least_miles: 2, at_most_miles: 5, upper_measure: drive, among_nearest_schools: 2}
          - {id: bicycle, grades: 7-9, more_than_miles: 3, measure: cycling, also: [{less_than_miles: 10, measure: drive}]}
          - {id: far, more_than_miles: 4, who: {municipality: [Port Hollow, Eastbay]}}
          - {id: visitors, who: {except: {municipality: [Port Hollow, Eastbay]}}, gives: review}
        hazards:
          - {columns: {vehicles_h: {at_least: 180}, strip_m: {less_than: 1.2}}}
          - {columns: {speed_mph: {more_than: 50}}, when: {from: 2026-09-01, to: 2026-12-18}}
        stop: {share_of_entitlement: 25 %}
        """

    @Test func `Port Hollow: traffic counts make a hazard, and one date window another`() throws {
        var test = try TestBatch(Self.portHollow)
        for (id, columns) in [
            ("busy", ["vehicles_h": "180", "strip_m": "1,0", "speed_mph": "30"]),
            ("broad", ["vehicles_h": "400", "strip_m": "1.2", "speed_mph": "50"]),
            ("fast", ["vehicles_h": "10", "strip_m": "2", "speed_mph": "51"]),
        ] {
            var mark = HazardMark(id: id, location: .way(1))
            mark.extras = columns
            test.batch.hazards.append(mark)
        }
        let rules = test.batch.rules
        #expect(rules.countedMarks(in: test.batch, for: facts(on: "2026-08-31"), on: .school) == [0])
        #expect(rules.countedMarks(in: test.batch, for: facts(on: "2026-09-01"), on: .school) == [0, 2])
        #expect(rules.countedMarks(in: test.batch, for: facts(on: "2026-12-19"), on: .stop) == [0])
    }

    @Test func `Port Hollow: along 150 m is let pass, a quarter more is no detour, and the eleventh birthday ends it`()
        throws
    {
        let rules = try rules(Self.portHollow)
        func child(along: Double, safe: Double?, needs: Set<Need> = [], on date: String = "2026-10-01") -> DecisionCase
        {
            var way = MeasuredWay(distance: Metres(1000), along: Metres(rounding: along), hazards: ["busy"])
            way.safeDistance = safe.map { Metres(rounding: $0) }
            return subject(
                facts(grade: 4, born: "2016-02-01", needs: needs, columns: ["municipality": "Eastbay"], on: date),
                ways: ["": way])
        }
        #expect(outcomeOf(rules, child(along: 150, safe: nil)) == .refused)
        let granted = rules.verdict(on: child(along: 151, safe: nil))
        #expect(granted.outcome == .granted && granted.given.sessions == [.fromSchool])
        #expect(outcomeOf(rules, child(along: 400, safe: 1250)) == .refused)  // exactly a quarter more
        #expect(outcomeOf(rules, child(along: 400, safe: 1250.1)) == .granted)
        #expect(outcomeOf(rules, child(along: 400, safe: nil, on: "2027-01-31")) == .granted)
        #expect(outcomeOf(rules, child(along: 400, safe: nil, on: "2027-02-01")) == .refused)
        let refused = child(along: 400, safe: 1250)
        let text = MessageCatalogue(language: "en").sentence(
            rules.reasons(for: rules.verdict(on: refused), on: refused))
        // The nearest limit is that of the rule `far`; what the officer must know of the danger stands beside it.
        #expect(text.contains("more than 6437.4 m is needed. The way goes 400 m along"), "\(text)")
        #expect(text.contains("busy. The way that keeps off them is 1250 m."), "\(text)")
    }

    @Test func `Port Hollow: two miles on foot to five miles by car, to one of the two nearest schools`() throws {
        let rules = try rules(Self.portHollow)
        func child(walk: Double, drive: Double, rank: Int) -> DecisionCase {
            subject(
                facts(grade: 8, born: "2013-01-01", columns: ["low_income": "yes", "municipality": "Port Hollow"]),
                ways: [
                    "": MeasuredWay(distance: Metres(rounding: walk)),
                    "drive": MeasuredWay(distance: Metres(rounding: drive)),
                    "cycling": MeasuredWay(distance: Metres(rounding: drive)),
                ],
                schools: (1...4).map { ($0 == rank ? "S1" : "other-\($0)", Double($0) * 1000) })
        }
        func rule(_ subject: DecisionCase) -> String {
            let verdict = rules.verdict(on: subject)
            return verdict.outcome == .granted ? rules.citedID(verdict) : verdict.outcome.rawValue
        }
        // 2 miles are 3,218.7 m, 3 are 4,828.0, 4 are 6,437.4, 5 are 8,046.7, 10 are 16,093.4.
        #expect(rule(child(walk: 3218.6, drive: 4000, rank: 2)) == "refused")
        #expect(rule(child(walk: 3218.7, drive: 4000, rank: 2)) == "range")
        #expect(rule(child(walk: 3300, drive: 4000, rank: 3)) == "refused")
        #expect(rule(child(walk: 3300, drive: 8046.7, rank: 1)) == "range")
        #expect(rule(child(walk: 3300, drive: 8046.8, rank: 1)) == "bicycle")
        #expect(rule(child(walk: 6500, drive: 16_093.4, rank: 1)) == "far")
        // A quarter of the distance that entitles: 2 miles for low income, 4 for others.
        let child = child(walk: 1, drive: 1, rank: 1).facts
        #expect(rules.stopWalkLimit(for: child) == Metres(decimetres: 8047))  // 3,218.7 / 4
    }

    @Test func `Port Hollow: whoever is registered elsewhere goes to a person`() throws {
        let rules = try rules(Self.portHollow)
        let visitor = subject(facts(grade: 1, born: "2019-01-01", columns: ["municipality": "Westbay"]), metres: 9000)
        #expect(rules.verdict(on: visitor).causes == [.rule])
    }

    @Test(arguments: [granby, vesilaakso, portHollow])
    func `the linter has nothing to say about them but seasons of notes`(
        yaml: String
    ) throws {
        let findings = RuleLinter(rules: try rules(yaml), file: "rules.yaml").findings()
        #expect(findings.filter { $0.severity != .info } == [], "\(findings)")
    }

    private func outcomeOf(_ rules: RuleSet, _ subject: DecisionCase) -> Outcome { rules.verdict(on: subject).outcome }

    private static func ways(_ metres: Double) -> [String: MeasuredWay] {
        let way = MeasuredWay(distance: Metres(rounding: metres))
        return ["": way, "safe": way]
    }
}
