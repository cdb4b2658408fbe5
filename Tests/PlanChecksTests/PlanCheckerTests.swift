import Foundation
import PlanChecks
import Quantities
import Testing
import TransportModel

/// A plan folder with one thing wrong, and the code of the finding that says so.
struct Mutation: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: String
    let change: @Sendable (inout PlanTables) -> Void

    init(_ what: String, _ code: String, _ change: @escaping @Sendable (inout PlanTables) -> Void) {
        testDescription = what
        self.code = code
        self.change = change
    }
}

private func bell(_ school: String, _ minutes: Int) -> BellRow {
    var row = BellRow()
    row.schoolID = school
    row.minutes = minutes
    return row
}

@Suite struct PlanCheckerTests {
    @Test func `a plan that keeps every promise has no findings`() throws {
        #expect(try LaneFolder().findings() == [])
    }

    @Test(arguments: Mutation.people + Mutation.walksAndTimes + Mutation.vehicles + Mutation.stops)
    func `a broken promise is found`(_ mutation: Mutation) throws {
        let folder = try LaneFolder(change: mutation.change)
        #expect(folder.codes().contains(mutation.code))
        #expect(folder.findings().allSatisfy { $0.severity == .error })
    }

    @Test func `a finding that names the pupil answers for a missing ride`() throws {
        let folder = try LaneFolder { tables in
            tables.assignments.removeAll { $0.pupilID == "P-1" && $0.weekday == .tuesday && $0.session == .toSchool }
            var row = FindingRow()
            (row.code, row.severity, row.subject) = ("no-seat", .warning, "P-1")
            tables.findings.append(row)
        }
        #expect(!folder.codes().contains("plan-unserved"))
    }

    @Test func `breaches beyond the limit are counted`() {
        let one = Finding("plan-x", .error, file: "trips.csv", message: "")
        let capped = PlanChecker.capped(Array(repeating: one, count: PlanChecker.mostPerCheck + 3))
        #expect(capped.count == PlanChecker.mostPerCheck + 1)
        #expect(capped.last?.message.contains("3 more") == true)
    }
}

extension Mutation {
    static let people: [Mutation] = [
        Mutation("a pupil without a decision", "plan-no-decision") { $0.decisions.removeAll { $0.pupilID == "P-3" } },
        Mutation("a home without a decision", "plan-no-decision") { $0.decisions.removeAll { $0.homeID == "H2" } },
        Mutation("a margin that is not the difference", "plan-wrong-margin") { $0.decisions[0].margin = Metres(1) },
        Mutation("a decision twice", "plan-duplicate-key") { $0.decisions.insert($0.decisions[0], at: 0) },
        Mutation("a case in review that is not queued", "plan-review-missing") { $0.review.removeFirst() },
        Mutation("a granted case in the queue", "plan-review-extra") { $0.review[0].pupilID = "P-1" },
        Mutation("a queued case that does not say why", "plan-review-blank") { $0.review[0].why = "" },
        Mutation("a refused pupil who rides", "plan-refused-rides") { tables in
            for row in tables.assignments.indices where tables.assignments[row].pupilID == "P-1" {
                tables.assignments[row].pupilID = "P-3"
            }
        },
        Mutation("a near-limit case that rides though the rules say no", "plan-uncarried-rides") { tables in
            for row in tables.assignments.indices where tables.assignments[row].pupilID == "P-1" {
                tables.assignments[row].pupilID = "P-4"
            }
        },
        Mutation("a carried pupil without a ride home", "plan-unserved") { $0.assignments.remove(at: 1) },
        Mutation("a review case that the rules carry left out", "plan-unserved") {
            $0.assignments.removeAll { $0.pupilID == "P-2" }
        },
        Mutation("a pupil served twice", "plan-served-twice") { tables in
            tables.assignments.insert(tables.assignments[0], at: 0)
        },
        Mutation("a ride on a day without school", "plan-ride-without-school") { $0.assignments[0].weekday = .sunday },
        Mutation("a ride from the other parent's home", "plan-ride-from-other-home") { tables in
            for row in tables.assignments.indices where tables.assignments[row].homeID == "H2" {
                tables.assignments[row].homeID = "H1"
            }
        },
        Mutation("another stop on Tuesday", "plan-two-stops") { tables in
            for row in tables.assignments.indices
            where tables.assignments[row].pupilID == "P-1" && tables.assignments[row].weekday == .tuesday {
                tables.assignments[row].stopID = "B"
            }
        },
    ]

