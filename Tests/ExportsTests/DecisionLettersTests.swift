import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

@Suite struct DecisionLettersTests {
    private func letter(_ id: String, _ change: (inout Batch, inout Plan) -> Void = { _, _ in }) throws -> String {
        var batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        change(&batch, &plan)
        return try WrittenLane(batch: batch, plan: plan).text("families/letters/\(id).html")
    }

    @Test func `a family reads what was decided, by which law, how it was measured and how to appeal`() throws {
        let page = try letter("P-1") { batch, _ in
            batch.rules.process.appealDays = 21
            batch.rules.process.appealTo = LocalisedText("Förvaltningsrätten")
        }
        #expect(page.contains("<html lang=\"sv\">") && page.contains("<h1>Beslut om skolskjuts: Anna Alm</h1>"))
        #expect(page.contains("Eleven beviljas skolskjuts."))
        #expect(page.contains("<dt>Lag och paragraf</dt><dd>32 §</dd>"))
        #expect(page.contains("<dt>Uppmätt väg</dt><dd>10000 m</dd>"))
        #expect(page.contains("<dt>Gräns</dt><dd>3000 m</dd>"))
        #expect(page.contains("<dt>Marginal</dt><dd>7000 m över gränsen</dd>"))
        #expect(page.contains("från hemmets punkt i registret till skolans närmaste grind."))
        #expect(page.contains("Beslutet gäller till och med 18 december 2026."))
        #expect(page.contains("Överklaga hos Förvaltningsrätten inom 21 dagar"))
    }

    @Test func `those who are refused or in review have letters too`() throws {
        let refused = try letter("P-3")
        #expect(refused.contains("Eleven beviljas inte skolskjuts.") && refused.contains("2900 m under gränsen"))
        let review = try letter("P-4")
        #expect(review.contains("en handläggare beslutar") && review.contains("exakt vid gränsen"))
        #expect(review.contains("Ingen skjuts ordnas innan beslutet är fattat."))
        #expect(review.contains("Det finns ännu inget beslut att överklaga.") && !review.contains("Beslutet gäller"))
        // Not carried while waiting, and no word of what staff would need to know.
        #expect(!review.contains("A look at the road."))
    }

    @Test func `the rule's own words stand where they are the reason, not where they are what is missing`() throws {
        func page(_ id: String, gives: RuleEffect) throws -> Bool {
            try letter(id) { batch, _ in
                var rule = Rule(id: "far")
                rule.text = LocalisedText("The way is long.")
                rule.gives = gives
                batch.rules.rules = [rule]
            }.contains("<p>The way is long.</p>")
        }
        #expect(try page("P-1", gives: .transport))
        #expect(try !page("P-3", gives: .transport))
        #expect(try page("P-3", gives: .nothing))
    }

    @Test func `each family reads its own language, and the municipality's where none is known`() throws {
        let finnish = try letter("P-1") { batch, plan in
            batch.pupils[Index(0)].language = "fi"
            plan.decisions[0].reasonByLanguage = ["fi": "Matka on 10000 m.", "sv": "Vägen är 10000 m."]
        }
        #expect(finnish.contains("Oppilaalle myönnetään koulukuljetus.") && finnish.contains("Matka on 10000 m."))
        #expect(!finnish.contains("Vägen är"))
        let english = try letter("P-1") { batch, _ in batch.pupils[Index(0)].language = "en" }
        #expect(english.contains("The pupil is granted school transport."))
        let unknown = try letter("P-1") { batch, _ in
            batch.pupils[Index(0)].language = ""
            batch.municipality.languages = ["fi", "sv"]
        }
        #expect(unknown.contains("<html lang=\"fi\">"))
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"><svg onload=x>", "{letter.title}", "{{title}}", "\u{202E}evil"])
    func `a hostile name or reason is harmless`(_ text: String) throws {
        let page = try letter("P-1") { batch, plan in
            batch.pupils[Index(0)].name = text
            batch.homes[Index(0)].address = text
            plan.decisions[0].reason = text
        }
        #expect(!page.contains("<script>") && !page.contains("<svg onload") && !page.contains("\u{202E}"))
        if text.hasPrefix("{") { #expect(page.contains("Beslut om skolskjuts: \(text)")) }
    }

    @Test func `an override shows its author, its reason and its last day`() throws {
        let page = try letter("P-1") { batch, plan in
            batch.overrides = [Self.override(reason: "The bridge is closed")]
            plan.decisions[0].certainty = "manual"
        }
        #expect(page.contains("<dt>Beslutat för hand av</dt><dd>Officer Ohm</dd>"))
        #expect(page.contains("<dd>The bridge is closed</dd>"))
        #expect(page.contains("Beslutet gäller till och med 1 december 2026."))
    }

    @Test func `the map shows the walk to school`() throws {
        let batch = Lane.batch()
        let page = Self.pages(of: batch)["families/letters/P-1.html"] ?? ""
        #expect(page.contains("aria-label=\"Karta över gångvägen till Lane school, 10000 m\""))
        #expect(page.contains("<path class=\"line walk\" d=\"M"))
    }

    static func override(reason: String) -> DecisionOverride {
        DecisionOverride(
            pupil: Index(0), home: nil, outcome: .granted, reason: reason, author: "Officer Ohm",
            expires: CalendarDate(daysSinceEpoch: 20_788), line: 2)
    }

    /// The letters about the lane with a straight walk from every home.
    static func pages(of batch: Batch, plan: Plan? = nil) -> [String: String] {
        let plan = plan ?? Lane.plan(for: batch)
        var walks = Walks(homes: batch.homes.count)
        for (number, home) in batch.homes.elements.enumerated() {
            let path = [home.place.point, Lane.place(10_000).point]
            walks.toSchool[number] = SchoolWalk(distance: Metres(10_000), snap: .zero, gate: 0, path: path)
        }
        let source = ExportSource(
            tables: PlanTables(plan: plan, batch: batch), plan: plan, batch: batch, network: nil,
            settings: Lane.settings(for: plan), threads: 1, walks: walks)
        return Dictionary(
            DecisionLetters(source, RoadTiles(source.network)).files().map {
                ($0.name, String(decoding: $0.bytes, as: UTF8.self))
            },
            uniquingKeysWith: { first, _ in first })
    }
}

