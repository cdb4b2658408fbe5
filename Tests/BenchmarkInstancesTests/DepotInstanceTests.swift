import Foundation
import Testing
import VehicleRouting

@testable import BenchmarkInstances

/// Where the public instances are; they are not part of the repository.
private let sets = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["SKJUTS_DATA"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../shared").path
).appending(path: "instances")

private func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: sets.appending(path: path).path) }

private func options(steps: Int = 800) -> SolveOptions {
    var options = SolveOptions()
    options.routing.iterations = steps
    options.routing.threads = 1
    return options
}

/// Three clients on a line east of the depot; two fit into a vehicle.
private let cvrp = """
    NAME : tiny
    COMMENT : (invented: with a colon)
    TYPE : CVRP
    DIMENSION : 4
    EDGE_WEIGHT_TYPE : EUC_2D
    CAPACITY : 10
    NODE_COORD_SECTION
    1 0 0
    2 10 0
    3 20 0
    4 30 0.4
    DEMAND_SECTION
    1 0
    2 5
    3 5
    4 6
    DEPOT_SECTION
    1
    -1
    EOF
    """

private let solomon = """
    T1

    VEHICLE
    NUMBER     CAPACITY
      2         100

    CUSTOMER
    CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE TIME

        0      0         0          0          0       100          0
        1      3         4          10         0        20          5
        2      6         8          10        50        60          5
    """

struct DepotInstanceTests {
    private let folder = TestFolder()

    @Test func `a capacitated instance is read, solved and written`() throws {
        let solved = try solve(instance: folder.written(cvrp, "tiny.vrp"), rules: .cvrp, options: options())
        // 5 + 5 + 6 over 10 is two vehicles: one to the far client, whose 30.003 rounds to 30, one to the others.
        #expect(solved.vehicles == 2 && solved.unserved == 0 && solved.bound == 2)
        #expect(solved.driving == 100)
        #expect(solved.solution.split(separator: "\n").last == "Cost 100.0")
        #expect(Set(solved.solution.split(whereSeparator: { " \n".contains($0) }).suffix(2)) == ["Cost", "100.0"])
    }

    @Test func `lengths are rounded as each set asks`() {
        let far = (x: 1.0, y: 1.0)  // the root of 2
        #expect(DepotInstanceFile.Rounding.nearest.length((0, 0), far) == 1)
        #expect(DepotInstanceFile.Rounding.nearest.length((0, 0), (1.5, 0)) == 2)
        #expect(DepotInstanceFile.Rounding.downToTenths.length((0, 0), far) == 14)
        #expect(DepotInstanceFile.Rounding.downToTenths.length((0, 0), (0.3, 0)) == 3)
        #expect(DepotInstanceFile.Rounding.thousandths.length((0, 0), far) == 1414)
    }

    @Test func `an instance with windows is read, solved and written`() throws {
        let solved = try solve(instance: folder.written(solomon, "T1.txt"), rules: .vrptw, options: options())
        // Out through 1 (5) to 2 (5 more) and home (10).
        #expect(solved.vehicles == 1 && solved.driving == 20)
        #expect(solved.solution == "Route #1: 1 2\nCost 20.0\n")
        let problem = try DepotInstanceFile(solomon: folder.written(solomon, "T1.txt")).problem
        #expect(problem.visitTimes(of: .init(vehicle: 0, trips: [[0, 1]])) == [[50, 500]])
    }

    @Test func `a mixed fleet is written with empty lines for vehicles that stay`() throws {
        let text = cvrp.replacingOccurrences(of: "TYPE : CVRP", with: "TYPE : HFVRP\nVEHICLES : 3")
            .replacingOccurrences(of: "CAPACITY : 10\n", with: "")
            .replacingOccurrences(
                of: "DEPOT_SECTION",
                with:
                    "CAPACITY_SECTION\n1 4\n2 20\n3 4\nVEHICLES_FIXED_COST_SECTION\n1 100\n2 500\n3 100\nDEPOT_SECTION")
        let solved = try solve(instance: folder.written(text, "fleet.vrp"), rules: .hfvrp, options: options())
        // Only the second vehicle holds any client: (500 + 10 + 10 + 10.008 + 30.003) / 100.
        #expect(solved.vehicles == 1 && abs(solved.driving - 5.6001) < 0.0001)
        #expect(solved.solution.hasPrefix("Route #1: \nRoute #2: "))
    }

