import Foundation
import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

@Suite struct FamilyPagesTests {
    @Test func `a family reads its stop, its walk and whole minutes that can be kept`() throws {
        let page = try WrittenLane().text("families/P-1.html")
        #expect(page.contains("<html lang=\"sv\">"))
        #expect(page.contains("<h1>Skolskjuts: Anna Alm</h1>"))
        #expect(page.contains("<strong>Alder</strong>"))
        // 100 m at 1.25 m/s are 80 s, two minutes when rounded up.
        #expect(page.contains("Vägen till hållplatsen: 100 m, ungefär 2 min."))
        // The bus leaves at 7:32:30 and is back at 13:22:30: 7:32 and 13:23.
        let trip = "<br><small class=\"soft whole\">tur T-0-"
        let monday = "<th scope=\"row\">måndag</th><td><span class=\"big\">07:32</span> → 07:50\(trip)1</small></td>"
        #expect(page.contains(monday + "<td><span class=\"big\">13:05</span> → 13:23\(trip)2</small></td>"))
        #expect(page.contains("<a href=\"letters/P-1.html\">Beslutet och dess grunder</a>"))
        #expect(page.contains("Fråga dem som sköter skolskjutsarna i Lane och uppge numret P-1."))
    }

    @Test func `a family is told whom to call where the municipality says so`() throws {
        var batch = Lane.batch()
        batch.municipality.contact = "09 1234 567"
        let page = try WrittenLane(batch: batch).text("families/P-1.html")
        #expect(page.contains("Ring eller skriv till 09 1234 567 och uppge numret P-1."))
    }

