/// A sentence to be said in any language: which one, and what to put into it.
package struct Message: Hashable, Sendable {
    /// Which sentence.
    package var key: MessageKey
    /// What replaces `{name}` in it.
    package var values: [String: String]

    /// A sentence.
    package init(_ key: MessageKey, _ values: [String: String] = [:]) {
        self.key = key
        self.values = values
    }
}

/// Every sentence that decisions are explained with; each language has all of them.
package enum MessageKey: String, CaseIterable, Sendable {
    // Reasons
    case overrideGranted, overrideRefused
    case grantedMoreThan, grantedAtLeast, grantedByRule
    case refusedNotMoreThan, refusedNotAtLeast, refusedByRule, refusedNoRule, refusedOther, refusedAllowance
    case refusedHomeKind, refusedWholeWeeks, refusedUnequal, refusedMunicipality, refusedNoApplication
    case refusedNoConsent, refusedNotApplied, refusedNoHazard, refusedSafeWay, refusedSchoolWithin, refusedNotNearest
    case oneSessionToSchool, oneSessionFromSchool, onlyWeekdays, notOnWeekdays, notToSchoolOn, notFromSchoolOn
    case allowanceCounted, allowanceWorth, modePublic, extraTrips
    case reviewNearLimit, reviewSpecialNeeds, reviewProtected, reviewConflicting, reviewUnmeasured, reviewNoHome
    case reviewMissingFact, reviewSurplusSeat, reviewByRule, reviewBrokenRule
    case hazardAlong, hazardCross, noSafeWay, safeWay, standIn
    // What would decide
    case decideNearLimit, decideSpecialNeeds, decideProtected, decideConflicting, decideUnmeasured, decideNoHome
    case decideMissingFact, decideSurplusSeat, decideByRule, decideBrokenRule
    // What would flip it
    case flipLonger, flipShorter, flipMeasure, flipDate, flipGrade
    // Outcomes and standings, as words
    case granted, refused, review, holds, fails, near, unknown
    // Kinds of home and needs, as words
    case registered, second, care, wheelchair, escort, handover, alone, door
    // How certain a decision is, as words
    case clear, manual, conflicting, unmeasured, missingFact, judgement
    // Weekdays, as words
    case mon, tue, wed, thu, fri, sat, sun
    // How a way is measured
    case onFoot, byBicycle, byCar
    case fromPoint, fromDoor, fromYard, fromGate, fromPlotLine, fromRightOfWay
    case toNearestGate, toMainGate, toFarthestGate, toNearestDoor, toFarthestDoor, toPoint
    case toAssigned, keepsOffHazards, noPaths, noPrivateRoads, stateAidedRoads, winterMaintained, allYear, lit, added
    case roundedNearest, roundedUp, roundedDown
    // The explanation as a whole
    case explainTitle, explainFacts, explainWay, explainRule, explainRuleDistance, explainDecision, explainLaw
    case explainText, explainFlips, explainDecide, explainVersion, explainAppeal
    case explainOver, explainUnder, explainExact, explainCertainty, explainSource, explainNote, explainGuided,
        explainMap
}

/// The sentences of one language.
package struct MessageCatalogue: Sendable {
    /// The languages there are.
    package static let languages = ["sv", "fi", "en"]

    /// The language of this one.
    package let language: String
    private let sentences: [MessageKey: String]

    /// The sentences of `language`; English where it is none of ``languages``.
    package init(language: String) {
        self.language = MessageCatalogue.languages.contains(language) ? language : "en"
        sentences =
            switch language {
            case "sv": Self.swedish
            case "fi": Self.finnish
            default: Self.english
            }
    }

    /// The pattern of `key`, with `{name}` where values go.
    package func pattern(_ key: MessageKey) -> String { sentences[key] ?? "" }

    /// `message` in this language. Values may hold words of the catalogue in braces, such as `{granted}`; numbers get the
    /// decimal sign of the language.
    package func text(_ message: Message) -> String {
        fill(pattern(message.key)) { name in
            message.values[name].map { value in
                isDecimal(value)
                    ? decimal(value) : fill(value) { word in MessageKey(rawValue: word).map(pattern) ?? "{\(word)}" }
            } ?? ""
        }
    }

    private func isDecimal(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "-") } }
    }

    private func decimal(_ text: String) -> String {
        language == "en" ? text : String(text.map { $0 == "." ? "," : $0 })
    }

    /// `pattern` with every `{name}` replaced by what `value` says; an open brace without an end stays.
    private func fill(_ pattern: String, value: (String) -> String) -> String {
        var result = "", name: String?
        for character in pattern {
            switch (character, name) {
            case ("{", nil): name = ""
            case ("}", let open?):
                result += value(open)
                name = nil
            case (_, nil): result.append(character)
            case (_, let open?): name = open + String(character)
            }
        }
        return result + (name.map { "{" + $0 } ?? "")
    }

    /// `messages` one after the other.
    package func sentence(_ messages: [Message]) -> String { messages.map(text).joined(separator: " ") }
}
