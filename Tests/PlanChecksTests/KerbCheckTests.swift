import PlanFixtures
import Quantities
import Testing
import TransportModel

/// How stops are passed. The lane's roads are minor, and have a side at the door of who leaves eastwards alone.
@Suite struct KerbCheckTests {
    private func codes(
        _ change: (inout Batch) -> Void, headings: Int? = nil, turning: Int? = nil
    ) throws -> Set<String> {
        var batch = Lane.batch()
        change(&batch)
        let folder = try LaneFolder(batch: batch) { tables in
            for row in tables.stops.indices {
                (tables.stops[row].headingToSchool, tables.stops[row].headingFromSchool) = (headings, headings)
                tables.stops[row].turning = turning
            }
        }
        return folder.codes().intersection(["plan-no-heading", "plan-turns-at-stop", "plan-wrong-side"])
    }

    @Test func `a stop without a heading is passed in any direction only where turning is free`() throws {
        #expect(try codes { $0.municipality.service.turnsAtStops = .never } == ["plan-no-heading"])
        #expect(try codes { $0.municipality.service.turning = Seconds(30) } == ["plan-no-heading"])
        #expect(try codes { _ in } == [])
        #expect(try codes({ $0.municipality.service.turnsAtStops = .never }, headings: 90) == [])
    }

    @Test func `vehicles turn only where they can, in the time that it takes`() throws {
        #expect(
            try codes({ $0.municipality.service.turnsAtStops = .never }, headings: 90, turning: 30)
                == ["plan-turns-at-stop"])
        #expect(
            try codes({ $0.municipality.service.turning = Seconds(30) }, headings: 90, turning: 29)
                == ["plan-turns-at-stop"])
        #expect(try codes({ $0.municipality.service.turning = Seconds(30) }, headings: 90, turning: 30) == [])
    }

    @Test func `a stop has its side at the door`() throws {
        func sided(_ batch: inout Batch) {
            var stops = batch.stops.elements
            for position in stops.indices { stops[position].side = .right }
            batch.stops = IndexedTable(stops)
        }
        // The lane says that who leaves eastwards has the side at the door; who arrives has not.
        #expect(try codes(sided, headings: 90) == ["plan-wrong-side"])
        #expect(try codes(sided, headings: 270) == ["plan-wrong-side"])
    }
}
