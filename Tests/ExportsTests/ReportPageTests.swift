import Foundation
import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

@Suite struct ReportPageTests {
    @Test func `the report names no pupil, no address and no protected pupil at all`() throws {
        let batch = Lane.batch()
        let protected = Finding("x", .warning, subject: "P-2", message: "about P-2")
        let hinted = Finding("x", .warning, subject: "S1", message: "The pupil P-2 has no seat.")
        let report = try WrittenLane(checks: [protected, hinted]).text("report.html")
        for pupil in batch.pupils.elements {
            #expect(!report.contains(pupil.name))
            for home in pupil.homes {
                #expect(batch.homes[home].address.isEmpty || !report.contains(batch.homes[home].address))
            }
        }
        #expect(!report.contains("P-2"))
    }

    @Test func `stops of fewer than three pupils show neither name nor place`() throws {
        // On the lane A and B have two pupils each.
        let report = try WrittenLane().text("report.html")
        #expect(!report.contains("Alder"))
        #expect(!report.contains("Birch"))
        #expect(report.contains("Hållplats 1: färre än 3 elever"))
        #expect(report.contains("class=\"stop masked\""))
    }

    @Test func `the page stands alone: one script of its own, nothing from elsewhere`() throws {
        let report = try WrittenLane().text("report.html")
        for word in ["src=", "href=\"http", "url(", "@import", "fetch(", "XMLHttpRequest", "eval(", "innerHTML"] {
            #expect(!report.contains(word))
        }
        #expect(report.components(separatedBy: "<script").count == 2)
    }

    @Test func `everything is read without the script, whose buttons are made by itself`() throws {
        let report = try WrittenLane().text("report.html")
        let markup = try #require(report.components(separatedBy: "<script").first)
        #expect(!markup.contains("<button") && !markup.contains("onclick"))
        // Rows lead to places and trips of the map by what both are marked with.
        #expect(markup.contains("<g class=\"t0\" data-route=\"T-0-1\">"))
        #expect(markup.contains("<tr data-show-route=\"T-0-1\"><th scope=\"row\">T-0-1</th><td>till skolan</td>"))
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"><svg onload=x>", "A & B", "\u{202E}sloohcs", "line\nbreak"])
    func `a hostile name is harmless`(_ name: String) throws {
        var batch = Lane.batch()
        batch.schools[Index(0)].name = name
        let report = try WrittenLane(batch: batch).text("report.html")
        #expect(!report.contains("<script>alert"))
        #expect(!report.contains("<svg onload"))
        #expect(!report.contains("\u{202E}"))
        #expect(!report.contains("line\nbreak"))
        if name == "A & B" { #expect(report.contains("Skola: A &amp; B")) }
    }

    @Test func `the vehicles' day shows equal days once`() throws {
        let report = try WrittenLane().text("report.html")
        // Monday and Tuesday have the same vehicle at the same times.
        #expect(report.contains("måndag, tisdag i vecka 1 (fordon: 1)"))
        #expect(report.contains("T-0-1: 07:32 till 07:50, till skolan, högst 3 elever ombord"))
    }

    @Test func `rides, walks and waits are shown by group, small groups left out`() throws {
        let report = try WrittenLane().text("report.html")
        // Three riders; 2850 s and 3000 s of rides a session pair, 12 rides: 975 s are 16.3 min on average.
        let school = "<th scope=\"row\">Lane school</th><td>skola</td><td class=\"n\">3</td><td class=\"n\">16,3</td>"
        #expect(report.contains(school + "<td class=\"n\">17,5</td>"))
        #expect(report.contains("<th scope=\"row\">sv</th><td>språk</td><td class=\"n\">3</td>"))
        #expect(report.contains("<th scope=\"row\">kring Lane school</th><td>område</td><td class=\"n\">3</td>"))
        // Two pupils have one home, one has two.
        #expect(!report.contains("ett hem") && !report.contains("två hem"))
    }

    @Test func `areas are those of the column area where homes have it`() throws {
        var batch = Lane.batch()
        for home in batch.homes.indices { batch.homes[home].extras["area"] = "North" }
        #expect(
            try WrittenLane(batch: batch).text("report.html").contains("<th scope=\"row\">North</th><td>område</td>"))
    }

    @Test func `pupils nearest a limit stand by their ids, protected ones not at all`() throws {
        let report = try WrittenLane().text("report.html")
        // P-1 rides 1050 s, 17.5 of 20 minutes, and walks 100 of 300 m.
        let ride = "<td>resa, min</td><td>Lane school</td><td class=\"n\">17,5</td><td class=\"n\">20</td>"
        #expect(report.contains("<th scope=\"row\">P-1</th>\(ride)<td class=\"n\">2,5</td>"))
        #expect(report.contains("<td class=\"n\">100</td><td class=\"n\">300</td><td class=\"n\">200</td>"))
        // P-4's way to school is exactly the 3000 m that decide.
        #expect(report.contains("<td class=\"n\">3000</td><td class=\"n\">3000</td><td class=\"n\">0</td>"))
    }

    @Test func `the benefit stands beside the plan before and the baseline that the municipality gave`() throws {
        var batch = Lane.batch()
        batch.municipality.baseline.name = "Spring"
        batch.municipality.baseline.vehicles = 2
        batch.municipality.service.gramsPerKilometre = 1000
        var previous = PlanTables(plan: Lane.plan(for: batch), batch: batch)
        previous.blocks[0].distance += 11_000
        let report = try WrittenLane(batch: batch, previous: previous).text("report.html")
        #expect(report.contains("<th scope=\"col\" class=\"n\">Spring</th>"))
        // 44 km against 55, a fifth less; a kilogram a kilometre.
        for row in ["Kilometer", "Koldioxid, kg"] {
            #expect(
                report.contains(
                    "<th scope=\"row\">\(row)</th><td class=\"n\">44</td><td class=\"n\">55</td>"
                        + "<td class=\"n\">-11 (-20 %)</td>"))
        }
        #expect(report.contains("<td class=\"n\">2</td><td class=\"n\">-1 (-50 %)</td>"))
        #expect(report.contains("<dd class=\"note\">förut: 55</dd>"))
    }

    @Test(arguments: ["en", "fi", "sv"]) func `the page is in the municipality's first language`(_ language: String)
        throws
    {
        var batch = Lane.batch()
        batch.municipality.languages = [language]
        let report = try WrittenLane(batch: batch).text("report.html")
        #expect(report.contains("<html lang=\"\(language)\">"))
        #expect(!report.contains("report."))
    }

    @Test func `no template lets a value through unescaped`() {
        for (name, text) in PageTemplates.texts {
            #expect(!text.contains("{{{") && !text.contains("{{&") && !text.contains("CONTENT_TYPE"), "\(name)")
        }
    }
}
