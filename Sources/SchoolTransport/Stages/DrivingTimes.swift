internal import Quantities
internal import RoadNetwork
internal import Timetabling
internal import TransportModel

/// Driving seconds and metres between the places that vehicles visit.
struct DrivingTimes {
    let batch: Batch
    let network: RoadNetwork
    let candidates: IndexedTable<CandidateStop>
    let threads: Int

    /// The matrix in the order of `places`, and how each of them is passed. A place without a road in reach gets rows of
    /// `unreachable` and a finding: whoever needs it stays unserved, all others ride.
    func matrix(_ places: [PlannedPlace]) -> (travel: TravelMatrix, halts: [Halt], findings: [Finding]) {
        let (halts, wrongSides) = StopPassings(
            batch: batch, network: network, candidates: candidates, threads: threads
        ).halts(places)
        let (travel, findings) = matrix(places, halts)
        return (travel, halts, findings + wrongSides)
    }

    private func matrix(_ places: [PlannedPlace], _ halts: [Halt]) -> (TravelMatrix, [Finding]) {
        let snapped = halts.map { network.snap($0) }
        let findings = zip(places, snapped).compactMap { $1 == nil ? unreachable($0) : nil }
        let reached = places.indices.filter { snapped[$0] != nil }
        let dense = network.drivingMatrix(
            between: reached.compactMap { snapped[$0] }, factor: batch.municipality.service.drivingFactor,
            threads: threads)
        guard reached.count < places.count else { return (dense, findings) }
        var seconds = [Int32](repeating: TravelMatrix.unreachable, count: places.count * places.count)
        var metres = seconds
        for (row, from) in reached.enumerated() {
            for (column, to) in reached.enumerated() {
                seconds[from * places.count + to] = dense.seconds(from: row, to: column)
                metres[from * places.count + to] = dense.metres(from: row, to: column)
            }
        }
        for place in places.indices {
            seconds[place * places.count + place] = 0
            metres[place * places.count + place] = 0
        }
        return (TravelMatrix(count: places.count, seconds: seconds, metres: metres), findings)
    }

    private func unreachable(_ place: PlannedPlace) -> Finding? {
        let remedy = "no road that a bus may use is within 2000 m of it; check its x,y or extend the network"
        switch place.site {
        case .depot(let index):
            return Finding(
                "depot-off-network", .error, file: "depots.csv", subject: batch.depots[index].id, message: remedy)
        case .school(let index):
            return Finding(
                "school-off-bus-network", .error, file: "schools.csv", line: batch.schools[index].line,
                subject: batch.schools[index].id, message: remedy)
        case .stop(_, .fromSchool): return nil
        case .stop(let index, .toSchool):
            return Finding("stop-off-bus-network", .warning, subject: candidates[index].id, message: remedy)
        }
    }
}
