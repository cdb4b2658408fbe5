import Quantities
import TransportModel

/// The sentences of decision letters in one language.
struct LetterFacts: Sendable {
    let batch: Batch
    let messages: Messages

    /// What was decided, in one sentence.
    func outcome(of decision: Decision) -> String {
        switch decision.outcome {
        case .granted: messages("letter.granted")
        case .refused: messages(decision.gives == .allowance ? "letter.allowance" : "letter.refused")
        case .review: messages("letter.review")
        }
    }

    /// The rule and its law, the measure, the limit and how far they are apart.
    func lines(of decision: Decision, rule: Rule?) -> [DecisionLetter.Fact] {
        var lines: [DecisionLetter.Fact] = []
        func add(_ key: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append(.init(name: messages(key), value: value)) }
        }
        add("letter.law", decision.law.harmless)
        add("letter.rule", rule?.id.harmless)
        add("letter.measured", decision.measured.map { metres("letter.metres", $0) })
        if decision.measured != nil {
            add("letter.convention", batch.rules.measure(named: rule?.distance?.measure ?? "").map(convention))
        }
        add("letter.threshold", decision.threshold.map { metres("letter.metres", $0) })
        add("letter.margin", decision.margin.map(margin))
        return lines
    }

    /// Who decided by hand, why, and until when; `shown` says how much of the officer's words this family may read.
    func lines(of override: DecisionOverride?, shown: (String) -> String) -> [DecisionLetter.Fact] {
        guard let override else { return [] }
        return [
            .init(name: messages("letter.author"), value: shown(override.author)),
            .init(name: messages("letter.why"), value: shown(override.reason)),
            .init(name: messages("letter.expires"), value: messages.date(override.expires)),
        ].filter { !$0.value.isEmpty }
    }

    /// How long `decision` holds, and whether it is preliminary.
    func validity(of decision: Decision, override: DecisionOverride?) -> [String] {
        if let override { return [messages("letter.valid.until", ["date": messages.date(override.expires)])] }
        let process = batch.rules.process
        let holds: String
        switch process.validity {
        case .schoolYear:
            let end = batch.municipality.calendar.to
            holds =
                end.map { messages("letter.valid.until", ["date": messages.date($0)]) } ?? messages("letter.valid.year")
        case .period where !batch.period.isEmpty:
            holds = messages("letter.valid.period", ["period": batch.period.harmless])
        case .grades where !process.renewedOnGrades.isEmpty:
            let grades = process.renewedOnGrades.map(String.init).joined(separator: ", ")
            holds = messages("letter.valid.grades", ["grades": grades])
        case .period, .grades: holds = messages("letter.valid.stage")
        }
        return [holds] + (process.isPreliminary ? [messages("letter.preliminary")] : [])
    }

    /// Where and by when to appeal. A pupil whose school is not the assigned one may have another court to go to.
    func appeal(for pupil: Pupil, isDecided: Bool) -> String {
        guard isDecided else { return messages("letter.appeal.none") }
        let process = batch.rules.process
        let assigned = pupil.extras["assigned_school"] ?? ""
        let isChosen =
            !assigned.isEmpty && assigned != batch.schools[pupil.school].id
            || (pupil.extras["school_choice"] ?? "").lowercased() == "chosen"
        let usual = process.appealTo.text(in: messages.language)
        let chosen = isChosen ? process.appealToForChosenSchool.text(in: messages.language) : nil
        switch (chosen ?? usual, process.appealDays) {
        case (let whom?, let days?):
            return messages("letter.appeal.both", ["whom": whom.harmless, "days": "\(days)"])
        case (let whom?, nil): return messages("letter.appeal.whom", ["whom": whom.harmless])
        case (nil, let days?): return messages("letter.appeal.days", ["days": "\(days)"])
        case (nil, nil): return messages("letter.appeal.ask")
        }
    }

    private func convention(of measure: Measure) -> String {
        var sentences = [
            messages(
                "letter.way",
                [
                    "profile": messages("letter.profile.\(measure.profile.rawValue)"),
                    "from": messages("letter.from.\(measure.from.rawValue)"),
                    "to": messages("letter.to.\(measure.to.rawValue)"),
                ])
        ]
        if measure.school == .assigned { sentences.append(messages("letter.assigned")) }
        if !measure.roads.isOpen { sentences.append(messages("letter.roads")) }
        if measure.avoidsHazards { sentences.append(messages("letter.hazards")) }
        if measure.addition != .zero { sentences.append(metres("letter.addition", measure.addition)) }
        if let rounding = measure.rounding { sentences.append(metres("letter.rounding", rounding.step)) }
        return sentences.joined(separator: " ")
    }

    private func margin(_ margin: Metres) -> String {
        if margin == .zero { return messages("letter.exact") }
        return margin > .zero ? metres("letter.over", margin) : metres("letter.under", .zero - margin)
    }

    private func metres(_ key: String, _ value: Metres) -> String {
        messages(key, ["metres": LetterFacts.metres(value, messages.language)])
    }

    /// `3000`, or `3000.4` where decimetres may decide, with the decimal comma of `language`.
    static func metres(_ value: Metres, _ language: String) -> String {
        let (whole, part) = value.decimetres.quotientAndRemainder(dividingBy: 10)
        guard part != 0 else { return "\(whole)" }
        let sign = value.decimetres < 0 && whole == 0 ? "-" : ""
        return "\(sign)\(whole)\(language == "en" ? "." : ",")\(part.magnitude)"
    }
}
