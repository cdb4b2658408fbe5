import Quantities
import TransportModel

/// Every written walk is the one that the road network gives, within `Tolerance.walk`, and 0 only at the same point.
struct WalkCheck: PlanCheck {
    /// Nearer than this many metres a stop is at the home itself: positions are written with seven decimals.
    private static let samePoint = 0.05

    func findings(in context: CheckContext) -> [Finding] {
        rides(context) + options(context)
    }

    private func rides(_ context: CheckContext) -> [Finding] {
        let rows = context.tables.assignments
        let written = rows.map { WrittenWalk(home: HomeKey($0.pupilID, $0.homeID), stopID: $0.stopID, walk: $0.walk) }
        return breaches(written, context) { position, message in
            context.error("plan-wrong-walk", \.assignments, position, subject: rows[position].pupilID, message)
        }
    }

    /// Options at stops whose position is known: those of the bundle and those in use.
    private func options(_ context: CheckContext) -> [Finding] {
        let rows = context.tables.stopOptions
        let written = rows.map { WrittenWalk(home: HomeKey($0.pupilID, $0.homeID), stopID: $0.stopID, walk: $0.walk) }
        return breaches(written, context) { position, message in
            context.error("plan-wrong-option-walk", \.stopOptions, position, subject: rows[position].pupilID, message)
        }
    }

    private struct WrittenWalk: Hashable {
        var home: HomeKey, stopID: String, walk: Metres
    }

    private func breaches(
        _ written: [WrittenWalk], _ context: CheckContext, finding: (Int, String) -> Finding
    ) -> [Finding] {
        var pairs: [WalkPair] = []
        var positionOfWalk: [WrittenWalk: Int] = [:]
        for walk in written where positionOfWalk[walk] == nil {
            guard let home = context.homes[walk.home], let stop = context.point(ofStop: walk.stopID) else { continue }
            positionOfWalk[walk] = pairs.count
            let within = walk.walk + Tolerance.walk
            let point = context.batch.homes[home].place.point
            let isAtTheDoor = point.distance(to: stop) < WalkCheck.samePoint
            pairs.append(WalkPair(home: point, stop: isAtTheDoor ? point : stop, within: within))
        }
        let measured = context.roads.walks(pairs)
        return written.indices.compactMap { position in
            let walk = written[position]
            guard let measure = positionOfWalk[walk] else { return nil }  // ReferencesCheck names unknown places.
            guard let metres = measured[measure] else {
                return finding(position, "walk_m is \(walk.walk), but the network has no walk as short as that.")
            }
            let isZero = walk.walk == .zero && metres != .zero
            guard isZero || (metres - walk.walk).decimetres.magnitude > Tolerance.walk.decimetres else { return nil }
            return finding(position, "walk_m is \(walk.walk), but the network measures \(metres).")
        }
    }
}
