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

    @Test func `a choice after the last day is a finding and replaces nothing`() throws {
        let bundle = TestBundle { bundle in
            bundle.write(
                "pupil_id,home_id,stop_id,submitted_at\nP-001,,A,2026-05-25T23:59\nP-001,,B,2026-05-26T00:01\n",
                to: "choices.csv")
            bundle.replace("name: Provkommun", "name: Provkommun\nchoices_until: 2026-05-25", in: "municipality.yaml")
        }
        let (batch, findings) = try bundle.read()
        #expect(batch.choices.map(\.stopID) == ["A"])
        let late = findings.filter { $0.code == "choice-late" }
        #expect(late.map(\.line) == [3] && late.map(\.subject) == ["P-001"] && late.map(\.severity) == [.warning])
    }

    @Test func `a protected family's choice in a list is a finding, and counts`() throws {
        let bundle = TestBundle { bundle in
            bundle.write("pupil_id,home_id,stop_id,submitted_at\nP-001,,A,2026-05-25\n", to: "choices.csv")
            bundle.write(
                "pupil_id,school_id,class_id,grade,protected\nP-001,S1,1A,1,yes\nP-002,S1,1A,1,\nP-003,S1,1A,1,\n",
                to: "pupils.csv")
        }
        let (batch, findings) = try bundle.read()
        #expect(batch.choices.map(\.stopID) == ["A"])
        #expect(findings.filter { $0.code == "choice-protected" }.map(\.line) == [2])
    }

    @Test func `stops of the network may be chosen where none are given`() throws {
        #expect(try chosen("P-001,,n123,2026-06-01", stops: false) == ["P-001 H1 n123"])
        #expect(try chosen("P-001,,n123,2026-06-01") == [])
    }
}
