import Quantities
import TransportModel

/// `stops.csv` says in which direction vehicles pass every stop at which they cannot turn at will; they turn only where
/// the municipality's settings let them, and have the side of the bundle's `stops.csv` at their door.
struct KerbCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let served = servedStops(context)
        let questions = served.map { stop in
            KerbQuestion(
                context.tables.stops[stop.row].halt(in: stop.session, at: context.point(ofStop: stop.id)),
                in: stop.session, side: context.givenStop(stop.id)?.side)
        }
        return zip(served, zip(questions, context.roads.kerbs(questions))).flatMap { stop, answer in
            guard let kerb = answer.1 else { return [Finding]() }
            return problems(of: answer.0, kerb, context.batch.municipality.service).map {
                context.error($0.code, \.stops, stop.row, subject: stop.id, $0.message)
            }
        }
    }

    /// The rows of stops with the sessions in which a trip serves them, in the order of the rows.
    private func servedStops(_ context: CheckContext) -> [(row: Int, id: String, session: Session)] {
        var served: [Session: Set<String>] = [:]
        for time in context.tables.stopTimes where time.place == .stop {
            guard let trip = context.trips[time.tripID] else { continue }
            served[context.tables.trips[trip].session, default: []].insert(time.placeID)
        }
        return context.tables.stops.indices.flatMap { row in
            let id = context.tables.stops[row].stopID
            return [Session.toSchool, .fromSchool].filter { served[$0]?.contains(id) ?? false }.map { (row, id, $0) }
        }
    }

    private func problems(
        of stop: KerbQuestion, _ kerb: Kerb, _ service: ServiceSettings
    ) -> [(code: String, message: String)] {
        var problems: [(code: String, message: String)] = []
        let name = stop.session == .toSchool ? "heading_to_school" : "heading_from_school"
        let turns = service.turnsAtStops.holds(whereLargestRoadIsMinor: kerb.isMinor)
        if stop.halt.passing == .any, !turns || service.turning > .zero {
            problems.append(("plan-no-heading", "\(name) is blank, but vehicles cannot turn there at no cost of time."))
        }
        if let turning = stop.halt.turning, !turns || turning < service.turning {
            let why = turns ? "a turn takes \(service.turning.rawValue) s" : "vehicles cannot turn there"
            problems.append(("plan-turns-at-stop", "turning_s is \(turning.rawValue), but \(why)."))
        }
        if kerb.hasSideAtDoor == false || kerb.hasSideAtDoor != nil && stop.halt.turning != nil {
            problems.append(
                ("plan-wrong-side", "\(name) does not hold vehicles to the side of the bundle's stops.csv."))
        }
        return problems
    }
}