    @Test func `a family that is refused or waits has a page too, without times and with the way to its letter`() throws
    {
        let folder = try WrittenLane()
        let refused = try folder.text("families/P-3.html")
        #expect(refused.contains("<p class=\"lead\">Eleven beviljas inte skolskjuts.</p>"))
        #expect(refused.contains("<a href=\"letters/P-3.html\">") && !refused.contains("<table"))
        #expect(try folder.files()["families/P-3.ics"] == nil)
        #expect(
            try folder.text("families/P-4.html").contains(
                "<p class=\"lead\">Ärendet prövas: en handläggare beslutar.</p>"))
    }

    @Test func `options have the times at which buses of the school stop there, or a dash`() throws {
        let batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        plan.stopPlan.options[0].append(StopOption(stop: Index(1), walk: Metres(1000), extraCost: .zero))
        let page = try WrittenLane(plan: plan).text("families/P-1.html")
        #expect(words(page).contains("2. Birch Nummer B 1000 m 14 min Till skolan 07:35 Hem 13:20"))
        plan.stopPlan.candidates.append(CandidateStop(id: "C", name: "Cedar", place: Lane.place(300)))
        plan.stopPlan.options[0].append(StopOption(stop: Index(2), walk: Metres(300), extraCost: .zero))
        let other = try WrittenLane(plan: plan).text("families/P-1.html")
        #expect(words(other).contains("3. Cedar Nummer C 300 m 4 min Till skolan – Hem –"))
        #expect(!other.contains("Välj senast"))
    }

    /// What stands on a page, without its marks.
    private func words(_ page: String) -> String {
        page.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `a family reads by when to choose, while there is time`() throws {
        var batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        plan.stopPlan.options[0].append(StopOption(stop: Index(1), walk: Metres(1000), extraCost: .zero))
        batch.municipality.choicesUntil = CalendarDate("2026-09-30")
        #expect(
            try WrittenLane(batch: batch, plan: plan).text("families/P-1.html").contains(
                "Välj senast 30 september 2026."))
        batch.municipality.choicesUntil = CalendarDate("2026-08-09")
        #expect(!(try WrittenLane(batch: batch, plan: plan).text("families/P-1.html").contains("Välj senast")))
    }

    @Test func `stops have the names of the reader's language, on pages, in calendars, lists and feeds`() throws {
        var batch = Lane.batch()
        batch.municipality.languages = ["sv", "fi"]
        let names = [["sv": "Albacken", "fi": "Leppärinne"], ["fi": "Koivuranta"]]
        for number in 0..<2 { batch.stops[Index(number)].names = names[number] }
        batch.pupils[Index(4)].language = "fi"
        let folder = try WrittenLane(batch: batch)
        let (swedish, finnish) = (try folder.text("families/P-1.html"), try folder.text("families/P-5.html"))
        #expect(swedish.contains("<strong>Albacken</strong>") && !swedish.contains("Alder"))
        #expect(finnish.contains("Koivuranta") && finnish.contains("Leppärinne") && !finnish.contains("Birch"))
        #expect(try folder.text("families/P-1.ics").contains("LOCATION:Albacken"))
        #expect(try folder.text("families/P-5.ics").contains("LOCATION:Koivuranta"))
        // A language without a name of its own reads the usual one.
        #expect(try folder.text("drivers/K-0.html").contains("<th scope=\"row\">Birch"))
        #expect(try folder.text("portal/stop_options.csv").contains("Albacken"))
    }

    @Test func `schools have the names of the reader's language, on pages, letters, calendars, sheets and the report`()
        throws
    {
        var batch = Lane.batch()
        batch.municipality.languages = ["fi", "sv"]
        batch.schools[Index(0)].names = ["sv": "Banskolan", "fi": "Ratakoulu"]
        batch.pupils[Index(4)].language = "fi"
        let folder = try WrittenLane(batch: batch)
        for (pupil, name) in [("P-1", "Banskolan"), ("P-5", "Ratakoulu")] {
            for file in ["families/\(pupil).html", "families/letters/\(pupil).html", "families/\(pupil).ics"] {
                let text = try folder.text(file)
                #expect(text.contains(name) && !text.contains("Lane school"), "\(file)")
            }
        }
        for file in ["drivers/K-0.html", "report.html", "staff/index.html"] {
            let text = try folder.text(file)
            #expect(text.contains("Ratakoulu") && !text.contains("Lane school"), "\(file)")
        }
    }

    @Test func `a stop at the door has no number for a name`() throws {
        let batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        plan.stopPlan.candidates[Index(0)].kind = "door"
        for ride in plan.rides.indices where plan.rides[ride].stop == Index(0) { plan.rides[ride].walk = .zero }
        let folder = try WrittenLane(batch: batch, plan: plan)
        #expect(try folder.text("families/P-1.html").contains("<strong>dörren hemma</strong>"))
        #expect(try folder.text("families/P-1.ics").contains("LOCATION:dörren hemma"))
    }

    @Test func `weeks of the cycle are told by the calendar's own numbers`() throws {
        var batch = Lane.batch()
        batch.municipality.calendar.cycleWeeks = 2
        let weeks = CalendarWeeks(batch)
        // The lane's calendar starts on 10 August 2026, the Monday of week 33, and ends on 15 December, in week 51.
        #expect(weeks.text(of: 1, Messages.of("en")) == "Week 1: calendar weeks 33, 35, 37, 39, 41, 43, 45, 47, 49, 51")
        #expect(weeks.text(of: 2, Messages.of("sv")) == "Vecka 2: kalenderveckorna 34, 36, 38, 40, 42, 44, 46, 48, 50")
        #expect(weeks.text(of: 3, Messages.of("fi")) == nil)
        let mondays = ["2026-12-28", "2027-01-04", "2024-12-30", "2027-01-11"].compactMap { CalendarDate($0) }
        #expect(mondays.map(CalendarWeeks.number) == [53, 1, 1, 2])
    }

    @Test func `a protected family's letter is with the staff, for its owner's eyes alone`() throws {
        let folder = try WrittenLane()
        let files = try folder.files().keys
        #expect(!files.contains { $0.hasPrefix("families/P-2") })
        #expect(files.contains("staff/letters/P-2.html"))
        for file in files where file.hasPrefix("staff/") || file.hasPrefix("trace/") {
            #expect(try folder.mode(of: file) == 0o600)
        }
    }

    @Test func `protected pupils are in no byte of the files that others read`() throws {
        let files = try WrittenLane().files()
        let allowed = ["decisions.csv", "assignments.csv", "stop_options.csv", "review.csv", "findings.csv"]
        for (path, bytes) in files where !path.hasPrefix("staff/") {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("Vera Hemlig") && !text.contains("Lane 1200"), "\(path)")
            #expect(allowed.contains(path) || !text.contains("P-2"), "\(path)")
        }
    }

    @Test func `each family reads its own language`() throws {
        var batch = Lane.batch()
        batch.pupils[Index(0)].language = "fi"
        batch.pupils[Index(4)].language = "en"
        let folder = try WrittenLane(batch: batch)
        #expect(try folder.text("families/P-1.html").contains("<h1>Koulukuljetus: Anna Alm</h1>"))
        #expect(try folder.text("families/P-5.html").contains("<h1>School transport: Elis Ek</h1>"))
    }

    @Test func `both homes stand on one page`() throws {
        let page = try WrittenLane().text("families/P-5.html")
        #expect(page.contains("Hem: Lane 900 of P-5"))
        #expect(page.contains("Andra hemmet: H2"))
        #expect(page.contains("Birch") && page.contains("Alder"))
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"><svg onload=x>", "{family.title}", "\u{202E}evil"])
    func `a hostile name is harmless`(_ name: String) throws {
        var batch = Lane.batch()
        batch.pupils[Index(0)].name = name
        let page = try WrittenLane(batch: batch).text("families/P-1.html")
        #expect(!page.contains("<script>") && !page.contains("<svg onload") && !page.contains("\u{202E}"))
        if name.hasPrefix("{") { #expect(page.contains("Skolskjuts: {family.title}")) }
    }
}

