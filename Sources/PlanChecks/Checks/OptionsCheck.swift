import TransportModel

/// A home's options are ranked from 1, at most ten besides its assigned and its chosen stop, which are always among
/// them; exactly the assigned stop is marked, and its walk is the one of the assignments.
struct OptionsCheck: PlanCheck {
    /// How many options a home has at most, its chosen and its assigned stop not counted.
    static let most = 10

    func findings(in context: CheckContext) -> [Finding] {
        let rows = context.tables.stopOptions
        let byHome = Dictionary(grouping: rows.indices) { HomeKey(rows[$0].pupilID, rows[$0].homeID) }
        return byHome.keys.sorted().flatMap { lists(byHome[$0] ?? [], context) } + assigned(byHome, context)
    }

    private func lists(_ positions: [Int], _ context: CheckContext) -> [Finding] {
        let rows = context.tables.stopOptions
        var found: [Finding] = []
        for (place, position) in positions.enumerated() where rows[position].rank != place + 1 {
            found.append(
                context.error(
                    "plan-wrong-rank", \.stopOptions, position, subject: rows[position].pupilID,
                    "rank is \(rows[position].rank), but this is option \(place + 1)."))
        }
        let stops = Set(positions.map { rows[$0].stopID })
        let marked = positions.count { rows[$0].isAssigned }
        if stops.count < positions.count || positions.count > OptionsCheck.most + 2 || marked > 1 {
            found.append(
                context.error(
                    "plan-wrong-options", \.stopOptions, positions[0], subject: rows[positions[0]].pupilID,
                    "The home has \(positions.count) options, \(stops.count) different stops and \(marked) assigned; "
                        + "there are at most \(OptionsCheck.most) besides the assigned and the chosen, each once."))
        }
        return found
    }

    /// Every ride's stop is the marked option of its home, with the same walk.
    private func assigned(_ byHome: [HomeKey: [Int]], _ context: CheckContext) -> [Finding] {
        let rows = context.tables.stopOptions
        let rides = context.tables.assignments
        var seen: Set<HomeKey> = []
        return rides.indices.compactMap { position in
            let ride = rides[position]
            let key = HomeKey(ride.pupilID, ride.homeID)
            guard seen.insert(key).inserted else { return nil }
            let option = byHome[key]?.first { rows[$0].isAssigned }.map { rows[$0] }
            guard option?.stopID != ride.stopID || option?.walk != ride.walk else { return nil }
            return context.error(
                "plan-option-not-assigned", \.assignments, position, subject: ride.pupilID,
                "The pupil uses “\(ride.stopID)”, \(ride.walk) m away, which is not the home's assigned option.")
        }
    }
}
