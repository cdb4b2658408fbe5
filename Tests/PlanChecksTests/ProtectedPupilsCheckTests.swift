import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

/// P-2 is the lane's protected pupil: Vera Hemlig, `Lane 1200 of P-2`.
@Suite struct ProtectedPupilsCheckTests {
    @Test(arguments: [
        ("report.html", "<td>P-2</td>"), ("families/P-2.html", "nothing"), ("drivers/K-0.html", "hej Vera Hemlig!"),
        ("plan.geojson", "{\"id\":\"P-2\"}"), ("staff.html", "Lane 1200 of P-2"), ("trace/1.json", "Vera Hemlig"),
        ("run.json", "P-2"),
    ])
    func `a protected pupil is found where only others may be`(_ path: String, _ text: String) throws {
        let folder = try LaneFolder()
        try folder.write(Array(text.utf8), to: path)
        let finding = try #require(folder.findings().first)
        #expect(finding.code == "plan-protected-pupil")
        #expect(finding.file == path)
        #expect(finding.subject == "P-2")
    }

    @Test func `a name in a table of ids is found`() throws {
        let folder = try LaneFolder { $0.findings[0].message = "Vera Hemlig lives far away." }
        #expect(folder.codes() == ["plan-protected-pupil"])
    }

    @Test func `a pupil packed in an archive is found`() throws {
        let folder = try LaneFolder()
        var archive = ZIPWriter()
        archive.add(Array("stop_id,name\nX,P-2\n".utf8), as: "stops.txt")
        try folder.write(try archive.bytes(), to: "gtfs.zip")
        #expect(folder.codes() == ["plan-protected-pupil"])
    }

    @Test(arguments: [
        ("staff/letters.html", "Vera Hemlig, Lane 1200 of P-2, P-2"), ("trace/2.json", "P-2"),
        ("report.html", "P-22 and XP-2, but not them alone"),
    ])
    func `staff's files and longer words are no breach`(_ path: String, _ text: String) throws {
        let folder = try LaneFolder()
        try folder.write(Array(text.utf8), to: path)
        #expect(folder.findings() == [])
    }

    /// Vera lives at Kaari 18, P-1 at Itä-Kaari 18 and P-5 at Kaari 18 B.
    @Test(arguments: [
        ("Itä-Kaari 18", []), ("P-1 Itä-Kaari 18, P-5 Kaari 18 B", []), ("Länsi-Kaari 18", ["P-2"]),
        ("Kaari 18", ["P-2"]), ("Itä-Kaari 18 and Kaari 18", ["P-2"]), ("Kaari 18 C", ["P-2"]),
    ])
    func `a neighbour's longer address is no breach, but the pupil's own beside it is`(
        _ text: String, _ subjects: [String]
    ) throws {
        var batch = Lane.batch()
        for (position, address) in [(0, "Itä-Kaari 18"), (1, "Kaari 18"), (4, "Kaari 18 B")] {
            batch.homes[batch.pupils[Index(position)].homes[0]].address = address
        }
        let folder = try LaneFolder(batch: batch)
        try folder.write(Array("<p>\(text)</p>".utf8), to: "families/letters/P-1.html")
        #expect(folder.findings().map(\.subject) == subjects)
    }

    @Test func `a name is found as pages write it`() throws {
        var batch = Lane.batch()
        batch.pupils[Index(1)].name = "Vera D'Arc & Ek"
        let folder = try LaneFolder(batch: batch)
        try folder.write(Array("<p>Vera D&#39;Arc &amp; Ek</p>".utf8), to: "report.html")
        #expect(folder.codes() == ["plan-protected-pupil"])
    }
}
