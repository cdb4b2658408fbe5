internal import ParallelWork
internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// Finds the candidate stops within walking reach of every carried home.
struct StopReach {
    let batch: Batch
    let network: RoadNetwork
    let threads: Int

    /// What was found.
    struct Result {
        /// Per home the stops within the walking limit of its pupil, nearest first; empty for homes that are not
        /// carried, and for those fetched at the door.
        var stops: [[StopInReach]]
        /// The carried homes whose pupils are fetched at the door, in the order of the decisions.
        var doors: [Index<Home>]
        var findings: [Finding]
    }

    /// A carried home from which somebody walks.
    private struct Walker {
        var home: Index<Home>
        var origin: SnappedPoint
        var limit: Metres
    }

    /// The stops in reach of the carried homes of `decisions`. Where the rules say so, homes that reach none are fetched
    /// at the door.
    func measure(
        _ decisions: [Decision], origins: [SnappedPoint?], candidates: CandidateStops.Result
    ) -> Result {
        var result = Result(stops: Array(repeating: [], count: batch.homes.count), doors: [], findings: [])
        let carried = decisions.filter { $0.isCarried && $0.home != nil }
        var walkers: [Walker] = []
        for decision in carried {
            guard let home = decision.home, !batch.isFetchedAtDoor(decision.pupil, home: home),
                let origin = origins[home.offset]
            else { continue }
            let limit = batch.stopWalkLimit(of: decision.pupil, home: home, way: decision.measured)
            walkers.append(Walker(home: home, origin: origin, limit: limit))
        }
        let targets = network.footTargets(candidates.onFoot)
        for (walker, stops) in zip(walkers, reach(of: walkers, targets)) { result.stops[walker.home.offset] = stops }
        let fetchesBeyond = batch.rules.stopPolicy.beyond != .unserved
        var seen: Set<Index<Home>> = []
        for decision in carried {
            guard let home = decision.home, seen.insert(home).inserted else { continue }
            let isFetched = batch.isFetchedAtDoor(decision.pupil, home: home)
            guard isFetched || fetchesBeyond && result.stops[home.offset].isEmpty else { continue }
            result.doors.append(home)
            if !isFetched { result.findings.append(beyond(decision.pupil, home)) }
        }
        return result
    }

    /// Per walker the stops in reach, nearest first.
    private func reach(of walkers: [Walker], _ targets: FootTargets) -> [[StopInReach]] {
        let selections = hazardSelections(of: walkers)
        return Parallel.map(count: walkers.count, threads: threads) { [network] index in
            let walker = walkers[index]
            let found = network.walksInReach(from: walker.origin, to: targets, within: walker.limit)
            var stops = found.map { StopInReach(stop: Index($0.target), walk: $0.distance) }
            if let selection = selections[index] {
                let safe = network.safeWalksInReach(
                    from: walker.origin, to: targets, within: walker.limit, counting: selection)
                let walks = Dictionary(safe.map { ($0.target, $0.distance) }, uniquingKeysWith: { first, _ in first })
                stops = stops.compactMap { stop in
                    walks[stop.stop.offset].map { StopInReach(stop: stop.stop, walk: stop.walk, safeWalk: $0) }
                }
            }
            return stops.sorted { ($0.walk, $0.stop) < ($1.walk, $1.stop) }
        }
    }

    /// Per walker the hazards that the walk to the stop keeps off; `nil` where none counts.
    private func hazardSelections(of walkers: [Walker]) -> [HazardSelection?] {
        guard batch.rules.stopWalksAvoidHazards, !batch.hazards.isEmpty else {
            return Array(repeating: nil, count: walkers.count)
        }
        let map = network.match(batch.hazards.map(HazardStretch.init))
        var known: [StopHazards: HazardSelection] = [:]
        return walkers.map { walker in
            let hazards = batch.stopHazards(of: batch.homes[walker.home].pupil, home: walker.home)
            guard !hazards.marks.isEmpty else { return nil }
            if let selection = known[hazards] { return selection }
            let selection = HazardSelection(map, counting: hazards.marks, tolerance: hazards.tolerance)
            known[hazards] = selection
            return selection
        }
    }

    private func beyond(_ pupil: Index<Pupil>, _ home: Index<Home>) -> Finding {
        let how =
            batch.rules.stopPolicy.beyond == .feeder
            ? "The rule file gives a feeder ride: the pupil is fetched at home and taken all the way; a change of "
                + "vehicles is not planned."
            : "The rule file says that the pupil is fetched at home."
        return Finding(
            "stop-beyond-fetched", .info, file: "homes.csv", line: batch.homes[home].line,
            subject: batch.pupils[pupil].id,
            message: "No stop is within the longest walk from home \(batch.homes[home].id). " + how)
    }
}
