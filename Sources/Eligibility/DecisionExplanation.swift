import Quantities
package import TransportModel

/// The reasoning behind one recorded decision, as lines of text in one language.
package struct DecisionExplanation {
    private let trace: DecisionTrace
    private let rules: RuleSet
    private let verdict: Verdict

    /// The explanation of `trace`, whose decision was made by `rules`.
    package init(of trace: DecisionTrace, rules: RuleSet) {
        self.trace = trace
        self.rules = rules
        verdict = rules.verdict(on: trace.subject)
    }

    /// The lines: the decision, the facts, every rule in the order it was asked, why, by which law, and what would turn it.
    package func lines(language: String) -> [String] {
        let catalogue = MessageCatalogue(language: language)
        return messages(catalogue).map(catalogue.text)
    }

    private func messages(_ catalogue: MessageCatalogue) -> [Message] {
        opening + ways + answers + conclusion(catalogue) + closing(catalogue)
    }

    private var opening: [Message] {
        let facts = trace.subject.facts
        let needs = facts.needs.sorted().map { "{\($0.rawValue)}" }.joined(separator: ", ")
        return [
            Message(
                .explainTitle,
                [
                    "pupil": trace.subject.pupilID, "home": trace.subject.homeID ?? "-", "date": facts.asOf.description,
                    "outcome": "{\(trace.result.outcome.rawValue)}",
                ]),
            Message(
                .explainFacts,
                [
                    "grade": String(facts.grade), "school": facts.schoolID, "needs": needs.isEmpty ? "-" : needs,
                    "kind": facts.homeKind.map { "{\($0.rawValue)}" } ?? "-",
                ]),
        ]
    }

    private var ways: [Message] {
        rules.measures.compactMap { measure in
            rules.measured(measure.name, for: trace.subject).map { metres in
                Message(
                    .explainWay,
                    ["measure": measure.name.isEmpty ? "standard" : measure.name, "metres": metres.description])
            }
        }
    }

    private var answers: [Message] {
        trace.result.answers.map { answer in
            let standing = answer.standing.hasPrefix("unknown") ? "unknown" : answer.standing
            var values = ["rule": answer.rule, "standing": "{\(standing)}"]
            guard let measured = answer.measured, let limit = answer.limit else { return Message(.explainRule, values) }
            values["measured"] = measured.description
            values["limit"] = limit.description
            return Message(.explainRuleDistance, values)
        }
    }

    private func conclusion(_ catalogue: MessageCatalogue) -> [Message] {
        let reason = catalogue.sentence(rules.reasons(for: verdict, on: trace.subject))
        var result = [Message(.explainDecision, ["reason": reason])]
        if !trace.result.law.isEmpty { result.append(Message(.explainLaw, ["law": trace.result.law])) }
        if case .rule(let position) = verdict.ground,
            let text = rules.rules[position].text.text(in: catalogue.language)
        {
            result.append(Message(.explainText, ["text": text]))
        }
        return result
    }

    private func closing(_ catalogue: MessageCatalogue) -> [Message] {
        var result: [Message] = []
        let needed = catalogue.sentence(rules.whatWouldDecide(verdict, on: trace.subject))
        if !needed.isEmpty { result.append(Message(.explainDecide, ["needed": needed])) }
        let flips = FlipFinder(rules: rules, asOf: trace.subject.facts.asOf).flips(of: verdict, on: trace.subject)
        if !flips.isEmpty {
            result.append(Message(.explainFlips, ["flips": catalogue.sentence(flips.map(\.message))]))
        }
        if let days = rules.process.appealDays {
            let chosen = rules.process.appealToForChosenSchool
            let isChosen = !trace.subject.facts.schoolIsAssigned && !chosen.isEmpty
            let to = (isChosen ? chosen : rules.process.appealTo).text(in: catalogue.language) ?? ""
            result.append(Message(.explainAppeal, ["days": String(days), "to": to]))
        }
        result.append(
            Message(
                .explainVersion, ["name": rules.name, "version": rules.version, "hash": trace.rulesHash]))
        return result
    }
}
