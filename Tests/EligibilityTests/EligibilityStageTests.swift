import Quantities
import Testing
import TransportModel

@testable import Eligibility

@Suite struct `Eligibility stage` {
    @Test func `the smallest rule file decides by distance alone`() throws {
        var test = try TestBatch()
        test.add(homes: [4000])
        test.add(grade: 2, needs: [.wheelchair], isProtected: true, homes: [3200])
        test.add(grade: 3, homes: [100])
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.granted, .granted, .refused])
        #expect(decisions.map(\.margin) == [Metres(1000), Metres(200), Metres(-2900)])
        #expect(decisions.allSatisfy { $0.certainty == "clear" && $0.ruleID == "far" })
        #expect(decisions.map(\.isCarried) == [true, true, false])
    }

    @Test func `every pupil and home has one decision, pupils without a home too`() throws {
        var test = try TestBatch()
        test.add(homes: [4000, 100], weeks: [[1], [2]])
        test.add(homes: [])
        test.add(homes: [nil])
        let decisions = test.decide().decisions
        #expect(decisions.map(\.pupil.rawValue) == [0, 0, 1, 2])
        #expect(decisions.map(\.outcome) == [.granted, .refused, .review, .review])
        #expect(decisions.map(\.ruleID) == ["far", "far", "no_home", "far"])
        #expect(decisions[2].home == nil && !decisions[2].isCarried)
        #expect(decisions[3].certainty == "unmeasured" && !decisions[3].isCarried)
        #expect(decisions[3].whatWouldDecide.contains("position of the home"))
    }

    @Test func `special needs and protected pupils who are not clearly granted go to a person and ride meanwhile`()
        throws
    {
        var test = try TestBatch()
        test.add(needs: [.escort], homes: [100])
        test.add(isProtected: true, homes: [100])
        test.add(needs: [.door], isProtected: true, homes: [])
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.review, .review, .review])
        #expect(decisions.map(\.causes) == [[.specialNeeds], [.protected], [.specialNeeds, .protected, .unmeasured]])
        #expect(decisions.map(\.isCarried) == [true, true, false])
        #expect(decisions.map(\.certainty) == ["judgement", "judgement", "judgement"])
    }

    @Test func `near the limit is review on both sides and the rule file says who rides meanwhile`() throws {
        var test = try TestBatch(
            """
            review: {near_limit: {within_m: 50}}
            rules:
              - {id: far, more_than_m: 3000}
            """)
        for metres in [2949.9, 2950, 3000, 3050, 3050.1] { test.add(homes: [metres]) }
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.refused, .review, .review, .review, .granted])
        #expect(decisions.map(\.certainty) == ["clear", "near_limit", "near_limit", "near_limit", "clear"])
        #expect(decisions[1...3].allSatisfy { !$0.isCarried && $0.whatWouldDecide.contains("on site") })

        test.batch.rules.carriedInReview.insert(.nearLimit)
        #expect(test.decide().decisions.map(\.isCarried) == [false, true, true, true, true])
    }

    @Test func `the share of the limit counts when it is larger than the metres`() throws {
        var test = try TestBatch(
            """
            review: {near_limit: {within_m: 10, within_share: 2 %}}
            rules:
              - {id: far, more_than_m: 3000}
            """)
        for metres in [2939.9, 2940, 3060, 3060.1] { test.add(homes: [metres]) }  // 2 % of 3,000 m are 60 m.
        #expect(test.decide().decisions.map(\.outcome) == [.refused, .review, .review, .granted])
    }

    @Test func `an override wins over everything until its last day and names author, reason and expiry`() throws {
        var test = try TestBatch()
        let refused = test.add(homes: [100])
        let granted = test.add(homes: [9000])
        let expired = test.add(homes: [100])
        for (pupil, outcome, expires) in [
            (refused, Outcome.granted, "2026-08-11"), (granted, .refused, "2027-06-01"),
            (expired, .granted, "2026-08-10"),
        ] {
            test.batch.overrides.append(
                DecisionOverride(
                    pupil: pupil, home: nil, outcome: outcome, reason: "Broken leg", author: "M. Berg",
                    expires: day(expires), line: 2))
        }
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.granted, .refused, .refused])
        #expect(decisions.map(\.ruleID) == ["override", "override", "far"])
        #expect(decisions.map(\.isCarried) == [true, false, false])
        #expect(decisions[0].certainty == "manual")
        #expect(decisions[0].reason == "M. Berg has granted a ride until 2026-08-11: Broken leg.")
        #expect(decisions[0].margin == Metres(-2900))
    }

    @Test func `an override for one home leaves the other home to the rules`() throws {
        var test = try TestBatch()
        let pupil = test.add(homes: [100, 100], weeks: [[1], [2]])
        test.batch.overrides.append(
            DecisionOverride(
                pupil: pupil, home: test.batch.pupils[pupil].homes[1], outcome: .granted, reason: "r", author: "a",
                expires: day("2027-01-01"), line: 2))
        #expect(test.decide().decisions.map(\.outcome) == [.refused, .granted])
    }

    @Test func `a grade that no rule is about is refused and named`() throws {
        var test = try TestBatch("rules:\n  - {id: far, grades: 1-3, more_than_m: 3000}")
        test.add(grade: 4)
        let (decisions, findings) = test.decide()
        #expect(decisions[0].outcome == .refused && decisions[0].ruleID == "none")
        #expect(findings.map(\.code) == ["rules-grade-without-rule"])
    }

    @Test func `needs and kinds of home are said in words, and text of people is left as it is`() {
        let catalogue = MessageCatalogue(language: "sv")
        let needs = Message(.reviewSpecialNeeds, ["needs": "{wheelchair}, {door}"])
        #expect(
            catalogue.text(needs)
                == "Eleven har särskilda behov (rullstol, hämtas vid dörren), och reglerna ensamma ger ingen skjuts.")
        let reason = Message(.overrideGranted, ["author": "A", "expires": "2027-01-01", "reason": "{x} och {"])
        #expect(catalogue.text(reason) == "A har beviljat skjuts till och med 2027-01-01: {x} och {.")
    }

    @Test func `a missing birth date matters only where the answer hangs on it`() throws {
        var test = try TestBatch(
            """
            rules:
              - {id: young, who: {age: {under: 8}}, more_than_m: 2000}
              - {id: older, who: {age: {at_least: 8}}, more_than_m: 3000}
            """)
        for metres in [1000.0, 2500, 3500] { test.add(grade: 2, homes: [metres]) }
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.refused, .review, .granted])
        #expect(decisions[1].certainty == "missing_fact" && decisions[1].whatWouldDecide.contains("birth_date"))
    }

    @Test func `a contradiction in the registers matters only where the answer hangs on it`() throws {
        var test = try TestBatch(
            "rules:\n  - {id: a, grades: 1-3, more_than_m: 3000}\n  - {id: b, grades: 4-9, more_than_m: 5000}")
        test.batch.schools[Index(0)].grades = [1, 2, 3]
        for metres in [1000.0, 4000, 6000] { test.add(grade: 4, homes: [metres]) }
        let decisions = test.decide().decisions
        #expect(decisions.map(\.outcome) == [.refused, .review, .granted])
        #expect(
            decisions[1].causes == [.conflicting]
                && decisions[1].whatWouldDecide.hasPrefix("Correct the register: grade."))
    }

    @Test func `hazards with names that the rule file does not know are named`() throws {
        var test = try TestBatch("bands: {low: 1-3}\nrules:\n  - {id: danger, bands: [low], hazard: yes}")
        test.batch.hazards = [
            HazardMark(id: "a", location: .way(1), bands: ["low", "2"], season: "winter"),
            HazardMark(id: "b", location: .way(1), bands: ["lwo"]),
            HazardMark(id: "c", location: .way(1), season: "monsoon"),
        ]
        test.add(grade: 2)
        let named = test.decide().findings.filter { $0.file == "hazards.csv" }
        #expect(named.map(\.code) == ["hazard-unknown-band", "hazard-unknown-season"])
        #expect(named.map(\.subject) == ["b", "c"])
    }

    @Test func `a pupil who was granted a ride by hand but has no home is named`() throws {
        var test = try TestBatch()
        let pupil = test.add(homes: [])
        test.batch.overrides.append(
            DecisionOverride(
                pupil: pupil, home: nil, outcome: .granted, reason: "r", author: "a", expires: day("2027-01-01"),
                line: 2))
        let (decisions, findings) = test.decide()
        #expect(decisions[0].outcome == .granted && !decisions[0].isCarried)
        #expect(findings.map(\.code) == ["granted-without-home"] && findings[0].subject == "P-1")
    }

    @Test func `a broken rule refuses nobody it might be about`() throws {
        var test = try TestBatch("rules:\n  - {id: far, grades: 1-3, more_than_m: 3000}")
        test.batch.rules.rules[0].isBroken = true
        test.add(grade: 2, homes: [100])
        test.add(grade: 5, homes: [100])
        #expect(test.decide().decisions.map(\.outcome) == [.review, .refused])
    }

    @Test func `standard rules ask the network for nothing more`() throws {
        var test = try TestBatch()
        test.add()
        #expect(EligibilityStage(batch: test.batch).measures().isEmpty)
        #expect(!EligibilityStage(batch: test.batch).needsAllSchools)
    }

    @Test func `what several measures ask alike is asked once, for each home once`() throws {
        var test = try TestBatch(
            """
            measures: {a: {roads: {lit: yes}}, b: {roads: {lit: yes}, add_m: 25}, c: {profile: car}}
            rules: [{id: far, more_than_m: 3000, measure: a}]
            """)
        test.add(homes: [4000, 100], weeks: [[1], [2]])
        test.add()
        let asked = EligibilityStage(batch: test.batch).measures()
        #expect(asked.map(\.request.profile) == [.walk, .car])
        #expect(asked.allSatisfy { $0.homes == [Index(0), Index(1), Index(2)] })
    }

    @Test func `what the network could not measure is said once, with the standard walk standing in`() throws {
        var test = try TestBatch(
            """
            measure: {roads: {winter_maintained: yes}}
            rules:
              - {id: far, more_than_m: 3000}
            """)
        test.add(homes: [4000])
        test.add(homes: [2000])
        let requested = EligibilityStage(batch: test.batch).measures()
        #expect(requested.count == 1 && requested[0].homes.count == 2)
        #expect(requested[0].request.roads.onlyWinterMaintained)
        #expect(test.decide().findings.map(\.code) == ["rules-measure-stand-in"])

        test.walks.measured[requested[0].request] = [
            SchoolWalk(distance: Metres(5000), snap: .zero, gate: 0, path: []), nil,
        ]
        let (decisions, findings) = test.decide()
        #expect(findings.isEmpty)
        #expect(decisions.map(\.outcome) == [.granted, .review])
        #expect(decisions[0].measured == Metres(5000))
    }

    @Test(arguments: MessageCatalogue.languages) func `every language has every sentence with the same gaps`(
        language: String
    ) {
        let english = MessageCatalogue(language: "en"), other = MessageCatalogue(language: language)
        func gaps(_ pattern: String) -> Set<Substring> {
            Set(
                pattern.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
                    $0.split(separator: "}").first
                })
        }
        for key in MessageKey.allCases {
            #expect(!other.pattern(key).isEmpty, "\(key) is missing in \(language)")
            #expect(gaps(other.pattern(key)) == gaps(english.pattern(key)), "\(key) differs in \(language)")
        }
    }
}
