import Quantities
import Testing
import TransportModel

@testable import Timetabling

@Suite struct UnservedFindingsTests {
    @Test func `one finding per pupil, way and reason names all days`() {
        var town = Town()
        town.batch.municipality.calendar.cycleWeeks = 2
        let school = town.school(1, 0)
        let child = town.pupil(to: school, from: town.stop(0, 0))
        let days = [(2, Weekday.monday), (1, .tuesday), (1, .monday)].map { CycleDay(week: $0.0, weekday: $0.1) }
        let unserved =
            days.map { Unserved(pupil: child, day: $0, session: .toSchool, reason: "it is far") }
            + [Unserved(pupil: child, day: days[0], session: .fromSchool, reason: "it is late")]
        let findings = UnservedFindings(batch: town.batch).findings(unserved)
        #expect(
            findings.map(\.message) == [
                "No ride to school on week 1 Mon, Tue; week 2 Mon: it is far.",
                "No ride home from school on week 2 Mon: it is late.",
            ])
        #expect(findings.allSatisfy { $0.subject == "P-1" && $0.severity == .warning })
    }
}
