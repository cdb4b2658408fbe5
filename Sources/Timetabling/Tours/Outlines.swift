import Quantities
import TransportModel
import VehicleRouting

/// Carries the tours of one plan over to the requests of another demand: the same vehicles call in the same order, where
/// somebody still needs them to.
struct Outlines {
    /// The plan to stay near.
    let model: ModelPlan
    /// The problem to start.
    let problem: SessionProblem

    /// One outline per tour of the model that still has something to do.
    func tours() -> [TourOutline] {
        let requests = RequestFinder(model: model, problem: problem)
        let homes = homeTours(requests)
        return model.tours.indices.compactMap { tour in
            var steps: [TourStep] = []
            var done = Set<TourStep>()
            for visit in model.tours[tour].visits {
                let here = visit.riders.compactMap { requests.request(of: $0) }.filter { homes[$0] == tour }
                for step in self.steps(of: here, at: visit.place) where done.insert(step).inserted {
                    steps.append(step)
                }
            }
            return done.isEmpty
                ? nil : TourOutline(fleetType: model.tours[tour].vehicleType.offset, steps: steps)
        }
    }

    /// At a school whoever must leave it first comes first.
    private func steps(of requests: [Int], at place: StopPlace) -> [TourStep] {
        guard case .school = place else { return requests.map { .stop(request: $0) } }
        func hours(_ request: Int) -> (ClockTime, ClockTime, Int) {
            let window = problem.groups[request].key.schoolWindow
            return (window.upperBound, window.lowerBound, request)
        }
        return requests.sorted { hours($0) < hours($1) }.map { .school(request: $0) }
    }

    /// The tour of the model that carries most of each request's pupils.
    private func homeTours(_ requests: RequestFinder) -> [Int?] {
        var votes = Array(repeating: [Int: Int](), count: problem.groups.count)
        for (tour, content) in model.tours.enumerated() {
            for rider in content.visits.flatMap(\.riders) {
                guard let request = requests.request(of: rider) else { continue }
                votes[request][tour, default: 0] += 1
            }
        }
        return votes.map { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
    }
}

/// Says which request a rider of the model is now part of.
///
/// A rider of a master plan may be in it twice, from two homes or for two bells. Whoever has a request for just that stop
/// and bell is found by it; others are the same pupil at another stop or hour.
private struct RequestFinder {
    private var exact: [Journey.Travel: Int] = [:]
    private var byPupil: [Index<Pupil>: Int] = [:]

    init(model: ModelPlan, problem: SessionProblem) {
        for (position, group) in problem.groups.enumerated() {
            for member in group.members {
                let travel = problem.demand.journeys[member].travel
                exact[travel] = position
                byPupil[travel.pupil] = position
            }
        }
        for rider in model.tours.flatMap(\.visits).flatMap(\.riders) where exact[rider] != nil {
            byPupil[rider.pupil] = nil
        }
    }

    func request(of rider: Journey.Travel) -> Int? { exact[rider] ?? byPupil[rider.pupil] }
}
