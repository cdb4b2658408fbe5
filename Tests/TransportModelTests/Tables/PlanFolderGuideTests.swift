import Foundation
import Testing
import TransportModel

/// The page about the plan folder names the columns that are written, in their order.
@Suite struct PlanFolderGuideTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Sources/TransportModel/TransportModel.docc/PlanFolder.md")

    private func columns(of file: String) throws -> [String] {
        let text = try String(contentsOf: PlanFolderGuideTests.page, encoding: .utf8)
        let lines = text.split(separator: "\n")
        let start = try #require(lines.firstIndex(of: "## \(file)"[...]))
        return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
            .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| column") && !$0.hasPrefix("| ---") }
            .compactMap { $0.split(separator: "|").first?.trimmingCharacters(in: .whitespaces) }
    }

    private func isDescribed<Row: PlanTableRow>(_ row: Row.Type) throws -> Bool {
        try columns(of: Row.fileName) == Row.columns.map(\.name)
    }

    @Test func `every column of every table is described, in the order of the file`() throws {
        #expect(try isDescribed(DecisionRow.self))
        #expect(try isDescribed(StopOptionRow.self))
        #expect(try isDescribed(AssignmentRow.self))
        #expect(try isDescribed(TripRow.self))
        #expect(try isDescribed(StopTimeRow.self))
        #expect(try isDescribed(BlockRow.self))
        #expect(try isDescribed(StopRow.self))
        #expect(try isDescribed(ReviewRow.self))
        #expect(try isDescribed(FindingRow.self))
        #expect(try isDescribed(BellRow.self))
        #expect(try isDescribed(DayTotalRow.self))
        #expect(try isDescribed(GuidedWaitRow.self))
        #expect(try isDescribed(FreeSeatRow.self))
    }
}
