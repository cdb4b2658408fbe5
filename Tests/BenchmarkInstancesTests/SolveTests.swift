import Foundation
import Testing
import VehicleRouting

@testable import BenchmarkInstances

/// A folder with a small district in Park's format, CRLF and all.
private func parkFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "TINY-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let schools = "ID\tX\tY\tAMEARLY\tAMLATE\r\n200001\t0\t0\t710\t735\r\n200002\t40000\t0\t800\t830\r\n"
    let stops = """
        ID\tX\tY\tEP_ID\tSTUDENT_COUNT\r
        1\t8800\t0\t200001\t10\r
        2\t17600.5\t0\t200001\t20\r
        3\t20000\t8800\t200002\t30\r
        4\t30000\t8800\t200002\t35\r
        5\t26400\t26400\t200002\t66\r

        """
    try schools.write(to: folder.appending(path: "Schools.txt"), atomically: true, encoding: .utf8)
    try stops.write(to: folder.appending(path: "Stops.txt"), atomically: true, encoding: .utf8)
    return folder
}

private func options(maxRide: Int? = 2700) -> SolveOptions {
    var options = SolveOptions()
    options.maxRide = maxRide
    options.routing.iterations = 400
    options.routing.threads = 1
    return options
}

/// What the neutral format says, read back.
private struct Neutral: Decodable {
    struct Bus: Decodable { var visits: [Visit] }
    struct Visit: Decodable, Equatable {
        var stop: String?
        var school: String
        var pupils: Int?
        var arrival: Double?
    }
    var instance: String
    var rules: String
    var buses: [Bus]

    init(_ text: String) throws { self = try JSONDecoder().decode(Neutral.self, from: Data(text.utf8)) }
}

struct SolveTests {
    @Test func `park legs are truncated feet at 20 miles per hour`() {
        // 17,600.5 ft * 3 / 88 = 600.017 s.
        #expect(ParkProblem.drive((0, 0), (17600.5, 0)) == 600)
        // 87.9 ft * 3 / 88 = 2.997 s.
        #expect(ParkProblem.drive((0, 0), (40, 47.9)) == 2)
    }

    @Test func `a park district is solved and written with times`() throws {
        let folder = try parkFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let solved = try BenchmarkInstances.solve(instance: folder, rules: .park, options: options())
        let neutral = try Neutral(solved.solution)
        #expect(neutral.instance == "\(folder.lastPathComponent)/2700" && neutral.rules == "park")
        let visits = neutral.buses.flatMap(\.visits)
        #expect(visits.compactMap(\.stop).sorted() == ["1", "2", "3", "4", "5"])
        #expect(visits.allSatisfy { $0.arrival != nil })
        // 66 pupils fill one bus; the others need a second between the bells of 7:10 and 8:30.
        #expect(solved.vehicles == 2 && solved.unserved == 0)
        for visit in visits where visit.stop == nil {
            let window = visit.school == "200001" ? 25_800.0...27_300 : 28_800...30_600
            #expect(window.contains(try #require(visit.arrival)))
        }
    }

    @Test func `the same district with fixed bells is written without times`() throws {
        let folder = try parkFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let solved = try solve(instance: folder, rules: .birdFixed, options: options())
        let neutral = try Neutral(solved.solution)
        #expect(neutral.rules == "bird-fixed")
        #expect(neutral.buses.flatMap(\.visits).compactMap(\.stop).sorted() == ["1", "2", "3", "4", "5"])
        #expect(neutral.buses.flatMap(\.visits).allSatisfy { $0.arrival == nil })
    }

    @Test func `what is missing or wrong is said`() throws {
        let folder = try parkFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: InstanceError.self) {
            try solve(instance: folder, rules: .park, options: options(maxRide: nil))
        }
        #expect(throws: InstanceError.self) { try solve(instance: folder, rules: .birdS2, options: options()) }
        let bad = "ID\tX\tY\tEP_ID\tSTUDENT_COUNT\n1\t8800\tnorth\t200001\t10\n"
        try bad.write(to: folder.appending(path: "Stops.txt"), atomically: true, encoding: .utf8)
        #expect(
            performing: {
                try solve(instance: folder, rules: .park, options: options())
            }, throws: { "\($0)" == "Stops.txt, line 2: north is not a number" })
    }
}
