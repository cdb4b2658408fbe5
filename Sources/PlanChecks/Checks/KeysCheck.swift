import TransportModel

/// Every row of a table is identified by its key, and the rows stand in the order of their keys.
struct KeysCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        breaches(of: \.decisions, context) + breaches(of: \.stopOptions, context)
            + breaches(of: \.assignments, context) + breaches(of: \.trips, context)
            + breaches(of: \.stopTimes, context) + breaches(of: \.blocks, context)
            + breaches(of: \.stops, context) + breaches(of: \.review, context) + breaches(of: \.bells, context)
    }

    private func breaches<Row: PlanTableRow>(
        of table: KeyPath<PlanTables, [Row]>, _ context: CheckContext
    ) -> [Finding] {
        let rows = context.tables[keyPath: table]
        let keys = rows.map(\.key)
        var seen: Set<[TableKeyPart]> = []
        var found: [Finding] = []
        for position in rows.indices {
            let subject = Row.columns[0].write(rows[position])
            if !seen.insert(keys[position]).inserted {
                found.append(
                    context.error(
                        "plan-duplicate-key", table, position, subject: subject,
                        "The table has two rows with the key of this one. Keys must be unique."))
            } else if position > 0, keys[position].lexicographicallyPrecedes(keys[position - 1]) {
                found.append(
                    context.error(
                        "plan-unsorted", table, position, subject: subject,
                        "The row stands after one with a later key. Rows are sorted by their key."))
            }
        }
        return found
    }
}
