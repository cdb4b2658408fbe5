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
        let (requests, homes) = homeTours()
        return model.tours.indices.compactMap { tour in
            var steps: [TourStep] = []
            var done = Set<Int>()
            for visit in model.tours[tour].visits {
                if case .school = visit.place {
                    steps.append(.school(place: problem.places.position(of: visit.place)))
                    continue
                }
                for pupil in visit.pupils {
                    guard let request = requests[pupil], homes[request] == tour, done.insert(request).inserted else {
                        continue
                    }
                    steps.append(.stop(request: request))
                }
            }
            return done.isEmpty
                ? nil : TourOutline(fleetType: model.tours[tour].vehicleType.offset, steps: withoutIdle(steps))
        }
    }

    /// The request of each pupil, and the tour of the model that carries most of each request's pupils.
    private func homeTours() -> (requests: [Index<Pupil>: Int], homes: [Int?]) {
        var requests: [Index<Pupil>: Int] = [:]
        for (position, group) in problem.groups.enumerated() {
            for member in group.members { requests[problem.demand.journeys[member].pupil] = position }
        }
        var votes = Array(repeating: [Int: Int](), count: problem.groups.count)
        for (tour, content) in model.tours.enumerated() {
            for pupil in content.visits.flatMap(\.pupils) {
                guard let request = requests[pupil] else { continue }
                votes[request][tour, default: 0] += 1
            }
        }
        return (requests, votes.map { $0.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key })
    }

    /// Leaves out school visits that nobody needs any more.
    private func withoutIdle(_ steps: [TourStep]) -> [TourStep] {
        var waiting: Set<Int> = []
        let isToSchool = problem.demand.session == .toSchool
        var kept: [TourStep] = []
        for step in isToSchool ? steps : steps.reversed() {
            switch step {
            case .stop(let request):
                waiting.insert(problem.places.position(of: .school(problem.groups[request].key.school)))
                kept.append(step)
            case .school(let place):
                if waiting.remove(place) != nil { kept.append(step) }
            }
        }
        return isToSchool ? kept : kept.reversed()
    }
}