    @Test func `trips and releases are read, and reloads written as 0`() throws {
        let text = cvrp.replacingOccurrences(of: "TYPE : CVRP", with: "TYPE : MTVRPTWR\nVEHICLES : 1\nSERVICE_TIME : 1")
            .replacingOccurrences(
                of: "DEPOT_SECTION",
                with: """
                    TIME_WINDOW_SECTION
                    1 0 500
                    2 0 500
                    3 0 500
                    4 0 500
                    RELEASE_TIME_SECTION
                    1 0
                    2 90
                    3 90
                    4 0
                    VEHICLES_RELOAD_DEPOT_SECTION
                    1 1
                    DEPOT_SECTION
                    """)
        let solved = try solve(instance: folder.written(text, "trips.vrp"), rules: .mtvrptw, options: options())
        #expect(solved.vehicles == 1 && solved.unserved == 0 && solved.driving == 100)
        #expect(solved.solution.contains(" 0 "))
    }

    @Test(arguments: [
        ("1 0 0", "7 0 0", "line 8"), ("EUC_2D", "GEO", "EUC_2D"), ("TYPE : CVRP", "TYPE : VRPB", "line 3"),
        ("3 5", "3 many", "line 15"), ("3 20 0", "3 20 north", "line 10"), ("DIMENSION : 4", "DIMENSION : 5", "rows"),
        ("CAPACITY : 10", "CAPACITY : -3", "line 6"), ("DEPOT_SECTION\n1", "DEPOT_SECTION\n2", "depot"),
        ("DEMAND_SECTION", "BACKHAUL_SECTION", "BACKHAUL_SECTION"), ("CAPACITY : 10", "MAX_TRIPS : 3", "MAX_TRIPS"),
        ("CAPACITY : 10\n", "", "CAPACITY"), ("EOF", "DEMAND_SECTION", "twice"),
    ])
    func `a damaged instance is an error that says where`(from: String, to: String, place: String) throws {
        let file = try folder.written(cvrp.replacingOccurrences(of: from, with: to), "bad.vrp")
        #expect {
            try DepotInstanceFile(vrplib: file, rules: .cvrp)
        } throws: {
            let text = ($0 as? InstanceError)?.description ?? ""
            return text.contains("bad.vrp") && text.contains(place)
        }
    }

    @Test(arguments: [
        ("  2         100", "  many      100", "line 5"), ("  1      3", "  4      3", "line 11"),
        ("50        60", "70        60", "line 12"), ("NUMBER", "SIZE", "NUMBER"),
        ("10         0", "ten        0", "line 11"),
    ])
    func `a damaged file with windows is an error that says where`(from: String, to: String, place: String) throws {
        let file = try folder.written(solomon.replacingOccurrences(of: from, with: to), "bad.txt")
        #expect {
            try DepotInstanceFile(solomon: file)
        } throws: {
            let text = ($0 as? InstanceError)?.description ?? ""
            return text.contains("bad.txt") && text.contains(place)
        }
    }

    @Test(.enabled(if: isThere("vrptw"), "the public instances are not here (SKJUTS_DATA)"))
    func `a public instance with a hundred clients comes within two percent in few steps`() throws {
        let file = sets.appending(path: "vrptw/RC107.txt")
        let solved = try solve(instance: file, rules: .vrptw, options: options(steps: 8000))
        // Proven optimum 1207.8.
        #expect(solved.unserved == 0 && solved.driving >= 1207.8 && solved.driving < 1232)
    }

    @Test(.enabled(if: isThere("hfvrp"), "the public instances are not here (SKJUTS_DATA)"))
    func `public instances of every set are read`() throws {
        #expect(
            try DepotInstanceFile(vrplib: sets.appending(path: "cvrp/X-n101-k25.vrp"), rules: .cvrp).problem.clients
                .count == 100)
        let fleet = try DepotInstanceFile(vrplib: sets.appending(path: "hfvrp/X359-HD.vrp"), rules: .hfvrp)
        #expect(fleet.typeOfVehicle.count == 32 && fleet.problem.vehicles.reduce(0) { $0 + $1.count! } == 32)
        let trips = try DepotInstanceFile(vrplib: sets.appending(path: "mtvrptw/C203R0.5.vrp"), rules: .mtvrptw)
        #expect(trips.problem.vehicles.map(\.count) == [8] && trips.problem.clients[0].release == 15_880)
    }
}
