package import Quantities
package import TransportModel

/// A place that vehicles drive to, and its row in the travel matrix by its position.
package struct PlannedPlace: Hashable, Sendable {
    /// What is there.
    package enum Site: Hashable, Sendable {
        /// A depot.
        case depot(Index<Depot>)
        /// The bus gate of a school.
        case school(Index<School>)
        /// A stop that somebody uses.
        case stop(Index<CandidateStop>)
    }

    /// What is there.
    package var site: Site
    /// Where it is.
    package var point: GeoPoint
}

/// The places of a plan in matrix order: depots, schools, used stops, each in the order of their table.
struct Places: Sendable {
    /// The places in matrix order.
    let all: [PlannedPlace]
    private let depotCount: Int
    private let stopPositions: [Int?]

    /// The depots and schools of `batch` and the stops that `stopPlan` assigns.
    init(batch: Batch, stopPlan: StopPlan) {
        var isUsed = Array(repeating: false, count: stopPlan.candidates.count)
        for assigned in stopPlan.assigned { if let assigned { isUsed[assigned.stop.offset] = true } }
        var all = batch.depots.indices.map {
            PlannedPlace(site: .depot($0), point: batch.depots[$0].place.point)
        }
        all += batch.schools.indices.map {
            PlannedPlace(site: .school($0), point: batch.schools[$0].busGate.point)
        }
        var stopPositions = [Int?](repeating: nil, count: isUsed.count)
        for stop in stopPlan.candidates.indices where isUsed[stop.offset] {
            stopPositions[stop.offset] = all.count
            all.append(PlannedPlace(site: .stop(stop), point: stopPlan.candidates[stop].place.point))
        }
        depotCount = batch.depots.count
        self.all = all
        self.stopPositions = stopPositions
    }

    /// The matrix position of a depot.
    func position(of depot: Index<Depot>) -> Int { depot.offset }

    /// The matrix position of a place where vehicles stop.
    func position(of place: StopPlace) -> Int {
        switch place {
        case .school(let school): return depotCount + school.offset
        case .stop(let stop):
            guard let position = stopPositions[stop.offset] else {
                preconditionFailure("a journey uses an unused stop")
            }
            return position
        }
    }
}
