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
        opening + ways(catalogue) + answers + conclusion(catalogue) + closing(catalogue)
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

    private func ways(_ catalogue: MessageCatalogue) -> [Message] {
        rules.measures.flatMap { measure -> [Message] in
            guard let metres = rules.measured(measure.name, for: trace.subject) else { return [] }
            let way = Message(
                .explainWay,
                [
                    "measure": measure.name.isEmpty ? "standard" : measure.name, "metres": metres.description,
                    "convention": measure.convention(catalogue),
                ])
            let isStandIn = trace.subject.ways[measure.name]?.isStandIn ?? false
            return [way] + (isStandIn ? [Message(.standIn)] : [])
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
        var result = [Message(.explainDecision, ["reason": reason])] + margin
        result.append(Message(.explainCertainty, ["certainty": "{\(Self.word(for: trace.result.certainty))}"]))
        if !trace.result.law.isEmpty { result.append(Message(.explainLaw, ["law": trace.result.law])) }
        guard case .rule(let position) = verdict.ground else { return result }
        let rule = rules.rules[position]
        if let text = rule.text.text(in: catalogue.language) { result.append(Message(.explainText, ["text": text])) }
        if let source = source(of: rule) { result.append(Message(.explainSource, ["source": source])) }
        if !rule.note.isEmpty { result.append(Message(.explainNote, ["note": rule.note])) }
        return result
    }

    /// How far the way is from the limit.
    private var margin: [Message] {
        guard let measured = trace.result.measured, let limit = trace.result.limit else { return [] }
        if measured == limit { return [Message(.explainExact)] }
        let isOver = measured > limit
        let metres = isOver ? measured - limit : limit - measured
        return [Message(isOver ? .explainOver : .explainUnder, ["metres": metres.description])]
    }

    /// Where the rule comes from: title, address and when it was read.
    private func source(of rule: Rule) -> String? {
        guard !rule.source.isEmpty else { return nil }
        guard let source = rules.header.sources.first(where: { $0.id == rule.source }) else { return rule.source }
        let parts = [source.title.isEmpty ? source.id : source.title, source.url, source.read, source.note]
        return parts.filter { !$0.isEmpty }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
            .joined(separator: ", ")
    }

    private static func shown(_ text: String) -> String { text.isEmpty ? "-" : text }

    /// The word of the catalogue for the word of the column `certainty`.
    private static func word(for certainty: String) -> String {
        switch certainty {
        case "near_limit": MessageKey.near.rawValue
        case "missing_fact": MessageKey.missingFact.rawValue
        default: certainty
        }
    }

    private func closing(_ catalogue: MessageCatalogue) -> [Message] {
        var result: [Message] = []
        let needed = catalogue.sentence(rules.whatWouldDecide(verdict, on: trace.subject))
        if !needed.isEmpty { result.append(Message(.explainDecide, ["needed": needed])) }
        let flips = FlipFinder(rules: rules, asOf: trace.subject.facts.asOf).flips(of: verdict, on: trace.subject)
        if !flips.isEmpty {
            result.append(Message(.explainFlips, ["flips": catalogue.sentence(flips.map(\.message))]))
        }
        if rules.waitPolicy.guided, trace.result.isCarried { result.append(Message(.explainGuided)) }
        if let days = rules.process.appealDays {
            let chosen = rules.process.appealToForChosenSchool
            let isChosen = !trace.subject.facts.schoolIsAssigned && !chosen.isEmpty
            let to = (isChosen ? chosen : rules.process.appealTo).text(in: catalogue.language) ?? ""
            result.append(Message(.explainAppeal, ["days": String(days), "to": to]))
        }
        result.append(
            Message(
                .explainVersion,
                [
                    "name": Self.shown(rules.header.about.text(in: catalogue.language) ?? rules.name),
                    "version": Self.shown(rules.version),
                    "hash": trace.rulesHash,
                ]))
        return result
    }
}
