import Quantities
import TransportModel

/// Families' choices are kept, or a finding that names the pupil says why not; a kept choice is among the options.
struct ChoicesCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let refused = Set(context.tables.findings.filter { $0.severity != .info }.map(\.subject))
        let rides = context.tables.assignments
        let stops = Dictionary(rides.map { (HomeKey($0.pupilID, $0.homeID), $0.stopID) }) { first, _ in first }
        return latest(context).compactMap { key, choice in
            guard let stop = stops[key], stop != choice.stopID, !refused.contains(key.pupilID) else { return nil }
            return Finding(
                "plan-choice-lost", .error, file: AssignmentRow.fileName, subject: key.pupilID,
                message: "The family chose “\(choice.stopID)” (choices.csv, line \(choice.line)), the plan uses "
                    + "“\(stop)”, and no finding says why.")
        }
    }

    /// The choice that counts per home: the latest, one for the home itself before one for all homes at equal times.
    private func latest(_ context: CheckContext) -> [(HomeKey, StopChoice)] {
        let batch = context.batch
        var latest: [HomeKey: StopChoice] = [:]
        for choice in batch.choices {
            let pupil = batch.pupils[choice.pupil]
            for home in choice.home.map({ [$0] }) ?? pupil.homes {
                let key = HomeKey(pupil.id, batch.homes[home].id)
                if let other = latest[key],
                    (other.submittedAt, other.home == nil ? 0 : 1) > (choice.submittedAt, choice.home == nil ? 0 : 1)
                {
                    continue
                }
                latest[key] = choice
            }
        }
        return latest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
