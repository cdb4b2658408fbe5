import Foundation
import PlanFixtures
import Quantities
import Tables
import Testing
import TransportModel

@testable import Exports

@Suite struct RoutingFilesTests {
    private func files() throws -> [String: String] {
        let batch = Lane.batch()
        let plan = Lane.plan(for: batch)
        let source = ExportSource(
            tables: PlanTables(plan: plan, batch: batch), plan: plan, batch: batch, network: try LaneMap().network,
            settings: Lane.settings(for: plan), threads: 1)
        return Dictionary(
            RoutingFiles(source).files().map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `VROOM gets jobs, vehicles and a matrix, and no pupil`() throws {
        let text = try #require(try files()["staff/routing/S1-0800.vroom.json"])
        let document = try JSONReader.read(Array(text.utf8))
        let jobs = try #require(document["jobs"]?.elements)
        // One call at either stop, at one of them with the wheelchair.
        let amounts = jobs.compactMap { $0["pickup"]?.elements?.compactMap(\.number) }
        #expect(amounts.map { $0.reduce(0, +) }.reduce(0, +) == 3 && amounts.map { $0[1] }.reduce(0, +) == 1)
        let vehicle = try #require(document["vehicles"]?.elements?.first)
        #expect(vehicle["capacity"]?.elements?.compactMap(\.number) == [2, 1])
        // School starts at 8:00 and pupils are there five minutes before: 28500 s after midnight.
        #expect(vehicle["time_window"]?.elements?.compactMap(\.number) == [0, 28_500])
        // The school, the depot and two stops.
        #expect(document["matrices"]?["car"]?["durations"]?.elements?.count == 4)
        for word in ["P-1", "P-2", "P-5", "Alder"] { #expect(!text.contains(word)) }
    }

    @Test func `VRPLIB gets a full matrix, demands and the school as its depot`() throws {
        let lines = try #require(try files()["staff/routing/S1-0800.vrp"]).split(separator: "\n")
        #expect(lines.contains("DIMENSION : 3") && lines.contains("CAPACITY : 3"))
        let matrix = try #require(lines.firstIndex(of: "EDGE_WEIGHT_SECTION"))
        #expect(lines[(matrix + 1)...(matrix + 3)].allSatisfy { $0.split(separator: " ").count == 3 })
        let demands = try #require(lines.firstIndex(of: "DEMAND_SECTION"))
        #expect(lines[demands + 1] == "1 0" && lines.suffix(4) == ["DEPOT_SECTION", "1", "-1", "EOF"])
    }
}
