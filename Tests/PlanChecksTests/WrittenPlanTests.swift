import Foundation
import PlanChecks
import PlanFixtures
import Quantities
import Testing
import TransportModel

@Suite struct WrittenPlanTests {
    @Test(arguments: PlanTables.fileNames)
    func `a missing table is found`(_ name: String) throws {
        let folder = try LaneFolder()
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent(name))
        #expect(folder.findings().contains { $0.code == "plan-missing-file" && $0.file == name })
    }

    @Test func `a missing column is found and named`() throws {
        let folder = try LaneFolder()
        try folder.replace("ride_s", by: "ride", in: "assignments.csv")
        let finding = folder.findings().first { $0.code == "plan-missing-column" }
        #expect(finding?.message.contains("ride_s") == true)
    }

    @Test func `a cell that is not a value is found with its line`() throws {
        let folder = try LaneFolder()
        try folder.replace("07:32:30", by: "7 past", in: "stop_times.csv")
        let finding = try #require(folder.findings().first { $0.code == "plan-bad-cell" })
        #expect(finding.file == "stop_times.csv")
        #expect(finding.line == 2)
    }

    @Test func `a finding points to the line of its row`() throws {
        let folder = try LaneFolder { $0.blocks[1].cost = .zero }
        let finding = try #require(folder.findings().first { $0.code == "plan-wrong-cost" })
        #expect(finding.line == 3)
        #expect(finding.subject == "K-1")
    }
}
