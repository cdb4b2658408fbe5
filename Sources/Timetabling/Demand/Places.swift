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
        /// A stop that somebody uses, as vehicles pass it in one of the sessions.
        case stop(Index<CandidateStop>, Session)
    }

    /// What is there.
    package var site: Site
    /// Where it is.
    package var point: GeoPoint
    /// For a stop, the schools of those who use it, ascending, each once for every home.
    package var schools: [Index<School>] = []
}

/// The places of a plan in matrix order: depots, schools, used stops, each in the order of their table. A stop stands
/// there twice, for the way to school and from school: vehicles may pass it in different directions.
struct Places: Sendable {
    /// The places in matrix order.
    let all: [PlannedPlace]
    private let depotCount: Int
    private let stopPositions: [Int?]

    /// The depots and schools of `batch` and the stops that `stopPlan` assigns; at the end, the stops of `moves` that
    /// nobody uses, so that all others stand where they stand without them.
    init(batch: Batch, stopPlan: StopPlan, also moves: [HomeMove] = []) {
        var users = [[Index<School>]](repeating: [], count: stopPlan.candidates.count)
        for (home, assigned) in stopPlan.assigned.enumerated() {
            guard let assigned else { continue }
            users[assigned.stop.offset].append(batch.pupils[batch.homes[Index(home)].pupil].school)
        }
        var all = batch.depots.indices.map {
            PlannedPlace(site: .depot($0), point: batch.depots[$0].place.point)
        }
        all += batch.schools.indices.map {
            PlannedPlace(site: .school($0), point: batch.schools[$0].busGate.point)
        }
        var stopPositions = [Int?](repeating: nil, count: users.count)
        for stop in stopPlan.candidates.indices where !users[stop.offset].isEmpty {
            stopPositions[stop.offset] = all.count
            for session in [Session.toSchool, .fromSchool] {
                all.append(
                    PlannedPlace(
                        site: .stop(stop, session), point: stopPlan.candidates[stop].place.point,
                        schools: users[stop.offset].sorted()))
            }
        }
        for move in moves where stopPositions[move.stop.stop.offset] == nil {
            let stop = move.stop.stop
            stopPositions[stop.offset] = all.count
            let school = batch.pupils[batch.homes[move.home].pupil].school
            for session in [Session.toSchool, .fromSchool] {
                all.append(
                    PlannedPlace(
                        site: .stop(stop, session), point: stopPlan.candidates[stop].place.point, schools: [school]))
            }
        }
        depotCount = batch.depots.count
        self.all = all
        self.stopPositions = stopPositions
    }

    /// The matrix position of a depot.
    func position(of depot: Index<Depot>) -> Int { depot.offset }

    /// Whether `stop` has rows in the matrix.
    func isMeasured(_ stop: Index<CandidateStop>) -> Bool { stopPositions[stop.offset] != nil }

    /// The matrix position of a place where vehicles stop in `session`.
    func position(of place: StopPlace, in session: Session) -> Int {
        switch place {
        case .school(let school): return depotCount + school.offset
        case .stop(let stop):
            guard let position = stopPositions[stop.offset] else {
                preconditionFailure("a journey uses an unused stop")
            }
            return session == .toSchool ? position : position + 1
        }
    }
}
