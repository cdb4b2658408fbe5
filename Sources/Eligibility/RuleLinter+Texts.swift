import Quantities
import TransportModel

extension RuleLinter {
    /// Everything about texts that families read.
    var texts: [Finding] { textNumbers + furtherTexts + languages }

    /// Texts beside the rules that say different numbers in different languages, or another number of days to appeal.
    private var furtherTexts: [Finding] {
        let process = rules.process
        let all = [
            ("about", rules.header.about), ("process.appeal.to", process.appealTo),
            ("process.appeal.to_for_chosen_school", process.appealToForChosenSchool),
        ]
        return all.flatMap { name, text -> [Finding] in
            let said = text.texts.map { (language: $0.language, numbers: Self.numbers(in: $0.text)) }
            guard let first = said.first else { return [] }
            var found: [Finding] = []
            if let other = said.first(where: { $0.numbers != first.numbers }) {
                found.append(
                    warning(
                        "text-numbers", 0, name,
                        "The texts of `\(name)` say different numbers: \(Self.list(first.numbers)) in \(first.language), "
                            + "\(Self.list(other.numbers)) in \(other.language)."))
            }
            return found
        }
    }

    /// Languages that some texts have and others lack.
    private var languages: [Finding] {
        let used = rules.rules.map { rule in rule.text.texts.map(\.language).filter { !$0.isEmpty } }
        let all = Set(used.flatMap { $0 }).sorted()
        guard all.count > 1 else { return [] }
        return rules.rules.compactMap { rule in
            let own = Set(rule.text.texts.map(\.language))
            guard !rule.text.isEmpty, !own.contains("") else { return nil }
            let missing = all.filter { !own.contains($0) }
            guard !missing.isEmpty else { return nil }
            return info(
                "text-language", rule.line, rule.id,
                "The rule `\(rule.id)` has no text in \(missing.joined(separator: ", ")), which other rules have. Families "
                    + "of that language read it in \(rule.text.texts[0].language).")
        }
    }

    /// Texts of one rule that say different numbers in different languages, or do not say the rule's own distance.
    private var textNumbers: [Finding] {
        rules.rules.compactMap { rule in
            let said = rule.text.texts.map { (language: $0.language, numbers: Self.numbers(in: $0.text)) }
            guard let first = said.first else { return nil }
            if let other = said.first(where: { $0.numbers != first.numbers }) {
                return warning(
                    "text-numbers", rule.line, rule.id,
                    "The texts of `\(rule.id)` say different numbers: \(Self.list(first.numbers)) in \(first.language), "
                        + "\(Self.list(other.numbers)) in \(other.language). Families would read different rules.")
            }
            guard let limit = rule.distance?.limit, !first.numbers.isEmpty,
                !Self.forms(of: limit).contains(where: first.numbers.contains)
            else { return nil }
            return warning(
                "text-numbers", rule.line, rule.id,
                "The text of `\(rule.id)` says \(Self.list(first.numbers)), but its limit is \(limit) m. Correct one of them."
            )
        }
    }

    /// The numbers of `text` in ascending order; `2,5` and `2.5` are one number.
    private static func numbers(in text: String) -> [Double] {
        var result: [Double] = [], digits = ""
        for character in text + " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else if character == "," || character == ".", !digits.isEmpty, !digits.contains(".") {
                digits.append(".")
            } else if !digits.isEmpty {
                if let number = Double(digits.hasSuffix(".") ? String(digits.dropLast()) : digits) {
                    result.append(number)
                }
                digits = ""
            }
        }
        return result.sorted()
    }

    /// `limit` in metres, kilometres and miles, as a text would say it.
    private static func forms(of limit: Metres) -> [Double] {
        let miles = limit.metres / 1609.344
        return [limit.metres, limit.metres / 1000, (miles * 100).rounded() / 100]
    }

    private static func list(_ numbers: [Double]) -> String {
        numbers.isEmpty
            ? "none" : numbers.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }.joined(separator: " and ")
    }
}
