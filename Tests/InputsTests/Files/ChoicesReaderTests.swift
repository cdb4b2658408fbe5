import Quantities
import Testing
import TransportModel

@testable import Inputs

struct ChoicesReaderTests {
    private func chosen(_ rows: String, stops: Bool = true) throws -> [String] {
        let bundle = TestBundle {
            $0.write("pupil_id,home_id,stop_id,submitted_at\n\(rows)\n", to: "choices.csv")
            if !stops { $0["stops.csv"] = nil }
        }
        let batch = try bundle.read().batch
        return batch.choices.map { choice in
            "\(batch.pupils[choice.pupil].id) \(choice.home.map { batch.homes[$0].id } ?? "") \(choice.stopID)"
        }
    }

    @Test func `the latest choice counts, wherever it stands`() throws {
        #expect(try chosen("P-001,,B,2026-06-03\nP-001,,A,2026-06-02T23:59") == ["P-001 H1 B"])
        #expect(try chosen("P-001,,B,\nP-001,,A,2026-06-02") == ["P-001 H1 A"])
    }

    @Test func `a choice without a home is for all homes, and a later one for a home replaces it there`() throws {
        #expect(try chosen("P-003,,A,2026-06-01") == ["P-003 H1 A", "P-003 H2 A"])
        #expect(try chosen("P-003,,A,2026-06-01\nP-003,H2,B,2026-06-02") == ["P-003 H1 A", "P-003 H2 B"])
        #expect(try chosen("P-003,H2,B,2026-06-01\nP-003,,A,2026-06-02") == ["P-003 H1 A", "P-003 H2 A"])
    }

    @Test func `of two choices at one moment the later row counts`() throws {
        #expect(try chosen("P-001,,A,2026-06-01\nP-001,,B,2026-06-01") == ["P-001 H1 B"])
    }

    @Test func `stops of the network may be chosen where none are given`() throws {
        #expect(try chosen("P-001,,n123,2026-06-01", stops: false) == ["P-001 H1 n123"])
        #expect(try chosen("P-001,,n123,2026-06-01") == [])
    }
}
