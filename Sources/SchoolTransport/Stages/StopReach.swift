internal import ParallelWork
internal import Quantities
internal import RoadNetwork
internal import TransportModel

/// Finds the candidate stops within walking reach of every carried home.
struct StopReach {
    let batch: Batch
    let network: RoadNetwork
    let threads: Int

    /// Per home the stops within the walking limit of its pupil, nearest first; empty for homes that are not carried.
    /// A pupil who is fetched at the door reaches that door alone, at no distance.
    func measure(
        _ decisions: [Decision], origins: [SnappedPoint?], candidates: CandidateStops.Result
    ) -> [[StopInReach]] {
        let targets = network.footTargets(candidates.onFoot)
        let carried = decisions.filter { $0.isCarried && $0.home != nil }
        var reach = [[StopInReach]](repeating: [], count: batch.homes.count)
        var door = candidates.onFoot.count { $0 != nil }
        var walkers: [(home: Int, origin: SnappedPoint, limit: Metres)] = []
        for decision in carried {
            guard let home = decision.home else { continue }
            if batch.isFetchedAtDoor(decision.pupil, home: home) {
                reach[home.offset] = [StopInReach(stop: Index(door), walk: .zero)]
                door += 1
            } else if let origin = origins[home.offset] {
                walkers.append((home.offset, origin, batch.stopWalkLimit(of: decision.pupil, home: home)))
            }
        }
        let found = Parallel.map(count: walkers.count, threads: threads) { [walkers, network] index in
            let walker = walkers[index]
            return network.walksInReach(from: walker.origin, to: targets, within: walker.limit)
        }
        for (walker, stops) in zip(walkers, found) {
            reach[walker.home] = stops.map { StopInReach(stop: Index($0.target), walk: $0.distance) }
                .sorted { ($0.walk, $0.stop) < ($1.walk, $1.stop) }
        }
        return reach
    }
}