@Suite struct FamilyCalendarTests {
    private func calendar(_ change: (inout Batch) -> Void = { _ in }) throws -> [String] {
        var batch = Lane.batch()
        change(&batch)
        return try WrittenLane(batch: batch).text("families/P-1.ics").components(separatedBy: "\r\n")
    }

    @Test func `a ride repeats every week of its cycle, with a stable id`() throws {
        let lines = try calendar()
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.dropLast().last == "END:VCALENDAR")
        let start = try #require(lines.firstIndex(of: "BEGIN:VEVENT"))
        #expect(
            lines[start...].prefix(9) == [
                "BEGIN:VEVENT", "UID:P-1-H1-W1-Mon-to_school@skjuts.example", "DTSTAMP:20260810T000000Z",
                "DTSTART;TZID=Europe/Helsinki:20260810T073200", "DTEND;TZID=Europe/Helsinki:20260810T075000",
                "RRULE:FREQ=WEEKLY;INTERVAL=1;UNTIL=20261215T235959Z", "SUMMARY:Buss till skolan från Alder",
                "LOCATION:Alder", "END:VEVENT",
            ])
    }

    @Test func `holidays are left out`() throws {
        let lines = try calendar { batch in
            if let monday = CalendarDate("2026-08-17") { batch.municipality.calendar.holidays = [monday...monday] }
        }
        #expect(lines.contains("EXDATE;TZID=Europe/Helsinki:20260817T073200"))
    }

    @Test func `the clocks of Helsinki go back on 25 October 2026 at 4`() throws {
        let lines = try calendar()
        let change = try #require(lines.firstIndex(of: "DTSTART:20261025T040000"))
        #expect(lines[change - 1] == "BEGIN:STANDARD")
        #expect(lines[change + 1] == "TZOFFSETFROM:+0300" && lines[change + 2] == "TZOFFSETTO:+0200")
    }

    @Test func `lines are folded at 75 octets between characters`() {
        let folded = ICalendarText.folded("SUMMARY:" + String(repeating: "å", count: 60))
        let lines = String(decoding: folded, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.count == 3 && lines[1].hasPrefix(" å") && lines[2].isEmpty)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    }

    @Test func `text cannot break out of its line`() {
        #expect(ICalendarText.escaped("a;b,c\\d\r\nBEGIN:VEVENT") == "a\\;b\\,c\\\\d BEGIN:VEVENT")
    }
}

