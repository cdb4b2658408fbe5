import Quantities
import TransportModel

extension ModelPlan {
    /// The model with those whom `other` carries and this one does not, each at the side of the same neighbours.
    ///
    /// Both are days of one family: what they share comes in the same order, since both were taken from one master. This
    /// puts that master together again, trip by trip, because blocks may chain the trips otherwise on other days. Who is
    /// in a trip of strangers is left out.
    func joined(with other: ModelPlan) -> ModelPlan {
        var joined = self
        joined.addHabits(of: other)
        var homes: [Journey.Travel: TripPosition] = [:]
        for (position, tour) in tours.enumerated() {
            for (trip, visits) in tour.trips.enumerated() {
                for rider in visits.flatMap(\.riders) { homes[rider] = TripPosition(tour: position, trip: trip) }
            }
        }
        var taken = Set<TripPosition>()
        for visits in other.tours.flatMap(\.trips) {
            let riders = visits.flatMap(\.riders)
            var votes: [TripPosition: Int] = [:]
            for home in riders.compactMap({ homes[$0] }) where !taken.contains(home) { votes[home, default: 0] += 1 }
            let best = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
            let strangers = Set(riders.filter { homes[$0] == nil })
            guard let best, taken.insert(best).inserted, !strangers.isEmpty else { continue }
            joined.tours[best.tour].trips[best.trip] = Self.joined(
                tours[best.tour].trips[best.trip], with: visits, taking: strangers)
        }
        return joined
    }

    /// Where a trip is in a model.
    private struct TripPosition: Hashable, Comparable {
        let tour: Int
        let trip: Int

        static func < (one: TripPosition, other: TripPosition) -> Bool {
            (one.tour, one.trip) < (other.tour, other.trip)
        }
    }

    /// `visits` with the `strangers` of `others`, each right after whoever comes before it there.
    private static func joined(
        _ visits: [Visit], with others: [Visit], taking strangers: Set<Journey.Travel>
    ) -> [Visit] {
        var steps = visits.enumerated().flatMap { number, visit in
            visit.riders.map { Step(place: visit.place, rider: $0, visit: number) }
        }
        var after = 0
        for (number, visit) in others.enumerated() {
            for rider in visit.riders {
                if let known = steps[after...].firstIndex(where: { $0.rider == rider && $0.place == visit.place }) {
                    after = known + 1
                } else if strangers.contains(rider) {
                    // A call of its own, unless a neighbour calls there for the same bell.
                    var step = Step(place: visit.place, rider: rider, visit: visits.count + number)
                    let neighbours = [after - 1, after].filter(steps.indices.contains).map { steps[$0] }
                    if let call = neighbours.first(where: { $0.isOneCall(with: step) }) { step.visit = call.visit }
                    steps.insert(step, at: after)
                    after += 1
                }
            }
        }
        return steps.reduce(into: (visits: [Visit](), last: -1)) { made, step in
            if made.last == step.visit {
                made.visits[made.visits.count - 1].riders.append(step.rider)
            } else {
                made.visits.append(Visit(place: step.place, riders: [step.rider]))
            }
            made.last = step.visit
        }.visits
    }

    /// Somebody boards or leaves, at which call of a trip.
    private struct Step {
        let place: StopPlace
        let rider: Journey.Travel
        var visit: Int

        func isOneCall(with other: Step) -> Bool { place == other.place && rider.bell == other.rider.bell }
    }
}
