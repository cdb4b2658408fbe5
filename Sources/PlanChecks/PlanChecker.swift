package import Foundation
package import TransportModel

/// Recomputes every promise of a plan folder from the bundle, the road network and the written files. Trusts no stage.
package struct PlanChecker: Sendable {
    private let batch: Batch
    private let roads: any RoadMeasure

    /// Every promise, one type and one file each.
    package static let checks: [any PlanCheck] = [
        KeysCheck(), ReferencesCheck(), DecisionsCheck(), ReviewCheck(), RefusedCheck(), ServiceCheck(),
        OneStopCheck(), WalkCheck(), WalkLimitCheck(), SafeWalkCheck(), RideTimesCheck(), TimeLimitsCheck(),
        BellWindowCheck(),
        LoadCheck(), AboardCountsCheck(), StopTimesCheck(), DrivingCheck(), BlocksCheck(), BlockFiguresCheck(),
        FleetCheck(), StopsCheck(), OptionsCheck(), ChoicesCheck(), ProtectedPupilsCheck(), FeedsCheck(),
        SummaryCheck(),
    ]

    /// At most this many breaches of one promise are reported one by one.
    package static let mostPerCheck = 200

    /// A checker of plans for `batch` over the roads that `roads` measures.
    package init(batch: Batch, roads: any RoadMeasure) {
        self.batch = batch
        self.roads = roads
    }

    /// Every breach in the plan folder at `url`; empty for a plan that keeps its promises.
    package func check(planFolder url: URL) -> [Finding] {
        let folder = WrittenPlan(at: url)
        let context = CheckContext(batch: batch, roads: roads, folder: folder)
        return folder.findings + PlanChecker.checks.flatMap { PlanChecker.capped($0.findings(in: context)) }
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
