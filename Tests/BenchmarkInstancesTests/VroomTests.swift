import Foundation
import Testing
import VehicleRouting

@testable import BenchmarkInstances

private func options() -> SolveOptions {
    var options = SolveOptions()
    options.routing.iterations = 800
    options.routing.threads = 1
    return options
}

/// What VROOM's output format says, read back.
private struct Answer: Decodable {
    struct Summary: Decodable {
        var cost: Int
        var routes: Int
        var unassigned: Int
        var duration: Int
        var waiting_time: Int
        var service: Int
        var delivery: [Int]
    }
    struct Step: Decodable {
        var type: String
        var id: Int?
        var arrival: Int
        var duration: Int
        var waiting_time: Int
        var load: [Int]
        var location: [Double]?
        var location_index: Int?
    }
    struct Route: Decodable {
        var vehicle: Int
        var cost: Int
        var steps: [Step]
    }
    struct Left: Decodable {
        var id: Int
        var type: String
    }
    var code: Int
    var summary: Summary
    var unassigned: [Left]
    var routes: [Route]

    init(_ text: String) throws { self = try JSONDecoder().decode(Answer.self, from: Data(text.utf8)) }
}

/// Four places on a line, 100 s apart; two kinds of goods; absolute times.
private let small = """
    {
      "vehicles": [
        {"id": 7, "start_index": 0, "end_index": 0, "capacity": [4, 1], "time_window": [1600000000, 1600001000],
         "skills": [3, 8]},
        {"id": 9, "start_index": 0, "capacity": [4, 1], "costs": {"fixed": 500}}
      ],
      "jobs": [
        {"id": 11, "location_index": 1, "service": 10, "delivery": [2, 0], "skills": [3]},
        {"id": 12, "location_index": 2, "service": 10, "delivery": [2, 1],
         "time_windows": [[1600000400, 1600000500]]},
        {"id": 13, "location_index": 3, "pickup": [4, 0], "priority": 5}
      ],
      "matrices": {"car": {"durations": [
        [0, 100, 200, 300],
        [100, 0, 100, 200],
        [200, 100, 0, 100],
        [300, 200, 100, 0]
      ]}}
    }
    """

struct VroomTests {
    private let folder = TestFolder()

