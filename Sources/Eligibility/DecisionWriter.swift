import Quantities
import TransportModel

/// Turns a verdict into the decision that people read.
struct DecisionWriter {
    let rules: RuleSet
    let messages: MessageCatalogue
    let language: String
    private let flips: FlipFinder
    private let catalogues = MessageCatalogue.languages.map { MessageCatalogue(language: $0) }

    init(batch: Batch) {
        rules = batch.rules
        language = batch.municipality.languages.first { MessageCatalogue.languages.contains($0) } ?? "en"
        messages = MessageCatalogue(language: language)
        flips = FlipFinder(rules: rules, asOf: batch.asOf)
    }

    /// The decision on `subject` that `verdict` means.
    func decision(
        from verdict: Verdict, on subject: DecisionCase, pupil: Index<Pupil>, home: Index<Home>?
    ) -> Decision {
        var decision = Decision(
            pupil: pupil, home: home, outcome: verdict.outcome, isCarried: rules.isCarried(verdict, subject),
            ruleID: rules.citedID(verdict),
            law: rules.law(verdict), measured: verdict.measured, threshold: verdict.limit,
            certainty: verdict.certainty,
            reason: messages.sentence(rules.reasons(for: verdict, on: subject)),
            whatWouldDecide: messages.sentence(rules.whatWouldDecide(verdict, on: subject)))
        let reasons = rules.reasons(for: verdict, on: subject)
        for catalogue in catalogues { decision.reasonByLanguage[catalogue.language] = catalogue.sentence(reasons) }
        let flips = flips.flips(of: verdict, on: subject)
        decision.whatWouldFlip = flips.map { messages.text($0.message) }
        if verdict.outcome == .review {
            let telling = flips.filter { !$0.isAboutLength || verdict.causes.contains(.nearLimit) }
            decision.whatWouldDecide =
                ([decision.whatWouldDecide] + telling.map { messages.text($0.message) }).joined(separator: " ")
        }
        decision.causes = verdict.causes
        decision.gives = verdict.gives
        decision.givenRides = verdict.given
        decision.mode = verdict.mode
        if case .rule(let position) = verdict.ground { decision.reasonCode = rules.rules[position].reasonCode }
        decision.allowancePerDay = rules.allowance(for: verdict, on: subject)?.perDay
        return decision
    }
}

extension Verdict {
    /// The word of the column `certainty`.
    package var certainty: String {
        if ground == .override { return "manual" }
        guard let cause = causes.first else { return "clear" }
        return switch cause {
        case .nearLimit, .conflicting, .unmeasured, .missingFact: cause.rawValue
        case .specialNeeds, .protected, .surplusSeat, .rule: "judgement"
        }
    }
}

extension RuleSet {
    /// The rule_id that a decision cites.
    package func citedID(_ verdict: Verdict) -> String {
        switch verdict.ground {
        case .override: DecisionRow.overrideRuleID
        case .noHome: "no_home"
        case .homes: "homes"
        case .application: "no_application"
        case .rule(let position): rules[position].id
        case .none: "none"
        }
    }

    /// The law and section behind a decision.
    package func law(_ verdict: Verdict) -> String {
        switch verdict.ground {
        case .rule(let position): rules[position].law
        case .homes: homes.law
        case .override, .noHome, .application, .none: ""
        }
    }
}
