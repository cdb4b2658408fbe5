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
        #expect(report.contains("Hållplats 1: fewer than 3 pupils"))
        #expect(report.contains("class=\"stop masked\""))
    }

    @Test func `the page stands alone: no script, nothing from elsewhere`() throws {
        let report = try WrittenLane().text("report.html")
        for word in ["<script", "src=", "href=\"http", "url(", "@import"] { #expect(!report.contains(word)) }
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"><svg onload=x>", "A & B", "\u{202E}sloohcs", "line\nbreak"])
    func `a hostile name is harmless`(_ name: String) throws {
        var batch = Lane.batch()
        batch.schools[Index(0)].name = name
        let report = try WrittenLane(batch: batch).text("report.html")
        #expect(!report.contains("<script>"))
        #expect(!report.contains("<svg onload"))
        #expect(!report.contains("\u{202E}"))
        #expect(!report.contains("line\nbreak"))
        if name == "A & B" { #expect(report.contains("School: A &amp; B")) }
    }

    @Test func `the vehicles' day shows equal days once`() throws {
        let report = try WrittenLane().text("report.html")
        // Monday and Tuesday have the same vehicle at the same times.
        #expect(report.contains("Mon, Tue of week 1: 1 vehicles"))
        #expect(report.contains("T-0-1: 07:32 to 07:50, to school, at most 3 pupils aboard"))
    }

    @Test func `rides, walks and waits are shown by group, small groups left out`() throws {
        let report = try WrittenLane().text("report.html")
        // Three riders; 2850 s and 3000 s of rides a session pair, 12 rides: 975 s are 16.3 min on average.
        let school = "<th scope=\"row\">Lane school</th><td class=\"n\">3</td><td class=\"n\">16.3</td>"
        #expect(report.contains(school + "<td class=\"n\">17.5</td>"))
        #expect(report.contains("Language sv"))
        // Two pupils have one home, one has two.
        #expect(!report.contains("One home") && !report.contains("Two homes"))
    }

    @Test func `no template lets a value through unescaped`() {
        for (name, text) in PageTemplates.texts {
            #expect(!text.contains("{{{") && !text.contains("{{&") && !text.contains("CONTENT_TYPE"), "\(name)")
        }
    }
}