    @Test func `jobs and vehicles are read, solved and written as VROOM does`() throws {
        let solved = try solve(instance: folder.written(small, "vroom.json"), rules: .vroom, options: options())
        let answer = try Answer(solved.solution)
        #expect(answer.code == 0 && answer.summary.unassigned == 0 && answer.unassigned.isEmpty)
        // Vehicle 7 alone has the skill for job 11: all in one round, out and back, 600 s, is cheapest.
        #expect(answer.summary.cost == 600 && answer.summary.routes == 1 && answer.routes[0].vehicle == 7)
        let steps = answer.routes[0].steps
        #expect(steps.map(\.type) == ["start", "job", "job", "job", "end"])
        #expect(steps.compactMap(\.id) == [11, 12, 13])
        // Goods out first: 4 and 1 aboard, then 4 of the first kind come back.
        #expect(steps.map(\.load) == [[4, 1], [2, 1], [0, 0], [4, 0], [4, 0]])
        #expect(steps[0].arrival >= 1_600_000_000 && steps[4].arrival <= 1_600_001_000)
        #expect(steps[2].arrival + steps[2].waiting_time >= 1_600_000_400)
        #expect(steps[2].arrival + steps[2].waiting_time <= 1_600_000_500)
        #expect(steps.last?.duration == 600 && answer.summary.service == 20 && answer.summary.delivery == [4, 1])
        for (one, two) in zip(steps, steps.dropFirst()) { #expect(one.arrival <= two.arrival) }
    }

    @Test func `a shipment rides from its pickup to its delivery among the jobs`() throws {
        // On a line of places 100 s apart: 2 go from place 3 to place 1, 3 of 4 are aboard for the job at place 2.
        let text = small.replacingOccurrences(of: "\"skills\": [3, 8]", with: "\"skills\": [3, 8], \"max_tasks\": 4")
            .replacingOccurrences(
                of: "{\"id\": 13, \"location_index\": 3, \"pickup\": [4, 0], \"priority\": 5}\n  ],",
                with: """
                    {"id": 13, "location_index": 3}],
                    "shipments": [{"amount": [3], "skills": [8], "priority": 7,
                      "pickup": {"id": 21, "location_index": 3, "service": 40},
                      "delivery": {"id": 22, "location_index": 1, "time_windows": [[1600000000, 1600001000]]}}],
                    """)
        #expect(text != small)
        let solved = try solve(instance: folder.written(text, "vroom.json"), rules: .vroom, options: options())
        let answer = try Answer(solved.solution)
        // Five tasks and four in the round of the vehicle that has the skill for job 11 and the shipment: its priority
        // keeps it and the two jobs; the second vehicle, at 500, takes one job more.
        #expect(answer.summary.unassigned == 0 && answer.unassigned.isEmpty)
        let route = try #require(answer.routes.first { $0.vehicle == 7 })
        let types = route.steps.map(\.type)
        let (from, to) = (try #require(types.firstIndex(of: "pickup")), try #require(types.firstIndex(of: "delivery")))
        #expect(from < to && route.steps[from].id == 21 && route.steps[to].id == 22)
        // The job at place 2 brings 2 of 4, so that it comes before the pickup or behind the delivery.
        #expect(route.steps[from].load[0] - route.steps[from - 1].load[0] == 3)
        #expect(route.steps.allSatisfy { $0.load[0] <= 4 } && route.steps.last?.load == [0, 0])
        #expect(answer.summary.delivery == [7, 1])
    }

    @Test func `a shipment that no vehicle can carry leaves both its ends`() throws {
        let text = """
            {"vehicles": [{"id": 1, "start_index": 0, "end_index": 0, "capacity": [2]}],
             "jobs": [{"id": 1, "location_index": 1}],
             "shipments": [{"amount": [3], "pickup": {"id": 1, "location_index": 0},
                            "delivery": {"id": 1, "location_index": 1}}],
             "matrices": {"car": {"durations": [[0, 60], [60, 0]]}}}
            """
        let solved = try solve(instance: folder.written(text, "vroom.json"), rules: .vroom, options: options())
        let answer = try Answer(solved.solution)
        #expect(answer.unassigned.map(\.id) == [1, 1] && answer.unassigned.map(\.type) == ["pickup", "delivery"])
        #expect(answer.summary.cost == 120 && answer.routes[0].steps.map(\.type) == ["start", "job", "end"])
    }

    @Test func `priorities decide who is left out, and an open tour ends at its last job`() throws {
        let text = """
            {"vehicles": [{"id": 1, "start_index": 0, "max_tasks": 1, "costs": {"per_hour": 1800}}],
             "jobs": [{"id": 1, "location_index": 1}, {"id": 2, "location_index": 1, "priority": 9}],
             "matrices": {"car": {"durations": [[0, 60], [30, 0]]}}}
            """
        let solved = try solve(instance: folder.written(text, "vroom.json"), rules: .vroom, options: options())
        let answer = try Answer(solved.solution)
        #expect(answer.unassigned.map(\.id) == [1] && solved.unserved == 1)
        // 60 s at 1,800 an hour, and no way home.
        #expect(answer.summary.cost == 30 && answer.routes[0].steps.map(\.type) == ["start", "job"])
    }

    @Test func `without matrices vehicles drive straight at 50 kilometres an hour`() throws {
        let text = """
            {"vehicles": [{"id": 1, "start": [25.0, 60.0], "end": [25.0, 60.0]}],
             "jobs": [{"id": 5, "location": [25.0, 60.1]}]}
            """
        let answer = try Answer(
            solve(instance: folder.written(text, "vroom.json"), rules: .vroom, options: options()).solution)
        // A tenth of a degree of latitude at 60 N is 11.141 km: 802 s each way.
        #expect(answer.summary.cost == 1604)
        #expect(answer.routes[0].steps[1].location == [25.0, 60.1])
        #expect(answer.routes[0].steps.map(\.arrival) == [0, 802, 1604])
    }

    @Test func `equal runs give equal bytes`() throws {
        let file = try folder.written(small, "vroom.json")
        let first = try solve(instance: file, rules: .vroom, options: options()).solution
        #expect(try solve(instance: file, rules: .vroom, options: options()).solution == first)
    }

    @Test(arguments: [
        ("\"priority\": 5", "\"setup\": 5", "jobs[2].setup"), ("\"priority\": 5", "\"priority\": 500", "priority"),
        ("\"id\": 13", "\"id\": 12", "used twice"),
        ("\"jobs\"", "\"shipments\": [{}], \"jobs\"", "shipments[0] needs a pickup"),
        ("\"jobs\"", "\"shipments\": [{\"pickup\": {\"id\": 1, \"location_index\": 0}}], \"jobs\"", "needs a delivery"),
        ("\"skills\": [3, 8]", "\"breaks\": [{}]", "breaks is not supported: split"),
        ("\"location_index\": 3", "\"location_index\": 9", "9"),
        ("[[1600000400, 1600000500]]", "[[0, 1], [2, 3]]", "several windows"), ("[300, 200,", "[300, -1,", "line 17"),
        ("\"start_index\": 0, \"cap", "\"cap", "start or an end"),
        ("\"pickup\": [4, 0]", "\"pickup\": [0.5]", "pickup"),
        ("{\"fixed\": 500}", "{\"per_km\": 2}", "distances"), ("[100, 0, 100, 200],", "[100, 0, 100, 200]", "line"),
        ("\"service\": 10", "\"servce\": 10", "servce"),
    ])
    func `what is wrong or not supported is an error that says where`(from: String, to: String, place: String) throws {
        let file = try folder.written(small.replacingOccurrences(of: from, with: to), "vroom.json")
        #expect {
            try VroomProblem(VroomInput(file))
        } throws: {
            ("\($0)").contains(place)
        }
    }
}