@Suite struct ProtectedLettersTests {
    @Test func `a protected pupil's letter is with the staff alone`() throws {
        let folder = try WrittenLane()
        let files = try folder.files()
        #expect(files["families/letters/P-2.html"] == nil)
        #expect(try folder.mode(of: "staff/letters/decisions/P-2.html") == 0o600)
        #expect(try folder.mode(of: "families/letters/P-1.html") == 0o644)
        #expect(try folder.text("staff/letters/decisions/P-2.html").contains("Vera Hemlig"))
        #expect(files.keys.count { $0.contains("letters/") && !$0.hasPrefix("staff/letters/P") } == 5)
    }

    @Test func `a sibling's letter shows neither the address nor the place where a protected pupil lives`() {
        var batch = Lane.batch()
        #expect(DecisionLettersTests.pages(of: batch)["families/letters/P-1.html"]?.contains("<svg") == true)
        batch.homes[Index(0)].address = batch.homes[Index(1)].address
        let page = DecisionLettersTests.pages(of: batch)["families/letters/P-1.html"] ?? ""
        #expect(page.contains("Anna Alm") && !page.contains("Lane 1200") && !page.contains("<svg"))
        batch.homes[Index(0)].address = ""
        batch.homes[Index(0)].place = batch.homes[Index(1)].place
        #expect(DecisionLettersTests.pages(of: batch)["families/letters/P-1.html"]?.contains("<svg") == false)
    }

    @Test(arguments: ["Rides with her sister Vera Hemlig", "Lives at Lane 1200 of P-2 too"])
    func `an officer's words that tell of a protected pupil are withheld`(_ words: String) {
        var batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        batch.overrides = [DecisionLettersTests.override(reason: words)]
        plan.decisions[0].certainty = "manual"
        plan.decisions[0].reason = "Officer Ohm: \(words)."
        let page = DecisionLettersTests.pages(of: batch, plan: plan)["families/letters/P-1.html"] ?? ""
        #expect(page.contains("Kommunen lämnar ut skälet.") && page.contains("Officer Ohm"))
        #expect(!page.contains("Vera Hemlig") && !page.contains("Lane 1200"))
    }
}

@Suite struct LetterTemplatesTests {
    @Test func `a municipality's own text replaces the built-in letter in its language`() throws {
        var batch = Lane.batch()
        batch.letterTemplates = [
            "sv": "<p>Hej {{title}}{{! a remark }}</p>{{#homes}}<b>{{outcome}}</b>{{/homes}}<i>{{m.letter_ask}}</i>"
        ]
        batch.pupils[Index(0)].name = "<Anna>"
        batch.pupils[Index(4)].language = "fi"
        let folder = try WrittenLane(batch: batch)
        #expect(
            try folder.text("families/letters/P-1.html")
                == "<p>Hej Beslut om skolskjuts: &lt;Anna&gt;</p><b>Eleven beviljas skolskjuts.</b><i>Frågor</i>")
        #expect(try folder.text("families/letters/P-5.html").hasPrefix("<!DOCTYPE html>"))
        #expect(try !folder.text("findings.csv").contains("letter-template"))
    }

    @Test(arguments: [
        "{{{title}}}", "{{&title}}", "{{ & title}}", "{{=<% %>=}}<%& title %>", "{{% CONTENT_TYPE: TEXT}}{{title}}",
        "{{> letter}}", "{{#homes}}", "{{#homes}}{{/appeal}}", "{{/homes}}", "{{title", "{{}}", "{{lowercased(title)}}",
        String(repeating: "{{#homes}}", count: 17) + String(repeating: "{{/homes}}", count: 17),
    ])
    func `a template that is broken or does not escape is a finding, and the built-in letter is used`(
        _ text: String
    ) throws {
        var batch = Lane.batch()
        batch.letterTemplates = ["sv": "<p>\n" + text]
        let folder = try WrittenLane(batch: batch)
        #expect(
            try folder.text("findings.csv").contains("letter-template-broken,warning,letters/letter.sv.mustache,2,"))
        #expect(try folder.text("families/letters/P-1.html").hasPrefix("<!DOCTYPE html>"))
    }

    @Test func `the built-in letter is one that a municipality could have written`() throws {
        let text = try #require(PageTemplates.texts["letter"])
        #expect(throws: Never.self) { try TemplateFault.check(text) }
    }
}
