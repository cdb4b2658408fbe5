import Quantities
package import TransportModel

/// Tells staff which bells a plan moves, for schools and families must know before it holds.
package struct BellFindings: Sendable {
    private let batch: Batch

    /// Findings about the schools of `batch`.
    package init(batch: Batch) { self.batch = batch }

    /// One per school that is moved, and one where time was too short to look for moves.
    package func findings(_ outcome: BellAlignment.Outcome) -> [Finding] {
        let moved = outcome.moves.filter { $0.value != .zero }.sorted { $0.key.offset < $1.key.offset }
        var findings = moved.map { school, move in
            let minutes = Seconds(Int32(move.rawValue.magnitude)).inMinutes
            let gain =
                outcome.vehicles.map {
                    "With the moves of all schools together \($0.moved) vehicles can do what \($0.unmoved) did in the "
                        + "busiest morning or afternoon."
                } ?? "This is as in the plan before."
            return Finding(
                "bells-moved", .warning, file: "schools.csv", line: batch.schools[school].line,
                subject: batch.schools[school].id,
                message: "In this plan all lessons are \(minutes) \(move < .zero ? "earlier" : "later") than in "
                    + "timetable.csv. \(gain) Agree on it with the school and write it into timetable.csv, or empty "
                    + "bells_move.")
        }
        if outcome.isTimeLimited {
            findings.append(
                Finding(
                    "bells-not-searched", .warning, file: "schools.csv",
                    message: "The time was too short to look for bells that save vehicles, so none was moved. Give the "
                        + "run more seconds."))
        }
        return findings
    }
}
