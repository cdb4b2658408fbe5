import Foundation
import PlanFixtures
import Quantities
import Testing
import TransportModel

@testable import Exports

@Suite struct ChangesTests {
    private func tables(_ change: (inout PlanTables) -> Void = { _ in }) -> PlanTables {
        let batch = Lane.batch()
        var tables = PlanTables(plan: Lane.plan(for: batch), batch: batch)
        change(&tables)
        return tables
    }

    @Test func `seconds that nobody reads are no change`() {
        let before = tables { $0.assignments[0].board = $0.assignments[0].board + Seconds(20) }
        let changes = PlanChanges(from: before, to: tables())
        #expect(changes.hasPrevious && changes.pupils.isEmpty)
    }

    @Test func `another minute, a new rider and one who no longer rides are told apart`() {
        let before = tables { tables in
            tables.assignments[0].board = tables.assignments[0].board + Seconds(60)
            tables.assignments.removeAll { $0.pupilID == "P-5" }
            var gone = tables.assignments[0]
            gone.pupilID = "P-3"
            tables.assignments.append(gone)
        }
        let changes = PlanChanges(from: before, to: tables())
        #expect(changes.pupils == ["P-1": .changed, "P-5": .new, "P-3": .ended])
    }

    @Test func `without a plan before everybody is to be told, protected families marked`() throws {
        let list = try WrittenLane().text("staff/changes.csv").split(separator: "\n")
        #expect(
            list == [
                "kind,id,change,language,protected,file", "family,P-1,new,sv,no,families/P-1.html",
                "family,P-2,new,sv,yes,staff/letters/P-2.html", "family,P-5,new,sv,no,families/P-5.html",
                "driver,K-0,new,,no,drivers/K-0.html", "driver,K-1,new,,no,drivers/K-1.html",
            ])
    }

    @Test func `only families and drivers with something new are listed, and it is marked on their pages`() throws {
        // Until now P-1 left at 7:31, and on Monday the bus stood at A a minute earlier.
        let before = tables { tables in
            tables.assignments[0].board = ClockTime(7, 31)
            tables.stopTimes[0].departure = ClockTime(7, 31)
        }
        let folder = try WrittenLane(previous: before)
        let list = try folder.text("staff/changes.csv").split(separator: "\n").dropFirst()
        #expect(
            list == ["family,P-1,changed,sv,no,families/P-1.html", "driver,K-0,changed,,no,drivers/K-0.html"])
        let page = try folder.text("families/P-1.html")
        #expect(
            page.contains(
                "07:50 <span class=\"mark new\">nytt</span><br><small class=\"soft\">förut: 07:31 → 07:50</small>"))
        #expect(page.components(separatedBy: "mark new").count == 2)
        #expect(try folder.text("families/P-5.html").contains("Inget har ändrats sedan förra planen."))
        let sheet = try folder.text("drivers/K-0.html")
        #expect(sheet.contains("Ändrad sedan förra planen"))
        #expect(sheet.components(separatedBy: "mark new").count == 2)
        #expect(try folder.text("drivers/K-1.html").contains("Samma som i förra planen."))
        #expect(try folder.text("staff/index.html").contains("Familjer att meddela: 1."))
    }
}
