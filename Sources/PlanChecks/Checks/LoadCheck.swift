import Quantities
import TransportModel

/// No seat and no wheelchair place is taken twice, and who must ride alone rides alone.
struct LoadCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        context.tables.trips.indices.flatMap { problems(ofTripAt: $0, context) }
    }

    private func problems(ofTripAt position: Int, _ context: CheckContext) -> [Finding] {
        let trip = context.tables.trips[position]
        guard let capacity = capacity(of: trip, context) else { return [] }  // ReferencesCheck names it.
        let places = context.stopTimesByTrip[trip.tripID]?.count ?? 0
        var aboard = Array(repeating: Load.zero, count: places)
        var pupils = Array(repeating: 0, count: places)
        var loners = Array(repeating: 0, count: places)
        for ride in context.ridesByTrip[trip.tripID] ?? [] {
            let row = context.tables.assignments[ride]
            guard let pupil = context.pupil(row.pupilID), let span = row.span(in: context) else { continue }
            for place in span.board..<span.alight {
                aboard[place] += pupil.load
                pupils[place] += 1
                loners[place] += pupil.needs.contains(.alone) ? 1 : 0
            }
        }
        var found: [Finding] = []
        if let full = aboard.firstIndex(where: { !$0.fits(in: capacity) }) {
            found.append(
                context.error(
                    "plan-overload", \.trips, position, subject: trip.tripID,
                    "After place \(full + 1) the pupils aboard need \(aboard[full].seats) seats and "
                        + "\(aboard[full].wheelchairPlaces) wheelchair places; the vehicle has \(capacity.seats) and "
                        + "\(capacity.wheelchairPlaces)."))
        }
        if let shared = loners.indices.first(where: { loners[$0] > 0 && pupils[$0] > 1 }) {
            found.append(
                context.error(
                    "plan-not-alone", \.trips, position, subject: trip.tripID,
                    "After place \(shared + 1) a pupil who must ride alone rides with \(pupils[shared] - 1) others."))
        }
        return found
    }

    private func capacity(of trip: TripRow, _ context: CheckContext) -> Load? {
        guard let block = context.blocks[trip.blockID].map({ context.tables.blocks[$0] }) else { return nil }
        return context.vehicleTypes(block.vehicleTypeID, depot: block.depotID).first?.capacity
    }
}