@Suite struct DriverSheetsTests {
    @Test func `a driver reads who boards in numbers, and what to mind`() throws {
        let sheet = try WrittenLane().text("drivers/K-0.html")
        #expect(sheet.contains("Körlista K-0"))
        #expect(sheet.contains("måndag, varje vecka. bus, från Garage."))
        // At B on Monday two board, one of them in a wheelchair.
        #expect(
            sheet.contains(
                "<td class=\"big\">07:35</td><th scope=\"row\">Birch <strong class=\"need\">1 med rullstol</strong></th>"
                    + "<td class=\"n\"><strong>+2</strong></td><td class=\"n\">3</td>"))
        for word in ["P-1", "P-2", "P-5", "Alm", "Hemlig", "Ek<"] { #expect(!sheet.contains(word)) }
    }

    @Test func `a pupil fetched at the door is found by address, a protected one by the place alone`() throws {
        let batch = Lane.batch()
        var plan = Lane.plan(for: batch)
        for ride in plan.rides.indices where plan.rides[ride].stop == Index(0) { plan.rides[ride].walk = .zero }
        let open = try WrittenLane(plan: plan).text("drivers/K-0.html")
        #expect(open.contains("Lane 0 of P-1 <span class=\"mark\">vid dörren</span>"))
        var hidden = batch
        hidden.pupils[Index(0)].isProtected = true
        let closed = try WrittenLane(batch: hidden, plan: plan).text("drivers/K-0.html")
        #expect(!closed.contains("Lane 0 of P-1"))
        #expect(closed.contains("61, 23.002 <span"))
    }
}

@Suite struct StaffPageTests {
    @Test func `staff read the queue with names, and the letters`() throws {
        let page = try WrittenLane().text("staff/index.html")
        #expect(page.contains("<td>Doris Dal</td>") && page.contains("A look at the road."))
        #expect(page.contains("<a href=\"letters/P-2.html\">Vera Hemlig</a>"))
        // The family of P-1 chose A, which costs nothing more and is kept.
        let unknown = "<td class=\"n\">–</td>"
        #expect(page.contains("<td>Alder</td><td>ja</td>\(unknown)\(unknown)\(unknown)<td class=\"n\">0</td>"))
        #expect(page.contains("<a href=\"../families/letters/P-4.html\">P-4</a>"))
        #expect(page.contains("(<a href=\"letters/decisions/P-2.html\">beslut</a>)"))
    }
}

@Suite struct MessagesTests {
    @Test func `all languages have the same keys and the same placeholders`() {
        func placeholders(_ text: String) -> Set<String> {
            Set(text.matches(of: /\{[a-z]+\}/).map { String($0.output) })
        }
        let english = Messages.of("en")
        #expect(english.texts.count > 60)
        for language in Messages.languages {
            let other = Messages.of(language)
            #expect(other.language == language)
            #expect(Set(other.texts.keys) == Set(english.texts.keys), "\(language)")
            for (key, text) in other.texts {
                #expect(placeholders(text) == placeholders(english.texts[key] ?? ""), "\(language) \(key)")
            }
        }
    }

    @Test func `every text that a template asks for is in the catalogue`() {
        let known = Set(Messages.of("en").forTemplate.keys)
        for (name, text) in PageTemplates.texts {
            for match in text.matches(of: /\{\{m\.([a-z_]+)\}\}/) {
                #expect(known.contains(String(match.output.1)), "\(name): \(match.output.1)")
            }
        }
    }
}

@Suite struct FileNamesTests {
    @Test(arguments: [
        ("P-000123", "P-000123"), ("../x", "~2e2e2f78"), ("", "~"), ("å", "~c3a5"), ("a b", "~612062"),
        ("~61", "~7e3631"),
    ])
    func `an id is its own name where that is harmless`(_ id: String, _ name: String) {
        #expect(FileNames.name(of: id) == name)
    }

    @Test func `a long id still has a short name of its own`() {
        let (one, two) = (String(repeating: "å", count: 500), String(repeating: "å", count: 501))
        #expect(FileNames.name(of: one).count == 65)
        #expect(FileNames.name(of: one) != FileNames.name(of: two))
    }
}
