import TransportModel

/// Every id in a table names something: a pupil, home, school, depot or vehicle of the bundle, or a row of the plan.
struct ReferencesCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        people(context) + assignments(context) + trips(context) + stopTimes(context) + blocks(context) + bells(context)
    }

    private func people(_ context: CheckContext) -> [Finding] {
        unknown(\.decisions, context) { row in
            row.homeID.isEmpty
                ? [("pupil", row.pupilID, context.pupils[row.pupilID] != nil)]
                : [("home", row.homeID, context.home(row.pupilID, row.homeID) != nil)]
        }
            + unknown(\.stopOptions, context) { row in
                [("home", row.homeID, context.home(row.pupilID, row.homeID) != nil)]
            }
            + unknown(\.review, context) { row in [("pupil", row.pupilID, context.pupils[row.pupilID] != nil)] }
    }

    private func assignments(_ context: CheckContext) -> [Finding] {
        unknown(\.assignments, context) { row in
            [
                ("home", row.homeID, context.home(row.pupilID, row.homeID) != nil),
                ("stop", row.stopID, context.stops[row.stopID] != nil),
                ("trip", row.tripID, context.trips[row.tripID] != nil),
            ]
        }
    }

    private func trips(_ context: CheckContext) -> [Finding] {
        unknown(\.trips, context) { row in [("block", row.blockID, context.blocks[row.blockID] != nil)] }
    }

    private func stopTimes(_ context: CheckContext) -> [Finding] {
        unknown(\.stopTimes, context) { row in
            let isKnown =
                switch row.place {
                case .stop: context.stops[row.placeID] != nil
                case .school: context.schools[row.placeID] != nil
                }
            return [("trip", row.tripID, context.trips[row.tripID] != nil), (row.place.rawValue, row.placeID, isKnown)]
        }
    }

    private func blocks(_ context: CheckContext) -> [Finding] {
        unknown(\.blocks, context) { row in
            let types = context.vehicleTypes(row.vehicleTypeID, depot: row.depotID)
            return [
                ("depot", row.depotID, context.depots[row.depotID] != nil),
                ("vehicle type at this depot", row.vehicleTypeID, !types.isEmpty),
            ]
        }
    }

    private func bells(_ context: CheckContext) -> [Finding] {
        unknown(\.bells, context) { row in [("school", row.schoolID, context.schools[row.schoolID] != nil)] }
    }

    private func unknown<Row: PlanTableRow>(
        _ table: KeyPath<PlanTables, [Row]>, _ context: CheckContext,
        named: (Row) -> [(kind: String, id: String, isKnown: Bool)]
    ) -> [Finding] {
        let rows = context.tables[keyPath: table]
        return rows.indices.flatMap { position in
            named(rows[position]).filter { !$0.isKnown }.map { reference in
                context.error(
                    "plan-unknown-id", table, position, subject: Row.columns[0].write(rows[position]),
                    "There is no \(reference.kind) with the id “\(reference.id)”.")
            }
        }
    }
}
