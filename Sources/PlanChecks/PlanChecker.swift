package import Foundation
import ParallelWork
package import TransportModel

/// Recomputes every promise of a plan folder from the bundle, the road network and the written files. Trusts no stage.
package struct PlanChecker: Sendable {
    private let batch: Batch
    private let roads: any RoadMeasure
    private let threads: Int

    /// Every promise, one type and one file each.
    package static let checks: [any PlanCheck] = [
        KeysCheck(), ReferencesCheck(), DecisionsCheck(), ReviewCheck(), RefusedCheck(), ServiceCheck(),
        OneStopCheck(), WalkCheck(), WalkLimitCheck(), SafeWalkCheck(), RideTimesCheck(), TimeLimitsCheck(),
        BellWindowCheck(), BellMovesCheck(),
        LoadCheck(), AboardCountsCheck(), StopTimesCheck(), DrivingCheck(), BlocksCheck(), BlockFiguresCheck(),
        FleetCheck(), StopsCheck(), KerbCheck(), OptionsCheck(), ChoicesCheck(), ProtectedPupilsCheck(), FeedsCheck(),
        SummaryCheck(),
    ]

    /// At most this many breaches of one promise are reported one by one.
    package static let mostPerCheck = 200

    /// A checker of plans for `batch` over the roads that `roads` measures; any number of `threads` finds the same.
    package init(batch: Batch, roads: any RoadMeasure, threads: Int = 1) {
        self.batch = batch
        self.roads = roads
        self.threads = threads
    }

    /// Every breach in the plan folder at `url`; empty for a plan that keeps its promises.
    package func check(planFolder url: URL) -> [Finding] {
        let folder = WrittenPlan(at: url)
        let context = CheckContext(batch: batch, roads: roads, folder: folder, threads: threads)
        let found = Parallel.map(PlanChecker.checks, threads: threads) { PlanChecker.capped($0.findings(in: context)) }
        return folder.findings + found.flatMap(\.self)
    }

    /// The first findings, and how many more there are.
    package static func capped(_ findings: [Finding]) -> [Finding] {
        guard findings.count > mostPerCheck, let last = findings.last else { return findings }
        let more = Finding(
            "plan-many-breaches", .error, file: last.file, subject: last.code,
            message: "There are \(findings.count - mostPerCheck) more breaches of the same promise.")
        return findings.prefix(mostPerCheck) + [more]
    }
}
