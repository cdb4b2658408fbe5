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
}
