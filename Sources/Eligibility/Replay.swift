package import TransportModel

/// Makes recorded decisions again and says where the answer is another one.
package enum Replay {
    /// A decision that came out differently.
    package struct Difference: Hashable, Sendable {
        /// Whom it is about.
        package var pupilID: String, homeID: String
        /// What was recorded, and what the same inputs give now.
        package var recorded: DecisionTrace.Result, recomputed: DecisionTrace.Result

        /// A finding that names it.
        package var finding: Finding {
            Finding(
                "replay-differs", .error, file: TraceFiles.decisions, subject: pupilID,
                message: "Home \(homeID): recorded \(recorded.outcome.rawValue) by \(recorded.ruleID), replayed "
                    + "\(recomputed.outcome.rawValue) by \(recomputed.ruleID). The record, the rule file or the "
                    + "program has changed.")
        }
    }

    /// Every difference between `traces` and what `rules` say to the same inputs, in their order.
    ///
    /// The rules must be those of the record (`trace/rules.yaml`); compare their SHA-256 with `rulesHash` first.
    package static func differences(in traces: [DecisionTrace], rules: RuleSet) -> [Difference] {
        traces.compactMap { trace in
            let verdict = rules.verdict(on: trace.subject)
            let recomputed = rules.result(of: verdict, on: trace.subject)
            guard recomputed != trace.result else { return nil }
            return Difference(
                pupilID: trace.subject.pupilID, homeID: trace.subject.homeID ?? "", recorded: trace.result,
                recomputed: recomputed)
        }
    }
}
