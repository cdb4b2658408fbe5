import TransportModel

/// A block's trips are of its day and vehicle, and there are as many as it says.
struct BlocksCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let blocks = context.tables.blocks
        var found: [Finding] = []
        for position in blocks.indices {
            let trips = context.tripsByBlock[blocks[position].blockID] ?? []
            if trips.count != blocks[position].trips || trips.isEmpty {
                found.append(
                    context.error(
                        "plan-wrong-trip-count", \.blocks, position, subject: blocks[position].blockID,
                        "trips is \(blocks[position].trips), but \(TripRow.fileName) has \(trips.count)."))
            }
            for trip in trips {
                let row = context.tables.trips[trip]
                guard row.day != blocks[position].day || row.vehicleTypeID != blocks[position].vehicleTypeID else {
                    continue
                }
                found.append(
                    context.error(
                        "plan-trip-not-of-block", \.trips, trip, subject: row.tripID,
                        "The trip's day or vehicle is not that of its block “\(row.blockID)”."))
            }
        }
        return found
    }
}
