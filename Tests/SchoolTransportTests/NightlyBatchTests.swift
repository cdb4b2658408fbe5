internal import Foundation
internal import SchoolTransport
internal import Testing
internal import TransportModel

struct NightlyBatchTests {
    @Test
    func `an invented municipality gets a plan that keeps every promise`() throws {
        let municipality = try TinyMunicipality()
        let folder = municipality.plan("plan")
        let outcome = try municipality.batch().plan(into: folder)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        #expect(outcome.errors == 0)
        for name in ["decisions.csv", "assignments.csv", "trips.csv", "blocks.csv", "summary.json", "report.html"] {
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path), "\(name)")
        }
        let checked = try municipality.batch().check(folder)
        #expect(checked.findings.filter { $0.severity == .error } == [])
    }

    @Test
    func `bells that may move are told, keep every promise, and stay the next night`() throws {
        let municipality = try TinyMunicipality()
        let file = municipality.bundle.appendingPathComponent("schools.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        let widened = rows.enumerated().map { $1 + ($0 == 0 ? ",bells_move" : ",20") }
        try municipality.write(widened.joined(separator: "\n") + "\n", to: "schools.csv")
        let first = municipality.plan("first")
        let outcome = try municipality.batch().plan(into: first)
        #expect(outcome.errors == 0)
        let bells = try String(contentsOf: first.appendingPathComponent("bells.csv"), encoding: .utf8)
        #expect(bells.split(whereSeparator: \.isNewline).count == rows.count)
        #expect(try municipality.batch().check(first).errors == 0)
        try FileManager.default.copyItem(at: first, to: municipality.bundle.appendingPathComponent("previous"))
        let second = municipality.plan("second")
        _ = try municipality.batch(seed: 2).plan(into: second)
        #expect(try String(contentsOf: second.appendingPathComponent("bells.csv"), encoding: .utf8) == bells)
    }

    @Test
    func `equal runs give equal bytes on one thread and on three, but for run json`() throws {
        let municipality = try TinyMunicipality()
        _ = try municipality.batch(threads: 1).plan(into: municipality.plan("one"))
        _ = try municipality.batch(threads: 3).plan(into: municipality.plan("three"))
        var one = try municipality.files(in: municipality.plan("one"))
        var three = try municipality.files(in: municipality.plan("three"))
        #expect(one.removeValue(forKey: "run.json") != nil)
        #expect(three.removeValue(forKey: "run.json") != nil)
        #expect(one.keys.sorted() == three.keys.sorted())
        for name in one.keys.sorted() { #expect(one[name] == three[name], "\(name) differs") }
    }

    @Test
    func `a bundle that cannot be read leaves last night's plan as it is and names every problem`() throws {
        let municipality = try TinyMunicipality()
        let folder = municipality.plan("plan")
        _ = try municipality.batch().plan(into: folder)
        let before = try municipality.files(in: folder)
        try municipality.write("pupil_id,school_id\nP-1,S1\n", to: "pupils.csv")
        try municipality.write("no OpenStreetMap at all", to: "network.osm")
        let error = #expect(throws: BatchError.self) { try municipality.batch().plan(into: folder) }
        let files = Set(error?.problems.map(\.file) ?? [])
        #expect(files.isSuperset(of: ["pupils.csv", "network.osm"]), "\(files)")
        #expect(try municipality.files(in: folder) == before)
    }

    @Test
    func `a network that was cut off is answered with its line and what to do`() throws {
        let municipality = try TinyMunicipality()
        try municipality.write("<osm version=\"0.6\">\n<node id=\"1\" lat=\"61\" lon=\"23\"/>\n", to: "network.osm")
        let error = #expect(throws: BatchError.self) { try municipality.batch().plan(into: municipality.plan("plan")) }
        let problem = try #require(error?.problems.first)
        #expect(problem.code == "network-truncated" && problem.line != nil)
        #expect(problem.message.hasSuffix("copy or export it again."))
    }

    @Test
    func `a stop that was asked for before the search still gives a whole plan that says so`() throws {
        let municipality = try TinyMunicipality()
        let stop = StopSignal()
        stop.requestStop()
        let outcome = try municipality.batch(stop: stop).plan(into: municipality.plan("plan"))
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        #expect(outcome.figures.first { $0.key == "time_limited" }?.value == "yes")
    }

    @Test
    func `a night that starts from the same night keeps most minutes`() throws {
        let municipality = try TinyMunicipality()
        let first = municipality.plan("first")
        _ = try municipality.batch().plan(into: first)
        try FileManager.default.copyItem(at: first, to: municipality.bundle.appendingPathComponent("previous"))
        let second = municipality.plan("second")
        let outcome = try municipality.batch(seed: 2).plan(into: second)
        #expect(outcome.findings.filter { $0.severity == .error } == [])
        func rides(_ folder: URL) throws -> Set<Substring> {
            let text = try String(contentsOf: folder.appendingPathComponent("assignments.csv"), encoding: .utf8)
            return Set(
                text.split(separator: "\n").map { row in
                    // Everything but trip ids and sums: who, when, where, board and alight times.
                    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
                    return Substring((cells[0...5] + cells[8...9]).joined(separator: ","))
                })
        }
        let (before, after) = (try rides(first), try rides(second))
        #expect(before.intersection(after).count * 100 >= before.count * 60)
    }

    @Test
    func `a plan changed by hand is caught by the check`() throws {
        let municipality = try TinyMunicipality()
        let folder = municipality.plan("plan")
        _ = try municipality.batch().plan(into: folder)
        let file = folder.appendingPathComponent("assignments.csv")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        try #require(lines.count > 1)
        lines.removeLast()
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
        #expect(try municipality.batch().check(folder).errors > 0)
    }

    @Test
    func `decisions and options alone agree with the whole plan`() throws {
        let municipality = try TinyMunicipality()
        let folder = municipality.plan("plan")
        _ = try municipality.batch().plan(into: folder)
        let decided = try municipality.batch().run(.decide, into: nil)
        #expect(Data(decided.csv) == (try Data(contentsOf: folder.appendingPathComponent("decisions.csv"))))
        let options = try municipality.batch().run(.options, into: municipality.plan("options"))
        #expect(Data(options.csv) == (try Data(contentsOf: folder.appendingPathComponent("stop_options.csv"))))
        #expect(try municipality.files(in: municipality.plan("options"))["stop_options.csv"] == Data(options.csv))
    }
}