    static let walksAndTimes: [Mutation] = [
        Mutation("a walk that is too short to be true", "plan-wrong-walk") { $0.assignments[0].walk = Metres(90) },
        Mutation("a walk of nothing to a stop that is not at home", "plan-wrong-walk") {
            $0.assignments[0].walk = .zero
        },
        Mutation("an option's walk that is wrong", "plan-wrong-option-walk") { $0.stopOptions[0].walk = Metres(90) },
        Mutation("a walk beyond the limit", "plan-walk-limit") { $0.assignments[0].walk = Metres(301) },
        Mutation("boarding before the bus is there", "plan-wrong-ride-times") {
            $0.assignments[0].board = ClockTime(7, 31)
        },
        Mutation("ride_s that is not the difference", "plan-wrong-ride-s") { $0.assignments[0].ride = Seconds(1049) },
        Mutation("wait_s that is not by the bell", "plan-wrong-wait-s") { $0.assignments[0].wait = Seconds(0) },
        Mutation("day_total_s that leaves the walks out", "plan-wrong-day-total") {
            $0.assignments[0].dayTotal = Seconds(3000)
        },
        Mutation("a ride on a trip of the other day", "plan-wrong-trip") { $0.assignments[0].tripID = "T-1-1" },
        Mutation("a ride beyond the limit", "plan-ride-limit") { $0.assignments[0].ride = Seconds(1201) },
        Mutation("a wait beyond the limit", "plan-wait-limit") { $0.assignments[0].wait = Seconds(901) },
        Mutation("a day beyond the limit", "plan-day-limit") { $0.assignments[0].dayTotal = Seconds(3601) },
        Mutation("an arrival inside the margin before the bell", "plan-late-arrival") {
            $0.assignments[0].alight = ClockTime(7, 55, 1)
        },
        Mutation("a departure inside the margin after the bell", "plan-early-departure") {
            $0.assignments[1].board = ClockTime(13, 4, 59)
        },
        Mutation("bells of a school that lets none be moved", "plan-bells-too-far") { $0.bells = [bell("S1", 5)] },
        Mutation("bells of a school that is not there", "plan-unknown-id") { $0.bells = [bell("nowhere", 5)] },
        Mutation("bells moved twice", "plan-duplicate-key") { $0.bells = [bell("S1", 0), bell("S1", 0)] },
    ]

