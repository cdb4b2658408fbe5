import Foundation
import Testing
import VehicleRouting

@testable import BenchmarkInstances

/// Where the public instances are; they are not part of the repository.
private let sets = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["SKJUTS_DATA"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../shared").path
).appending(path: "instances/sbrp")

private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: sets.appending(path: path).path) }

@Suite struct StopChoiceInstancesTests {
    private let folder = TestFolder()

    /// Two stops on a road of 100 s a leg, three addresses; the second stop is in reach of all.
    private let tiny = """
        3,3,4,K,1,1,invented\r
        s,0,0,School\r
        s,0,1,Near, with a comma\r
        s,0,2,Far\r
        a,0,1,2,x\r
        a,0,1,1,x\r
        a,0,2,3,x\r
        d,0,1,1,100\r
        d,0,2,2,200\r
        d,1,0,1,110\r
        d,1,2,1,100\r
        d,2,0,2,190\r
        d,2,1,1,100\r
        w,0,1,0.1,60\r
        w,0,2,0.4,300\r
        w,1,2,0.2,100\r
        w,2,2,0.1,60\r
        """

    @Test func `an instance of the lewis set is read and solved`() throws {
        let file = try folder.written(tiny, "Tiny.bus")
        var options = SolveOptions()
        options.routing.iterations = 400
        let solved = try solve(instance: file, rules: .lewis, options: options)
        // Everybody at the far stop: 15 + 6 x 5 + 190 = 235 s, in one bus.
        #expect(solved.vehicles == 1 && solved.unserved == 0)
        #expect(solved.driving == 235)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(solved.solution.utf8)) as? [String: Any])
        #expect(json["assignment"] as? [String: String] == ["0": "2", "1": "2", "2": "2"])
        #expect(json["instance"] as? String == "Tiny" && json["rules"] as? String == "lewis")
    }

    @Test(arguments: [
        ("3,3,4,K", "3,3,5,K"), ("d,2,1,1,100", ""), ("w,2,2", "w,7,2"), ("a,0,2,3", "a,0,2,x"), ("K", "M"),
        ("d,1,0,1,110", "d,1,9,1,110"), ("d,1,0,1,110", "d,1,0,1,-5"), ("w,2,2,0.1", "w,2,2,far"),
    ])
    func `a damaged lewis file is an error that names it`(from: String, to: String) throws {
        let file = try folder.written(tiny.replacingOccurrences(of: from, with: to), "Bad.bus")
        #expect {
            try LewisInstance(file: file)
        } throws: {
            ($0 as? InstanceError)?.description.contains("Bad.bus") == true
        }
    }

    @Test func `an instance of the schittekat set is read and solved`() throws {
        let text = """
            3 stops, 3 students, 1.500 maximum walk, 2 capacity\r
            \r
            0\t0.0\t0.0\r
            1\t3.0\t4.0\r
            2\t0.0\t2.0\r
            \r
            1\t3.0\t5.0\r
            2\t0.0\t3.0\r
            3\t1.0\t2.0\r
            """
        let file = try folder.written(text, "sbr0.txt")
        var options = SolveOptions()
        options.routing.iterations = 400
        let solved = try solve(instance: file, rules: .schittekat, options: options)
        // One pupil reaches stop 1 alone, two stop 2 alone, and a bus holds two: 2 x 5 + 2 x 2.
        #expect(solved.vehicles == 2 && solved.unserved == 0)
        #expect(abs(solved.driving - 14) < 1e-9)
    }

    @Test(arguments: ["", "1 stops", "9 stops, 1 students, 1 maximum walk, 2 capacity\n0 0 0\n", "a b c d\n"])
    func `a damaged schittekat file is an error`(text: String) throws {
        let file = try folder.written(text, "bad.txt")
        #expect(throws: InstanceError.self) { try SchittekatInstance(file: file) }
    }

    @Test(.enabled(if: isThere("lewis"), "the public instances are not here (SKJUTS_DATA)"))
    func `all public instances with stop choice are read`() throws {
        for (name, stops, pupils) in [("Mellieha", 85, 171), ("Suffolk", 173, 209), ("Valletta", 444, 268)] {
            let instance = try LewisInstance(file: sets.appending(path: "lewis/\(name).bus"))
            #expect(instance.problem.stopCount == stops && instance.problem.pupils == pupils)
        }
        for name in ["sbr1", "sbr4", "sbr9"] {
            let instance = try SchittekatInstance(file: sets.appending(path: "schittekat/\(name).txt"))
            #expect(instance.problem.stopCount == 80)
        }
    }
}
