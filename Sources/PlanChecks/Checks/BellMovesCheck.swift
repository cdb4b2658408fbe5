import Quantities
import TransportModel

/// No school's bells are moved farther than it lets them be.
struct BellMovesCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let bells = context.tables.bells
        return bells.indices.compactMap { position in
            let row = bells[position]
            guard let school = context.schools[row.schoolID] else { return nil }
            let most = context.batch.schools[school].bellSlack.rawValue / 60
            guard row.minutes.magnitude > most.magnitude else { return nil }
            return context.error(
                "plan-bells-too-far", \.bells, position, subject: row.schoolID,
                "The bells are moved by \(row.minutes) min, but may be by \(most) min.")
        }
    }

    /// What `rows` move, schools that are not known and moves that no day holds left out.
    static func moves(_ rows: [BellRow], of schools: [String: Index<School>]) -> BellMoves {
        var moves: BellMoves = [:]
        for row in rows {
            guard let school = schools[row.schoolID], row.minutes.magnitude < 24 * 60 else { continue }
            moves[school] = .minutes(Int32(row.minutes))
        }
        return moves
    }
}