    static let vehicles: [Mutation] = [
        Mutation("a third pupil on two seats", "plan-overload") { tables in
            for row in tables.assignments.indices where tables.assignments[row].pupilID == "P-2" {
                tables.assignments[row].pupilID = "P-3"
            }
        },
        Mutation("boarding that nobody does", "plan-wrong-counts") { $0.stopTimes[0].boarding = 2 },
        Mutation("a max_load that nobody reaches", "plan-wrong-max-load") { $0.trips[0].maxLoad = 4 },
        Mutation("a sequence with a hole", "plan-wrong-sequence") { $0.stopTimes[1].sequence = 7 },
        Mutation("arriving before having left", "plan-time-runs-back") {
            $0.stopTimes[1].arrival = ClockTime(7, 32, 30)
        },
        Mutation("leaving before arriving", "plan-time-runs-back") { $0.stopTimes[0].departure = ClockTime(7, 31) },
        Mutation("a distance that falls", "plan-wrong-distance") { $0.stopTimes[2].distance = 10 },
        Mutation("a trip of one place", "plan-short-trip") { tables in
            tables.stopTimes.removeAll { $0.tripID == "T-0-1" && $0.sequence > 1 }
        },
        Mutation("a trip row that departs at another time", "plan-wrong-trip-sum") {
            $0.trips[0].depart = ClockTime(7, 32)
        },
        Mutation("a drive that the network cannot do", "plan-drive-too-fast") { tables in
            tables.stopTimes[1].departure = ClockTime(7, 35, 2)
        },
        Mutation("leaving the depot too late", "plan-drive-too-fast") { $0.blocks[0].start = ClockTime(7, 30, 12) },
        Mutation("being home too early", "plan-drive-too-fast") { $0.blocks[0].end = ClockTime(13, 24, 40) },
        Mutation("two trips of one bus at the same time", "plan-drive-too-fast") { tables in
            for row in tables.trips.indices { tables.trips[row].blockID = "K-0" }
        },
        Mutation("metres that the road does not have", "plan-wrong-distance") { tables in
            for row in 1...2 { tables.stopTimes[row].distance += 3 }
            tables.trips[0].distance += 3
        },
        Mutation("a block that counts a trip too many", "plan-wrong-trip-count") { $0.blocks[0].trips = 3 },
        Mutation("a trip of another day than its block", "plan-trip-not-of-block") { $0.trips[0].weekday = .friday },
        Mutation("a block's distance without the empty drives", "plan-wrong-distance") {
            $0.blocks[0].distance = 19_800
        },
        Mutation("empty metres that are not", "plan-wrong-distance") { $0.blocks[0].deadhead = 0 },
        Mutation("a cost that is too low", "plan-wrong-cost") { $0.blocks[0].cost = Cost(cents: 12_100) },
        Mutation("more buses out than there are", "plan-too-many-vehicles") { $0.blocks[1].weekday = .monday },
        Mutation("a bus that is out too long", "plan-long-day") { $0.blocks[0].start = ClockTime(5, 24, 49) },
    ]

    static let stops: [Mutation] = [
        Mutation("a stop's pupils counted wrong", "plan-wrong-stop-pupils") { $0.stops[0].pupils = 3 },
        Mutation("a stop that nobody uses", "plan-wrong-stop-pupils") { tables in
            var row = StopRow()
            row.stopID = "C"
            tables.stops.append(row)
        },
        Mutation("a stop moved", "plan-wrong-stop-place") { $0.stops[0].longitude += 0.001 },
        Mutation("a stop that is too full", "plan-stop-overfull") { tables in
            for row in tables.assignments.indices where tables.assignments[row].pupilID == "P-1" {
                tables.assignments[row].stopID = "B"
            }
        },
        Mutation("ranks with a hole", "plan-wrong-rank") { $0.stopOptions[0].rank = 2 },
        Mutation("two assigned options", "plan-wrong-options") { tables in
            var row = tables.stopOptions[0]
            (row.rank, row.stopID) = (2, "B")
            tables.stopOptions.insert(row, at: 1)
        },
        Mutation("an assigned stop that is no option", "plan-option-not-assigned") { $0.stopOptions.removeFirst() },
        Mutation("a family's choice lost", "plan-choice-lost") { tables in
            for row in tables.assignments.indices where tables.assignments[row].pupilID == "P-1" {
                tables.assignments[row].stopID = "B"
            }
        },
        Mutation("a stop that is not in stops.csv", "plan-unknown-id") { $0.stops.removeFirst() },
        Mutation("a trip of no block", "plan-unknown-id") { $0.trips[0].blockID = "K-9" },
        Mutation("a vehicle that the depot does not have", "plan-unknown-id") { $0.blocks[0].vehicleTypeID = "van" },
        Mutation("a ride of nobody", "plan-unknown-id") { $0.assignments[0].pupilID = "P-0" },
        Mutation("a school that does not exist", "plan-unknown-id") { $0.stopTimes[2].placeID = "S9" },
        Mutation("rows out of order", "plan-unsorted") { $0.trips.swapAt(0, 1) },
    ]
}
