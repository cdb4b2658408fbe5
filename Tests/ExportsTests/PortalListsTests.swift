import Foundation
import PlanFixtures
import Tables
import Testing
import TransportModel

@testable import Exports

@Suite struct PortalListsTests {
    @Test func `a portal reads stops, walks and times of every home but those of protected pupils`() throws {
        let folder = try WrittenLane()
        let rows = try folder.text("portal/stop_options.csv").split(separator: "\n")
        #expect(rows.count == 4)
        // The bus leaves A at 7:32:30 on both days and is back at 13:22:30.
        #expect(
            rows[1] == "P-1,H1,sv,1,A,Alder,23.002,61,100,2,yes,07:32:30,07:32:30,13:22:30,13:22:30")
        for name in PortalLists.names {
            let bytes = try #require(try folder.files()[name])
            #expect(try folder.mode(of: name) == 0o600)
            #expect(try !unpacked(bytes).contains("P-2"))
        }
    }

    @Test func `the three lists say the same`() throws {
        let folder = try WrittenLane()
        let json = try folder.text("portal/stop_options.json")
        #expect(json.contains("\"pupil_id\": \"P-5\",\n   \"home_id\": \"H2\",\n   \"language\": \"sv\""))
        #expect(json.contains("\"to_school_first\": \"07:32:30\""))
        let workbook = try unpacked(try #require(try folder.files()["portal/stop_options.xlsx"]))
        for word in ["P-1", "P-5", "Alder", "Birch", "to_school_first"] { #expect(workbook.contains(">\(word)<")) }
    }

    @Test func `staff have every table in one workbook, for their owner alone`() throws {
        let folder = try WrittenLane(checks: [
            Finding("plan-overload", .error, file: "trips.csv", line: 2, subject: "T-0-1", message: "Too full.")
        ])
        let bytes = try #require(try folder.files()["staff/plan.xlsx"])
        #expect(try folder.mode(of: "staff/plan.xlsx") == 0o600)
        let archive = try ZIPReader(bytes)
        // The summary and the nine tables.
        #expect(archive.entries.count { $0.name.hasPrefix("xl/worksheets/") } == 10)
        #expect(try unpacked(bytes).contains("Too full."))
    }

    private func unpacked(_ bytes: [UInt8]) throws -> String {
        guard bytes.starts(with: [0x50, 0x4B]) else { return String(decoding: bytes, as: UTF8.self) }
        let archive = try ZIPReader(bytes)
        return try archive.entries.map { String(decoding: try archive.contents(of: $0), as: UTF8.self) }.joined()
    }
}
